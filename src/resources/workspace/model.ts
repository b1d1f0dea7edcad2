import { noneIfZero } from '../../intercom/ids.ts'
import type { Me } from '../../intercom/types.ts'
import { instantFrom, textFrom } from '../../intercom/values.ts'

export type Region = 'US' | 'EU' | 'AU'

/** The Intercom workspace this gateway serves. */
export type Workspace = {
  __typename: 'Workspace'
  id: string
  name: string | null
  /** Null when Intercom names a region we do not know. */
  region: Region | null
  /** IANA name, `America/New_York`; what a calendar day means in contact searches. */
  timeZone: string | null
  createdAt: Date | null
  /** Whose token the gateway uses. */
  adminId: string | null
}

export function workspaceFromIntercom(me: Me): Workspace {
  const { app } = me
  const region = app?.region?.toUpperCase()
  return {
    __typename: 'Workspace',
    id: String(app?.id_code),
    name: textFrom(app?.name),
    region: region === 'US' || region === 'EU' || region === 'AU' ? region : null,
    timeZone: textFrom(app?.timezone),
    createdAt: instantFrom(app?.created_at),
    adminId: noneIfZero(me.id),
  }
}

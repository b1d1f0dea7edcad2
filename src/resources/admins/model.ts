import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { textFrom } from '../../intercom/values.ts'

/** A teammate. */
export type Admin = {
  __typename: 'Admin'
  id: string
  name: string
  email: string | null
  jobTitle: string | null
  avatarUrl: string | null
  awayMode: { enabled: boolean; reassign: boolean; reason: string | null }
  hasInboxSeat: boolean
  teamIds: readonly string[]
}

export function adminFromIntercom(admin: Intercom.Admin): Admin {
  const { avatar } = admin
  return {
    __typename: 'Admin',
    id: String(admin.id),
    name: admin.name ?? '',
    email: textFrom(admin.email),
    jobTitle: textFrom(admin.job_title),
    // a string in the description, an object on the wire: both are seen
    avatarUrl: textFrom(typeof avatar === 'string' ? avatar : avatar?.image_url),
    awayMode: {
      enabled: admin.away_mode_enabled ?? false,
      reassign: admin.away_mode_reassign ?? false,
      reason: textFrom(admin.away_status_reason_id),
    },
    hasInboxSeat: admin.has_inbox_seat ?? false,
    teamIds: (admin.team_ids ?? []).flatMap((id) => noneIfZero(id) ?? []),
  }
}

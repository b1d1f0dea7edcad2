import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { textFrom } from '../../intercom/values.ts'

/** A group of teammates that conversations are assigned to. */
export type Team = {
  __typename: 'Team'
  id: string
  name: string
  adminIds: readonly string[]
  distributionMethod: string | null
}

export const teamFromIntercom = (team: Intercom.Team): Team => ({
  __typename: 'Team',
  id: String(team.id),
  name: team.name ?? '',
  adminIds: (team.admin_ids ?? []).flatMap((id) => noneIfZero(id) ?? []),
  distributionMethod: textFrom(team.distribution_method),
})

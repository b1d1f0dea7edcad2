import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { teamFromIntercom } from './model.ts'

export function createTeamsService({ intercom, cache }: ResourceDeps) {
  const teams = cache.reference({
    kind: 'team',
    idOf: (team: Intercom.Team) => String(team.id),
    fromWire: teamFromIntercom,
    fetchAll: async () => (await intercom.call((sdk, options) => sdk.teams.list(options))).teams ?? [],
  })
  return {
    all: teams.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: teams.warm,
    /** Aligned with the ids; null for a team that is gone. */
    getMany: async (ids: readonly string[]) => {
      const byId = await teams.byId()
      return ids.map((id) => byId.get(id) ?? null)
    },
  }
}

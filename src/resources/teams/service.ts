import { idReader } from '../../intercom/ids.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { teamFromIntercom } from './model.ts'

export type TeamsService = ReturnType<typeof createTeamsService>

export function createTeamsService({ intercom, cache, config }: ResourceDeps) {
  const read = (id: string) => intercom.call((sdk, options): PromiseLike<Intercom.Team> => sdk.teams.find({ team_id: id }, options))
  const teams = cache.listed({
    kind: 'team',
    idOf: (team: Intercom.Team) => String(team.id),
    asId: idReader('team'),
    fromWire: teamFromIntercom,
    fetchAll: async () => (await intercom.call((sdk, options) => sdk.teams.list(options))).teams ?? [],
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  return {
    all: teams.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: teams.warm,
    /** Aligned with the ids; null for a team that is gone. */
    getMany: teams.getMany,
    /** Keys by which a Change forgets the list of all. */
    listKeys: () => [teams.keyOf()],
  }
}

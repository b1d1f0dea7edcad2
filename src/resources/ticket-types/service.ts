import { idReader } from '../../intercom/ids.ts'
import { readPage } from '../../intercom/pages.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import type { ResourceDeps } from '../deps.ts'
import { listedTicketStateFromIntercom, type TicketState, ticketTypeFromIntercom } from './model.ts'

export function createTicketTypesService({ intercom, cache, config }: ResourceDeps) {
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.TicketType | undefined> => sdk.ticketTypes.get({ ticket_type_id: id }, options))

  const types = cache.listed({
    kind: 'ticketType',
    idOf: (type: Intercom.TicketType) => String(type.id),
    asId: idReader('ticket type'),
    fromWire: ticketTypeFromIntercom,
    fetchAll: async () => readPage<Intercom.TicketType>(await intercom.call((sdk, options) => sdk.ticketTypes.list(options))).items,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const states = cache.reference({
    kind: 'ticketState',
    idOf: (state: Intercom.TicketState) => String(state.id),
    fromWire: listedTicketStateFromIntercom,
    fetchAll: async () =>
      readPage<Intercom.TicketState>(await intercom.call((sdk, options) => sdk.ticketStates.listTicketStates(options))).items,
  })

  return {
    all: types.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: types.warm,
    /** Aligned with the ids; null for a type that is gone. */
    getMany: types.getMany,
    /** The states that tickets of these types go through, aligned with the ids of the types. One list for all of them. */
    getStates: async (typeIds: readonly string[]): Promise<TicketState[][]> => {
      const all = await states.all()
      const inUse = all.flatMap((state) => (state === null || state.archived ? [] : state))
      return typeIds.map((typeId) => inUse.filter((state) => state.typeIds.includes(typeId)))
    },
  }
}

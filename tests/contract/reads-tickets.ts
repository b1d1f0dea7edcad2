import { type Call, each, toTheEnd } from './calls.ts'

/** Tickets: their types and states, all pages, and each ticket. */
export const ticketReads: readonly Call[] = [
  { operation: 'GET /ticket_states', does: 'lists states', run: (client) => client.ticketStates.listTicketStates() },
  { operation: 'GET /ticket_types', does: 'lists types', run: (client) => client.ticketTypes.list() },
  {
    operation: 'GET /ticket_types/{ticket_type_id}',
    does: 'finds each',
    run: (client, { ticket_types }) => each(ticket_types, (id) => client.ticketTypes.get({ ticket_type_id: id })),
  },
  {
    operation: 'POST /tickets/search',
    does: 'finds all, page by page',
    run: async (client) =>
      toTheEnd(await client.tickets.search({ query: { field: 'created_at', operator: '>', value: 1 }, pagination: { per_page: 15 } })),
  },
  {
    operation: 'GET /tickets/{ticket_id}',
    does: 'reads each',
    run: (client, { tickets }) => each(tickets, (id) => client.tickets.get({ ticket_id: id })),
  },
]

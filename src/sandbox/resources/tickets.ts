import { notFound } from '../http/errors.ts'
import type { Call, Route } from '../http/router.ts'
import { answerSearch } from '../search/answer.ts'
import { conversationOperators } from '../search/operators.ts'
import { ticketFields } from '../search/ticket-fields.ts'
import { recordsOf } from '../store/world.ts'
import { renderTicket } from './ticket.ts'

/** There is no list of tickets: only this. The last updated first, which is not published. */
function searchTickets({ world, version, body }: Call) {
  const seen = world.search.tickets.current()
  const { ids, pages, total_count } = answerSearch({
    body,
    table: seen,
    fields: ticketFields(world),
    rules: { operators: conversationOperators, orEqual: true, timeZone: world.workspace.timezone },
    perPage: 20,
    sortable: false,
    boundTo: `tickets ${version}`,
  })
  return { type: 'ticket.list', pages, total_count, tickets: recordsOf(seen, ids).map((ticket) => renderTicket(world, ticket, version)) }
}

export const ticketRoutes: Route[] = [
  { method: 'POST', path: '/tickets/search', answer: searchTickets },
  {
    method: 'GET',
    path: '/tickets/{ticket_id}',
    answer({ world, version, params: { ticket_id = '' } }) {
      const ticket = world.tickets.get(ticket_id)
      if (!ticket) throw notFound('ticket_not_found', 'Ticket not found')
      return renderTicket(world, ticket, version)
    },
  },
]

import type * as Intercom from '../../intercom/ticket-types.ts'
import { instantFrom } from '../../intercom/values.ts'
import { type FoundRecord, type Reconciled, recheckAs } from '../../reconcile/reconciled.ts'
import type { TicketsService } from './service.ts'

const foundIn = ({ ticket_parts: _, ...ticket }: Intercom.Ticket): FoundRecord => ({
  id: String(ticket.id),
  createdAt: instantFrom(ticket.created_at),
  updatedAt: instantFrom(ticket.updated_at),
  item: ticket,
})

/**
 * Tickets that no webhook told of. For one that is not as it was, whatever happened, and for one that is gone Intercom has no topics: `ticket.updated`
 * and `ticket.deleted` are our words, taken as Intercom's for a state that has changed, and for the conversation that a ticket may be.
 */
export const reconciledTickets = ({ tickets }: { tickets: TicketsService }): Reconciled => ({
  kind: 'ticket',
  async *updatedSince(since) {
    for await (const page of tickets.updatedSince(since)) yield page.map(foundIn)
  },
  keptIds: tickets.keptIds,
  recheck: recheckAs(tickets.recheck, foundIn),
  created: ({ item }) => ({ topic: 'ticket.created', item }),
  changed: ({ item }) => ({ topic: 'ticket.updated', as: 'ticket.state.updated', item }),
  gone: (id) => ({ topic: 'ticket.deleted', as: 'conversation.deleted', item: { conversation_id: id } }),
})

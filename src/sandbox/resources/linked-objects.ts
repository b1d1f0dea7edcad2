import type { LiveWorld } from '../store/world.ts'
import { recordsBy } from '../store/world.ts'
import type { TicketRecord } from '../ticket-records.ts'

type Link = { type: 'conversation' | 'ticket'; id: string }

/** OpenAPI 2.14, schema `linked_object_list`: the first 1,000 of what hangs together with a ticket or a conversation, whoever of the two said so. */
export function renderLinkedObjects(world: LiveWorld, { id, links = [] }: { id: string; links?: TicketRecord['links'] }) {
  const tickets = recordsBy(world.tickets, 'linked_id', id).map((ticket): Link => ({ type: 'ticket', id: ticket.id }))
  const into = world.merged_conversations.get(id)
  const from = [...world.merged_conversations].filter(([, primary]) => primary === id).map(([secondary]) => secondary)
  const merged = [...(into === undefined ? [] : [into]), ...from].map((one): Link => ({ type: 'conversation', id: one }))
  const all = [...links, ...tickets, ...merged]
  return {
    type: 'list',
    data: all.slice(0, maxLinked).map((link) => ({ ...link, category: link.type === 'ticket' ? categoryOf(world, link.id) : null })),
    total_count: all.length,
    has_more: all.length > maxLinked,
  }
}

const maxLinked = 1000

function categoryOf(world: LiveWorld, id: string) {
  const ticket = world.tickets.get(id)
  return (ticket && world.ticket_types.get(ticket.ticket_type_id)?.category) ?? null
}

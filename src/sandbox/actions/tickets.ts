import { parameterInvalid } from '../http/errors.ts'
import { since, type Version } from '../http/versions.ts'
import type { PartRecord } from '../records.ts'
import { isContactComment } from '../seed/statistics.ts'
import type { TicketPartRecord } from '../ticket-records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { adminAuthor, find } from './find.ts'

export type TicketActions = ReturnType<typeof createTicketActions>

export function createTicketActions({ world, items, announce, ids }: ActionDeps, version: Version) {
  return {
    /** Moves a ticket on to another state of its type. */
    setState({ ticket: id, state: stateId, admin }: { ticket: string; state: string; admin: string }) {
      const ticket = find(world, 'tickets', id)
      const state = find(world, 'ticket_states', stateId)
      const before = find(world, 'ticket_states', ticket.state_id)
      if (!world.ticket_types.get(ticket.ticket_type_id)?.state_ids.includes(stateId)) {
        throw parameterInvalid(`${state.internal_label} is no state of the type of ticket ${id}.`)
      }
      const at = secondsOf(world)
      const part: TicketPartRecord = {
        ...{ id: ids.part(), part_type: 'ticket_state_updated_by_admin', body: null, created_at: at, updated_at: at, assigned_to: null },
        ...{ author: adminAuthor(world, admin), attachments: [], external_id: null, redacted: false, app_package_code: null },
        ticket_state: state.category,
        previous_ticket_state: before.category,
      }
      const after = {
        ...ticket,
        state_id: stateId,
        previous_state_id: before.id,
        open: state.category !== 'resolved',
        updated_at: Math.max(ticket.updated_at, at),
        teammate_ids: [...new Set([...ticket.teammate_ids, admin])],
        parts: [...ticket.parts, part],
      }
      world.tickets.put(after)
      announce('ticket.state.updated', items.ticket(after), `ticket ${id}`)
      const isResolved = state.category === 'resolved' && before.category !== 'resolved'
      // until 2.15 a ticket that was resolved was said to be closed
      if (isResolved) announce(since(version, '2.15') ? 'ticket.resolved' : 'ticket.closed', items.ticket(after), `ticket ${id}`)
      return { part: part.id }
    },

    /** What happened in a conversation that is a ticket, too, happened with the ticket. */
    follow(id: string, part: PartRecord) {
      const ticket = world.tickets.get(id)
      const conversation = world.conversations.get(id)
      if (!ticket || !conversation) return
      const { open, snoozed_until, admin_assignee_id, team_assignee_id, teammate_ids, updated_at } = conversation
      const after = {
        ...{ ...ticket, open, snoozed_until, admin_assignee_id, team_assignee_id, updated_at: Math.max(ticket.updated_at, updated_at) },
        teammate_ids: [...new Set([...ticket.teammate_ids, ...teammate_ids])],
        parts: [...ticket.parts, part],
      }
      world.tickets.put(after)
      const topic = topicOf(part)
      if (topic) announce(topic, items.ticketPart(after, part), `ticket ${id}`)
    },
  }
}

function topicOf(part: PartRecord): string | undefined {
  const { part_type, author, assigned_to } = part
  if (part_type === 'comment' || isContactComment(part)) return author.type === 'admin' ? 'ticket.admin.replied' : 'ticket.contact.replied'
  if (part_type === 'note') return 'ticket.note.created'
  if (!assigned_to) return undefined
  return assigned_to.type === 'team' ? 'ticket.team.assigned' : 'ticket.admin.assigned'
}

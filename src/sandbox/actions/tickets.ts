import { parameterInvalid } from '../http/errors.ts'
import type { Version } from '../http/versions.ts'
import type { PartRecord } from '../records.ts'
import type { ActionDeps } from './deps.ts'
import { find } from './find.ts'
import { createTicketChanges } from './ticket-changes.ts'
import { topicOf } from './ticket-topics.ts'

export type TicketActions = ReturnType<typeof createTicketActions>

export function createTicketActions(deps: ActionDeps, version: Version) {
  const { world, items, announce } = deps
  const changes = createTicketChanges(deps, version)
  return {
    ...changes,

    /** Moves a ticket on to another state of its type. */
    setState({ ticket: id, state: stateId, admin }: { ticket: string; state: string; admin: string }) {
      const ticket = find(world, 'tickets', id)
      const state = find(world, 'ticket_states', stateId)
      if (!world.ticket_types.get(ticket.ticket_type_id)?.state_ids.includes(stateId)) {
        throw parameterInvalid(`${state.internal_label} is no state of the type of ticket ${id}.`)
      }
      return changes.moveTo({ ticket: id, state: stateId, admin })
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

import type { LogEntry } from '../../changes/change.ts'
import { type Happening, happenedTo } from '../../changes/happening.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import { textFrom } from '../../intercom/values.ts'
import { partTypeFrom } from '../conversations/model-part.ts'
import type { TicketChanges } from './model-changes.ts'

export type TicketEvent = Happening & {
  __typename: 'TicketChanged'
  ticketId: string
  /** It is about a note, of which not everybody may know. */
  isNote: boolean
}

/** What is said of a ticket whose state has changed: of one that is resolved, under a topic of its own too. */
export const stateTopics = ['ticket.state.updated', 'ticket.resolved', 'ticket.closed']
export const isStatePart = (partType: unknown) => partType === 'ticket_state_updated_by_admin'

/** Names of what a topic tells once. Our own write has to say the same as Intercom's announcement of it. */
export function toldOnce(topic: string, ticketId: string, partId: string | null): string[] {
  if (topic === 'ticket.created') return [`ticket:${ticketId}`]
  return partId === null ? [] : [`${topic}:${ticketId}:${partId}`]
}

/** Names of all that Intercom will announce of one update, which it does one by one: by the parts that the update has added to the thread. */
export function toldByUpdate(ticket: Intercom.Ticket, { changes, sinceMs }: { changes: TicketChanges; sinceMs: number }): string[] {
  const { attributes = {}, stateId, assignee } = changes
  const topicsOf = ({ part_type, updated_attribute_data: updated }: Intercom.TicketPart): readonly string[] => {
    if (isStatePart(part_type)) return stateId === undefined ? [] : stateTopics
    if (part_type === 'assignment') return assignee === undefined ? [] : ['ticket.admin.assigned', 'ticket.team.assigned']
    const isOurs = part_type === 'ticket_attribute_updated_by_admin' && Object.hasOwn(attributes, updated?.attribute?.label ?? '')
    return isOurs ? ['ticket.attribute.updated'] : []
  }
  return (ticket.ticket_parts?.ticket_parts ?? [])
    .filter(({ created_at }) => (created_at ?? 0) * 1000 + 999 >= sinceMs - clockErrorMs)
    .flatMap((part) => topicsOf(part).flatMap((topic) => toldOnce(topic, String(ticket.id), textFrom(part.id))))
}

/** Intercom's clock and ours may be apart by so much. */
const clockErrorMs = 2_000

/** A Change in the words of the graph; undefined when it is not about a ticket before all else. */
export function eventFrom(entry: LogEntry): TicketEvent | undefined {
  const happened = happenedTo<{ partType: string | null }>('ticket', entry)
  if (!happened) return undefined
  const { id, happening, facts } = happened
  const { partType = null } = facts
  const isNote = happening.topic === 'ticket.note.created' || (partType !== null && partTypeFrom(partType) === 'NOTE')
  return { __typename: 'TicketChanged', ...happening, ticketId: id, isNote }
}

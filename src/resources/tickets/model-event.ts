import type { LogEntry } from '../../changes/change.ts'
import { type Happening, happenedTo } from '../../changes/happening.ts'
import { partTypeFrom } from '../conversations/model-part.ts'

export type TicketEvent = Happening & {
  __typename: 'TicketChanged'
  ticketId: string
  /** It is about a note, of which not everybody may know. */
  isNote: boolean
}

/** A Change in the words of the graph; undefined when it is not about a ticket before all else. */
export function eventFrom(entry: LogEntry): TicketEvent | undefined {
  const happened = happenedTo<{ partType: string | null }>('ticket', entry)
  if (!happened) return undefined
  const { id, happening, facts } = happened
  const { partType = null } = facts
  const isNote = happening.topic === 'ticket.note.created' || (partType !== null && partTypeFrom(partType) === 'NOTE')
  return { __typename: 'TicketChanged', ...happening, ticketId: id, isNote }
}

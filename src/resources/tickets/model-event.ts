import type { Change, LogEntry } from '../../changes/change.ts'
import { partTypeFrom } from '../conversations/model-part.ts'

export type TicketEvent = {
  __typename: 'TicketChanged'
  cursor: string
  occurredAt: Date
  origin: Change['origin']
  topic: string
  ticketId: string
  /** It is about a note, of which not everybody may know. */
  isNote: boolean
}

/** A Change in the words of the graph; undefined when it is not about a ticket before all else. */
export function eventFrom({ cursor, change }: LogEntry): TicketEvent | undefined {
  const {
    about: [first],
    facts,
    topic,
    occurredAt,
    origin,
  } = change
  if (first?.type !== 'ticket') return undefined
  const { partType = null } = (facts ?? {}) as { partType?: string | null }
  const isNote = topic === 'ticket.note.created' || (partType !== null && partTypeFrom(partType) === 'NOTE')
  return { __typename: 'TicketChanged', cursor, occurredAt, origin, topic, ticketId: first.id, isNote }
}

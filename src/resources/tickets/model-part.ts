import type * as Intercom from '../../intercom/ticket-types.ts'
import { instantOrEpoch, textFrom } from '../../intercom/values.ts'
import { type Author, authorFromIntercom } from '../contacts/model-author.ts'
import { partTypeFrom } from '../conversations/model-part.ts'
import { type Attachment, attachmentsFromIntercom } from '../conversations/model-source.ts'

/** One thing that happened with a ticket. */
export type TicketPart = {
  __typename: 'TicketPart'
  /** Unique within its ticket only. */
  id: string
  ticketId: string
  /** Intercom's word for what happened, of the same open set as with conversations. */
  rawType: string
  /** A teammate wrote it to the other teammates only. */
  isNote: boolean
  html: string | null
  attachments: readonly Attachment[]
  author: Author | null
  createdAt: Date
  /** Categories of states, where it changed. */
  previousState: string | null
  newState: string | null
  redacted: boolean
}

/** @param place stands in for the id of a part that came without one */
export function ticketPartFromIntercom(part: Intercom.TicketPart, ticketId: string, place: number): TicketPart {
  const rawType = part.part_type ?? ''
  return {
    __typename: 'TicketPart',
    id: textFrom(part.id) ?? String(place),
    ticketId,
    rawType,
    isNote: partTypeFrom(rawType) === 'NOTE',
    html: textFrom(part.body),
    attachments: attachmentsFromIntercom(part.attachments),
    author: authorFromIntercom(part.author),
    createdAt: instantOrEpoch(part.created_at),
    previousState: textFrom(part.previous_ticket_state),
    newState: textFrom(part.ticket_state),
    redacted: part.redacted ?? false,
  }
}

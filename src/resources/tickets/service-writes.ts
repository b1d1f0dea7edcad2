import type { Entities } from '../../cache/entities.ts'
import type * as Conversations from '../../intercom/conversation-types.ts'
import { idReader } from '../../intercom/ids.ts'
import type { SearchQuery } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import type { ResourceDeps } from '../deps.ts'
import type { Ticket } from './model.ts'

const ticketId = idReader('ticket')

/** What the writes of this row are made from. */
export type WriteDeps = Pick<ResourceDeps, 'intercom' | 'writes' | 'now'> & {
  tickets: Pick<Entities<Intercom.Ticket, Ticket>, 'keyOf' | 'written'>
  /** One ticket, read anew; null when it is gone. */
  read(id: string): Promise<Intercom.Ticket | null>
  /** The conversation that a ticket is, read anew; null for one that is none, or gone. */
  readConversation(id: string): Promise<Conversations.Conversation | null>
  /** What a search finds first. */
  search(query: SearchQuery): Promise<readonly Intercom.Ticket[]>
  listKeys(): string[]
  /** The keys of a conversation, and of the lists that may hold it. */
  keysOfConversation(id: string): string[]
}

/** The keys that a write to one ticket touches: a ticket may be a conversation, too. */
export const touchedBy = ({ tickets, listKeys, keysOfConversation }: WriteDeps, id: string) => [
  tickets.keyOf(id),
  ...listKeys(),
  ...keysOfConversation(id),
]

/** How a person finds out. */
export const lookAt = (id: string) => `Look at ticket ${id} in Intercom, or ask for its newest parts.`

/**
 * The ticket of an answer.
 *
 * @throws when the answer is another, or none
 */
export function answered(answer: Intercom.Ticket | undefined, id?: string): Intercom.Ticket {
  if (answer === undefined || ticketId(answer.id) === null || (id !== undefined && String(answer.id) !== id))
    throw new Error(id === undefined ? 'The answer is no ticket.' : `The answer is not ticket ${id}.`)
  return answer
}

import type { Entities } from '../../cache/entities.ts'
import type * as Intercom from '../../intercom/conversation-types.ts'
import type { SearchQuery } from '../../intercom/search.ts'
import type { WrittenAt } from '../../writes/write.ts'
import type { ResourceDeps } from '../deps.ts'
import type { Conversation } from './model.ts'

/** What the writes of this row are made from. */
export type WriteDeps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  heads: Pick<Entities<Intercom.Conversation, Conversation>, 'keyOf' | 'written'>
  /** One conversation with its thread, read anew; null when it is gone. */
  read(id: string): Promise<Intercom.Conversation | null>
  /** The newest that a search finds. */
  search(query: SearchQuery): Promise<readonly Intercom.Conversation[]>
  /** What came along with a conversation goes where it is kept. */
  keepAlong(conversation: Intercom.Conversation, at: WrittenAt): Promise<void>
  listKeys(): string[]
}

/** The keys that a write to one conversation touches. */
export const touchedBy = ({ heads, listKeys }: Pick<WriteDeps, 'heads' | 'listKeys'>, id: string) => [heads.keyOf(id), ...listKeys()]

/** How a person finds out. */
export const lookAt = (id: string) => `Look at conversation ${id} in Intercom, or ask for its newest parts.`

/**
 * The conversation of an answer.
 *
 * @throws when the answer is another
 */
export function answered(answer: Intercom.Conversation | undefined, id: string): Intercom.Conversation {
  if (answer === undefined || String(answer.id) !== id) throw new Error(`The answer is not conversation ${id}.`)
  return answer
}

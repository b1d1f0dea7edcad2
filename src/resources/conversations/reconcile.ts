import type * as Intercom from '../../intercom/conversation-types.ts'
import { instantFrom } from '../../intercom/values.ts'
import { type FoundRecord, type Reconciled, recheckAs } from '../../reconcile/reconciled.ts'
import { wordAt } from '../../webhooks/item.ts'
import type { ConversationsService } from './service.ts'

/** Without its parts: a notification has those of its event only, and which they would have been nobody can say. */
const foundIn = ({ conversation_parts: _, ...conversation }: Intercom.Conversation): FoundRecord => ({
  id: String(conversation.id),
  createdAt: instantFrom(conversation.created_at),
  updatedAt: instantFrom(conversation.updated_at),
  item: conversation,
})

/**
 * Conversations that no webhook told of. Intercom has no topic for a conversation that is not as it was, whatever happened: `conversation.updated` is
 * our word, taken as Intercom's for one that was read, which touches the same.
 */
export const reconciledConversations = ({ conversations }: { conversations: ConversationsService }): Reconciled => ({
  kind: 'conversation',
  async *updatedSince(since) {
    for await (const page of conversations.updatedSince(since)) yield page.map(foundIn)
  },
  ...(conversations.deletedSince && { deletedSince: conversations.deletedSince }),
  keptIds: conversations.keptIds,
  recheck: recheckAs(conversations.recheck, foundIn),
  created: ({ item }) => ({
    topic: wordAt(item, 'source.author.type') === 'admin' ? 'conversation.admin.single.created' : 'conversation.user.created',
    item,
  }),
  changed: ({ item }) => ({ topic: 'conversation.updated', as: 'conversation.read', item }),
  gone: (id) => ({ topic: 'conversation.deleted', item: { conversation_id: id } }),
})

import { notFound } from '../http/errors.ts'
import type { Call } from '../http/router.ts'
import type { ConversationRecord } from '../records.ts'
import { renderThread } from './conversation.ts'

export function conversationOf({ world, params: { conversation_id = '' } }: Call): ConversationRecord {
  const conversation = world.conversations.get(conversation_id)
  if (!conversation) throw notFound()
  return conversation
}

/** The conversation with its whole thread. */
export function answerWithThread({ world, version, query }: Call, id: string) {
  const conversation = world.conversations.get(id)
  if (!conversation) throw notFound()
  return renderThread(world, conversation, version, { isPlain: query.get('display_as') === 'plaintext' })
}

/** The conversation with the part that was made, and no other: OpenAPI 2.14, the examples of POST /conversations/{conversation_id}/reply and …/parts. */
export function answerWithPart({ world, version }: Call, made: { conversation: string; part: string }) {
  const conversation = world.conversations.get(made.conversation)
  if (!conversation) throw notFound()
  return renderThread(world, conversation, version, { parts: conversation.parts.filter(({ id }) => id === made.part) })
}

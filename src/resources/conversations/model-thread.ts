import type * as Intercom from '../../intercom/conversation-types.ts'
import { instantFrom } from '../../intercom/values.ts'
import { conversationStateFrom } from './model.ts'
import { type ConversationPart, partFromIntercom } from './model-part.ts'

/** "The maximum number of conversation parts that can be returned via the API is 500": OpenAPI 2.14, GET /conversations/{conversation_id}. */
const mostParts = 500

/** A conversation's parts, the newest last, as far back as Intercom gives them. */
export type Thread = {
  parts: readonly ConversationPart[]
  /** There are, or may be, older ones that Intercom does not give. */
  isTruncated: boolean
  /** How many there are in all; null when Intercom does not say. */
  totalCount: number | null
}

/** What of a conversation its thread is made of: counted from the same answer, since the rest of it is cached apart and may be younger. */
export const threadOf = ({ id, conversation_parts, statistics, state, snoozed_until }: Intercom.Conversation): Intercom.Conversation => ({
  id,
  conversation_parts: conversation_parts ?? null,
  statistics: { count_conversation_parts: statistics?.count_conversation_parts ?? null },
  state: state ?? null,
  snoozed_until: snoozed_until ?? null,
})

export function threadFromIntercom(conversation: Intercom.Conversation): Thread {
  const { conversation_parts: list, statistics } = conversation
  const parts = (list?.conversation_parts ?? [])
    .map((part, place) => partFromIntercom(part, String(conversation.id), place))
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const counted = Math.max(statistics?.count_conversation_parts ?? 0, list?.total_count ?? 0)
  // `total_count` may count what is given, so only the statistics tell a whole thread of 500 from the end of a longer one
  const mayBeLonger = (statistics?.count_conversation_parts ?? null) === null && parts.length >= mostParts
  return {
    parts: withSnooze(parts, conversation),
    isTruncated: counted > parts.length || mayBeLonger,
    totalCount: counted > parts.length ? counted : mayBeLonger ? null : parts.length,
  }
}

/** Only the conversation knows until when it sleeps, and only of the snooze it is in. */
function withSnooze(parts: ConversationPart[], { state, snoozed_until }: Intercom.Conversation): ConversationPart[] {
  const last = parts.findLastIndex((part) => part.__typename === 'StateChangePart')
  if (conversationStateFrom(state) !== 'SNOOZED') return parts
  return parts.map((part, index) =>
    index === last && part.__typename === 'StateChangePart' && part.newState === 'SNOOZED'
      ? { ...part, snoozedUntil: instantFrom(snoozed_until) }
      : part,
  )
}

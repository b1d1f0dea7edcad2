import { builder } from '../../api/builder.ts'
import { maySee } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { handOn, payloadType } from '../../api/mutations/payload.ts'
import { ConversationEdgeType, ConversationType, conversationEdge } from './graphql.ts'
import { ConversationPartEdgeType, partEdge } from './graphql-thread.ts'
import type { Conversation } from './model.ts'
import type { ConversationPart } from './model-part.ts'

/** What was written is at hand; only what is asked beside it takes a call. */
type Ids = { conversationId: string }

const load = (id: string | undefined, context: Context) =>
  id === undefined ? null : context.load(context.services.conversations.getMany, id)

export const ConversationPayload = payloadType<Ids>('ConversationPayload', 'What a mutation of a conversation came to.')
builder.objectFields(ConversationPayload, (t) => ({
  conversation: t.field({
    type: ConversationType,
    nullable: true,
    description: 'The conversation as it is now.',
    resolve: ({ conversationId }, _, context) => load(conversationId, context),
  }),
  edge: t.field({
    type: ConversationEdgeType,
    nullable: true,
    description: 'The conversation as an edge at the head of `Query.conversations` without a filter, to be put into a list.',
    async resolve({ conversationId }, _, context) {
      const conversation = await load(conversationId, context)
      return conversation && conversationEdge(conversation, context)
    },
  }),
}))

type PartIds = Ids & { partId: string | null }

export const ConversationReplyPayload = payloadType<PartIds>(
  'ConversationReplyPayload',
  'What a mutation came to that adds to a conversation’s thread. The answer of Intercom holds the conversation and the new part: neither takes a call. `parts` of the conversation take one.',
)
builder.objectFields(ConversationReplyPayload, (t) => ({
  conversation: t.field({
    type: ConversationType,
    nullable: true,
    description: 'The conversation as it is now.',
    resolve: ({ conversationId }, _, context) => load(conversationId, context),
  }),
  partEdge: t.field({
    type: ConversationPartEdgeType,
    nullable: true,
    description:
      'What was added, as an edge of `Conversation.parts` without arguments. Null where Intercom did not say what that is, and for a note to callers without NOTES_READ.',
    extensions: costsCalls(0),
    async resolve({ conversationId, partId }, _, context, info) {
      if (conversationId === undefined || !partId) return null
      const part = await context.load(context.services.conversations.getParts, `${conversationId}:${partId}`)
      return part && maySee(part.__typename, context.viewer, info.schema) ? partEdge(part, context) : null
    },
  }),
}))

type Taken = { conversation: Conversation; part?: ConversationPart | null }
type Done<Result> = { result: Result; taken: Taken | null | undefined }

/** Puts what Intercom answered where the payload's fields look for it, and names it. */
export function payloadOf<Result extends Ids>({ result, taken }: Done<Result>, context: Context): Result {
  const { getMany, getParts } = context.services.conversations
  handOn(context, getMany, result.conversationId, taken?.conversation)
  if (taken?.part) context.prime(getParts, `${result.conversationId}:${taken.part.id}`, taken.part)
  return result
}

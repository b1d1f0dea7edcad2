import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../../api/builder.ts'
import { maySee, needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import type { Matcher } from '../../api/filters/matching.ts'
import { globalIdOf } from '../../api/node.ts'
import { happenedFields, occurredFields } from '../../api/streams/happened.ts'
import { StreamItemInterface } from '../../api/streams/stream-types.ts'
import type { Said } from '../../changes/change.ts'
import { adminReferences } from '../admins/graphql.ts'
import { AuthorType } from '../contacts/graphql-author.ts'
import { teamReferences } from '../teams/graphql.ts'
import { ConversationEdgeType, ConversationType, conversationEdge, conversationReferences } from './graphql.ts'
import { ConversationRatingType } from './graphql-facts.ts'
import { ConversationState } from './graphql-filter.ts'
import { AssigneeUnion, ConversationPartInterface } from './graphql-parts.ts'
import { ConversationPartEdgeType, partEdge } from './graphql-thread.ts'
import type { Conversation } from './model.ts'
import type { ConversationEvent, PartFacts } from './model-event.ts'
import type { ConversationPart, PartType } from './model-part.ts'

/** An event, what was said of its conversation, and what its stream asks of conversations. */
export type ToldEvent = ConversationEvent & { said: Said; filter: Matcher<Conversation> }
type Of<Name extends ToldEvent['__typename']> = Extract<ToldEvent, { __typename: Name }>

const partNames: Readonly<Partial<Record<PartType, string>>> = {
  COMMENT: 'CommentPart',
  NOTE: 'NotePart',
  ASSIGNMENT: 'AssignmentPart',
  STATE_CHANGE: 'StateChangePart',
}

/** Null when the announcement does not say what kind of part it is, as its id tells that. */
function idOfPart({ conversationId }: ToldEvent, { id, type }: PartFacts, workspaceId: string): string | null {
  if (type === null) return null
  const part = { __typename: partNames[type] ?? 'GenericPart', id, conversationId }
  return globalIdOf(part, workspaceId)
}

const idOfConversation = ({ conversationId }: ToldEvent, workspaceId: string) =>
  globalIdOf({ __typename: 'Conversation', id: conversationId }, workspaceId)

const ConversationEventInterface = builder.interfaceRef<ToldEvent>('ConversationEvent').implement({
  description: 'Something happened in a conversation. What the event says itself is there whatever becomes of the records.',
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    ...happenedFields<ToldEvent>(t, 'conversation.user.replied'),
    conversationId: t.id({
      description: 'The id of the conversation.',
      resolve: (event, _, { workspaceId }) => idOfConversation(event, workspaceId),
    }),
    conversation: t.field({
      type: ConversationType,
      nullable: true,
      description: 'The conversation as it is now; null when it is gone. Selecting only `id` or `intercomId` costs no call.',
      resolve: ({ conversationId }, _, context, info) => conversationReferences.one(conversationId, context, info),
    }),
    edge: t.field({
      type: ConversationEdgeType,
      nullable: true,
      description:
        "The conversation as an edge at the head of `Query.conversations` with the stream's filter, to be put there when it matches: behind its cursor comes the rest of that list. Null when it is gone. It is read for this.",
      async resolve({ conversationId, filter: { filter } }, _, context) {
        const conversation = await context.load(context.services.conversations.getMany, conversationId)
        return conversation && conversationEdge(conversation, context, filter)
      },
    }),
    matches: t.boolean({
      nullable: true,
      description:
        "Whether the conversation is what the stream's filter says now: put it into the list, or take it out. Judged by what Intercom announced, as far as that goes; texts, and what the announcement lacks, by the conversation, which is read for it. True without a filter; null when it cannot be told.",
      resolve: ({ conversationId, said, filter }, _, context) =>
        filter.matches(said, () => context.load(context.services.conversations.getMany, conversationId)),
    }),
    author: t.field({
      type: AuthorType,
      nullable: true,
      description: 'Who did it, by kind and id only; null when the announcement does not say.',
      resolve: ({ parts }) => parts.at(-1)?.author ?? null,
    }),
  }),
})

const common = { authScopes: needs('CONVERSATIONS_READ'), interfaces: [StreamItemInterface, ConversationEventInterface] }

const ConversationCreatedType = builder.objectRef<Of<'ConversationCreated'>>('ConversationCreated').implement({
  ...common,
  description: 'A conversation began.',
})

async function partOf(
  { conversationId, parts }: ToldEvent,
  context: Context,
  { schema }: GraphQLResolveInfo,
): Promise<ConversationPart | null> {
  const thread = await context.load(context.services.conversations.getThreads, conversationId)
  const part = thread?.parts.find(({ id }) => id === parts.at(-1)?.id)
  return part && maySee(part.__typename, context.viewer, schema) ? part : null
}

const ConversationPartAddedType = builder.objectRef<Of<'ConversationPartAdded'>>('ConversationPartAdded').implement({
  ...common,
  description: 'Somebody wrote. A part is told once in a stream.',
  fields: (t) => ({
    partId: t.id({
      nullable: true,
      description: 'The id of the part; null when the announcement does not say which it is.',
      resolve: (event, _, { workspaceId }) => {
        const part = event.parts.at(-1)
        return part ? idOfPart(event, part, workspaceId) : null
      },
    }),
    part: t.field({
      type: ConversationPartInterface,
      nullable: true,
      description: 'The part; null when it is gone, or no longer among the 500 newest. A call for the thread.',
      resolve: (event, _, context, info) => partOf(event, context, info),
    }),
    partEdge: t.field({
      type: ConversationPartEdgeType,
      nullable: true,
      description:
        'The part as an edge of `Conversation.parts` without arguments that narrow it down; null where `part` is. A call for the thread.',
      async resolve(event, _, context, info) {
        const part = await partOf(event, context, info)
        return part && partEdge(part, context)
      },
    }),
  }),
})

const ConversationAssignedType = builder.objectRef<Of<'ConversationAssigned'>>('ConversationAssigned').implement({
  ...common,
  description: 'A conversation was given to a teammate or a team, or taken from them.',
  fields: (t) => ({
    assignee: t.field({
      type: AssigneeUnion,
      nullable: true,
      description: 'Who looks after it then, a teammate before a team; null for nobody.',
      resolve: ({ adminAssigneeId, teamAssigneeId }, _, context, info) =>
        adminAssigneeId === null ? teamReferences.one(teamAssigneeId, context, info) : adminReferences.one(adminAssigneeId, context, info),
    }),
  }),
})

const ConversationStateChangedType = builder.objectRef<Of<'ConversationStateChanged'>>('ConversationStateChanged').implement({
  ...common,
  description: 'A conversation was opened, closed or put off.',
  fields: (t) => ({ state: t.field({ type: ConversationState, description: 'Where it stood then.', resolve: ({ state }) => state }) }),
})

const ConversationRatedType = builder.objectRef<Of<'ConversationRated'>>('ConversationRated').implement({
  ...common,
  description: 'The contact rated a conversation.',
  fields: (t) => ({
    rating: t.field({
      type: ConversationRatingType,
      nullable: true,
      description: 'The rating, as it is now.',
      resolve: async ({ conversationId }, _, context) =>
        (await context.load(context.services.conversations.getMany, conversationId))?.rating ?? null,
    }),
  }),
})

const ConversationChangedType = builder.objectRef<Of<'ConversationChanged'>>('ConversationChanged').implement({
  ...common,
  description: 'Something else about a conversation has changed.',
  fields: (t) => ({
    changed: t.field({
      type: ['String'],
      description: 'Which of its fields, where the topic says so: `priority`, `read`, `company`, `contacts`, `tags`.',
      resolve: ({ changed }) => [...changed],
    }),
  }),
})

const gone = { authScopes: needs('CONVERSATIONS_READ'), interfaces: [StreamItemInterface] }

const ConversationDeletedType = builder.objectRef<Of<'ConversationDeleted'>>('ConversationDeleted').implement({
  ...gone,
  description: 'A conversation was deleted: drop whatever is kept of it.',
  fields: (t) => ({
    ...occurredFields<Of<'ConversationDeleted'>>(t),
    deletedId: t.id({
      description: 'The id of the conversation.',
      resolve: (event, _, { workspaceId }) => idOfConversation(event, workspaceId),
    }),
  }),
})

const PartRedactedType = builder.objectRef<Of<'PartRedacted'>>('PartRedacted').implement({
  ...gone,
  description: 'The text of a part was taken out for good: drop whatever is kept of it.',
  fields: (t) => ({
    ...occurredFields<Of<'PartRedacted'>>(t),
    conversationId: t.id({
      description: 'The id of the conversation.',
      resolve: (event, _, { workspaceId }) => idOfConversation(event, workspaceId),
    }),
    partId: t.id({
      nullable: true,
      description: 'The id of the part; null when the announcement does not say what kind of part it is.',
      resolve: (event, _, { workspaceId }) => idOfPart(event, event.parts.at(-1)!, workspaceId),
    }),
    intercomPartId: t.string({ description: "Intercom's own id of the part.", resolve: ({ parts }) => parts.at(-1)!.id }),
  }),
})

export const eventTypes = [
  ConversationCreatedType,
  ConversationPartAddedType,
  ConversationAssignedType,
  ConversationStateChangedType,
  ConversationRatedType,
  ConversationChangedType,
  ConversationDeletedType,
  PartRedactedType,
] as const

import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { allStartEarly } from '../../api/early.ts'
import { Node } from '../../api/node.ts'
import { NotFoundError } from '../../errors.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { AuthorType } from '../contacts/graphql-author.ts'
import { TeamType, teamReferences, teamsStartEarly } from '../teams/graphql.ts'
import { ConversationType, conversationReferences } from './graphql.ts'
import { ConversationState } from './graphql-filter.ts'
import { writtenFields } from './graphql-source.ts'
import type { AssignmentPart, CommentPart, ConversationPart, GenericPart, NotePart, StateChangePart } from './model-part.ts'

export const ConversationPartTypeEnum = builder.enumType('ConversationPartType', {
  description: 'What kind of thing happened in a conversation.',
  values: {
    COMMENT: { description: 'Somebody wrote to the others.' },
    NOTE: { description: 'A teammate wrote to the other teammates only.', extensions: { authScopes: needs('NOTES_READ') } },
    ASSIGNMENT: { description: 'It was given to a teammate or a team, or taken from them.' },
    STATE_CHANGE: { description: 'It was opened, closed or put off.' },
    RATING: { description: 'The contact rated it.' },
    TAG: { description: 'Its tags changed.' },
    PARTICIPANT: { description: 'Somebody joined or left.' },
    ATTRIBUTE: { description: 'One of its attributes changed.' },
    OTHER: { description: 'Anything else.' },
  } as const,
})

export const ConversationPartInterface = builder.interfaceRef<ConversationPart>('ConversationPart').implement({
  description: 'One thing that happened in a conversation.',
  interfaces: [Node],
  fields: (t) => ({
    intercomId: t.exposeString('id', { description: "Intercom's own id, unique within the conversation only." }),
    type: t.field({ type: ConversationPartTypeEnum, description: 'What kind of thing.', resolve: ({ type }) => type }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When it last changed.' }),
    author: t.field({ type: AuthorType, nullable: true, description: 'Who did it.', resolve: ({ author }) => author }),
    redacted: t.exposeBoolean('redacted', { description: 'Its text was taken out for good.' }),
    conversation: t.field({
      type: ConversationType,
      description: 'The conversation it is in.',
      resolve: async ({ conversationId }, _, context, info) => {
        const conversation = await conversationReferences.one(conversationId, context, info)
        if (conversation) return conversation
        throw new NotFoundError(`The conversation ${conversationId} is gone.`)
      },
    }),
  }),
})

const interfaces = [Node, ConversationPartInterface]

builder.objectRef<CommentPart>('CommentPart').implement({
  description: 'Somebody wrote to the others.',
  authScopes: needs('CONVERSATIONS_READ'),
  interfaces,
  fields: (t) => ({
    ...writtenFields<CommentPart>(t),
    notifiedAt: t.expose('notifiedAt', { type: 'DateTime', nullable: true, description: 'When the contact was told of it.' }),
    externalId: t.exposeString('externalId', { nullable: true, description: 'Your own id of it, when you sent it by the API.' }),
    isAiAnswer: t.exposeBoolean('isAiAnswer', { description: 'The AI agent composed it.' }),
  }),
})

builder.objectRef<NotePart>('NotePart').implement({
  description: 'A teammate wrote to the other teammates only. Callers without the scope NOTES_READ do not find it among the parts.',
  authScopes: needs('CONVERSATIONS_READ', 'NOTES_READ'),
  interfaces,
  fields: (t) => writtenFields<NotePart>(t),
})

export const AssigneeUnion = builder.unionType('Assignee', { description: 'Who looks after a conversation.', types: [AdminType, TeamType] })

builder.objectRef<AssignmentPart>('AssignmentPart').implement({
  description: 'It was given to a teammate or a team, or taken from them, maybe with a word to the contact.',
  authScopes: needs('CONVERSATIONS_READ'),
  interfaces,
  fields: (t) => ({
    ...writtenFields<AssignmentPart>(t),
    assignedTo: t.field({
      type: AssigneeUnion,
      nullable: true,
      description: 'Whom it was given to; null for nobody. `id` and `intercomId` cost no call.',
      extensions: allStartEarly(adminsStartEarly, teamsStartEarly),
      resolve: ({ assignedTo }, _, context, info) => {
        if (assignedTo === null) return null
        return (assignedTo.kind === 'TEAM' ? teamReferences : adminReferences).one(assignedTo.id, context, info)
      },
    }),
  }),
})

builder.objectRef<StateChangePart>('StateChangePart').implement({
  description: 'It was opened, closed or put off, maybe with a word to the contact.',
  authScopes: needs('CONVERSATIONS_READ'),
  interfaces,
  fields: (t) => ({
    ...writtenFields<StateChangePart>(t),
    newState: t.field({ type: ConversationState, description: 'Where it stood from then on.', resolve: ({ newState }) => newState }),
    snoozedUntil: t.expose('snoozedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when it is put off. Intercom says it of the snooze that still lasts, not of those that are over.',
    }),
  }),
})

builder.objectRef<GenericPart>('GenericPart').implement({
  description: 'Anything else that happened, so that what Intercom invents next breaks no client.',
  authScopes: needs('CONVERSATIONS_READ'),
  interfaces,
  fields: (t) => ({
    rawType: t.exposeString('rawType', { description: "Intercom's word for what happened." }),
    ...writtenFields<GenericPart>(t),
    details: t.expose('details', { type: 'JSONObject', nullable: true, description: 'What Intercom says about it, in its own names.' }),
  }),
})

import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsShared } from '../../api/guard/price.ts'
import { needsMoreThan } from '../../api/selection.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { ContactType, embeddedContactFields } from '../contacts/graphql.ts'
import { AuthorType } from '../contacts/graphql-author.ts'
import { contactReference } from './graphql-references.ts'
import type { AiAgentInvolvement, AppliedSla, ConversationRating, ConversationStatistics } from './model-facts.ts'

export const ConversationRatingType = builder.objectRef<ConversationRating>('ConversationRating').implement({
  description: 'What the contact thought of it.',
  fields: (t) => ({
    rating: t.exposeInt('rating', { nullable: true, description: '1 to 5; null when it was asked for and not given.' }),
    remark: t.exposeString('remark', { nullable: true, description: 'What they wrote beside it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was asked for.' }),
    contact: t.field({
      type: ContactType,
      nullable: true,
      description: 'Who rated. `id`, `intercomId` and `externalId` cost no call.',
      extensions: costsShared,
      resolve: ({ contact }, _, context, info) => {
        if (contact === null) return null
        return needsMoreThan(info, embeddedContactFields)
          ? context.load(context.services.contacts.getMany, contact.id)
          : contactReference(contact)
      },
    }),
    teammate: t.field({
      type: AuthorType,
      nullable: true,
      description: 'Who was rated. Intercom says who it is, and not their name: `admin` has it.',
      resolve: ({ teammate }) => teammate,
    }),
  }),
})

type Durations = {
  [Field in keyof ConversationStatistics]: ConversationStatistics[Field] extends number | null ? Field : never
}[keyof ConversationStatistics]
type Instants = {
  [Field in keyof ConversationStatistics]: ConversationStatistics[Field] extends Date | null ? Field : never
}[keyof ConversationStatistics]

export const ConversationStatisticsType = builder.objectRef<ConversationStatistics>('ConversationStatistics').implement({
  description: 'How it went, as Intercom reckons it. Times leave out what is outside office hours, but for the handling time.',
  fields: (t) => {
    const time = (field: Durations, description: string) => t.expose(field, { type: 'Duration', nullable: true, description })
    const instant = (field: Instants, description: string) => t.expose(field, { type: 'DateTime', nullable: true, description })
    return {
      timeToAssignment: time('timeToAssignment', 'Until the last assignment before the first answer.'),
      timeToAdminReply: time('timeToAdminReply', 'Until the first answer of a teammate.'),
      timeToFirstClose: time('timeToFirstClose', 'Until it was first closed.'),
      timeToLastClose: time('timeToLastClose', 'Until it was last closed.'),
      medianTimeToReply: time('medianTimeToReply', 'The median of the times until a teammate answered.'),
      handlingTime: time('handlingTime', 'From its assignment until it was closed.'),
      firstContactReplyAt: instant('firstContactReplyAt', 'When the contact first wrote.'),
      lastContactReplyAt: instant('lastContactReplyAt', 'When the contact last wrote.'),
      lastAdminReplyAt: instant('lastAdminReplyAt', 'When a teammate last wrote.'),
      lastCloseAt: instant('lastCloseAt', 'When it was last closed.'),
      lastClosedBy: t.field({
        type: AdminType,
        nullable: true,
        description: 'Who last closed it. `id` and `intercomId` cost no call.',
        extensions: adminsStartEarly,
        resolve: ({ lastClosedById }, _, context, info) => adminReferences.one(lastClosedById, context, info),
      }),
      reopenCount: t.exposeInt('reopenCount', { nullable: true, description: 'How often it was opened again.' }),
      assignmentCount: t.exposeInt('assignmentCount', { nullable: true, description: 'How often it was assigned.' }),
      partCount: t.int({
        nullable: true,
        authScopes: needs('NOTES_READ'),
        description: 'How many parts it has, notes among them.',
        resolve: ({ partCount }) => partCount,
      }),
    }
  },
})

export const AppliedSlaType = builder.objectRef<AppliedSla>('AppliedSla').implement({
  description: 'The promise to answer in time that was given for it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    status: t.exposeString('status', { description: '"active", "hit", "missed" or "cancelled".' }),
  }),
})

export const AiAgentInvolvementType = builder.objectRef<AiAgentInvolvement>('AiAgentInvolvement').implement({
  description: "What Intercom's AI agent did in it.",
  fields: (t) => ({
    sourceType: t.exposeString('sourceType', { nullable: true, description: 'What brought it in: "workflow", "profile" ...' }),
    sourceTitle: t.exposeString('sourceTitle', { nullable: true, description: 'The title of that.' }),
    lastAnswerType: t.exposeString('lastAnswerType', { nullable: true, description: '"ai_answer" or "custom_answer"; null without one.' }),
    resolutionState: t.exposeString('resolutionState', {
      nullable: true,
      description:
        'What came of it: "assumed_resolution", "confirmed_resolution", "escalated", "negative_feedback", "procedure_handoff". One set of words, whatever version of the API is spoken.',
    }),
    rating: t.exposeInt('rating', { nullable: true, description: "The contact's rating of it, 1 to 5." }),
    ratingRemark: t.exposeString('ratingRemark', { nullable: true, description: 'What they wrote beside it.' }),
    contentSources: t.field({
      type: ['String'],
      description: 'The titles of what it answered from.',
      resolve: ({ contentSources }) => [...contentSources],
    }),
  }),
})

import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { since } from '../../api/capability.ts'
import { askedPage } from '../../api/connections/asked-page.ts'
import { connect, presentOnly } from '../../api/connections/connection.ts'
import { connectionType, edgeType } from '../../api/connections/connection-types.ts'
import { edgeAtHead } from '../../api/connections/head-edge.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import type { Context } from '../../api/context.ts'
import { correctionOf } from '../../api/filters/overlay.ts'
import { planOf } from '../../api/filters/plan.ts'
import { dependsOnNow, readFilter, scopeOf } from '../../api/filters/read.ts'
import { told } from '../../api/filters/rewrites.ts'
import { searchPages } from '../../api/filters/search-pages.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { IntercomObject, Node, readId, registerNode } from '../../api/node.ts'
import { referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import { CompanyType, companyReferences } from '../companies/graphql.ts'
import { attributeFields } from '../data-attributes/graphql-values.ts'
import { TagType } from '../tags/graphql.ts'
import { AiAgentInvolvementType, AppliedSlaType, ConversationRatingType, ConversationStatisticsType } from './graphql-facts.ts'
import { ConversationFilterInput, ConversationState, conversationFilterFields } from './graphql-filter.ts'
import { ConversationSourceType } from './graphql-source.ts'
import type { Conversation } from './model.ts'

/** Where teammates work, by region: Intercom's help pages link to its settings at these hosts. */
const inboxHosts = { US: 'app.intercom.com', EU: 'app.eu.intercom.com', AU: 'app.au.intercom.com' } as const

export const ConversationType = builder.objectRef<Conversation>('Conversation').implement({
  description:
    'A conversation between contacts and teammates: its head, which lists know, and its parts, which cost a call for each conversation.',
  authScopes: needs('CONVERSATIONS_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    inboxUrl: t.field({
      type: 'URL',
      nullable: true,
      description: "Its page in Intercom's Inbox, for teammates.",
      resolve: async ({ id }, _, { services, workspaceId }) => {
        const region = (await services.workspace.get()).region ?? services.workspace.configuredRegion
        return `https://${inboxHosts[region]}/a/inbox/${encodeURIComponent(workspaceId)}/inbox/conversation/${id}`
      },
    }),
    title: t.exposeString('title', { nullable: true, description: 'Its title.' }),
    state: t.field({ type: ConversationState, description: 'Where it stands.', resolve: ({ state }) => state }),
    open: t.exposeBoolean('open', { description: 'It is open.' }),
    read: t.exposeBoolean('read', { description: 'A teammate has read it.' }),
    priority: t.exposeBoolean('priority', { description: 'It is marked as urgent, in any degree.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When anything about it last changed.' }),
    waitingSince: t.expose('waitingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the contact waits for an answer; null when the last word is a teammate’s.',
    }),
    snoozedUntil: t.expose('snoozedUntil', { type: 'DateTime', nullable: true, description: 'Until when it is put off.' }),
    source: t.field({
      type: ConversationSourceType,
      nullable: true,
      description: 'The message it began with.',
      resolve: ({ source }) => source,
    }),
    company: t.field({
      type: CompanyType,
      nullable: true,
      description: 'The company it is about. It comes along with the conversation: no call, unless it has changed since.',
      extensions: { ...since('2.15'), ...costsCalls(1) },
      resolve: ({ companyId }, _, context, info) => companyReferences.one(companyId, context, info),
    }),
    tags: t.field({ type: [TagType], nullable: true, description: 'Its tags. They cost no call.', resolve: ({ tags }) => [...tags] }),
    rating: t.field({
      type: ConversationRatingType,
      nullable: true,
      description: 'What the contact thought of it.',
      resolve: ({ rating }) => rating,
    }),
    statistics: t.field({
      type: ConversationStatisticsType,
      nullable: true,
      description: 'How it went; null for what Intercom has not reckoned.',
      resolve: ({ statistics }) => statistics,
    }),
    sla: t.field({ type: AppliedSlaType, nullable: true, description: 'The promise to answer in time.', resolve: ({ sla }) => sla }),
    aiAgent: t.field({
      type: AiAgentInvolvementType,
      nullable: true,
      description: 'What the AI agent did; null when it took no part.',
      resolve: ({ aiAgent }) => aiAgent,
    }),
    ...attributeFields<Conversation>(t, 'CONVERSATION'),
  }),
})

export const conversationReferences = referencesTo<Conversation>('Conversation', ({ conversations }) => conversations.getMany)

registerNode<Conversation>('Conversation', {
  check: (id) => checkId('conversation', id),
  load: (id, context) => context.load(context.services.conversations.getMany, id),
})

export const ConversationEdgeType = edgeType('Conversation', ConversationType)
export const ConversationConnection = connectionType('Conversation', ConversationType, { edges: ConversationEdgeType })

/** What the cursors of `Query.conversations` belong to. */
const listOf = (filter: unknown) => ['Query.conversations', filter]

/** A conversation to be put at the head of `Query.conversations` with this filter: nobody knows where in it Intercom has it. */
export const conversationEdge = (conversation: Conversation, context: Context, filter?: unknown) =>
  edgeAtHead(conversation, { list: listOf(filter), isDated: dependsOnNow(filter) }, context)

builder.queryFields((t) => ({
  conversation: t.field({
    type: ConversationType,
    nullable: true,
    description: 'One conversation, or null.',
    args: { id: t.arg.id({ required: true, description: 'Its id, global or as Intercom has it.' }) },
    resolve: (_, { id }, context) => context.load(context.services.conversations.getMany, readId(id, 'Conversation', context)),
  }),
  conversations: t.field({
    type: ConversationConnection,
    nullable: true,
    description:
      'Conversations, in the order Intercom gives them. With a filter they come from a search, which may be some moments behind. What the gateway knows to have changed is corrected for that time: one that does not match any more is left out, one that does now is at the beginning; what it cannot judge is told in `extensions.intercom.overlay`.',
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: 'Which conversations; all unless said.' }) },
    resolve: async (_, { filter, ...args }, context) => {
      const { conversations } = context.services
      const asked = askedPage(args, listOf(filter), context)
      const plan = told(planOf(readFilter(filter, conversationFilterFields, await scopeOf(context, filter, asked.now))))
      const { correction, isWhole } = await correctionOf({
        list: 'conversations',
        expression: plan.expression,
        changing: conversations,
        context,
      })
      const page = await connect(asked, {
        paging: 'cursor',
        isDated: dependsOnNow(filter),
        correction,
        fetchPage: searchPages(plan, conversations, { isCorrected: isWhole }),
      })
      return presentOnly(page)
    },
  }),
}))

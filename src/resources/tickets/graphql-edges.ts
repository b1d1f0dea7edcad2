import { builder } from '../../api/builder.ts'
import { ConversationType, conversationReferences } from '../conversations/graphql.ts'
import { TicketType, ticketReferences } from './graphql.ts'

builder.objectField(ConversationType, 'linkedTickets', (t) =>
  t.field({
    type: [TicketType],
    nullable: true,
    description:
      'The tickets that hang together with it, at most 1,000: tasks behind it, the tracker over it. `id` and `intercomId` cost no call.',
    resolve: ({ linkedTicketIds }, _, context, info) => ticketReferences.many(linkedTicketIds, context, info),
  }),
)

builder.objectField(TicketType, 'linkedConversations', (t) =>
  t.field({
    type: [ConversationType],
    nullable: true,
    description: 'The conversations that hang together with it, at most 1,000. `id` and `intercomId` cost no call.',
    resolve: ({ linkedConversationIds }, _, context, info) => conversationReferences.many(linkedConversationIds, context, info),
  }),
)

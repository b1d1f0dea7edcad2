import { builder } from '../../api/builder.ts'
import { present } from '../../api/lists.ts'
import { ConversationType } from '../conversations/graphql.ts'
import { conversationReference, needsRecord } from '../conversations/graphql-references.ts'
import { TicketType } from './graphql.ts'
import type { Ticket } from './model.ts'

/** For selections that need no more of the ticket. */
const ticketReference = (id: string) => ({ __typename: 'Ticket', id }) as Ticket

builder.objectField(ConversationType, 'linkedTickets', (t) =>
  t.field({
    type: [TicketType],
    nullable: true,
    description:
      'The tickets that hang together with it, at most 1,000: tasks behind it, the tracker over it. `id` and `intercomId` cost no call.',
    resolve: async ({ linkedTicketIds }, _, context, info) =>
      needsRecord(info)
        ? present(await context.loadMany(context.services.tickets.getMany, linkedTicketIds))
        : linkedTicketIds.map(ticketReference),
  }),
)

builder.objectField(TicketType, 'linkedConversations', (t) =>
  t.field({
    type: [ConversationType],
    nullable: true,
    description: 'The conversations that hang together with it, at most 1,000. `id` and `intercomId` cost no call.',
    resolve: async ({ linkedConversationIds }, _, context, info) =>
      needsRecord(info)
        ? present(await context.loadMany(context.services.conversations.getMany, linkedConversationIds))
        : linkedConversationIds.map(conversationReference),
  }),
)

import { builder } from '../../api/builder.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { ownedLists } from '../../api/filters/owned-lists.ts'
import { costsCalls, recordsPerSearch, usualLength } from '../../api/guard/price.ts'
import { ContactType } from '../contacts/graphql.ts'
import { ConversationType, conversationReferences } from '../conversations/graphql.ts'
import { TicketConnection, TicketType, ticketReferences } from './graphql.ts'
import { TicketFilterInput, ticketContacts, ticketFilterFields } from './graphql-filter.ts'
import { mostPerSearch } from './service.ts'

const ticketsOf = ownedLists({ fields: ticketFilterFields, askOf: ({ tickets }) => tickets })

builder.objectField(ContactType, 'tickets', (t) =>
  t.field({
    type: TicketConnection,
    nullable: true,
    description:
      'The tickets that are for them. One call for all contacts together while there are few; else one for each. Each ticket comes with all its parts, so that small pages are faster.',
    args: { ...pageArgs(20), filter: t.arg({ type: TicketFilterInput, description: 'Which of them; all unless said.' }) },
    extensions: costsCalls(1),
    resolve: ({ id }, args, context) =>
      ticketsOf({ field: 'Contact.tickets', column: ticketContacts, called: 'contact' }, id, args, context),
  }),
)

builder.objectField(ConversationType, 'linkedTickets', (t) =>
  t.field({
    type: [TicketType],
    nullable: true,
    description:
      'The tickets that hang together with it, at most 1,000: tasks behind it, the tracker over it. `id` and `intercomId` cost no call.',
    extensions: costsCalls(usualLength / mostPerSearch),
    resolve: ({ linkedTicketIds }, _, context, info) => ticketReferences.many(linkedTicketIds, context, info),
  }),
)

builder.objectField(TicketType, 'linkedConversations', (t) =>
  t.field({
    type: [ConversationType],
    nullable: true,
    description: 'The conversations that hang together with it, at most 1,000. `id` and `intercomId` cost no call.',
    extensions: costsCalls(usualLength / recordsPerSearch),
    resolve: ({ linkedConversationIds }, _, context, info) => conversationReferences.many(linkedConversationIds, context, info),
  }),
)

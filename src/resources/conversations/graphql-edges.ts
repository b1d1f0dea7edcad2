import { builder } from '../../api/builder.ts'
import { ownedLists } from '../../api/filters/owned-lists.ts'
import { pageArgs } from '../../api/page-args.ts'
import { costsCalls } from '../../api/price.ts'
import { AdminType } from '../admins/graphql.ts'
import { ContactType } from '../contacts/graphql.ts'
import { TagType } from '../tags/graphql.ts'
import { TeamType } from '../teams/graphql.ts'
import { ConversationConnection } from './graphql.ts'
import { ConversationFilterInput, conversationFilterFields, ownerColumns } from './graphql-filter.ts'

const conversationsOf = ownedLists({ fields: conversationFilterFields, askOf: ({ conversations }) => conversations })

const filterDescription = 'Which of them; all unless said.'
const cost = 'One call for all parents together while there are few; else one for each.'

builder.objectField(ContactType, 'conversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations they take part in. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    extensions: costsCalls(1),
    resolve: ({ id }, args, context) =>
      conversationsOf({ field: 'Contact.conversations', column: ownerColumns.contact, called: 'contact' }, id, args, context),
  }),
)

builder.objectField(AdminType, 'assignedConversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations assigned to them. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    extensions: costsCalls(1),
    resolve: ({ id }, args, context) =>
      conversationsOf({ field: 'Admin.assignedConversations', column: ownerColumns.admin, called: 'teammate' }, id, args, context),
  }),
)

builder.objectField(TeamType, 'conversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations assigned to it. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    extensions: costsCalls(1),
    resolve: ({ id }, args, context) =>
      conversationsOf({ field: 'Team.conversations', column: ownerColumns.team, called: 'team' }, id, args, context),
  }),
)

builder.objectField(TagType, 'conversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations that are marked with it. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    extensions: costsCalls(1),
    resolve: ({ id }, args, context) =>
      conversationsOf({ field: 'Tag.conversations', column: ownerColumns.tag, called: 'tag' }, id, args, context),
  }),
)

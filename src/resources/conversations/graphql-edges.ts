import { builder } from '../../api/builder.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { ownedLists } from '../../api/filters/owned-lists.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { AdminType } from '../admins/graphql.ts'
import { ContactType } from '../contacts/graphql.ts'
import { TagType } from '../tags/graphql.ts'
import { TeamType } from '../teams/graphql.ts'
import { ConversationConnection } from './graphql.ts'
import { ConversationFilterInput, conversationFilterFields, ownerColumns } from './graphql-filter.ts'

const conversationsOf = ownedLists({ fields: conversationFilterFields, askOf: ({ conversations }) => conversations })

const filterDescription = 'Which of them; all unless said.'
const cost = 'One call for all parents together while there are few; else one for each.'

type Owner = typeof ContactType | typeof AdminType | typeof TeamType | typeof TagType
type Edge = { column: (typeof ownerColumns)[keyof typeof ownerColumns]; called: string; description: string }

/** The way back from a record to the conversations that hang on it. */
const leadToConversations = (owner: Owner, name: string, { column, called, description }: Edge) =>
  builder.objectField(owner, name, (t) =>
    t.field({
      type: ConversationConnection,
      nullable: true,
      description: `${description} ${cost}`,
      args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
      extensions: costsCalls(1),
      resolve: ({ id }, args, context) => conversationsOf({ field: `${owner.name}.${name}`, column, called }, id, args, context),
    }),
  )

leadToConversations(ContactType, 'conversations', {
  column: ownerColumns.contact,
  called: 'contact',
  description: 'The conversations they take part in.',
})
leadToConversations(AdminType, 'assignedConversations', {
  column: ownerColumns.admin,
  called: 'teammate',
  description: 'The conversations assigned to them.',
})
leadToConversations(TeamType, 'conversations', {
  column: ownerColumns.team,
  called: 'team',
  description: 'The conversations assigned to it.',
})
leadToConversations(TagType, 'conversations', {
  column: ownerColumns.tag,
  called: 'tag',
  description: 'The conversations that are marked with it.',
})

import { builder } from '../../api/builder.ts'
import { asOf, connect, presentOnly } from '../../api/connection.ts'
import type { Batch, Context } from '../../api/context.ts'
import { bindingOf } from '../../api/cursor.ts'
import { compileFilter, dependsOnNow } from '../../api/filters.ts'
import { pageArgs } from '../../api/page-args.ts'
import type { SearchQuery } from '../../intercom/search.ts'
import { AdminType } from '../admins/graphql.ts'
import { ContactType } from '../contacts/graphql.ts'
import { TeamType } from '../teams/graphql.ts'
import { ConversationConnection } from './graphql.ts'
import { type ConversationFilter, ConversationFilterInput, conversationFilterRules, filterScope } from './graphql-filter.ts'
import type { ConversationPage, OwnerKind } from './service-grouped.ts'

type Owner = { readonly id: string }
type Page = ConversationPage
type Args = { first: number; after?: string | null; filter?: ConversationFilter | null }

/** The filter of one field, the same for all its parents, and the batch that reads their first pages together. */
type Shared = { query: SearchQuery | null; firstPage: Batch<string, Page> }

const sharedByRequest = new WeakMap<Context, Map<string, Promise<Shared>>>()

function sharedOf(kind: OwnerKind, { first, filter }: Args, now: Date, context: Context): Promise<Shared> {
  const known = sharedByRequest.get(context) ?? new Map<string, Promise<Shared>>()
  sharedByRequest.set(context, known)
  const key = JSON.stringify([kind, first, filter, now])
  const shared = known.get(key) ?? share({ kind, first, filter, now }, context)
  known.set(key, shared)
  return shared
}

async function share(
  { kind, first, filter, now }: Pick<Args, 'first' | 'filter'> & { kind: OwnerKind; now: Date },
  context: Context,
): Promise<Shared> {
  const query = compileFilter(filter, conversationFilterRules, await filterScope(context, filter, now))
  return { query, firstPage: (ids) => context.services.conversations.listFirstOf(kind, ids, query, first) }
}

/** Pages from the start are read together for all parents; going on behind a cursor is each parent's own search. */
async function conversationsOf(kind: OwnerKind, { id }: Owner, args: Args, field: string, context: Context) {
  const now = asOf(args.after)
  const { query, firstPage } = await sharedOf(kind, args, now, context)
  const page = await connect({
    args,
    limit: context.limits,
    binding: bindingOf([context.workspaceId, field, id, args.filter]),
    paging: 'cursor',
    asOf: dependsOnNow(args.filter) ? now : undefined,
    fetchPage: ({ cursor, size }) =>
      cursor === null && !args.after
        ? context.load(firstPage, id)
        : context.services.conversations.listOf(kind, id, query, { size, after: cursor }),
  })
  return presentOnly(page)
}

const filterDescription = 'Which of them; all unless said.'
const cost = 'One call for all parents together while there are few; else one for each.'

builder.objectField(ContactType, 'conversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations they take part in. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    resolve: (contact, args, context) => conversationsOf('contact', contact, args, 'Contact.conversations', context),
  }),
)

builder.objectField(AdminType, 'assignedConversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations assigned to them. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    resolve: (admin, args, context) => conversationsOf('admin', admin, args, 'Admin.assignedConversations', context),
  }),
)

builder.objectField(TeamType, 'conversations', (t) =>
  t.field({
    type: ConversationConnection,
    nullable: true,
    description: `The conversations assigned to it. ${cost}`,
    args: { ...pageArgs(20), filter: t.arg({ type: ConversationFilterInput, description: filterDescription }) },
    resolve: (team, args, context) => conversationsOf('team', team, args, 'Team.conversations', context),
  }),
)

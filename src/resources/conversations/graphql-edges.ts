import { askedPage } from '../../api/asked-page.ts'
import { builder } from '../../api/builder.ts'
import { connect, presentOnly, type SourcePage } from '../../api/connection.ts'
import type { Batch, Context } from '../../api/context.ts'
import { compare } from '../../api/filters/compare.ts'
import { all, type Expression } from '../../api/filters/expression.ts'
import { type Plan, planOf } from '../../api/filters/plan.ts'
import { dependsOnNow, readFilter, scopeOf } from '../../api/filters/read.ts'
import { told } from '../../api/filters/rewrites.ts'
import { searchPages } from '../../api/filters/search-pages.ts'
import { pageArgs } from '../../api/page-args.ts'
import { AdminType } from '../admins/graphql.ts'
import { ContactType } from '../contacts/graphql.ts'
import { TeamType } from '../teams/graphql.ts'
import { ConversationConnection } from './graphql.ts'
import { type ConversationFilter, ConversationFilterInput, conversationFilterFields, ownerColumns } from './graphql-filter.ts'
import type { Conversation } from './model.ts'

type OwnerKind = keyof typeof ownerColumns
type Owner = { readonly id: string }
type Args = { first: number; after?: string | null; filter?: ConversationFilter | null }

/** The filter of one field, the same for all its parents, and the batch that reads their first pages together. */
type Shared = { planFor: (id: string) => Plan<Conversation>; firstPage: Batch<string, SourcePage<Conversation>> }

const sharedByRequest = new WeakMap<Context, Map<string, Promise<Shared>>>()

function sharedOf(kind: OwnerKind, { first, filter }: Args, now: Date, context: Context): Promise<Shared> {
  const known = sharedByRequest.get(context) ?? new Map<string, Promise<Shared>>()
  sharedByRequest.set(context, known)
  const key = JSON.stringify([kind, first, filter, now])
  const shared = known.get(key) ?? share(kind, { first, filter }, now, context)
  known.set(key, shared)
  return shared
}

async function share(kind: OwnerKind, { first, filter }: Args, now: Date, context: Context): Promise<Shared> {
  const { conversations } = context.services
  const column = ownerColumns[kind]
  const asked: Expression<Conversation> = readFilter(filter, conversationFilterFields, await scopeOf(context, filter, now))
  const planFor = (id: string) => told(planOf(all(asked, compare(column, '=', id, kind))))
  const firstPage: Shared['firstPage'] = (ids) =>
    conversations.listFirstOf(ids, {
      size: first,
      owns: (conversation, id) => [column.of(conversation)].flat().includes(id),
      together(some) {
        const { searches } = planOf(all(asked, compare(column, 'IN', some, kind)))
        const [search] = searches
        return search && searches.length === 1 && search.query !== null ? { query: search.query, keep: search.keeps } : null
      },
      each: (id) => searchPages(planFor(id), conversations)({ cursor: null, size: first }),
    })
  return { planFor, firstPage }
}

/** Pages from the start are read together for all parents; going on behind a cursor is each parent's own search. */
async function conversationsOf(kind: OwnerKind, { id }: Owner, args: Args, field: string, context: Context) {
  const asked = askedPage(args, [field, id, args.filter], context)
  const { planFor, firstPage } = await sharedOf(kind, args, asked.now, context)
  const ownPage = searchPages(planFor(id), context.services.conversations)
  const page = await connect<Conversation>(asked, {
    paging: 'cursor',
    isDated: dependsOnNow(args.filter),
    fetchPage: (place) => (place.cursor === null && asked.from === null ? context.load(firstPage, id) : ownPage(place)),
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

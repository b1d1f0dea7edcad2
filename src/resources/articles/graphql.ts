import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../../api/builder.ts'
import { type AskedPart, askedPage, askedPart } from '../../api/connections/asked-page.ts'
import { type Connection, connect, connectArray, presentOnly } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import type { Context } from '../../api/context.ts'
import { startsEarly } from '../../api/early.ts'
import { readId } from '../../api/node.ts'
import { referenceFields } from '../../api/references.ts'
import { connectionNodes, needsMoreThan } from '../../api/selection.ts'
import { CollectionType } from '../collections/graphql.ts'
import { ArticleState, ArticleType } from './graphql-type.ts'
import type { Article, ArticleEntry } from './model.ts'
import { type ArticleConditions, isAsked } from './model-filter.ts'

const ArticleConnection = connectionType('Article', ArticleType)

/** A page of what the index found: the articles of the page are loaded, the others are only counted. */
async function pageOf(
  entries: readonly ArticleEntry[],
  asked: AskedPart,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Article>> {
  const page = connectArray(entries, asked, { keyOf: ({ id }) => id })
  const ids = page.edges.map(({ node }) => node.id)
  const articles = needsMoreThan(info, referenceFields, connectionNodes)
    ? await context.loadMany(context.services.articles.getMany, ids)
    : ids.map((id) => ({ __typename: 'Article', id }) as Article)
  return presentOnly({ ...page, edges: page.edges.map(({ cursor }, place) => ({ cursor, node: articles[place]! })) })
}

builder.objectField(CollectionType, 'articles', (t) =>
  t.field({
    type: ArticleConnection,
    nullable: true,
    description:
      'The articles that stand directly in it, last changed first. Intercom cannot list them by collection: they are found in an index of all articles, kept for some minutes.',
    args: { ...pageArgs(50), state: t.arg({ type: ArticleState, description: 'Published ones or drafts only.' }) },
    extensions: startsEarly((context) => context.services.articles.warmEntries()),
    resolve: async (collection, { state, ...args }, context, info) => {
      const asked = askedPart(args, ['Collection.articles', collection.id, state ?? null], context)
      const entries = await context.load(context.services.articles.getEntriesIn, collection.id)
      return pageOf(state ? entries.filter((entry) => entry.state === state) : entries, asked, context, info)
    },
  }),
)

type ArticleFilter = { helpCenter?: string | number | null; collection?: string | number | null; state?: Article['state'] | null }

export const ArticleFilterInput = builder.inputRef<ArticleFilter>('ArticleFilter').implement({
  description:
    'Which articles; all of these hold. Intercom cannot list articles so: they are found in an index of all of them, kept for some minutes. Its search, `articleSearch`, knows help centers and states, and the collection is looked at here.',
  fields: (t) => ({
    helpCenter: t.id({ description: 'In any collection of this help center: its id, global or as Intercom has it.' }),
    collection: t.id({ description: 'Directly in this collection, not in those below it: its id, global or as Intercom has it.' }),
    state: t.field({ type: ArticleState, description: 'Published ones or drafts only.' }),
  }),
})

/** The filter with its ids read; null when it leaves nothing out. */
export function readFilter({ helpCenter, collection, state }: ArticleFilter, context: Context) {
  const idOf = (value: string | number | null | undefined, typename: string, argument: string) =>
    value === null || value === undefined ? null : readId(value, typename, context, argument)
  const read = {
    helpCenterId: idOf(helpCenter, 'HelpCenter', 'filter.helpCenter'),
    collectionId: idOf(collection, 'Collection', 'filter.collection'),
    state: state ?? null,
  }
  return Object.values(read).every((condition) => condition === null) ? null : read
}

/** The conditions of a filter, with the collections of its help center, which are listed once for all. */
export async function conditionsOf(
  { helpCenterId, ...rest }: NonNullable<ReturnType<typeof readFilter>>,
  { services }: Context,
): Promise<ArticleConditions> {
  const shelves = helpCenterId === null ? null : await services.collections.listIn(helpCenterId)
  return { ...rest, inHelpCenter: shelves && new Set(shelves.map(({ id }) => id)) }
}

async function entriesOf(filter: NonNullable<ReturnType<typeof readFilter>>, context: Context): Promise<ArticleEntry[]> {
  const [entries, conditions] = await Promise.all([context.services.articles.entries(), conditionsOf(filter, context)])
  return entries.filter((entry) => isAsked(entry, conditions))
}

builder.queryFields((t) => ({
  article: t.field({
    type: ArticleType,
    nullable: true,
    description: 'One article, or null.',
    args: { id: t.arg.id({ required: true, description: 'Its id, global or as Intercom has it.' }) },
    resolve: (_, { id }, context) => context.load(context.services.articles.getMany, readId(id, 'Article', context)),
  }),
  articles: t.field({
    type: ArticleConnection,
    nullable: true,
    description: 'Articles, last changed first.',
    args: { ...pageArgs(50), filter: t.arg({ type: ArticleFilterInput, description: 'Which articles; all unless said.' }) },
    resolve: async (_, { filter: asked, ...args }, context, info) => {
      const filter = asked ? readFilter(asked, context) : null
      const list = ['Query.articles', filter]
      if (filter) {
        const asked = askedPart(args, list, context)
        return pageOf(await entriesOf(filter, context), asked, context, info)
      }
      const page = await connect(askedPage(args, list, context), {
        paging: 'number',
        fetchPage: ({ cursor, size }) => context.services.articles.list({ size, after: cursor }),
      })
      return presentOnly(page)
    },
  }),
}))

import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { askedPage } from '../../api/connections/asked-page.ts'
import { connect, presentOnly } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { ArticleFilterInput, readFilter } from './graphql.ts'
import { ArticleType } from './graphql-type.ts'
import type { ArticleSearchHit } from './model-hit.ts'
import { checkPhrase } from './service-search.ts'

const ArticleSearchHitType = builder.objectRef<ArticleSearchHit>('ArticleSearchHit').implement({
  description:
    'An article that a phrase was found in, and where. The highlights hold text and `<mark>` around each word that was found, nothing else.',
  authScopes: needs('CONTENT_READ'),
  fields: (t) => ({
    article: t.expose('article', {
      type: ArticleType,
      description: 'The article. It comes along with the search: no call, unless it has changed since.',
    }),
    titleHighlights: t.field({
      type: ['HTML'],
      description: 'Its title with the words marked; none when Intercom marks nothing.',
      resolve: ({ titleHighlights }) => [...titleHighlights],
    }),
    bodyHighlights: t.field({
      type: ['HTML'],
      description: 'Lines of its description and text with the words marked; those that Intercom chose.',
      resolve: ({ bodyHighlights }) => [...bodyHighlights],
    }),
  }),
})

const ArticleSearchConnection = connectionType('ArticleSearch', ArticleSearchHitType, { edges: false })

builder.queryField('articleSearch', (t) =>
  t.field({
    type: ArticleSearchConnection,
    nullable: true,
    description:
      'Articles in which the words of a phrase stand, drafts too unless the filter says otherwise. In the order of Intercom’s search, which may be some moments behind: one that the gateway knows to have another state or collection since is left out. `totalCount` is null with a collection, as Intercom does not search by it.',
    args: {
      phrase: t.arg.string({ required: true, description: 'What to look for: 1 to 300 characters.' }),
      ...pageArgs(20),
      filter: t.arg({ type: ArticleFilterInput, description: 'Which of them; all unless said.' }),
    },
    resolve: async (_, { phrase: given, filter, ...args }, context) => {
      const phrase = checkPhrase(given)
      const { state = null, helpCenterId = null, collectionId = null } = (filter && readFilter(filter, context)) ?? {}
      const fits = ({ article }: ArticleSearchHit) =>
        (state === null || article.state === state) && (collectionId === null || article.collectionIds.includes(collectionId))
      const asked = askedPage(args, ['Query.articleSearch', phrase, state, helpCenterId, collectionId], context)
      const page = await connect(asked, {
        paging: 'number',
        fetchPage: async ({ cursor, size }) => {
          const { totalCount, ...page } = await context.services.articles.search({ phrase, state, helpCenterId }, { size, after: cursor })
          return { ...page, totalCount: collectionId === null ? totalCount : null, keep: fits }
        },
      })
      return presentOnly(page)
    },
  }),
)

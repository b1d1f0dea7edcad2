import { type Call, each, toTheEnd } from './calls.ts'

/** Help centers, collections and articles: all pages, and each record. */
export const helpCenterReads: readonly Call[] = [
  { operation: 'GET /help_center/help_centers', does: 'lists help centers', run: (client) => client.helpCenters.list() },
  {
    operation: 'GET /help_center/help_centers/{help_center_id}',
    does: 'finds each',
    run: (client, { help_centers }) => each(help_centers, (id) => client.helpCenters.find({ help_center_id: Number(id) })),
  },
  {
    operation: 'GET /help_center/collections',
    does: 'lists collections, page by page',
    run: async (client) => toTheEnd(await client.helpCenters.collections.list({ per_page: 20 })),
  },
  {
    operation: 'GET /help_center/collections/{collection_id}',
    does: 'finds each',
    run: (client, { collections }) => each(collections, (id) => client.helpCenters.collections.find({ collection_id: Number(id) })),
  },
  {
    operation: 'GET /articles',
    does: 'lists articles, page by page',
    run: async (client) => toTheEnd(await client.articles.list({ per_page: 25 })),
  },
  {
    operation: 'GET /articles/{article_id}',
    does: 'finds each',
    run: (client, { articles }) => each(articles, (id) => client.articles.find({ article_id: Number(id) })),
  },
  {
    operation: 'GET /articles/search',
    does: 'finds a phrase and marks it',
    run: (client) => client.articles.search({ phrase: 'calendar', state: 'all', highlight: true }, { queryParams: { per_page: 5 } }),
  },
]

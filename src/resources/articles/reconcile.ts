import type * as Intercom from '../../intercom/help-center-types.ts'
import { instantFrom } from '../../intercom/values.ts'
import { type FoundRecord, type Reconciled, recheckAs } from '../../reconcile/reconciled.ts'
import type { ArticlesService } from './service.ts'

const foundIn = (article: Intercom.Article): FoundRecord => ({
  id: String(article.id),
  createdAt: instantFrom(article.created_at),
  updatedAt: instantFrom(article.updated_at),
  item: article,
})

/** Articles that no webhook told of. */
export const reconciledArticles = ({ articles }: { articles: ArticlesService }): Reconciled => ({
  kind: 'article',
  async *updatedSince(since) {
    for await (const page of articles.updatedSince(since)) yield page.map(foundIn)
  },
  keptIds: articles.keptIds,
  recheck: recheckAs(articles.recheck, foundIn),
  created: ({ item }) => ({ topic: 'article.created', item }),
  changed: ({ item }) => ({ topic: 'article.updated', item }),
  gone: (id) => ({ topic: 'article.deleted', item: { id } }),
})

import { notFound } from '../http/errors.ts'
import { numberedPage } from '../http/paging.ts'
import type { Route } from '../http/router.ts'
import { since, type Version } from '../http/versions.ts'
import type { ArticleContentRecord, ArticleRecord } from '../records.ts'
import { type LiveWorld, recordsOf } from '../store/world.ts'
import { renderTags } from './tags.ts'

/** OpenAPI 2.14, schema `article_list_item`. From 2.16 on an article names its collections in `parent_ids` alone. */
export function renderArticle(world: LiveWorld, article: ArticleRecord, version: Version) {
  const { tag_ids, parent_ids, translated_content, statistics: _, author_id, ...rest } = article
  const [parent] = parent_ids
  return {
    type: 'article',
    workspace_id: world.workspace.id_code,
    ...rest,
    author_id: Number(author_id),
    ...(since(version, '2.16')
      ? {}
      : { parent_id: parent === undefined ? null : Number(parent), parent_type: parent === undefined ? null : 'collection' }),
    parent_ids: parent_ids.map(Number),
    translated_content: {
      type: 'article_translated_content',
      ...Object.fromEntries(Object.entries(translated_content).map(([locale, content]) => [locale, renderContent(content)])),
    },
    tags: { type: 'tag.list', tags: renderTags(world, tag_ids) },
  }
}

/** OpenAPI 2.14, schema `article_content`: unlike the article itself, it knows no null; what is not there is left out. */
const renderContent = ({ author_id, description, url, ...content }: ArticleContentRecord) => ({
  type: 'article_content',
  ...content,
  ...(description === null ? {} : { description }),
  ...(url === null ? {} : { url }),
  author_id: Number(author_id),
})

export const articleRoutes: Route[] = [
  {
    method: 'GET',
    path: '/articles',
    answer({ world, version, query, url }) {
      const { items, total_count, pages } = numberedPage({ items: world.articles.inOrder(), query, perPage: 25, url })
      const articles = recordsOf(
        world.articles,
        items.map(({ id }) => id),
      )
      return { type: 'list', pages, total_count, data: articles.map((article) => renderArticle(world, article, version)) }
    },
  },
  {
    // the only place that has the statistics
    method: 'GET',
    path: '/articles/{article_id}',
    answer({ world, version, params: { article_id = '' } }) {
      const article = world.articles.get(article_id)
      if (!article) throw notFound()
      return { ...renderArticle(world, article, version), statistics: { type: 'article_statistics', ...article.statistics } }
    },
  },
]

import { parameterInvalid } from '../http/errors.ts'
import { numberedPage } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import type { ArticleRecord } from '../records.ts'
import { type LiveWorld, recordsOf } from '../store/world.ts'
import { renderArticle } from './articles.ts'
import { htmlToText } from './plain-text.ts'

/**
 * Finds the articles that hold every word of the phrase, the last updated first. The page is numbered, and unlike elsewhere
 * `pages.next` is an object of `page` and `per_page`.
 */
function searchArticles({ world, version, query, url }: Call) {
  const words = (query.get('phrase') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const articles = recordsOf(
    world.articles,
    world.articles.inOrder().map(({ id }) => id),
  )
  const found = articles
    .filter(accepts(world, query))
    .filter((article) => words.every((word) => textOf(article).toLowerCase().includes(word)))
  const { items, total_count, pages } = numberedPage({ items: found, query, perPage: 10, url })
  return {
    type: 'list',
    total_count,
    data: {
      articles: items.map((article) => renderArticle(world, article, version)),
      highlights: query.get('highlight') === 'true' ? items.map((article) => highlight(article, words)) : [],
    },
    pages: { ...pages, next: pages.next === null ? null : { page: pages.page + 1, per_page: pages.per_page } },
  }
}

function accepts(world: LiveWorld, query: URLSearchParams) {
  const state = query.get('state') ?? 'all'
  if (!['published', 'draft', 'all'].includes(state)) throw parameterInvalid('state must be published, draft or all')
  const helpCenter = query.get('help_center_id')
  return (article: ArticleRecord) =>
    (state === 'all' || article.state === state) &&
    (helpCenter === null || article.parent_ids.some((id) => world.collections.get(id)?.help_center_id === helpCenter))
}

const textOf = ({ title, description, body }: ArticleRecord) => `${title}\n${description ?? ''}\n${htmlToText(body)}`

/** OpenAPI 2.14, schema `article_search_highlights`: the title, and up to three lines of the rest that hold a word of the phrase. */
function highlight(article: ArticleRecord, words: readonly string[]) {
  const lines = `${article.description ?? ''}\n${htmlToText(article.body)}`.split('\n')
  return {
    article_id: article.id,
    highlighted_title: chunks(article.title, words),
    highlighted_summary: lines
      .filter((line) => words.some((word) => line.toLowerCase().includes(word)))
      .slice(0, 3)
      .map((line) => chunks(line, words)),
  }
}

function chunks(text: string, words: readonly string[]): { type: 'highlight' | 'plain'; text: string }[] {
  if (words.length === 0) return [{ type: 'plain', text }]
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  // a split by a group gives the matches at the odd places
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'gi'))
    .map((chunk, at) => ({ type: at % 2 === 1 ? ('highlight' as const) : ('plain' as const), text: chunk }))
    .filter(({ text: chunk }) => chunk !== '')
}

export const articleSearchRoutes: Route[] = [{ method: 'GET', path: '/articles/search', answer: searchArticles }]

import type { LogEntry } from '../../changes/change.ts'
import { type Happening, happenedTo } from '../../changes/happening.ts'

export type ArticleEvent = Happening & { __typename: 'ArticleChanged'; articleId: string; isDeleted: boolean }

/** A Change in the words of the graph; undefined when it is not about an article before all else. */
export function eventFrom(entry: LogEntry): ArticleEvent | undefined {
  const happened = happenedTo('article', entry)
  if (!happened) return undefined
  const { id, happening } = happened
  return { __typename: 'ArticleChanged', ...happening, articleId: id, isDeleted: happening.topic === 'article.deleted' }
}

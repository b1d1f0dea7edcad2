import type { Change, LogEntry } from '../../changes/change.ts'

export type ArticleEvent = {
  __typename: 'ArticleChanged'
  cursor: string
  occurredAt: Date
  origin: Change['origin']
  topic: string
  articleId: string
  isDeleted: boolean
}

/** A Change in the words of the graph; undefined when it is not about an article before all else. */
export function eventFrom({ cursor, change }: LogEntry): ArticleEvent | undefined {
  const {
    about: [first],
    topic,
    occurredAt,
    origin,
  } = change
  if (first?.type !== 'article') return undefined
  return { __typename: 'ArticleChanged', cursor, occurredAt, origin, topic, articleId: first.id, isDeleted: topic === 'article.deleted' }
}

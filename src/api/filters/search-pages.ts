import type { SearchQuery } from '../../intercom/search.ts'
import type { SourcePage } from '../connections/connection.ts'
import { brokenCursor } from '../connections/cursor.ts'
import type { Plan } from './plan.ts'

type Page<Row> = Pick<SourcePage<Row>, 'items' | 'ids' | 'next' | 'totalCount'>
type PageOf = { size: number; after: string | null }

/** What a plan asks of a service: a page of what a query finds, or of all there is. */
export type SearchAsk<Row> = {
  search(query: SearchQuery, page: PageOf): Promise<Page<Row>>
  list(page: PageOf): Promise<Page<Row>>
}

/**
 * The pages of a plan, for `connect`: those of its first search, then those of the next. Behind the first, the place of a page names its
 * search, since each has cursors of its own.
 */
export function searchPages<Row>(
  plan: Plan<Row>,
  ask: SearchAsk<Row>,
): (place: { cursor: string | null; size: number }) => Promise<SourcePage<Row>> {
  const { searches, isCounted } = plan
  const isOne = searches.length === 1
  const write = (index: number, after: string | null) => (isOne ? after : `${index}:${after ?? ''}`)
  function read(cursor: string | null): [index: number, after: string | null] {
    if (isOne || cursor === null) return [0, cursor]
    const [, index, after] = /^(\d):(.*)$/s.exec(cursor) ?? []
    if (index === undefined || Number(index) >= searches.length) throw brokenCursor()
    return [Number(index), after || null]
  }

  return async ({ cursor, size }) => {
    const [index, after] = read(cursor)
    const search = searches[index]
    if (!search) return { items: [], next: null, totalCount: 0 }
    const { items, ids, next, totalCount } = await (search.query === null
      ? ask.list({ size, after })
      : ask.search(search.query, { size, after }))
    const goesOn = next !== null || index + 1 < searches.length
    return {
      items,
      ...(ids && { ids }),
      next: goesOn ? (next !== null ? write(index, next) : write(index + 1, null)) : null,
      totalCount: isCounted ? totalCount : null,
      ...(search.query !== null && { keep: search.keeps }),
    }
  }
}

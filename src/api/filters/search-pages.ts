import type { PageJudging } from '../../cache/outliving.ts'
import type { SearchQuery } from '../../intercom/search.ts'
import type { SourcePage } from '../connections/connection.ts'
import { brokenCursor } from '../connections/cursor.ts'
import { asSearched } from './judging.ts'
import { mayMatch } from './overlay.ts'
import type { Plan, Search } from './plan.ts'

type Page<Row> = Pick<SourcePage<Row>, 'items' | 'ids' | 'next' | 'totalCount'>
type PageOf = { size: number; after: string | null; judging?: PageJudging }

/** What a plan asks of a service: a page of what a query finds, or of all there is. */
export type SearchAsk<Row> = {
  search(query: SearchQuery, page: PageOf): Promise<Page<Row>>
  list(page: PageOf): Promise<Page<Row>>
}

/**
 * The pages of a plan, for `connect`: those of its first search, then those of the next. Behind the first, the place of a page names its
 * search, since each has cursors of its own.
 *
 * @param options.isCorrected whether all that is not in the pages yet is put right in the list (`Corrected.isWhole`)
 */
export function searchPages<Row>(
  plan: Plan<Row>,
  ask: SearchAsk<Row>,
  { isCorrected }: { isCorrected: boolean },
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
      : ask.search(search.query, { size, after, judging: judgingOf(search, isCorrected) }))
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

/** Which Changes the pages of a search outlive: those of records that it does not find. By what is asked alone, as other filters may be asked alike. */
export function judgingOf<Row>({ asked }: Pick<Search<Row>, 'asked'>, isCorrected: boolean): PageJudging {
  const searched = asSearched(asked)
  return { isCorrected, mayFind: (record) => mayMatch(record, searched) }
}

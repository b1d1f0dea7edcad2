import type { SearchQuery } from '../../intercom/search.ts'
import type { Rewrite } from '../../monitoring/request-scope.ts'
import { setApart } from './apart.ts'
import { cut } from './cut.ts'
import { conditionsIn, type Expression, isEverything, isNothing } from './expression.ts'
import { isSurelyNot, judge, leftOpen } from './judging.ts'
import { createTwoLevels } from './two-levels.ts'

/** One search of a plan. */
export type Search<Row> = {
  /** The part of the filter that it is for. */
  asked: Expression<Row>
  /** What Intercom is asked; null for everything there is. */
  query: SearchQuery | null
  /** Whether a row that it finds belongs into the list. */
  keeps(row: Row): boolean
}

/** How a filter is answered: by searches one after the other, of which none shows what one before it has shown. */
export type Plan<Row> = {
  /** What the filter says. */
  expression: Expression<Row>
  searches: readonly Search<Row>[]
  /** Whether Intercom's count is that of the list. */
  isCounted: boolean
  /** What is asked for otherwise than it was said. */
  rewrites: readonly Rewrite[]
}

/**
 * What to ask Intercom for a filter, and what to leave out of its answers.
 *
 * A filter that fits two levels of fifteen is one search. Another is cut at its `or`s into several, in whose answers a row is left out that an
 * earlier one has: as judged here, or because Intercom is asked along for what the earlier one does not find.
 *
 * @throws InvalidInputError for what takes more than eight searches, and for what can neither be judged here nor asked for
 */
export function planOf<Row>(expression: Expression<Row>): Plan<Row> {
  if (isNothing(expression)) return { expression, searches: [], isCounted: true, rewrites: [] }
  const inTwoLevels = createTwoLevels<Row>()
  const searches = setApart(cut(expression, inTwoLevels), inTwoLevels).map(({ asked, leavesOut, claims }): Search<Row> => {
    const open = leftOpen(asked)
    return {
      asked,
      query: isEverything(asked) ? null : inTwoLevels(asked)!,
      keeps: (row) =>
        // its index may be behind the row: what surely does not match any more is not shown
        !isSurelyNot(asked, row) &&
        judge(open, row) === true &&
        claims.every((part) => judge(part, row) === true) &&
        leavesOut.every((part) => judge(part, row) !== true),
    }
  })
  const inexact = new Map([...conditionsIn(expression)].flatMap(({ key, rewrite }) => (rewrite ? [[key, rewrite] as const] : [])))
  const several = { condition: 'filter', sent: `${searches.length} searches, one after the other` }
  return {
    expression,
    searches,
    isCounted: searches.length === 1 && inexact.size === 0,
    rewrites: [...(searches.length > 1 ? [several] : []), ...inexact.values()],
  }
}

import { InvalidInputError } from '../../errors.ts'
import type { Page } from '../../intercom/pages.ts'

/** OpenAPI 2.14, POST /companies/list: no list of companies goes further. */
export const listedAtMost = 10_000

/** Rows of the pages that what is left before the limit is read in: the last of them ends with it. */
export const lastPagesSize = 125

/** Whether a page is the last that Intercom gives of a list, however long that is. */
export const isEndOfReach = ({ page, size }: { page: number; size: number }) => page * size >= listedAtMost

/**
 * One page of a list of companies. A page that would end behind the limit is asked for in pages that end with it, and holds the rows before it.
 *
 * @throws InvalidInputError for a page that begins behind the limit; nothing is read for it
 */
export async function readWithinReach<Row>(
  { page, size }: { page: number; size: number },
  read: (place: { page: number; per_page: number }) => Promise<Page<Row>>,
): Promise<Page<Row>> {
  const start = (page - 1) * size
  if (start + size <= listedAtMost) return read({ page, per_page: size })
  if (start >= listedAtMost) {
    throw new InvalidInputError(
      `Intercom lists the first ${listedAtMost} companies only, and this page begins behind them. Narrow the list down by a tag or a segment; any one company is found by its id or name.`,
    )
  }
  const firstPage = Math.floor(start / lastPagesSize) + 1
  const numbers = Array.from({ length: listedAtMost / lastPagesSize - firstPage + 1 }, (_, at) => firstPage + at)
  const pages = await Promise.all(numbers.map((number) => read({ page: number, per_page: lastPagesSize })))
  const { next, totalCount } = pages.at(-1)!
  return {
    items: pages.flatMap(({ items }) => items).slice(start - (firstPage - 1) * lastPagesSize),
    next: next === null ? null : String(page + 1),
    totalCount,
    perPage: size,
  }
}

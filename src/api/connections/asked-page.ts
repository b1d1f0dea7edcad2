import { InvalidInputError } from '../../errors.ts'
import { type Binding, bindingOf, brokenCursor, decodeCursor } from './cursor.ts'

/** The largest `first`; one number for every connection, so that a client learns it once. */
export type PageLimit = { maxPageSize: number }

type Asking = { workspaceId: string; limits: PageLimit }

/** Upstream page to start from (null = the first), its size, and how many of its rows are already behind us. */
export type Place = { page: string | null; size: number; skip: number }

/** What is asked of a list over Intercom's own pages: so many from a place; without one, from its start. */
export type AskedPage = {
  first: number
  from: Place | null
  binding: Binding
  /**
   * What "now" means to the list's filter, to the second. All pages of a list mean the same by it: a cursor carries what its first page meant,
   * since Intercom takes a cursor only with the very search that it came from.
   */
  now: Date
  /** Ids of records that were shown before their place in Intercom's pages came: behind the cursor they are not shown again. */
  shown: readonly string[]
}

/** What is asked of a list that is whole in our hands: so many from one of its ends, between the records of two keys. */
export type AskedPart = { size: number; isFromEnd: boolean; after: string | null; before: string | null; binding: Binding }

/**
 * Reads `first` and `after` before anything is read for them: what is refused costs no call.
 *
 * @param list what a cursor belongs to beside the workspace: the field, its parent and what it is filtered by
 * @throws InvalidInputError for a page size out of range, and for what is no cursor of this list
 */
export function askedPage(
  { first, after }: { first: number; after?: string | null },
  list: readonly unknown[],
  context: Asking,
): AskedPage {
  checkPageSize(first, context.limits)
  const binding = bindingOf([context.workspaceId, ...list])
  const clock = new Date(Math.floor(Date.now() / 1000) * 1000)
  if (after === null || after === undefined) return { first, from: null, binding, now: clock, shown: [] }
  const { place, now, shown } = readPlace(decodeCursor(binding, after))
  return { first, from: place, binding, now: now ?? clock, shown }
}

/**
 * The same for a list that goes both ways.
 *
 * @throws InvalidInputError for page sizes out of range, `first` together with `last`, and cursors of another list
 */
export function askedPart(
  { first, after, last, before }: { first?: number | null; after?: string | null; last?: number | null; before?: string | null },
  list: readonly unknown[],
  context: Asking,
): AskedPart {
  const isFromEnd = typeof last === 'number'
  if (isFromEnd && typeof first === 'number') throw new InvalidInputError('Arguments "first" and "last" came together; pass one of them.')
  const size = last ?? first ?? context.limits.maxPageSize
  checkPageSize(size, context.limits, isFromEnd ? 'last' : 'first')
  const binding = bindingOf([context.workspaceId, ...list])
  const keyIn = (cursor: string | null | undefined, argument: string) => {
    if (cursor === null || cursor === undefined) return null
    const [key, ...more] = decodeCursor(binding, cursor, argument)
    if (typeof key !== 'string' || more.length > 0) throw brokenCursor(argument)
    return key
  }
  return { size, isFromEnd, after: keyIn(after, 'after'), before: keyIn(before, 'before'), binding }
}

export const isPageSize = (size: number, { maxPageSize }: PageLimit) => size >= 1 && size <= maxPageSize

function checkPageSize(size: number, limit: PageLimit, argument = 'first') {
  if (isPageSize(size, limit)) return
  throw new InvalidInputError(`Argument "${argument}" is ${size}; this gateway answers at least 1 and at most ${limit.maxPageSize}.`)
}

/** The largest page that Intercom gives (OpenAPI 2.14, POST /conversations/search). */
export const largestPage = 150

/** Ids that one cursor carries. */
export const mostShownBefore = 100

/** The last second that a date can be written with. */
const lastSecond = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000

/** A place as cursors carry it: `[page, size, skip, now?, ...shown]`. With ids behind it, `now` is null where the list does not depend on it. */
function readPlace([page, size, skip, now, ...shown]: readonly unknown[]): { place: Place; now: Date | undefined; shown: string[] } {
  const isWhole = (value: unknown, most: number): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
  const isPage = (page === null || typeof page === 'string') && isWhole(size, largestPage) && size >= 1
  const isUndated = now === (shown.length > 0 ? null : undefined)
  if (!isPage || !isWhole(skip, size) || !(isUndated || isWhole(now, lastSecond)) || !areIds(shown)) throw brokenCursor()
  return { place: { page, size, skip }, now: typeof now === 'number' ? new Date(now * 1000) : undefined, shown }
}

const areIds = (values: unknown[]): values is string[] =>
  values.length <= mostShownBefore && values.every((value) => typeof value === 'string' && value !== '')

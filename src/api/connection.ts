import { InvalidInputError } from '../errors.ts'
import { type Binding, brokenCursor, type Cursor, decodeCursor, encodeCursor, unboundCursor } from './cursor.ts'

/** What a connection resolves to. `nodes` is `edges` without the cursors. */
export type Connection<Node> = {
  edges: { cursor: Cursor; node: Node }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: Cursor | null; endCursor: Cursor | null }
  totalCount: number | null
}

/** One page as the services give it: a failed row is an Error in its place. */
export type SourcePage<Node> = {
  items: readonly (Node | null | Error)[]
  next: string | null
  totalCount: number | null
  /** Which of its rows belong into the list; all unless given. The others keep their places, so that a cursor can name them. */
  keep?: (node: Node) => boolean
  /** How many rows this page stands for, where it is another one than was asked for. */
  size?: number
}

type Forward = { first: number; after?: string | null }

/** The largest `first`; one number for every connection, so that a client learns it once. */
export type PageLimit = { maxPageSize: number }

function checkPageSize(size: number, { maxPageSize }: PageLimit, argument = 'first'): number {
  if (size >= 1 && size <= maxPageSize) return size
  throw new InvalidInputError(`Argument "${argument}" is ${size}; this gateway answers at least 1 and at most ${maxPageSize}.`)
}

/** Upstream page to start from (null = the first), its size, and how many of its rows are already behind us. */
type Place = { page: string | null; size: number; skip: number }

const cursorOf =
  (binding: Binding, { page, size, skip }: Place, asOf: Date | undefined): Cursor =>
  () =>
    encodeCursor(binding, [page, size, skip, ...(asOf ? [asOf.getTime() / 1000] : [])])

/**
 * What "now" means to a filter, to the second. All pages of a list mean the same by it: a cursor carries what its first page meant, since
 * Intercom takes a cursor only with the very search that it came from.
 */
export function asOf(after: string | null | undefined): Date {
  const seconds = after ? unboundCursor(after)[4] : undefined
  return new Date((Number.isSafeInteger(seconds) ? (seconds as number) : Math.floor(Date.now() / 1000)) * 1000)
}

/** The largest page that Intercom gives (OpenAPI 2.14, POST /conversations/search). */
const largestPage = 150

function readPlace(binding: Binding, cursor: string): Place {
  const [page, size, skip] = decodeCursor(binding, cursor)
  const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
  if (!(page === null || typeof page === 'string') || !isCount(size) || size < 1 || size > largestPage || !isCount(skip) || skip > size) {
    throw brokenCursor()
  }
  return { page, size, skip }
}

/** A page may hold nothing that belongs into the list, and have a next one; past this many in a row we stop and let the caller ask again. */
const maxPagesPerRequest = 12

/**
 * A forward connection over Intercom's own pages. Every edge has a cursor although Intercom has them only between pages: ours names the page
 * and the place in it, so resuming in the middle re-reads that page (usually from the cache) and goes on from there.
 *
 * Where pages hold rows that do not belong into the list, more pages are read until `first` are found, the further ones as large as they can be.
 *
 * @param options.fetchPage one upstream page, by the `next` of the one before it
 * @param options.paging numbered pages (`page=3`) mean something else with another size, so their size stays; behind a cursor it may change
 * @param options.asOf what the filter's "now" was, for its cursors to carry on; see `asOf`
 * @param options.pageSize rows of every upstream page, where that is not for `first` to say; only with numbered pages
 * @throws InvalidInputError for a page size out of range and for a cursor of another list
 */
export async function connect<Node>(options: {
  args: Forward
  limit: PageLimit
  binding: Binding
  paging: 'cursor' | 'number'
  pageSize?: number
  asOf?: Date | undefined
  fetchPage: (place: { cursor: string | null; size: number }) => Promise<SourcePage<Node>>
}): Promise<Connection<Node | null | Error>> {
  const { args, binding, limit, paging, pageSize, fetchPage } = options
  const first = checkPageSize(args.first, limit)
  let place: Place = args.after ? readPlace(binding, args.after) : { page: null, size: pageSize ?? first, skip: 0 }
  const edges: Connection<Node | null | Error>['edges'] = []
  let isSifted = false
  for (let pages = 1; ; pages += 1) {
    if (paging === 'cursor' && place.skip === 0) place = { ...place, size: isSifted ? largestPage : first }
    const { items, next, totalCount, keep, size = place.size } = await fetchPage({ cursor: place.page, size: place.size })
    place = { ...place, size }
    isSifted = keep !== undefined
    const belongs = (node: Node | null | Error) => !keep || node === null || node instanceof Error || keep(node)
    const after = (row: number): Place =>
      row >= items.length && next !== null ? { ...place, page: next, skip: 0 } : { ...place, skip: row }
    let row = place.skip
    for (; row < items.length && edges.length < first; row += 1) {
      const node = items[row]!
      if (belongs(node)) edges.push({ cursor: cursorOf(binding, after(row + 1), options.asOf), node })
    }
    // what is left of the page is more of the list only if it belongs there
    while (row < items.length && !belongs(items[row]!)) row += 1
    const reached = after(row)
    if (edges.length === first || next === null || pages === maxPagesPerRequest) {
      return {
        edges,
        totalCount,
        pageInfo: {
          hasNextPage: row < items.length || next !== null,
          hasPreviousPage: Boolean(args.after),
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.length > 0 || next !== null ? cursorOf(binding, reached, options.asOf) : null,
        },
      }
    }
    place = reached
  }
}

type BothWays = { first?: number | null; after?: string | null; last?: number | null; before?: string | null }

/**
 * A connection over a list that is whole in our hands: a thread, an index, embedded references. Its cursors name the record, so they survive
 * records coming and going around it; one whose record is gone is refused.
 *
 * @throws InvalidInputError for page sizes out of range, `first` together with `last`, and cursors of another list
 */
export function connectArray<Node>(
  nodes: readonly Node[],
  options: { args: BothWays; limit: PageLimit; binding: Binding; keyOf: (node: Node) => string; totalCount?: number | null },
): Connection<Node> {
  const { args, limit, binding, keyOf } = options
  if (typeof args.first === 'number' && typeof args.last === 'number') {
    throw new InvalidInputError('Arguments "first" and "last" came together; pass one of them.')
  }
  const indexOf = (cursor: string, argument: string) => {
    const [key] = decodeCursor(binding, cursor, argument)
    const index = nodes.findIndex((node) => keyOf(node) === key)
    if (index < 0) throw brokenCursor(argument)
    return index
  }
  const from = args.after ? indexOf(args.after, 'after') + 1 : 0
  const to = args.before ? indexOf(args.before, 'before') : nodes.length
  const size =
    typeof args.last === 'number' ? checkPageSize(args.last, limit, 'last') : checkPageSize(args.first ?? limit.maxPageSize, limit)
  const start = typeof args.last === 'number' ? Math.max(from, to - size) : from
  const end = typeof args.last === 'number' ? to : Math.min(to, from + size)
  const edges = nodes.slice(start, Math.max(start, end)).map((node) => ({ cursor: () => encodeCursor(binding, [keyOf(node)]), node }))
  return {
    edges,
    totalCount: options.totalCount === undefined ? nodes.length : options.totalCount,
    pageInfo: {
      hasNextPage: end < nodes.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** For lists whose nodes are never null: a row that vanished while the page was read is left out, a row that failed fails the list. */
export function presentOnly<Node>(connection: Connection<Node | null | Error>): Connection<Node> {
  const edges = connection.edges.flatMap(({ cursor, node }) => {
    if (node instanceof Error) throw node
    return node === null ? [] : [{ cursor, node }]
  })
  return { ...connection, edges }
}

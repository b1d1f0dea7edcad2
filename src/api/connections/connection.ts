import { type AskedPage, type AskedPart, largestPage, mostShownBefore, type Place } from './asked-page.ts'
import { brokenCursor, type Cursor, encodeCursor } from './cursor.ts'

/** A record and its place in a list. */
export type Edge<Node> = { cursor: Cursor; node: Node }

/** What a connection resolves to. `nodes` is `edges` without the cursors. */
export type Connection<Node> = {
  edges: Edge<Node>[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: Cursor | null; endCursor: Cursor | null }
  totalCount: number | null
}

/** One page as the services give it: a failed row is an Error in its place. */
export type SourcePage<Node> = {
  items: readonly (Node | null | Error)[]
  /** The ids that the rows were found with, where those may be other than their records have. */
  ids?: readonly (string | null)[]
  next: string | null
  totalCount: number | null
  /** Which of its rows belong into the list; all unless given. The others keep their places, so that a cursor can name them. */
  keep?: (node: Node) => boolean
  /** How many rows this page stands for, where it is another one than was asked for. */
  size?: number
  /** Asking for `next` says why there is no more: a page is not filled up from there. */
  stopsHere?: boolean
}

/** What is known of records that is not in Intercom's pages yet. */
export type Correction<Node> = {
  /** Whether a row does not belong into the list any more. `id` is the one that the row was found with. */
  leavesOut(node: Node | null, id: string | null): boolean
  /** Records to show before the first row, as far as they are not among the rows anyway. */
  rowsBefore(): Promise<readonly (Node & { id: string })[]>
}

const cursorOf =
  ({ binding, now }: AskedPage, { page, size, skip }: Place, isDated: boolean, shown: readonly string[]): Cursor =>
  () => {
    const more = isDated ? [now.getTime() / 1000] : shown.length > 0 ? [null] : []
    return encodeCursor(binding, [page, size, skip, ...more, ...shown])
  }

/** A page may hold nothing that belongs into the list, and have a next one; past this many in a row we stop and let the caller ask again. */
const maxPagesPerRequest = 12

/**
 * A forward connection over Intercom's own pages. Every edge has a cursor although Intercom has them only between pages: ours names the page
 * and the place in it, so resuming in the middle re-reads that page (usually from the cache) and goes on from there.
 *
 * Where pages hold rows that do not belong into the list, more pages are read until `first` are found, the further ones as large as they can be.
 *
 * What a correction shows before the first row takes a place of the page as any row does; its ids travel in the cursors, so that it is not shown
 * again where Intercom has it.
 *
 * @param options.fetchPage one upstream page, by the `next` of the one before it
 * @param options.paging numbered pages (`page=3`) mean something else with another size, so their size stays; behind a cursor it may change
 * @param options.isDated the filter depends on what "now" is, so that its cursors have to carry it on
 * @param options.pageSize rows of every upstream page, where that is not for `first` to say; only with numbered pages
 */
export async function connect<Node>(
  asked: AskedPage,
  options: {
    paging: 'cursor' | 'number'
    pageSize?: number
    isDated?: boolean
    correction?: Correction<Node> | undefined
    fetchPage: (place: { cursor: string | null; size: number }) => Promise<SourcePage<Node>>
  },
): Promise<Connection<Node | null | Error>> {
  const { paging, pageSize, isDated = false, correction, fetchPage } = options
  const { first } = asked
  let place: Place = asked.from ?? { page: null, size: pageSize ?? first, skip: 0 }
  const edges: Connection<Node | null | Error>['edges'] = []
  const shown = [...asked.shown]
  const rowsBefore = correction && place.page === null && place.skip === 0 ? correction.rowsBefore() : []
  let isSifted = false
  for (let pages = 1; ; pages += 1) {
    if (paging === 'cursor' && place.skip === 0) place = { ...place, size: isSifted ? largestPage : first }
    const [fetched, before] = await Promise.all([fetchPage({ cursor: place.page, size: place.size }), pages === 1 ? rowsBefore : []])
    const { items, ids, next, totalCount, keep, size = place.size, stopsHere = false } = fetched
    place = { ...place, size }
    isSifted = keep !== undefined
    const belongs = (index: number) => {
      const node = items[index]
      if (node instanceof Error || node === undefined) return true
      const own = idOf(node)
      if (correction?.leavesOut(node, ids ? (ids[index] ?? null) : own)) return false
      return node === null || ((own === null || !shown.includes(own)) && (!keep || keep(node)))
    }
    const after = (row: number): Place =>
      row >= items.length && next !== null ? { ...place, page: next, skip: 0 } : { ...place, skip: row }
    const onPage = before.length > 0 ? new Set(items.flatMap((item, index) => (belongs(index) ? (idOf(item) ?? []) : []))) : null
    const added = before.filter(({ id }) => !onPage?.has(id) && !shown.includes(id)).slice(0, mostShownBefore - shown.length)
    for (const node of added.slice(0, first)) {
      shown.push(node.id)
      edges.push({ cursor: cursorOf(asked, place, isDated, [...shown]), node })
    }
    const isMoreBefore = added.length > first
    let row = place.skip
    for (; row < items.length && edges.length < first; row += 1) {
      if (belongs(row)) edges.push({ cursor: cursorOf(asked, after(row + 1), isDated, shown), node: items[row]! })
    }
    // what is left of the page is more of the list only if it belongs there
    while (!isMoreBefore && row < items.length && !belongs(row)) row += 1
    const reached = isMoreBefore ? place : after(row)
    if (edges.length === first || next === null || stopsHere || pages === maxPagesPerRequest) {
      return {
        edges,
        totalCount,
        pageInfo: {
          hasNextPage: isMoreBefore || row < items.length || next !== null,
          hasPreviousPage: asked.from !== null,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.length > 0 || next !== null ? cursorOf(asked, reached, isDated, shown) : null,
        },
      }
    }
    place = reached
  }
}

/** The id of a record that has one. */
const idOf = (node: unknown): string | null =>
  typeof node === 'object' && node !== null && 'id' in node && typeof node.id === 'string' ? node.id : null

/**
 * A connection over a list that is whole in our hands: a thread, an index, embedded references. Its cursors name the record, so they survive
 * records coming and going around it; one whose record is gone is refused.
 *
 * @param options.totalCount where the list holds fewer than there are
 * @throws InvalidInputError for a cursor whose record is gone
 */
export function connectArray<Node>(
  nodes: readonly Node[],
  asked: AskedPart,
  options: { keyOf: (node: Node) => string; totalCount?: number | null },
): Connection<Node> {
  const { size, isFromEnd, binding } = asked
  const { keyOf } = options
  const indexOf = (key: string, argument: string) => {
    const index = nodes.findIndex((node) => keyOf(node) === key)
    if (index < 0) throw brokenCursor(argument)
    return index
  }
  const from = asked.after === null ? 0 : indexOf(asked.after, 'after') + 1
  const to = asked.before === null ? nodes.length : indexOf(asked.before, 'before')
  const start = isFromEnd ? Math.max(from, to - size) : from
  const end = isFromEnd ? to : Math.min(to, from + size)
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

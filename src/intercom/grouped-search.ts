import { readEach } from './read-many.ts'
import type { SearchQuery } from './search.ts'

/** Where `size` is given, the page stands for so many rows; `keep` says which of them belong into the list. */
type FoundPage<Row> = {
  items: readonly (Row | null | Error)[]
  next: string | null
  totalCount: number | null
  keep?: (row: Row) => boolean
  size?: number
}

type Needs<Row, Judging> = {
  search: (query: SearchQuery, page: { size: number; after: string | null; judging?: Judging }) => Promise<FoundPage<Row>>
  /** Owners per search. */
  batchSize: number
  /** Calls at the same time. */
  concurrency: number
}

/** Lists that each have an owner: the conversations of a contact who takes part, of the team they are assigned to. */
type Owned<Row, Judging> = {
  /** Rows of the first page of each. */
  size: number
  owns: (row: Row, id: string) => boolean
  /** One search for the rows of all of them, and which of those it finds belong into the lists; null where there is none. `judging` goes along to `search`. */
  together: (ids: readonly string[]) => { query: SearchQuery; keep: (row: Row) => boolean; judging?: Judging } | null
  /** The first page of one of them. */
  each: (id: string) => Promise<FoundPage<Row>>
}

/** The most that one search answers (OpenAPI 2.14, POST /conversations/search). */
const mostPerPage = 150

/** Lists of what a search finds, one for each of several owners. */
export function groupedSearch<Row extends object, Judging>({ search, batchSize, concurrency }: Needs<Row, Judging>) {
  /**
   * The first pages of several: one search for all of them together, which is whole and exact when it fits on one page; a search for each when
   * it does not.
   */
  async function firstPages(
    ids: readonly string[],
    { size, owns, together, each }: Owned<Row, Judging>,
  ): Promise<(FoundPage<Row> | Error)[]> {
    const asked = ids.length > 1 ? together(ids) : null
    if (asked) {
      const all = await search(asked.query, { size: mostPerPage, after: null, ...(asked.judging && { judging: asked.judging }) })
      const found = all.items.flatMap((item) => (item instanceof Error ? [] : (item ?? [])))
      if (all.next === null && !all.items.some((item) => item instanceof Error)) {
        return ids.map((id) => {
          const items = found.filter((row) => owns(row, id))
          // places in it are those in a page as large of the owner's own search
          return { items, next: null, totalCount: items.filter(asked.keep).length, keep: asked.keep, size: Math.max(items.length, size) }
        })
      }
    }
    return readEach(ids, concurrency, (id) => each(id).catch((error: Error) => error))
  }

  return {
    /** Aligned with the ids, an Error for each that failed; may hold more than a page where that cost nothing. */
    async listFirstOf(ids: readonly string[], owned: Owned<Row, Judging>) {
      const chunks: (readonly string[])[] = []
      for (let start = 0; start < ids.length; start += batchSize) chunks.push(ids.slice(start, start + batchSize))
      const pages = chunks.map((chunk) =>
        firstPages(chunk, owned).catch((error: Error): (FoundPage<Row> | Error)[] => chunk.map(() => error)),
      )
      return (await Promise.all(pages)).flat()
    },
  }
}

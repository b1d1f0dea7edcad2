import { InvalidInputError, UpstreamError } from '../errors.ts'

/** One page of a list or search, whichever of Intercom's styles it came in. */
export type Page<Item> = {
  items: Item[]
  /** What asks for the next page: a `starting_after` cursor, or a page number (see `pageNumber`). Null on the last page. */
  next: string | null
  totalCount: number | null
  perPage: number | null
}

/** Where lists keep their items, by endpoint and version; some examples and schemas of one endpoint disagree (OpenAPI 2.14). */
const itemKeys = ['data', 'conversations', 'contacts', 'companies', 'articles', 'admins', 'teams', 'tags', 'segments', 'notes', 'tickets']

/**
 * Reads a page out of a list's body: items under any of Intercom's names, `pages.next` as an object, a URL, null or absent, or `next_cursor`
 * beside the items (contact merge history, 2.16). The items are taken for what the caller says they are.
 *
 * @param options.numbered the endpoint pages by number, so that a missing `pages.next` is worked out from `page` and `total_pages`
 */
export function readPage<Item>(body: unknown, { numbered = false }: { numbered?: boolean } = {}): Page<Item> {
  const list = asRecord(body)
  const items = findItems(list)
  if (!items) throw new UpstreamError('UPSTREAM_ERROR', 'Intercom answered a list without its items.')
  const pages = asRecord(list.pages)
  return {
    items: items as Item[],
    next: readNext(list, pages, numbered),
    totalCount: count(list.total_count),
    perPage: count(pages.per_page),
  }
}

/** The rows that are records at all: a list may have a null among them. */
export const recordsOf = <Item>(items: readonly Item[]): Item[] => items.filter((item) => typeof item === 'object' && item !== null)

/** Page after page of a list, to its end; one that leads back to itself has ended. */
export async function* eachPage<Item>(ask: (after: string | null) => Promise<Page<Item>>): AsyncGenerator<Item[]> {
  const asked = new Set<string | null>()
  for (let after: string | null | undefined = null; after !== undefined && !asked.has(after); ) {
    asked.add(after)
    const page: Page<Item> = await ask(after)
    yield recordsOf(page.items)
    after = page.next ?? undefined
  }
}

/** The number behind `next` of a list that pages by number; undefined for the first page. Throws `INVALID` when it never was one. */
export function pageNumber(next: string | null | undefined): number | undefined {
  if (next === null || next === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(next)) throw new InvalidInputError('This cursor does not belong to this list: it names no page.')
  return Number(next)
}

function findItems(list: Record<string, unknown>): unknown[] | undefined {
  for (const key of itemKeys) {
    const value = list[key]
    if (Array.isArray(value)) return value
    if (value === null) return []
    // GET /articles/search: {data: {articles, highlights}}
    if (typeof value === 'object') return findItems(asRecord(value))
  }
  return undefined
}

function readNext(list: Record<string, unknown>, pages: Record<string, unknown>, numbered: boolean): string | null {
  if (list.has_more !== false && isText(list.next_cursor)) return list.next_cursor
  const { next } = pages
  if (isText(next)) return readNextUrl(next)
  if (typeof next === 'object' && next !== null) {
    const { starting_after: cursor, page } = asRecord(next)
    return isText(cursor) ? cursor : pageText(page)
  }
  const page = count(pages.page)
  return numbered && next === undefined && page !== null && page < (count(pages.total_pages) ?? 0) ? String(page + 1) : null
}

/** `https://api.intercom.io/articles?per_page=25&page=2`: the host is not followed, only read. */
function readNextUrl(url: string): string | null {
  const query = URL.parse(url, 'https://api.intercom.io')?.searchParams
  return query?.get('starting_after') || pageText(query?.get('page'))
}

const pageText = (page: unknown) => (/^[1-9]\d{0,8}$/.test(String(page)) ? String(page) : null)

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const count = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null)

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

import { createHash } from 'node:crypto'
import { countThrough, descending, type Place } from '../store/order.ts'
import { ApiError, parameterInvalid } from './errors.ts'

/**
 * The largest page of every list and search. OpenAPI 2.14 says 150 for conversations; for the others, and for what happens
 * above it, nothing certain is published. Decision: 150 everywhere, and a larger wish is served with 150 and says so in `pages.per_page`.
 */
const maxPerPage = 150

/** `per_page` as asked, cut to the maximum. Anything but a whole number above zero answers 400. */
export function perPageOf(asked: unknown, fallback: number, most = maxPerPage): number {
  return Math.min(wholeNumber('per_page', asked, fallback), most)
}

export const pageOf = (query: URLSearchParams) => wholeNumber('page', query.get('page') ?? undefined, 1)

function wholeNumber(name: string, asked: unknown, fallback: number): number {
  if (asked === undefined || asked === null) return fallback
  const value = typeof asked === 'string' && /^\d+$/.test(asked) ? Number(asked) : asked
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
  throw parameterInvalid(`${name} must be a whole number of at least 1`)
}

export type Compare = (a: Place, b: Place) => number

/** What a list is read with, so that a cursor of another list, query or sort is refused. */
export const fingerprint = (...facts: unknown[]) => createHash('sha1').update(JSON.stringify(facts)).digest('base64url').slice(0, 12)

/**
 * One page of a sorted list, from just after the cursor. The cursor names the last place read and not a position,
 * so that records which come or go in between neither repeat nor hide others.
 */
export function cursorPage({
  places,
  perPage,
  startingAfter,
  boundTo,
  compare = descending,
}: {
  places: readonly Place[]
  perPage: number
  startingAfter: unknown
  boundTo: string
  compare?: Compare
}) {
  const cursor = startingAfter === undefined || startingAfter === null ? undefined : readCursor(startingAfter, boundTo)
  const from = cursor ? countThrough(places, cursor.place, compare) : 0
  const page = cursor ? cursor.page : 1
  const chosen = places.slice(from, from + perPage)
  const last = chosen.at(-1)
  const hasMore = last !== undefined && from + chosen.length < places.length

  return {
    ids: chosen.map(({ id }) => id),
    total_count: places.length,
    pages: {
      type: 'pages',
      ...(hasMore ? { next: { page: page + 1, starting_after: writeCursor(last, page + 1, boundTo) } } : {}),
      page,
      per_page: perPage,
      total_pages: Math.ceil(places.length / perPage),
    },
  }
}

// like the real ones, base64 of [sort value, id, page], and one more fact for what it belongs to
const writeCursor = (place: Place, page: number, boundTo: string) =>
  Buffer.from(JSON.stringify([place.value, place.id, page, boundTo])).toString('base64')

function readCursor(cursor: unknown, boundTo: string): { place: Place; page: number } {
  // code and words: OpenAPI 2.16, GET /data_connectors
  const refused = new ApiError(400, 'client_error', 'Invalid starting_after param')
  if (typeof cursor !== 'string') throw refused
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64').toString())
  } catch {
    throw refused
  }
  if (!Array.isArray(parsed) || parsed.length !== 4 || parsed[3] !== boundTo) throw refused
  const [value, id, page] = parsed
  if (typeof id !== 'string' || typeof page !== 'number') throw refused
  if (value !== null && typeof value !== 'number' && typeof value !== 'string') throw refused
  return { place: { value, id }, page }
}

/** One numbered page of a list. A page past the end is empty. `next` is an address, null on the last page. */
export function numberedPage<T>({
  items,
  query,
  perPage: fallback,
  most,
  url,
}: {
  items: readonly T[]
  query: URLSearchParams
  /** Served when the request does not say. */
  perPage: number
  /** The largest page, where a description says one. */
  most?: number
  url: string
}) {
  const page = pageOf(query)
  const perPage = perPageOf(query.get('per_page') ?? undefined, fallback, most)
  const totalPages = Math.ceil(items.length / perPage)
  return {
    items: items.slice((page - 1) * perPage, page * perPage),
    total_count: items.length,
    pages: {
      type: 'pages',
      next: page < totalPages ? `${url}?${nextQuery(query, page + 1, perPage)}` : null,
      page,
      per_page: perPage,
      total_pages: totalPages,
    },
  }
}

function nextQuery(query: URLSearchParams, page: number, perPage: number) {
  const next = new URLSearchParams(query)
  next.set('page', String(page))
  next.set('per_page', String(perPage))
  return next
}

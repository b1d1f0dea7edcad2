import { ApiError, parameterInvalid } from '../http/errors.ts'
import { cursorPage, fingerprint, perPageOf } from '../http/paging.ts'
import { ascending, descending, type Place } from '../store/order.ts'
import type { Table } from '../store/table.ts'
import type { Field, Fields } from './fields.ts'
import type { Rules } from './operators.ts'
import { isRecord, readQuery } from './query.ts'
import { findPlaces } from './run.ts'

/**
 * Answers the body of a search: `{ query, pagination: { per_page, starting_after }, sort }`. The cursor belongs into the
 * body; one in the address is ignored, as by Intercom. Gives the ids of one page, its `pages` and the `total_count`.
 */
export function answerSearch<R extends { id: string }>({
  body,
  table,
  fields,
  rules,
  perPage,
  sortable,
  boundTo,
}: {
  body: unknown
  table: Table<R>
  fields: Fields<R>
  rules: Rules
  /** Served when the request does not say. */
  perPage: number
  /** Whether `sort` is known here; where it is not, it is ignored. */
  sortable: boolean
  /** What else a cursor belongs to: the resource and the version. */
  boundTo: string
}) {
  if (!isRecord(body)) throw parameterInvalid('the body must be a JSON object with a query')
  const query = readQuery(body.query)
  const pagination = isRecord(body.pagination) ? body.pagination : {}
  const sort = sortable ? readSort(body.sort, fields) : undefined
  const key = fingerprint(boundTo, query, sortable ? body.sort : undefined)

  return cursorPage({
    places: remembered(table, key, () => findPlaces({ query, fields, rules, table, sort })),
    perPage: perPageOf(pagination.per_page, perPage),
    startingAfter: pagination.starting_after,
    boundTo: key,
    compare: sort?.compare,
  })
}

/** OpenAPI 2.16, POST /contacts/search: `{ field, order: ascending | descending }`, descending unless said. */
function readSort<R>(sort: unknown, fields: Fields<R>) {
  if (sort === undefined || sort === null) return undefined
  if (!isRecord(sort) || typeof sort.field !== 'string') throw parameterInvalid('sort must name a field')
  const order = sort.order ?? 'descending'
  if (order !== 'ascending' && order !== 'descending') {
    throw new ApiError(400, 'invalid_sort_order', `Invalid sort order '${String(order)}'. Must be one of: ascending, descending`)
  }
  const field = fields(sort.field)
  if (!field) throw parameterInvalid(`${sort.field} is not a sortable field`)
  return { valueOf: sortValue(field), compare: order === 'ascending' ? ascending : descending }
}

function sortValue<R>(field: Field<R>) {
  return (record: R): Place['value'] => {
    const value = field.of(record)
    if (typeof value === 'string' || typeof value === 'number') return value
    return typeof value === 'boolean' ? Number(value) : null
  }
}

type Remembered = { revision: number; places: Place[] }
const memories = new WeakMap<object, Map<string, Remembered>>()
const maxRemembered = 8

/** The results of the last few queries, so that reading on costs a page and not another look at every record. */
function remembered<R extends { id: string }>(table: Table<R>, key: string, find: () => Place[]): Place[] {
  let memory = memories.get(table)
  if (!memory) {
    memory = new Map()
    memories.set(table, memory)
  }
  const known = memory.get(key)
  memory.delete(key)
  const current = known?.revision === table.revision ? known : { revision: table.revision, places: find() }
  memory.set(key, current)
  for (const oldest of memory.keys()) {
    if (memory.size <= maxRemembered) break
    memory.delete(oldest)
  }
  return current.places
}

import type { Intercom } from 'intercom-client'
import { InvalidInputError } from '../errors.ts'

/** What Intercom's searches compare with. Which of them a field supports, the resource knows. */
export type SearchOperator = '=' | '!=' | 'IN' | 'NIN' | '>' | '<' | '>=' | '<=' | '~' | '!~' | '^' | '$'

export type SearchFilter = {
  field: string
  operator: SearchOperator
  value: string | number | boolean | null | readonly (string | number)[]
}

export type SearchGroup = { operator: 'AND' | 'OR'; value: readonly SearchQuery[] }

export type SearchQuery = SearchFilter | SearchGroup

export type SearchSort = { field: string; order: 'ascending' | 'descending' }

/** Intercom's limits per query (OpenAPI 2.14, POST /contacts/search, "Nesting & Limitations"). */
export const maxGroupSize = 15
const maxDepth = 2

export const where = (field: string, operator: SearchOperator, value: SearchFilter['value']): SearchFilter => ({ field, operator, value })

export const allOf = (...queries: readonly SearchQuery[]): SearchGroup => ({ operator: 'AND', value: queries })

export const anyOf = (...queries: readonly SearchQuery[]): SearchGroup => ({ operator: 'OR', value: queries })

/** One filter for many ids: what Intercom calls a shortcut for OR, and not held to its fifteen. */
export const idIn = (ids: readonly string[]): SearchFilter => where('id', 'IN', ids)

/**
 * The body of a search, checked against Intercom's limits. The one place that knows what the SDK's types leave out: `>=`, `<=`,
 * booleans, null, and groups beside filters.
 *
 * @param page.perPage at most what the endpoint allows (150); Intercom's own default when left out
 * @param page.after the `next` of the page before
 * @param page.sort contact search only, from 2.16 (OpenAPI 2.16, POST /contacts/search)
 */
export function searchRequest(
  query: SearchQuery,
  page: { perPage?: number; after?: string | null; sort?: SearchSort | null } = {},
): Intercom.SearchRequest {
  check(query, 0)
  const pagination = {
    ...(page.perPage !== undefined && { per_page: page.perPage }),
    ...(page.after && { starting_after: page.after }),
  }
  const body = { query: evened(query), ...(Object.keys(pagination).length > 0 && { pagination }), ...(page.sort && { sort: page.sort }) }
  return body as unknown as Intercom.SearchRequest
}

function check(query: SearchQuery, depth: number): void {
  if (!isGroup(query)) {
    if (Array.isArray(query.value) && query.value.length === 0)
      throw new InvalidInputError(`The filter on ${query.field} holds no values; expected at least one for ${query.operator}.`)
    return
  }
  if (depth === maxDepth) throw new InvalidInputError(`The filter nests groups ${depth + 1} deep; Intercom answers at most ${maxDepth}.`)
  const size = query.value.length
  if (size === 0) throw new InvalidInputError(`The filter holds an empty ${query.operator}; expected at least one condition in it.`)
  if (size > maxGroupSize)
    throw new InvalidInputError(`The filter holds ${size} conditions in one ${query.operator}; Intercom answers at most ${maxGroupSize}.`)
  for (const part of query.value) check(part, depth + 1)
}

/**
 * A filter beside a group becomes a group of one: the SDK types an array of the one or of the other, and the API's word on mixtures is
 * missing.
 */
function evened(query: SearchQuery): SearchQuery {
  if (!isGroup(query) || !query.value.some(isGroup)) return query
  return { operator: query.operator, value: query.value.map((part) => (isGroup(part) ? evened(part) : { operator: 'AND', value: [part] })) }
}

const isGroup = (query: SearchQuery): query is SearchGroup => query.operator === 'AND' || query.operator === 'OR'

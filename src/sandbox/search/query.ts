import { parameterInvalid } from '../http/errors.ts'

export type Filter = { field: string; operator: string; value: unknown }
export type Group = { operator: 'AND' | 'OR'; value: Query[] }
export type Query = Filter | Group

/** OpenAPI 2.14, POST /contacts/search: "a limit of max 15 filters for each AND or OR group". An IN array is one filter. */
const maxFilters = 15
/** The same page: "a limit of max 2 nested filters": (1 OR 2) AND (3 OR 4) passes, one group deeper does not. */
const maxDepth = 2

export const isGroup = (query: Query): query is Group => !('field' in query)

/**
 * The `query` of a search body, checked as far as no field has to be known. What breaks a rule answers 400
 * `parameter_invalid`: the descriptions say that such a query fails and name no code; 400 is what they give malformed input.
 */
export function readQuery(value: unknown, depth = 1): Query {
  if (!isRecord(value)) throw parameterInvalid('query must be a filter or a group of filters')
  if ('field' in value) return readFilter(value)
  if (value.operator !== 'AND' && value.operator !== 'OR') throw parameterInvalid('the operator of a group must be AND or OR')
  if (depth > maxDepth) throw parameterInvalid(`query must not nest groups deeper than ${maxDepth} levels`)
  if (!Array.isArray(value.value) || value.value.length === 0) throw parameterInvalid('the value of a group must be an array of filters')
  if (value.value.length > maxFilters) throw parameterInvalid(`a group must not hold more than ${maxFilters} filters`)
  return { operator: value.operator, value: value.value.map((inner) => readQuery(inner, depth + 1)) }
}

function readFilter({ field, operator, value }: Record<string, unknown>): Filter {
  if (typeof field !== 'string') throw parameterInvalid('field must be a string')
  if (typeof operator !== 'string') throw parameterInvalid(`operator of ${field} must be a string`)
  return { field, operator, value }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

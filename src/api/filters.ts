import { InvalidInputError } from '../errors.ts'
import { allOf, anyOf, type SearchQuery } from '../intercom/search.ts'
import type { Context } from './context.ts'

/** What a condition is translated in: ids need the workspace, days its time zone. */
export type FilterScope = { context: Context; timeZone: string; now: Date }

/** How one field of a filter input becomes conditions of Intercom's search. Factories are in `filter-rules.ts`. */
export type FilterRule<Value> = (value: Value, at: string, scope: FilterScope) => readonly SearchQuery[]

type Grouped<Filter> = { and?: readonly Filter[] | null; or?: readonly Filter[] | null }

/** One rule for each field of the filter input; the table of what a row can filter by. */
export type FilterRules<Filter> = { [Field in Exclude<keyof Filter, 'and' | 'or'>]-?: FilterRule<NonNullable<Filter[Field]>> }

/**
 * A filter as Intercom's search takes it: the fields of one object hold together, `and` and `or` nest as deep as Intercom's two levels allow.
 * Null when the filter says nothing at all, which means everything.
 *
 * @throws InvalidInputError naming the path in the filter for what the field cannot do, for null where a value is expected (a variable that
 * was not set must not list everything), and for what is nested deeper or longer than Intercom answers
 */
export function compileFilter<Filter extends Grouped<Filter>>(
  filter: Filter | null | undefined,
  rules: FilterRules<Filter>,
  scope: FilterScope,
  at = 'filter',
): SearchQuery | null {
  const terms = termsOf(filter ?? ({} as Filter), rules, scope, at)
  return terms.length === 0 ? null : join(allOf, terms)
}

/** Whether a filter means something else from one second to the next. */
export const dependsOnNow = (filter: unknown): boolean =>
  typeof filter === 'object' &&
  filter !== null &&
  Object.entries(filter).some(([name, value]) => (name === 'withinLast' && typeof value === 'number') || dependsOnNow(value))

const join = (group: typeof allOf, terms: readonly SearchQuery[]) => (terms.length === 1 ? terms[0]! : group(...terms))

function termsOf<Filter extends Grouped<Filter>>(
  filter: Filter,
  rules: FilterRules<Filter>,
  scope: FilterScope,
  at: string,
): SearchQuery[] {
  return Object.entries(filter).flatMap(([field, value]) => {
    const path = `${at}.${field}`
    if (value === undefined) return []
    if (value === null) throw new InvalidInputError(`"${path}" is null; leave it out, or say what it should match.`)
    if (field === 'and') return eachOf<Filter>(value, path).flatMap((part, index) => termsOf(part, rules, scope, `${path}[${index}]`))
    if (field === 'or') {
      const parts = eachOf<Filter>(value, path).map((part, index) => {
        const terms = termsOf(part, rules, scope, `${path}[${index}]`)
        if (terms.length === 0) throw new InvalidInputError(`"${path}[${index}]" is empty; it would match everything.`)
        return join(allOf, terms)
      })
      return [join(anyOf, parts)]
    }
    const rule = rules[field as keyof FilterRules<Filter>] as FilterRule<unknown>
    return rule(value, path, scope)
  })
}

function eachOf<Filter>(value: unknown, path: string): Filter[] {
  const parts = value as Filter[]
  if (parts.length === 0) throw new InvalidInputError(`"${path}" is empty; expected at least one filter in it.`)
  return parts
}

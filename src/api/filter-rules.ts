import { InvalidInputError } from '../errors.ts'
import { type SearchOperator, type SearchQuery, where } from '../intercom/search.ts'
import { dayOf, startOfDay, startOfNextDay } from './days.ts'
import type { AttributeFilter, BooleanFilter, DateTimeFilter, IdFilter, IntFilter, StringFilter } from './filter-inputs.ts'
import type { FilterRule, FilterScope } from './filters.ts'
import { readId } from './node.ts'

/** Our words for conditions, in Intercom's. */
const operators = {
  eq: '=',
  neq: '!=',
  in: 'IN',
  nin: 'NIN',
  contains: '~',
  notContains: '!~',
  startsWith: '^',
  endsWith: '$',
} as const satisfies Record<keyof StringFilter, SearchOperator>
type Condition = keyof typeof operators

const everyCondition = Object.keys(operators) as Condition[]
const equality: readonly Condition[] = ['eq', 'neq', 'in', 'nin']

/** The conditions an input holds, each checked to have a value and to be one that the field can do. */
function conditionsOf<Name extends string>(input: object, at: string, able: readonly Name[]): [Name, unknown][] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined) as [Name, unknown][]
  if (given.length === 0) throw new InvalidInputError(`"${at}" says nothing; give it one of ${able.join(', ')}.`)
  return given.map(([name, value]) => {
    if (value === null) throw new InvalidInputError(`"${at}.${name}" is null; leave it out, or give it a value.`)
    if (!able.includes(name))
      throw new InvalidInputError(`"${at}.${name}" is not something Intercom can search for; it can do ${able.join(', ')}.`)
    return [name, value]
  })
}

/** A text field. @param able what Intercom's search can do with it; everything unless said */
export const text =
  (field: string, able: readonly Condition[] = everyCondition): FilterRule<StringFilter> =>
  (input, at) =>
    conditionsOf(input, at, able).map(([name, value]) => where(field, operators[name], value as string | string[]))

/** A field that holds the id of a record of the type. */
export const idOf =
  (field: string, typename: string, able: readonly Condition[] = equality): FilterRule<IdFilter> =>
  (input, at, { context }) =>
    conditionsOf(input, at, able).map(([name, value]) => {
      const read = (id: string) => readId(id, typename, context, `${at}.${name}`)
      return where(field, operators[name], Array.isArray(value) ? value.map(read) : read(String(value)))
    })

/** A whole number. Conversation search's `>` and `<` mean "or equal" (OpenAPI 2.14, POST /conversations/search), so those are shifted by one. */
export const integer =
  (field: string, { orEqual }: { orEqual: boolean }): FilterRule<IntFilter> =>
  (input, at) =>
    conditionsOf<keyof IntFilter>(input, at, ['eq', 'neq', 'gt', 'lt', 'gte', 'lte', 'in']).map(([name, value]) => {
      const number = value as number
      if (name === 'eq' || name === 'neq') return where(field, operators[name], number)
      if (name === 'in') return where(field, 'IN', value as number[])
      if (name === 'gt') return orEqual ? where(field, '>', number + 1) : where(field, '>', number)
      if (name === 'lt') return orEqual ? where(field, '<', number - 1) : where(field, '<', number)
      if (name === 'gte') return orEqual ? where(field, '>', number) : where(field, '>=', number)
      return orEqual ? where(field, '<', number) : where(field, '<=', number)
    })

export const flag =
  (field: string): FilterRule<BooleanFilter> =>
  ({ eq }) => [where(field, '=', eq)]

/** One of our enum's words, or a list of which one must hold, in Intercom's words. */
export const oneOf =
  <Word extends string>(field: string, words: Readonly<Record<Word, string>>): FilterRule<Word | readonly Word[]> =>
  (value, at) => {
    if (typeof value === 'string') return [where(field, '=', words[value])]
    if (value.length === 0) throw new InvalidInputError(`"${at}" is empty; expected at least one of ${Object.keys(words).join(', ')}.`)
    return [
      where(
        field,
        'IN',
        (value as readonly Word[]).map((word) => words[word]),
      ),
    ]
  }

const inSeconds = (instant: Date) => instant.getTime() / 1000

const moments = ['on', 'after', 'onOrAfter', 'before', 'onOrBefore', 'withinLast'] as const

/** An instant that Intercom searches to the second, where its `>` and `<` mean "or equal" (OpenAPI 2.14, POST /conversations/search). */
export const instant =
  (field: string): FilterRule<DateTimeFilter> =>
  (input, at, { timeZone, now }) =>
    conditionsOf(input, at, moments).flatMap(([name, value]): SearchQuery[] => {
      if (name === 'withinLast') return [where(field, '>', Math.ceil(inSeconds(now) - (value as number)))]
      if (name === 'on') {
        const day = value as string
        return [where(field, '>', inSeconds(startOfDay(day, timeZone))), where(field, '<', inSeconds(startOfNextDay(day, timeZone)) - 1)]
      }
      const seconds = inSeconds(value as Date)
      if (name === 'after') return [where(field, '>', Math.floor(seconds) + 1)]
      if (name === 'onOrAfter') return [where(field, '>', Math.ceil(seconds))]
      if (name === 'before') return [where(field, '<', Math.ceil(seconds) - 1)]
      return [where(field, '<', Math.floor(seconds))]
    })

/** Noon is inside its day, and half a day before its start inside the day before, however long days are when clocks change. */
const halfDayMs = 12 * 3_600_000

/**
 * An instant that Intercom searches by calendar days of the workspace: `=` the day, `>` from the start of the next, `<` before the day
 * (OpenAPI 2.14, POST /contacts/search). Bounds that fall between two days are exact; others are refused with the nearest that are.
 */
export const day =
  (field: string): FilterRule<DateTimeFilter> =>
  (input, at, scope) =>
    conditionsOf(input, at, moments).map(([name, value]): SearchQuery => {
      const { timeZone } = scope
      if (name === 'on') return where(field, '=', inSeconds(new Date(startOfDay(value as string, timeZone).getTime() + halfDayMs)))
      if (name === 'withinLast')
        throw new InvalidInputError(`"${at}.withinLast" is not something Intercom can search for here: ${wholeDays(scope)}.`)
      const bound = value as Date
      // from the bound's next second on, for "after" and "on or before"; from the bound itself for the other two
      const edge = name === 'after' || name === 'onOrBefore' ? new Date((Math.floor(inSeconds(bound)) + 1) * 1000) : bound
      const dayStart = startOfDay(dayOf(edge, timeZone), timeZone)
      if (dayStart.getTime() !== edge.getTime()) {
        const kind = name === 'after' || name === 'onOrAfter' ? 'onOrAfter' : 'before'
        throw new InvalidInputError(
          `"${at}.${name}" is ${bound.toISOString()}, inside a day: ${wholeDays(scope)}. The nearest it can do is ${kind}: "${dayStart.toISOString()}".`,
        )
      }
      return name === 'after' || name === 'onOrAfter'
        ? where(field, '>', inSeconds(new Date(edge.getTime() - halfDayMs)))
        : where(field, '<', inSeconds(edge))
    })

const wholeDays = ({ timeZone }: FilterScope) => `contacts are searched by whole days of the workspace (${timeZone})`

const attributeName = /^[\p{L}\p{N}_][\p{L}\p{N}_ .:-]{0,189}$/u

/** A custom attribute, by name and one condition of its type. */
export const attribute =
  (field: string): FilterRule<AttributeFilter> =>
  (input, at, scope) => {
    const { name, ...conditions } = input
    if (!attributeName.test(name)) throw new InvalidInputError(`"${at}.name" is not the name of an attribute.`)
    const upstream = `${field}.${name}`
    return conditionsOf<keyof typeof conditions>(conditions, at, ['string', 'number', 'boolean', 'date']).flatMap(([kind, condition]) => {
      const path = `${at}.${kind}`
      if (kind === 'string') return text(upstream)(condition as StringFilter, path, scope)
      if (kind === 'number') return integer(upstream, { orEqual: false })(condition as IntFilter, path, scope)
      if (kind === 'boolean') return flag(upstream)(condition as BooleanFilter, path, scope)
      return day(upstream)(condition as DateTimeFilter, path, scope)
    })
  }

import { InvalidInputError } from '../../errors.ts'
import { where } from '../../intercom/search.ts'
import { dayOf, startOfDay, startOfNextDay } from '../days.ts'
import { type Column, type Comparison, compare, none, orNone, type Sent } from './compare.ts'
import { all, any, type Condition, type Expression, evaluate } from './expression.ts'
import { type FilterField, type FilterScope, type Found, fieldOf, type Kind } from './field.ts'
import type { DateTimeFilter } from './inputs.ts'
import { orEqual } from './or-equal.ts'

type Of<Row> = (row: Row) => Date | null | undefined
type Options<Row> = Pick<Column<Row>, 'isAlwaysThere'>

const secondsOf = (instant: Date) => instant.getTime() / 1000
const heldOf =
  <Row>(of: Of<Row>) =>
  (row: Row) => {
    const held = of(row)
    return held && secondsOf(held)
  }

/** The first whole second at which each holds, or the first at which it does not hold any more: Intercom's instants are whole seconds. */
const bounds = {
  after: ['>=', (at: Date) => Math.floor(secondsOf(at)) + 1],
  onOrAfter: ['>=', (at: Date) => Math.ceil(secondsOf(at))],
  before: ['<', (at: Date) => Math.ceil(secondsOf(at))],
  onOrBefore: ['<', (at: Date) => Math.floor(secondsOf(at)) + 1],
} as const

type Ways<Row> = {
  field: string
  found: Found
  isAlwaysThere: boolean
  columnIn(scope: FilterScope): Column<Row>
  on: Kind<string, Row>['read']
}

function dates<Row>({ field, found, isAlwaysThere, columnIn, on }: Ways<Row>): FilterField<DateTimeFilter, Row> {
  const bound = (name: keyof typeof bounds): Kind<Date, Row> => {
    const [operator, secondIn] = bounds[name]
    return {
      sent: operator[0]!,
      found,
      negated: found,
      read: (value, at, scope) => compare(columnIn(scope), operator, secondIn(value), at),
    }
  }
  return fieldOf<DateTimeFilter, Row>(
    { field, judged: 'surely' },
    {
      on: { sent: found === 'exactly' ? '> and <' : '=', found: 'exactly', negated: 'exactly', read: on },
      after: bound('after'),
      onOrAfter: bound('onOrAfter'),
      before: bound('before'),
      onOrBefore: bound('onOrBefore'),
      withinLast: {
        sent: '>',
        found,
        negated: found,
        read: (duration, at, scope) => compare(columnIn(scope), '>=', Math.ceil(secondsOf(scope.now) - duration), at),
      },
      ...(!isAlwaysThere && {
        isNull: {
          sent: found === 'exactly' ? '= or != null' : '= null, or < and >',
          found: 'exactly' as const,
          negated: 'exactly' as const,
          read: (isNull: boolean, at: string, scope: FilterScope) => thereOrNot(columnIn(scope), !isNull, at),
          readNegated: (isNull: boolean, at: string, scope: FilterScope) => thereOrNot(columnIn(scope), isNull, at),
        },
      }),
    },
  )
}

const thereOrNot = <Row>(column: Column<Row>, isThere: boolean, at: string): Expression<Row> => {
  const nothing = none(column, true, at)
  return isThere ? nothing.complement() : nothing
}

/** An instant that Intercom searches to the second, where its `>` and `<` mean "or equal". */
export function instant<Row>(field: string, of: Of<Row>, { isAlwaysThere = false }: Options<Row> = {}): FilterField<DateTimeFilter, Row> {
  const column: Column<Row> = { field, of: heldOf(of), isAlwaysThere, sends: orEqual(field) }
  return dates({
    field,
    found: 'exactly',
    isAlwaysThere,
    columnIn: () => column,
    on(day, at, scope) {
      const [start, next] = secondsIn(day, at, scope)
      return all(compare(column, '>=', start, at), compare(column, '<', next, at))
    },
  })
}

const halfDay = 12 * 3600

/**
 * An instant that Intercom searches by calendar days of the workspace: `=` the day, `>` from the start of the next one, `<` before the day
 * (OpenAPI 2.14, POST /contacts/search). Bounds between two days are asked for as they are. For one inside a day, the whole day is asked for
 * too, and what lies beyond the bound is left out here.
 */
export function day<Row>(field: string, of: Of<Row>, { isAlwaysThere = false }: Options<Row> = {}): FilterField<DateTimeFilter, Row> {
  const columnIn = (scope: FilterScope): Column<Row> => {
    const column: Column<Row> = { field, of: heldOf(of), isAlwaysThere, sends: inDays(field, scope.timeZone) }
    // dates take no "!=" here: what is there lies before some day, or not
    const someDay = secondsOf(startOfDay('2020-01-01', scope.timeZone ?? 'UTC'))
    return { ...column, something: (at) => any(compare(column, '<', someDay, at), compare(column, '>=', someDay, at)) }
  }

  function on(date: string, at: string, scope: FilterScope): Condition<Row> {
    const [start, next] = secondsIn(date, at, scope)
    const column = columnIn(scope)
    const from = compare(column, '>=', start, at)
    const until = compare(column, '<', next, at)
    return {
      key: JSON.stringify([field, 'on', date]),
      // an instant well inside the day, whatever its length
      sent: where(field, '=', start + halfDay),
      isExact: start < next,
      judged: 'surely',
      holds: (row) => evaluate(all(from, until), (bound) => bound.holds(row)),
      complement: (): Expression<Row> => orNone(column, any(compare(column, '<', start, at), compare(column, '>=', next, at)), at),
      // a zone that crossed the date line left a day out
      ...(start === next && { rewrite: { condition: at, sent: `${field} on the day after ${date}` } }),
    }
  }

  return dates({
    field,
    found: 'in whole days',
    isAlwaysThere,
    columnIn,
    on,
  })
}

/** Where Intercom does not say the time zone, two days more than asked for are surely enough, and never exact. */
const enough = 48 * 3600

function inDays(field: string, timeZone: string | null) {
  return (operator: Comparison, second: number): Sent => {
    const isFrom = operator === '>='
    if (timeZone === null) {
      const filter = isFrom ? where(field, '>', second - enough) : where(field, '<', second + enough)
      return { filter, finds: `${field} ${isFrom ? 'from two days before' : 'until two days after'}, in whole days` }
    }
    const date = dayOf(new Date(second * 1000), timeZone)
    const start = secondsOf(startOfDay(date, timeZone))
    const isBetweenDays = start === second
    const filter = isFrom
      ? where(field, '>', start - halfDay)
      : where(field, '<', isBetweenDays ? start : secondsOf(startOfNextDay(date, timeZone)))
    return isBetweenDays
      ? { filter }
      : { filter, finds: `${field} ${isFrom ? `from ${date} on` : `until ${date}`}, in whole days of ${timeZone}` }
  }
}

function secondsIn(date: string, at: string, { timeZone }: FilterScope): readonly [start: number, next: number] {
  if (timeZone === null)
    throw new InvalidInputError(
      `"${at}" is a calendar day, and Intercom does not say in which time zone this workspace has its days; use onOrAfter and before.`,
    )
  return [secondsOf(startOfDay(date, timeZone)), secondsOf(startOfNextDay(date, timeZone))]
}

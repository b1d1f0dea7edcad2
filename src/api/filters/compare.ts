import { InvalidInputError } from '../../errors.ts'
import { type SearchFilter, type SearchOperator, where } from '../../intercom/search.ts'
import { any, type Condition, type Expression, type Judged } from './expression.ts'

export type Scalar = string | number | boolean

/** What Intercom is asked for a condition. Where it finds more than that, in words what it was asked. */
export type Sent = { filter: SearchFilter; finds?: string }

/** A field of Intercom's search, beside what our records hold of it. */
export type Column<Row> = {
  /** Intercom's name: `email`, `source.author.email`. */
  field: string
  /** What a row holds: null or an empty list when there is nothing, undefined when it cannot be told. Left out where rows do not hold it. */
  of?: ((row: Row) => Scalar | null | undefined | readonly Scalar[]) | undefined
  /** @default 'never' without `of`, else 'surely' */
  judged?: Judged
  /** For lists of which a row may hold a part only. */
  isWhole?: (row: Row) => boolean
  /** What makes two values one. @default they are as they stand */
  fold?: (value: Scalar) => Scalar
  /** How Intercom is asked for a comparison, where it does not mean by it what the word says. */
  sends?: (operator: Comparison, value: number) => Sent
  /** How Intercom is asked for nothing. @default null */
  none?: Scalar
  /** How it is asked for something, where it does not take `!=`. */
  something?: (at: string) => Expression<Row>
  /** There is always a value. */
  isAlwaysThere?: boolean
}

type Wanted = { one: Scalar; among: ReadonlySet<Scalar> }

/** What is true of a value that an operator finds. */
const tests = {
  '=': (value, { one }) => value === one,
  IN: (value, { among }) => among.has(value),
  '~': (value, { one }) => String(value).includes(String(one)),
  '^': (value, { one }) => String(value).startsWith(String(one)),
  $: (value, { one }) => String(value).endsWith(String(one)),
  '>': (value, { one }) => value > one,
  '<': (value, { one }) => value < one,
  '>=': (value, { one }) => value >= one,
  '<=': (value, { one }) => value <= one,
} as const satisfies Partial<Record<SearchOperator, (value: Scalar, wanted: Wanted) => boolean>>

type Test = keyof typeof tests
export type Comparison = '>' | '<' | '>=' | '<='

/** These find what the others do not, also where there is nothing. */
const negations: Partial<Record<SearchOperator, Test>> = { '!=': '=', NIN: 'IN', '!~': '~' }
export const opposites = {
  '=': '!=',
  '!=': '=',
  IN: 'NIN',
  NIN: 'IN',
  '~': '!~',
  '!~': '~',
  '>': '<=',
  '<': '>=',
  '>=': '<',
  '<=': '>',
} as const

const isComparison = (operator: SearchOperator): operator is Comparison => /^[<>]/.test(operator)

/**
 * A condition that Intercom is asked for, and that is judged here alike.
 *
 * Of its complements: `!=`, `NIN` and `!~` find records without a value too, so they are what `=`, `IN` and `~` do not find; comparisons find
 * none of those, so that the complement of one is its opposite or nothing there; and for what does not begin or end with something there is no
 * operator.
 *
 * @param at where it stands in the filter
 */
export function compare<Row>(column: Column<Row>, operator: SearchOperator, value: Scalar | readonly Scalar[], at: string): Condition<Row> {
  const { filter, finds } = sentFor(column, operator, value)
  return {
    key: keyOf(column, operator, value),
    sent: filter,
    isExact: finds === undefined,
    judged: judgedOf(column),
    holds: judge(column, operator, value),
    complement() {
      if (operator === '^' || operator === '$') return withoutEdge(column, operator, value as Scalar, at)
      const opposite = compare(column, opposites[operator], value, at)
      return isComparison(operator) ? orNone(column, opposite, at) : opposite
    },
    ...(finds !== undefined && { rewrite: { condition: at, sent: finds } }),
  }
}

/**
 * Nothing is there; with false, something is. A value may be null in any search (OpenAPI 2.14 to 2.16, schema single_filter_search_request:
 * nullable); what null finds is nowhere said in words, and taken for what it says.
 */
export const none = <Row>(column: Column<Row>, isNone: boolean, at: string): Condition<Row> => ({
  key: keyOf(column, isNone ? '=' : '!=', null),
  sent: where(column.field, isNone ? '=' : '!=', column.none ?? null),
  isExact: true,
  judged: column.judged === 'as text' ? 'surely' : judgedOf(column),
  holds: (row) => {
    const values = valuesOf(column, row)
    return values && (values.length === 0) === isNone
  },
  complement: () => (isNone && column.something ? column.something(at) : none(column, !isNone, at)),
})

/** What is not later is earlier, or there is no time to it. */
export const orNone = <Row>(column: Column<Row>, rest: Expression<Row>, at: string): Expression<Row> =>
  column.isAlwaysThere ? rest : any(rest, none(column, true, at))

/**
 * For what does not begin or end with a text, Intercom is asked for what is not that text; the rest is left out here.
 *
 * @throws InvalidInputError where rows do not hold the text, so that nothing could be left out
 */
function withoutEdge<Row>(column: Column<Row>, operator: '^' | '$', value: Scalar, at: string): Condition<Row> {
  if (!column.of)
    throw new InvalidInputError(
      `"${at}" cannot be negated: Intercom has no search for what does not begin or end with a text, and how "${column.field}" reads is not sure here. Negate eq, in or contains.`,
    )
  const holds = judge(column, operator, value)
  return {
    key: keyOf(column, `not ${operator}`, value),
    sent: where(column.field, '!=', value),
    isExact: false,
    judged: judgedOf(column),
    holds: (row) => not(holds(row)),
    complement: () => compare(column, operator, value, at),
    rewrite: { condition: `not ${at}`, sent: `${column.field} is not exactly that` },
  }
}

const keyOf = <Row>({ field }: Column<Row>, operator: string, value: Scalar | null | readonly Scalar[]) =>
  JSON.stringify([field, operator, value])

const judgedOf = <Row>({ of, judged }: Column<Row>): Judged => (of ? (judged ?? 'surely') : 'never')

const sentFor = <Row>(column: Column<Row>, operator: SearchOperator, value: Scalar | readonly Scalar[]): Sent =>
  column.sends && isComparison(operator)
    ? column.sends(operator, value as number)
    : { filter: where(column.field, operator, value as SearchFilter['value']) }

function judge<Row>(column: Column<Row>, operator: SearchOperator, value: Scalar | readonly Scalar[]): Condition<Row>['holds'] {
  const negated = negations[operator]
  if (negated) {
    const finds = judge(column, negated, value)
    return (row) => not(finds(row))
  }
  const { fold = (one) => one, isWhole } = column
  const folded = [value].flat().map((one) => fold(one as Scalar))
  const wanted = { one: folded[0]!, among: new Set(folded) }
  const test = tests[operator as Test]
  return (row) => {
    const values = valuesOf(column, row)
    if (values?.some((held) => test(fold(held), wanted))) return true
    return values && (isWhole?.(row) ?? true) ? false : undefined
  }
}

function valuesOf<Row>({ of }: Column<Row>, row: Row): readonly Scalar[] | undefined {
  const held = of?.(row)
  if (held === undefined) return undefined
  return held === null ? [] : [held].flat()
}

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value)

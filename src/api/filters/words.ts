import { InvalidInputError } from '../../errors.ts'
import { readId } from '../node.ts'
import { type Column, compare, none, type Scalar } from './compare.ts'
import { any, negate } from './expression.ts'
import { type FilterField, type FilterScope, fieldOf, fieldOfOne, type Kind, type Kinds, listKinds } from './field.ts'
import type { BooleanFilter, IdFilter, StringFilter } from './inputs.ts'

type Options<Row> = Omit<Column<Row>, 'field' | 'of'>

/** One condition, one operator. */
const plain = <Value, Row>(
  column: Column<Row>,
  operator: '=' | '!=' | '~' | '!~' | '^' | '$',
  readValue: (value: Value, at: string, scope: FilterScope) => Scalar,
): Kind<Value, Row> => ({
  sent: operator,
  found: 'exactly',
  negated: operator !== '^' && operator !== '$' ? 'exactly' : column.of ? 'and more' : 'not',
  read: (value, at, scope) => compare(column, operator, readValue(value, at, scope), at),
})

const emptiness = <Row>(column: Column<Row>): { isNull?: Kind<boolean, Row> } =>
  column.isAlwaysThere
    ? {}
    : {
        isNull: {
          sent: `= or != ${JSON.stringify(column.none ?? null)}`,
          found: 'exactly',
          negated: 'exactly',
          read: (isNull, at) => none(column, isNull, at),
        },
      }

function someText(value: string, at: string): string {
  if (value === '') throw new InvalidInputError(`"${at}" is an empty text; for records without one, use isNull: true.`)
  return value
}

const withoutCase = (value: Scalar) => String(value).toLowerCase()

/**
 * A text. Judged here without regard to case, as Intercom's search is known to compare e-mail addresses; what else it does is not published.
 *
 * @param options.able what Intercom's search can do with it; everything unless said
 * @param options.asWritten our words in those of the version that is spoken
 */
export function text<Row>(
  field: string,
  of: Column<Row>['of'],
  {
    able,
    asWritten = (word) => word,
    ...options
  }: Options<Row> & { able?: readonly (keyof StringFilter)[]; asWritten?: (word: string, scope: FilterScope) => string } = {},
): FilterField<StringFilter, Row> {
  const column: Column<Row> = { field, of, judged: 'as text', fold: withoutCase, ...options }
  const readValue = (value: string, at: string, scope: FilterScope) => asWritten(someText(value, at), scope)
  const kinds: Kinds<StringFilter, Row> = {
    eq: plain(column, '=', readValue),
    neq: plain(column, '!=', readValue),
    ...listKinds(column, readValue),
    contains: plain(column, '~', readValue),
    notContains: plain(column, '!~', readValue),
    startsWith: plain(column, '^', readValue),
    endsWith: plain(column, '$', readValue),
    ...emptiness(column),
  }
  const chosen = able ? Object.fromEntries(Object.entries(kinds).filter(([name]) => able.includes(name as keyof StringFilter))) : kinds
  return fieldOf({ field, judged: of ? 'as text' : 'never' }, chosen)
}

/** The id, or ids, of records of a type. @param options.hasLists whether Intercom takes IN and NIN for it */
export function idOf<Row>(
  field: string,
  typename: string,
  of: Column<Row>['of'],
  { hasLists = true, ...options }: Options<Row> & { hasLists?: boolean } = {},
): FilterField<IdFilter, Row> {
  const column: Column<Row> = { field, of, ...options }
  const readValue = (id: string, at: string, { context }: FilterScope) => readId(id, typename, context, at)
  return fieldOf(
    { field, judged: of ? (options.judged ?? 'surely') : 'never' },
    {
      eq: plain(column, '=', readValue),
      neq: plain(column, '!=', readValue),
      ...listKinds(column, readValue, { hasLists }),
      ...emptiness(column),
    },
  )
}

/** A yes or no. */
export function flag<Row>(field: string, of: Column<Row>['of']): FilterField<BooleanFilter, Row> {
  return fieldOf({ field, judged: of ? 'surely' : 'never' }, { eq: plain({ field, of }, '=', (value: boolean) => value) })
}

/** One of our enum's words, or a list of which one must hold, in Intercom's words. */
export function oneOf<Row, Word extends string>(
  field: string,
  words: Readonly<Record<Word, string>>,
  of: (row: Row) => Word,
): FilterField<Word | readonly Word[], Row> {
  const column: Column<Row> = { field, of: (row) => words[of(row)], isAlwaysThere: true }
  const lists = listKinds<Word, Row>(column, (word) => words[word])
  return fieldOfOne(
    { field, judged: 'surely' },
    {
      ...lists.in,
      sent: '= or IN',
      read(value, at, scope) {
        if (typeof value !== 'string' && value.length === 0)
          throw new InvalidInputError(`"${at}" is empty; expected at least one of ${Object.keys(words).join(', ')}.`)
        return typeof value === 'string' ? compare(column, '=', words[value], at) : lists.in.read([...value], at, scope)
      },
    },
  )
}

/** Someone, or nobody: whether any of several fields holds an id. */
export function anyThere<Row>(columns: readonly Column<Row>[]): FilterField<BooleanFilter, Row> {
  const there = (at: string) => any(...columns.map((column) => none(column, false, at)))
  return fieldOf(
    { field: columns.map(({ field }) => field).join(', '), judged: 'surely' },
    {
      eq: {
        sent: '= or !=',
        found: 'exactly',
        negated: 'exactly',
        read: (isThere, at) => (isThere ? there(at) : negate(there(at))),
      },
    },
  )
}

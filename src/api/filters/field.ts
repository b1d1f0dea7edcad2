import { InvalidInputError } from '../../errors.ts'
import { maxGroupSize } from '../../intercom/search.ts'
import type { Context } from '../context.ts'
import { type Column, compare, type Scalar } from './compare.ts'
import { all, any, type Expression, type Judged, negate } from './expression.ts'

/**
 * What a filter is read in: ids need the workspace, days its time zone, which is null where Intercom does not say it. `found` is what fields of it
 * had to find out first, by the field.
 */
export type FilterScope = { context: Context; timeZone: string | null; now: Date; found?: ReadonlyMap<unknown, unknown> }

/**
 * How Intercom finds what a condition says: `exactly`; `in whole days`, of which those at the edges are gone through here; `and more`, which
 * is left out here; or not at all.
 */
export type Found = 'exactly' | 'in whole days' | 'and more' | 'not'

/** One condition that a field can do: how it is asked, and what the docs say of it. */
export type Kind<Value, Row> = {
  /** What Intercom is asked, for the reader: `=`, `>` and `<`. */
  sent: string
  found: Found
  /** The same of `not`. */
  negated: Found
  read(value: Value, at: string, scope: FilterScope): Expression<Row>
  /** What `not` makes of it. @default the complement of each condition */
  readNegated?(value: Value, at: string, scope: FilterScope): Expression<Row>
}

/** What a field can do, by the names of its input. Names that are missing are refused with those that are there. */
export type Kinds<Input, Row> = { [Name in keyof Input]?: Kind<NonNullable<Input[Name]>, Row> }

/** A row of the table of filters. */
export type FieldFacts = {
  /** The values that it is about, where a field can hold several kinds: `list`. */
  of?: string
  /** Intercom's field, or fields. */
  field: string
  judged: Judged
  conditions: readonly { name: string; sent: string; found: Found; negated: Found }[]
}

/** One field of a filter input. */
export type FilterField<Value, Row> = {
  /** Finds out what reading it takes, when a filter says something of it. */
  find?(context: Context): Promise<unknown>
  read(value: Value, at: string, scope: FilterScope, isNegated: boolean): Expression<Row>
  /** One, or one for each kind of values. */
  facts: readonly FieldFacts[]
}

/** A field whose input holds conditions by name, which all hold. */
export function fieldOf<Input extends object, Row>(
  column: { field: string; judged: Judged },
  kinds: Kinds<Input, Row>,
): FilterField<Input, Row> {
  const names = Object.keys(kinds).join(', ')
  return {
    read(input, at, scope, isNegated) {
      const given = Object.entries(input).filter(([, value]) => value !== undefined)
      if (given.length === 0) throw new InvalidInputError(`"${at}" says nothing; give it one of ${names}.`)
      const parts = given.map(([name, value]) => {
        const kind = kinds[name as keyof Input]
        if (value === null) throw new InvalidInputError(`"${at}.${name}" is null; leave it out, or give it a value.`)
        if (!kind) throw new InvalidInputError(`"${at}.${name}" is not something Intercom can search for; it can do ${names}.`)
        return readKind(kind, value, `${at}.${name}`, scope, isNegated)
      })
      return isNegated ? any(...parts) : all(...parts)
    },
    facts: [{ ...column, conditions: factsOf(kinds) }],
  }
}

/** A field whose input is the one condition that it can do. */
export const fieldOfOne = <Value, Row>(column: { field: string; judged: Judged }, kind: Kind<Value, Row>): FilterField<Value, Row> => ({
  read: (value, at, scope, isNegated) => readKind(kind, value, at, scope, isNegated),
  facts: [{ ...column, conditions: factsOf({ '': kind }) }],
})

function readKind<Value, Row>(kind: Kind<Value, Row>, value: Value, at: string, scope: FilterScope, isNegated: boolean): Expression<Row> {
  if (!isNegated) return kind.read(value, at, scope)
  return kind.readNegated ? kind.readNegated(value, at, scope) : negate(kind.read(value, at, scope))
}

const factsOf = (kinds: object): FieldFacts['conditions'] =>
  Object.entries(kinds as Record<string, Kind<unknown, unknown>>).map(([name, { sent, found, negated }]) => ({
    name,
    sent,
    found,
    negated,
  }))

/** Conditions in one filter: it is taken apart and put together again, at costs that grow with them. */
export const mostConditions = 500

/** Values in one `IN`. How many Intercom takes is not published (OpenAPI 2.14, POST /contacts/search): more of them are several conditions. */
const mostInAList = 50

/** Conditions in one search: two levels of groups. */
const mostInASearch = maxGroupSize * maxGroupSize

/** `in` and `nin`. @param hasLists whether Intercom takes lists for the field; where it does not, each value is a condition */
export function listKinds<Input, Row>(
  column: Column<Row>,
  readValue: (value: Input, at: string, scope: FilterScope) => Scalar,
  { hasLists = true }: { hasLists?: boolean } = {},
): { in: Kind<Input[], Row>; nin: Kind<Input[], Row> } {
  const reader =
    (single: '=' | '!=', list: 'IN' | 'NIN') =>
    (values: Input[], at: string, scope: FilterScope): Expression<Row>[] => {
      if (values.length === 0) throw new InvalidInputError(`"${at}" is empty; expected at least one value.`)
      const most = hasLists ? mostConditions * mostInAList : mostInASearch
      if (values.length > most) {
        const why = hasLists
          ? `this gateway takes at most ${most}`
          : `Intercom takes no list for "${column.field}", so that each is a condition, and one search answers at most ${most}. Ask in several queries`
        throw new InvalidInputError(`"${at}" holds ${values.length} values; ${why}.`)
      }
      const read = [...new Set(values.map((value) => readValue(value, at, scope)))]
      if (!hasLists) return read.map((value) => compare(column, single, value, at))
      const lists: Scalar[][] = []
      for (let start = 0; start < read.length; start += mostInAList) lists.push(read.slice(start, start + mostInAList))
      return lists.map((some) => compare(column, list, some, at))
    }
  const one = reader('=', 'IN')
  const no = reader('!=', 'NIN')
  return {
    in: { sent: hasLists ? 'IN' : '= for each', found: 'exactly', negated: 'exactly', read: (...given) => any(...one(...given)) },
    nin: { sent: hasLists ? 'NIN' : '!= for each', found: 'exactly', negated: 'exactly', read: (...given) => all(...no(...given)) },
  }
}

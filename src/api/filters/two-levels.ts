import { InvalidInputError } from '../../errors.ts'
import { allOf, anyOf, maxGroupSize, type SearchFilter, type SearchQuery } from '../../intercom/search.ts'
import { type Condition, type Expression, type Group, isGroup } from './expression.ts'

type Of = Group<unknown>['of']

/** A group of conditions: one bit for each. */
type Clause = bigint
type Clauses = readonly Clause[] | null

const other = (of: Of): Of => (of === 'all' ? 'any' : 'all')

/** More than two levels of fifteen can hold; distributing stops here, before it explodes. */
const mostClauses = maxGroupSize * maxGroupSize

/** Looks from one clause at another, for one filter: less than a tenth of a second. What takes more is refused. */
const mostLooks = 500_000

/**
 * One search that finds what an expression says, and what its inexact conditions find beside it: two levels of groups of at most fifteen. Null
 * when there is none, undefined for an expression that holds for everything or nothing.
 */
export type InTwoLevels<Row> = (expression: Expression<Row>) => SearchQuery | null | undefined

/**
 * Puts the expressions of one filter into two levels. It is asked about the same parts again and again, and knows them then.
 *
 * @throws InvalidInputError when it has looked too long
 */
export function createTwoLevels<Row>(): InTwoLevels<Row> {
  const conditions: Condition<Row>[] = []
  const bits = new Map<string, Clause>()
  const known = { all: new Map<Expression<Row>, Clauses>(), any: new Map<Expression<Row>, Clauses>() }
  let looks = 0

  function bitOf(condition: Condition<Row>): Clause {
    const bit = bits.get(condition.key) ?? 1n << BigInt(conditions.length)
    if (!bits.has(condition.key)) conditions.push(condition)
    bits.set(condition.key, bit)
    return bit
  }

  /** The expression as an `outer` group of groups of the other kind; null when those would be too many. */
  function clausesOf(expression: Expression<Row>, outer: Of): Clauses {
    if (!isGroup(expression)) return [bitOf(expression)]
    const found = known[outer].get(expression)
    if (found !== undefined) return found
    const made = expression.of === outer ? joined(expression, outer) : multiplied(expression, outer)
    known[outer].set(expression, made)
    return made
  }

  function joined({ parts }: Group<Row>, outer: Of): Clauses {
    const clauses: Clause[] = []
    for (const part of parts) {
      const more = clausesOf(part, outer)
      if (more === null || clauses.length + more.length > mostClauses) return null
      clauses.push(...more)
    }
    return withoutWeaker(clauses)
  }

  function multiplied({ parts }: Group<Row>, outer: Of): Clauses {
    let clauses: readonly Clause[] = [0n]
    for (const part of parts) {
      const more = clausesOf(part, outer)
      if (more === null || clauses.length * more.length > mostClauses) return null
      const products = clauses.flatMap((one) => more.map((another) => one | another))
      clauses = more.length === 1 ? products : withoutWeaker(products)
    }
    return clauses
  }

  /** A clause adds nothing beside one that is a part of it: `a or (a and b)` is `a`. */
  function withoutWeaker(clauses: readonly Clause[]): readonly Clause[] {
    const kept: Clause[] = []
    // a part of a clause is a smaller number than the clause
    for (const clause of clauses.toSorted((one, another) => (one < another ? -1 : 1))) {
      if (!kept.some((smaller) => (smaller & clause) === smaller)) kept.push(clause)
      looks += kept.length
      if (looks > mostLooks) throw new InvalidInputError('The filter is too large to be taken apart; ask in several queries.')
    }
    if (kept.length === clauses.length) return clauses
    const stays = new Set(kept)
    return [...new Set(clauses)].filter((clause) => stays.has(clause))
  }

  /** What is sent for the conditions of a clause. */
  function sentOf(clause: Clause): SearchFilter[] {
    const sent: SearchFilter[] = []
    const digits = clause.toString(2)
    for (let bit = 0; bit < digits.length; bit += 1) if (digits[digits.length - 1 - bit] === '1') sent.push(conditions[bit]!.sent)
    return sent
  }

  function queryOf(clauses: readonly Clause[], outer: Of): SearchQuery | null | undefined {
    if (clauses.length === 0 || clauses.includes(0n)) return undefined
    if (clauses.length === 1) return flat(sentOf(clauses[0]!), other(outer))
    const single = clauses.filter(isSingle)
    if (single.length === clauses.length) return flat(single.flatMap(sentOf), outer)
    if (clauses.length - single.length > maxGroupSize) return null
    const groups = clauses.map(sentOf)
    if (groups.some(({ length }) => length > maxGroupSize)) return null
    const inner = groups.map((group) => grouped(group, other(outer)))
    if (inner.length <= maxGroupSize) return grouped(inner, outer)
    // single conditions share groups of the outer kind, which changes nothing
    const packed = inFifteens(inner.filter(isFilter)).map((some) => grouped(some, outer))
    const rest = inner.filter((part) => !isFilter(part))
    return rest.length + packed.length <= maxGroupSize ? grouped([...rest, ...packed], outer) : null
  }

  return (expression) => {
    const ways = (['all', 'any'] as const).flatMap((outer) => {
      const clauses = clausesOf(expression, outer)
      return clauses === null ? [] : [queryOf(clauses, outer)]
    })
    const queries = ways.filter((query) => query !== null)
    if (queries.includes(undefined)) return undefined
    const [first, second] = queries
    if (!first || !second) return first ?? second ?? null
    return sizeOf(second) < sizeOf(first) ? second : first
  }
}

/** Conditions of one kind in one group, or in a group of groups. */
function flat(filters: readonly SearchFilter[], of: Of): SearchQuery | null {
  if (filters.length <= maxGroupSize) return grouped(filters, of)
  const groups = inFifteens(filters)
  return groups.length <= maxGroupSize
    ? grouped(
        groups.map((some) => grouped(some, of)),
        of,
      )
    : null
}

const grouped = (parts: readonly SearchQuery[], of: Of): SearchQuery =>
  parts.length === 1 ? parts[0]! : (of === 'all' ? allOf : anyOf)(...parts)

function inFifteens<Part>(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = []
  for (let start = 0; start < parts.length; start += maxGroupSize) groups.push(parts.slice(start, start + maxGroupSize))
  return groups
}

/** Whether only one bit is set. */
const isSingle = (clause: Clause) => (clause & (clause - 1n)) === 0n

const sizeOf = (query: SearchQuery): number => (isFilter(query) ? 1 : query.value.reduce((sum, part) => sum + sizeOf(part), 1))
const isFilter = (query: SearchQuery): query is SearchFilter => 'field' in query

import type { SearchFilter } from '../../intercom/search.ts'

/**
 * How far a condition can be judged here, on our copy of a record.
 *
 * - `surely`: the record holds the value, and it compares by itself: ids, words out of a few, numbers, instants, yes or no
 * - `as text`: the record holds the text, compared without regard to case. How Intercom's search compares texts is not published
 * - `sometimes`: surely for records that hold a list as a whole; of others it is not known
 * - `never`: the record does not hold it
 */
export type Judged = 'surely' | 'as text' | 'sometimes' | 'never'

/** One condition of a filter, as Intercom is asked it and as we judge it. */
export type Condition<Row> = {
  /** What it says; equal conditions have equal keys. */
  readonly key: string
  /** One filter of Intercom's search that finds every row for which the condition holds. */
  readonly sent: SearchFilter
  /** Whether `sent` finds no other rows. Where it does, they are left out here. */
  readonly isExact: boolean
  readonly judged: Judged
  /** Whether it holds for a row; undefined where that cannot be told from the row. */
  holds(row: Row): boolean | undefined
  /** What holds exactly where this does not. Throws InvalidInputError where Intercom cannot be asked that. */
  complement(): Expression<Row>
  /** For one that is not exact: where it stands in the filter, and what is sent for it, in words. */
  readonly rewrite?: { condition: string; sent: string }
}

export type Group<Row> = { readonly of: 'all' | 'any'; readonly parts: readonly Expression<Row>[]; readonly key: string }

/** What a filter says: conditions, and groups of which all or any hold. `not` is no part of it: it is pushed into the conditions. */
export type Expression<Row> = Condition<Row> | Group<Row>

export const isGroup = <Row>(expression: Expression<Row>): expression is Group<Row> => 'parts' in expression

/** All hold; of none of them, everything does. */
export const all = <Row>(...parts: readonly Expression<Row>[]): Expression<Row> => group('all', parts)

/** At least one holds; of none of them, nothing does. */
export const any = <Row>(...parts: readonly Expression<Row>[]): Expression<Row> => group('any', parts)

export const isEverything = <Row>(expression: Expression<Row>) =>
  isGroup(expression) && expression.of === 'all' && expression.parts.length === 0
export const isNothing = <Row>(expression: Expression<Row>) =>
  isGroup(expression) && expression.of === 'any' && expression.parts.length === 0

/** A group without groups of its own kind in it, without repetitions, and never of one part. */
function group<Row>(of: Group<Row>['of'], parts: readonly Expression<Row>[]): Expression<Row> {
  const flat = new Map<string, Expression<Row>>()
  for (const part of parts) {
    if (!isGroup(part)) flat.set(part.key, part)
    else if (part.of === of) for (const inner of part.parts) flat.set(inner.key, inner)
    else if (part.parts.length === 0) return part
    else flat.set(part.key, part)
  }
  const [only, second] = flat.values()
  if (only && !second) return only
  return { of, parts: [...flat.values()], key: `${of}(${[...flat.keys()].sort().join()})` }
}

/** The parts of which all hold: those of an `all`, or the expression itself. */
export const conjuncts = <Row>(expression: Expression<Row>): readonly Expression<Row>[] =>
  isGroup(expression) && expression.of === 'all' ? expression.parts : [expression]

/** What holds exactly where the expression does not. */
export const negate = <Row>(expression: Expression<Row>): Expression<Row> =>
  isGroup(expression) ? group(expression.of === 'all' ? 'any' : 'all', expression.parts.map(negate)) : expression.complement()

export function* conditionsIn<Row>(expression: Expression<Row>): Generator<Condition<Row>> {
  if (!isGroup(expression)) yield expression
  else for (const part of expression.parts) yield* conditionsIn(part)
}

/** The expression for rows of which it is known that these parts of it hold. */
export function knowing<Row>(expression: Expression<Row>, known: ReadonlySet<string>): Expression<Row> {
  if (known.has(expression.key)) return all()
  return isGroup(expression)
    ? group(
        expression.of,
        expression.parts.map((part) => knowing(part, known)),
      )
    : expression
}

/**
 * Whether the expression holds for a row, in logic of three values: undefined where conditions that cannot be told decide.
 *
 * @param holds judges one condition
 */
export function evaluate<Row>(expression: Expression<Row>, holds: (condition: Condition<Row>) => boolean | undefined): boolean | undefined {
  if (!isGroup(expression)) return holds(expression)
  const decides = expression.of === 'any'
  let told: boolean | undefined = !decides
  for (const part of expression.parts) {
    const value = evaluate(part, holds)
    if (value === decides) return decides
    if (value === undefined) told = undefined
  }
  return told
}

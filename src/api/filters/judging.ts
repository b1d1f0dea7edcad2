import { all, type Condition, conditionsIn, conjuncts, type Expression, evaluate, isGroup, knowing } from './expression.ts'

/** Whether Intercom, asked for the expression, finds other rows too. */
export const isInexact = <Row>(expression: Expression<Row>): boolean => [...conditionsIn(expression)].some(({ isExact }) => !isExact)

/** Whether every row can be judged here by the expression; with `surely`, without comparing texts. */
export const isJudged = <Row>(expression: Expression<Row>, { surely = false } = {}): boolean =>
  [...conditionsIn(expression)].every(({ judged }) => judged === 'surely' || (judged === 'as text' && !surely))

/** What Intercom's answer to an expression leaves open: all that stands beside an inexact condition. Everything holds where it leaves nothing. */
export function leftOpen<Row>(expression: Expression<Row>): Expression<Row> {
  const parts = conjuncts(expression)
  const decided = new Set(parts.filter((part) => !isGroup(part) && part.isExact).map(({ key }) => key))
  return all(...parts.filter(isInexact).map((part) => knowing(part, decided)))
}

/** What a row says of the expression, texts included. */
export const judge = <Row>(expression: Expression<Row>, row: Row) => evaluate(expression, (condition) => condition.holds(row))

/** Whether a row surely does not match, whatever the search said that found it. */
export const isSurelyNot = <Row>(expression: Expression<Row>, row: Row) =>
  evaluate(expression, (condition) => surely(condition, row)) === false

/**
 * The expression as Intercom's search goes by it: what is asked for more widely than it is said, and texts, which it may compare otherwise, rule no
 * row out.
 */
export function asSearched<Row>(expression: Expression<Row>): Expression<Row> {
  if (isGroup(expression)) return { ...expression, parts: expression.parts.map(asSearched) }
  const { isExact, judged, holds } = expression
  const isSure = isExact && (judged === 'surely' || judged === 'sometimes')
  return isSure ? expression : { ...expression, holds: (row) => holds(row) || undefined }
}

const surely = <Row>({ judged, holds }: Condition<Row>, row: Row) =>
  judged === 'surely' || judged === 'sometimes' ? holds(row) : undefined

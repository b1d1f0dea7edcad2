import { InvalidInputError } from '../../errors.ts'
import { maxGroupSize } from '../../intercom/search.ts'
import { all, any, conjuncts, type Expression, type Group, isGroup } from './expression.ts'
import { isInexact, isJudged, leftOpen } from './judging.ts'
import type { InTwoLevels } from './two-levels.ts'

/** Searches that one filter may take. */
const mostSearches = 8

/** What stands against answering an expression with one search: it does not fit, or what Intercom leaves open cannot be judged here. */
function hindranceOf<Row>(expression: Expression<Row>, inTwoLevels: InTwoLevels<Row>): 'size' | 'judging' | null {
  if (!isJudged(leftOpen(expression))) return 'judging'
  return inTwoLevels(expression) === null ? 'size' : null
}

export const isOneSearch = <Row>(expression: Expression<Row>, inTwoLevels: InTwoLevels<Row>): boolean =>
  hindranceOf(expression, inTwoLevels) === null

/** Cuts that are tried for one filter. */
const mostCuts = 60

/** An expression, cut at its `or`s into parts that are one search each. Each row that it holds for, one part at least holds for. */
export function cut<Row>(expression: Expression<Row>, inTwoLevels: InTwoLevels<Row>): Expression<Row>[] {
  const searches: Expression<Row>[] = []
  let cuts = 0

  function add(part: Expression<Row>) {
    const hindrance = hindranceOf(part, inTwoLevels)
    if (hindrance === null) {
      if (searches.push(part) > mostSearches) throw tooMuch(`would take more than ${mostSearches} searches`)
      return
    }
    cuts += 1
    if (cuts > mostCuts) throw tooMuch(`would take more than ${mostSearches} searches`)
    const parts = conjuncts(part)
    const ors = parts.filter((one): one is Group<Row> => isGroup(one) && one.of === 'any')
    const or = hindrance === 'judging' ? ors.find((one) => !isJudged(leftOpen(one))) : ors.toSorted(byParts)[0]
    if (!or) throw tooMuch(`holds more than ${maxGroupSize * maxGroupSize} conditions of which all must hold`)
    const rest = parts.filter((one) => one !== or)
    for (const piece of hindrance === 'judging' ? byJudging(or) : bySize(or)) add(all(...rest, piece))
  }
  add(expression)
  return searches
}

const byParts = (one: Group<never>, another: Group<never>) => another.parts.length - one.parts.length

/**
 * What can be judged here before what cannot, so that the later searches can leave out its rows. Of that, what Intercom decides together, and
 * each of the others by itself, where it is asked for nothing beside it.
 */
function byJudging<Row>({ parts }: Group<Row>): Expression<Row>[] {
  const unjudged = parts.filter((part) => !isJudged(part))
  const together = [parts.filter((part) => isJudged(part)), unjudged.filter((part) => !isInexact(part))]
  return [...together.flatMap((some) => (some.length > 0 ? [any(...some)] : [])), ...unjudged.filter(isInexact)]
}

/** As large as a search can hold at best, or else halves. */
function bySize<Row>({ parts }: Group<Row>): Expression<Row>[] {
  const most = [maxGroupSize * maxGroupSize, maxGroupSize].find((size) => size < parts.length) ?? Math.ceil(parts.length / 2)
  const pieces: Expression<Row>[] = []
  for (let start = 0; start < parts.length; start += most) pieces.push(any(...parts.slice(start, start + most)))
  return pieces
}

export const tooMuch = (what: string) =>
  new InvalidInputError(
    `The filter ${what}; one search of Intercom's answers two levels of at most ${maxGroupSize} conditions each. Ask in several queries, or for many values of one field with "in" or "nin" where Intercom takes lists (docs/filters.md says IN and NIN).`,
  )

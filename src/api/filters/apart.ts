import { InvalidInputError } from '../../errors.ts'
import { isOneSearch, tooMuch } from './cut.ts'
import { all, conjuncts, type Expression, isEverything, knowing, negate } from './expression.ts'
import { isJudged } from './judging.ts'
import type { InTwoLevels } from './two-levels.ts'

/** One of several searches, and how a row that more than one of them finds comes to be shown once. */
type Apart<Row> = {
  asked: Expression<Row>
  /** A row for which one of these holds is left to an earlier search. */
  leavesOut: Expression<Row>[]
  /** What later searches leave to this one. It must hold here as well: a row that changed since could be shown twice otherwise. */
  claims: Expression<Row>[]
}

/**
 * Searches made such that none shows what an earlier one shows. Where the earlier one can be judged here for sure, its rows are left out here;
 * else Intercom is asked along for what the earlier one does not find, if that fits; else texts are judged here too.
 *
 * @throws InvalidInputError where none of that is possible
 */
export function setApart<Row>(searches: readonly Expression<Row>[], inTwoLevels: InTwoLevels<Row>): Apart<Row>[] {
  const apart = searches.map((asked): Apart<Row> & { isNeeded: boolean } => ({ asked, leavesOut: [], claims: [], isNeeded: true }))
  for (const [at, later] of apart.entries()) {
    // of the rows that a search finds it is known that these hold
    const known = new Set(conjuncts(later.asked).map(({ key }) => key))
    for (const [index, search] of searches.slice(0, at).entries()) {
      const part = knowing(search, known)
      if (isEverything(part)) {
        later.isNeeded = false
        break
      }
      const besides = isJudged(part, { surely: true }) ? null : withoutIt(later.asked, part, inTwoLevels)
      if (besides) later.asked = besides
      else if (isJudged(part)) {
        later.leavesOut.push(part)
        apart[index]!.claims.push(part)
      } else throw tooMuch('mixes, under "or", what Intercom finds exactly with what the gateway has to filter, or is too large')
    }
  }
  return apart.filter(({ isNeeded }) => isNeeded)
}

/** One search for what the one finds and the other does not, if there is one. */
function withoutIt<Row>(asked: Expression<Row>, part: Expression<Row>, inTwoLevels: InTwoLevels<Row>): Expression<Row> | null {
  try {
    const besides = all(asked, negate(part))
    return isOneSearch(besides, inTwoLevels) ? besides : null
  } catch (error) {
    // some conditions have no complement
    if (error instanceof InvalidInputError) return null
    throw error
  }
}

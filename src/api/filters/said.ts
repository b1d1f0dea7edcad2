import type { Json, LogEntry, Said } from '../../changes/change.ts'
import { timeOf } from '../../changes/cursor.ts'
import { type Expression, evaluate } from './expression.ts'

/** How long after it happened an announcement is still taken for news: Intercom tries again after a minute what it could not deliver. */
const newsMs = 30_000

/**
 * What an entry of the log says of the record it is about: its id at least, and no more than that when it came late, as others may have come before, or
 * when others have.
 *
 * @param isNews whether nothing newer was said before it (`Hub.isNews`)
 */
export function saidBy({ cursor, change: { about, facts, occurredAt } }: LogEntry, isNews: boolean): Said {
  const id = about[0]?.id
  const isLate = timeOf(cursor) - occurredAt.getTime() > newsMs
  const { judged } = isObject(facts) ? facts : {}
  return { ...(isObject(judged) && isNews && !isLate && judged), ...(id !== undefined && { id }) }
}

/** What stands for a value that was not said. */
const notSaid = new Error('The announcement does not say it.')

/** Judges by what was said of a record: undefined where what was not said decides. */
export function judgeSaid<Row>(expression: Expression<Row>, said: Said): boolean | undefined {
  const row = onlyWhatIsSaid(said) as Row
  return evaluate(expression, (condition) => {
    try {
      return condition.holds(row)
    } catch (error) {
      if (error === notSaid) return undefined
      throw error
    }
  })
}

/** Stands in for the record: to look at a field that was not said ends the looking, so that no condition takes it for none. */
function onlyWhatIsSaid(said: Json): unknown {
  if (typeof said === 'string') return isInstant(said) ? new Date(said) : said
  if (Array.isArray(said)) return said.map(onlyWhatIsSaid)
  if (!isObject(said)) return said
  return new Proxy(said, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(target, name)) return onlyWhatIsSaid(target[name]!)
      throw notSaid
    },
  })
}

/** Nothing else that is said looks like this: ids are digits, or digits and letters, and words are words. */
const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)

const isObject = (value: Json | undefined): value is Said => typeof value === 'object' && value !== null && !Array.isArray(value)

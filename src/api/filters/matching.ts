import type { Said } from '../../changes/change.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { conditionsIn, type Expression } from './expression.ts'
import type { FilterField } from './field.ts'
import { judge } from './judging.ts'
import { dependsOnNow, type FilterFields, type Grouped, mentions, readFilter, scopeOf } from './read.ts'
import { judgeSaid } from './said.ts'

/** Says of one event after the other whether its record is what the filter of a stream says. */
export type Matcher<Row> = {
  /** The filter as the stream was given it. */
  filter: unknown
  /** Judged by what was said, as far as that decides; else by the record, which is false when it is gone. Null when the record does not tell. */
  matches(said: Said, load: () => Promise<Row | null>): Promise<boolean | null>
}

/** Without a filter. */
export const anything: Matcher<unknown> = { filter: undefined, matches: () => Promise.resolve(true) }

type Fields<Filter, Row> = FilterFields<Filter, Row> & Readonly<Record<string, Pick<FilterField<never, never>, 'find' | 'facts'>>>

/**
 * The filter of a stream. What of it depends on the time is read anew for each event.
 *
 * @param query the query that takes the same filter
 * @throws InvalidInputError for a filter by what only Intercom's search knows
 */
export async function matcherOf<Filter extends Grouped<Filter>, Row>(
  filter: Filter | null | undefined,
  fields: Fields<Filter, Row>,
  context: Context,
  query: string,
): Promise<Matcher<Row>> {
  if (!filter) return anything
  const read = async () => readFilter<Filter, Row>(filter, fields, await scopeOf(context, filter, new Date(), fields))
  const first = await read()
  if ([...conditionsIn(first)].some(({ judged }) => judged === 'never')) throw neverJudged(filter, fields, query)
  const expression = (): Expression<Row> | Promise<Expression<Row>> => (dependsOnNow(filter) ? read() : first)
  const isInOrder = inOrder()
  return {
    filter,
    async matches(said, load) {
      const asked = await expression()
      const told = isInOrder(said) ? judgeSaid(asked, said) : undefined
      if (told !== undefined) return told
      const row = await load()
      return row === null ? false : (judge(asked, row) ?? null)
    },
  }
}

function neverJudged<Filter, Row>(filter: Filter, fields: Fields<Filter, Row>, query: string) {
  const facts: Readonly<Record<string, Pick<FilterField<never, never>, 'facts'>>> = fields
  const names = Object.keys(facts).filter((name) => mentions(filter, name) && facts[name]!.facts.some(({ judged }) => judged === 'never'))
  const told = names.map((name) => `"${name}"`).join(' and ')
  return new InvalidInputError(
    `"filter" holds ${told}, which only a search of Intercom's knows: neither an announcement nor the record says it, so that no event can be judged by it. Leave it out here, and ask "Query.${query}" with it.`,
  )
}

/** How many records a stream remembers what was said of. */
const mostRemembered = 1_000

/**
 * Announcements may come in another order than things happened in, and instants have seconds: what was said is believed when it is newer than what was
 * said of the record before, or the same.
 */
function inOrder() {
  const newest = new Map<Said[string], { text: string; updatedAt: string }>()
  return (said: Said): boolean => {
    const { id = null } = said
    const [text, before] = [JSON.stringify(said), newest.get(id)]
    const updatedAt = typeof said.updatedAt === 'string' ? said.updatedAt : ''
    const isNews = before === undefined || updatedAt > before.updatedAt
    if (!isNews) return text === before.text
    newest.delete(id)
    newest.set(id, { text, updatedAt })
    for (const oldest of newest.keys()) {
      if (newest.size <= mostRemembered) break
      newest.delete(oldest)
    }
    return true
  }
}

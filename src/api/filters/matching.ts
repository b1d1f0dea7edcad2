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
  return {
    filter,
    async matches(said, load) {
      const asked = await expression()
      const told = judgeSaid(asked, said)
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

import { InvalidInputError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { isTimeZone } from '../days.ts'
import { all, any, conditionsIn, type Expression, isEverything, isNothing } from './expression.ts'
import { type FilterField, type FilterScope, mostConditions } from './field.ts'

/** How filters hold filters. */
export type Grouped<Filter> = { and?: readonly Filter[] | null; or?: readonly Filter[] | null; not?: Filter | null }

/** What a row can be filtered by: one field for each of the filter input. */
export type FilterFields<Filter, Row> = {
  [Name in Exclude<keyof Filter, 'and' | 'or' | 'not'>]-?: FilterField<NonNullable<Filter[Name]>, Row>
}

/** As with the number of conditions: what costs grow with. */
const mostLevels = 20

/**
 * What a filter says, with every `not` pushed into its conditions. The fields of one object hold together.
 *
 * @throws InvalidInputError naming the path in the filter for what the field cannot do, for null where a value is expected (a variable that
 * was not set must not list everything), and for filters of more than 500 conditions or 20 levels
 */
export function readFilter<Filter extends Grouped<Filter>, Row>(
  filter: Filter | null | undefined,
  fields: FilterFields<Filter, Row>,
  scope: FilterScope,
): Expression<Row> {
  let conditions = 0

  function read(part: Filter, at: string, isNegated: boolean, level: number): Expression<Row> {
    if (level > mostLevels) throw new InvalidInputError(`"${at}" lies more than ${mostLevels} levels deep in the filter.`)
    const parts = Object.entries(part).flatMap(([name, value]): Expression<Row>[] => {
      const path = `${at}.${name}`
      if (value === undefined) return []
      if (value === null) throw new InvalidInputError(`"${path}" is null; leave it out, or say what it should match.`)
      if (name === 'and' || name === 'or') {
        const inner = eachOf<Filter>(value, path).map((one, index) => read(one, `${path}[${index}]`, isNegated, level + 1))
        if (name === 'or') inner.forEach((one, index) => void refuseEmpty(one, `${path}[${index}]`))
        return [(name === 'or') === isNegated ? all(...inner) : any(...inner)]
      }
      if (name === 'not') return [refuseEmpty(read(value as Filter, path, !isNegated, level + 1), path)]
      const field = fields[name as keyof FilterFields<Filter, Row>] as FilterField<unknown, Row>
      const expression = field.read(value, path, scope, isNegated)
      for (const _ of conditionsIn(expression)) conditions += 1
      if (conditions > mostConditions) throw new InvalidInputError(`The filter holds more than ${mostConditions} conditions.`)
      return [expression]
    })
    return isNegated ? any(...parts) : all(...parts)
  }
  return read(filter ?? ({} as Filter), 'filter', false, 0)
}

function refuseEmpty<Row>(expression: Expression<Row>, path: string): Expression<Row> {
  if (!isEverything(expression) && !isNothing(expression)) return expression
  throw new InvalidInputError(`"${path}" is empty; it would match everything.`)
}

function eachOf<Filter>(value: unknown, path: string): Filter[] {
  const parts = value as Filter[]
  if (parts.length === 0) throw new InvalidInputError(`"${path}" is empty; expected at least one filter in it.`)
  return parts
}

/** Whether a filter means something else from one second to the next. */
export const dependsOnNow = (filter: unknown): boolean =>
  typeof filter === 'object' &&
  filter !== null &&
  Object.entries(filter).some(([name, value]) => (name === 'withinLast' && typeof value === 'number') || dependsOnNow(value))

/** Whether a filter says something of a field, however deep. */
export const mentions = (filter: unknown, name: string): boolean =>
  typeof filter === 'object' &&
  filter !== null &&
  Object.entries(filter).some(
    ([key, value]) => key === name || (['and', 'or', 'not'].includes(key) && [value].flat().some((one) => mentions(one, name))),
  )

/**
 * What a filter is read in: with one, a calendar day means a day of the workspace.
 *
 * @param fields those that may have to find something out before they are read
 */
export async function scopeOf(
  context: Context,
  filter: unknown,
  now: Date,
  fields: Readonly<Record<string, Pick<FilterField<never, never>, 'find'>>> = {},
): Promise<FilterScope> {
  const finding = Object.entries(fields).filter(([name, { find }]) => find && mentions(filter, name))
  const [workspace, ...found] = await Promise.all([
    filter ? context.services.workspace.get() : null,
    ...finding.map(async ([, field]) => [field, await field.find!(context)] as const),
  ])
  const timeZone = workspace?.timeZone ?? null
  return { context, timeZone: timeZone !== null && isTimeZone(timeZone) ? timeZone : null, now, found: new Map(found) }
}

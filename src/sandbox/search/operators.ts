import { parameterInvalid } from '../http/errors.ts'
import { dayOf } from './days.ts'
import type { Field, FieldType } from './fields.ts'
import type { Filter } from './query.ts'

type Scalar = string | number | boolean
type Test = (value: Scalar) => boolean

const text = ['=', '!=', 'IN', 'NIN', '~', '!~', '^', '$']

/**
 * Which operators a type takes. Contacts: OpenAPI 2.14, POST /contacts/search (their instants are `day`, and only their
 * integers know >= and <=). Conversations, and tickets: POST /conversations/search, whose `>` and `<` include the value itself.
 */
export const contactOperators: Record<FieldType, readonly string[]> = {
  string: text,
  integer: ['=', '!=', 'IN', 'NIN', '>', '<', '>=', '<='],
  boolean: ['=', '!=', 'IN', 'NIN'],
  day: ['=', '>', '<'],
  date: [],
  tag: ['=', '!='],
}
export const conversationOperators: Record<FieldType, readonly string[]> = {
  string: text,
  integer: ['=', '!=', 'IN', 'NIN', '>', '<'],
  boolean: ['=', '!=', 'IN', 'NIN'],
  date: ['=', '!=', 'IN', 'NIN', '>', '<'],
  day: [],
  tag: [],
}

export type Rules = {
  operators: Record<FieldType, readonly string[]>
  /** `>` and `<` match the value itself too. */
  orEqual: boolean
  /** The workspace's time zone, in which `day` fields have their days. */
  timeZone: string
}

/** What a filter asks of a record. Refuses an operator that the field's type does not take, and a value that is not of the type. */
export function compileFilter<R>(field: Field<R>, { field: name, operator, value }: Filter, rules: Rules): (record: R) => boolean {
  if (!rules.operators[field.type].includes(operator) && !field.also?.includes(operator)) {
    throw parameterInvalid(`operator ${operator} is not supported for the ${wordFor(field.type)} field ${name}`)
  }
  const isNegated = operator === '!=' || operator === 'NIN' || operator === '!~'
  const test = testFor(field, { field: name, operator: positive[operator] ?? operator, value }, rules)
  return (record) => valuesOf(field, record).some(test) !== isNegated
}

const positive: Record<string, string> = { '!=': '=', NIN: 'IN', '!~': '~' }
const wordFor = (type: FieldType) => (type === 'day' ? 'date' : type)

/** A field's values; a null that is asked for is found as `missing`. */
function valuesOf<R>(field: Field<R>, record: R): readonly Scalar[] {
  const value = field.of(record)
  if (value === null || value === undefined || value === '') return field.zeroIsNothing ? missingOrZero : missing
  if (typeof value === 'object') return value.length === 0 ? missing : value
  return [value]
}
const nothing = '\0nothing'
const missing: readonly Scalar[] = [nothing]
const missingOrZero: readonly Scalar[] = [nothing, 0]

function testFor<R>(field: Field<R>, filter: Filter, rules: Rules): Test {
  const { operator, value } = filter
  if (operator === '=' && (value === null || value === '')) return (stored) => stored === nothing
  if (operator === 'IN') {
    if (!Array.isArray(value)) throw parameterInvalid(`the value of ${filter.field} must be an array for IN and NIN`)
    const wanted = new Set(value.map((one) => scalarOf(field, { ...filter, value: one })))
    return (stored) => wanted.has(fold(field, stored))
  }
  const wanted = scalarOf(field, filter)
  if (field.type === 'day') return dayTest(operator, Number(wanted), rules.timeZone)
  const present =
    (test: Test): Test =>
    (stored) =>
      stored !== nothing && test(fold(field, stored))
  switch (operator) {
    case '=':
      return present((stored) => stored === wanted)
    case '>':
      return present((stored) => stored > wanted || (rules.orEqual && stored === wanted))
    case '<':
      return present((stored) => stored < wanted || (rules.orEqual && stored === wanted))
    case '>=':
      return present((stored) => stored >= wanted)
    case '<=':
      return present((stored) => stored <= wanted)
    case '~':
      return present((stored) => String(stored).includes(String(wanted)))
    case '^':
      return present((stored) => String(stored).startsWith(String(wanted)))
    default:
      return present((stored) => String(stored).endsWith(String(wanted)))
  }
}

function dayTest(operator: string, seconds: number, timeZone: string): Test {
  const { start, next } = dayOf(seconds, timeZone)
  const inRange: Record<string, (at: number) => boolean> = {
    '=': (at) => at >= start && at < next,
    '>': (at) => at >= next,
    '<': (at) => at < start,
  }
  const test = inRange[operator]
  return (stored) => typeof stored === 'number' && test !== undefined && test(stored)
}

/** A filter's value as the field's type. Numbers may come as digits in a string, as in the descriptions' examples. */
export function scalarOf<R>(field: Field<R>, { field: name, value }: Filter): Scalar {
  switch (field.type) {
    case 'string':
    case 'tag':
      if (typeof value === 'string' || typeof value === 'number') return fold(field, String(value))
      throw parameterInvalid(`the value of ${name} must be a string`)
    case 'boolean':
      if (typeof value === 'boolean') return value
      if (value === 'true' || value === 'false') return value === 'true'
      throw parameterInvalid(`the value of ${name} must be a boolean`)
    default: {
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
      if (typeof number === 'number' && Number.isFinite(number)) return number
      throw parameterInvalid(`the value of ${name} must be ${field.type === 'integer' ? 'an integer' : 'a unix timestamp'}`)
    }
  }
}

const fold = <R>(field: Field<R>, value: Scalar): Scalar => (typeof value === 'string' && !field.exact ? value.toLowerCase() : value)

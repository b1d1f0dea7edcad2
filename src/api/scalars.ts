import { GraphQLError, GraphQLScalarType, type GraphQLScalarTypeConfig, Kind } from 'graphql'
import {
  DateTimeResolver,
  EmailAddressResolver,
  JSONObjectResolver,
  JSONResolver,
  LocalDateResolver,
  LocaleResolver,
  URLResolver,
} from 'graphql-scalars'
import { sanitise } from './bodies/sanitise.ts'
import { builder } from './builder.ts'

export type ScalarTypes = {
  ID: { Input: string; Output: string | number }
  DateTime: { Input: Date; Output: Date }
  Date: { Input: string; Output: string }
  Duration: { Input: number; Output: number }
  EventCursor: { Input: string; Output: string }
  EmailAddress: { Input: string; Output: string }
  HTML: { Input: string; Output: string }
  JSON: { Input: unknown; Output: unknown }
  JSONObject: { Input: Record<string, unknown>; Output: Record<string, unknown> }
  Locale: { Input: string; Output: string }
  URL: { Input: string; Output: string }
}

/** What a library makes of a value that it did not foresee is no fault of the gateway, and what came is not repeated at length. */
function readOrComplain(name: string, value: unknown, read: () => unknown): string {
  try {
    return String(read())
  } catch (error) {
    if (error instanceof GraphQLError) throw error
    throw new GraphQLError(`${name} is ${JSON.stringify(value)?.slice(0, 60)}; expected one as the description of the type says.`)
  }
}

/** Strict towards callers, lenient towards Intercom: what it stores is passed on as it is rather than turned into an error. */
const passedOn = (name: keyof ScalarTypes, strict: GraphQLScalarType, description: string): GraphQLScalarType<string, string> =>
  new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL: strict.specifiedByURL ?? null,
    serialize: String,
    parseValue: (value) => readOrComplain(name, value, () => strict.parseValue(value)),
    parseLiteral: (node, variables) =>
      readOrComplain(name, 'value' in node ? node.value : node.kind, () => strict.parseLiteral(node, variables)),
  })

const secondsPerUnit = { D: 86_400, H: 3_600, M: 60, S: 1 } as const

/** `PT1H30M` for 5400 seconds. Days are the largest unit: a month has no length. */
export function formatDuration(totalSeconds: number): string {
  let rest = Math.max(0, Math.round(totalSeconds))
  const amount = (unit: keyof typeof secondsPerUnit) => {
    const count = Math.floor(rest / secondsPerUnit[unit])
    rest -= count * secondsPerUnit[unit]
    return count > 0 ? `${count}${unit}` : ''
  }
  const days = amount('D')
  const time = amount('H') + amount('M') + amount('S')
  return `P${days}${time ? `T${time}` : ''}` === 'P' ? 'PT0S' : `P${days}${time ? `T${time}` : ''}`
}

/** A hundred years of 365 days. Longer is a mistake, and would leave the range in which seconds are exact. */
const longestSeconds = 100 * 365 * secondsPerUnit.D

/** Seconds in `P1DT2H3M4S`. Weeks and days have a length; years and months have none and are refused. */
export function parseDuration(text: unknown): number {
  const found = typeof text === 'string' ? /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) : null
  const [weeks, days, hours, minutes, seconds] = (found ?? []).slice(1).map((part) => Number(part ?? 0))
  if (!found || text === 'P') {
    const given = JSON.stringify(text)?.slice(0, 60)
    throw new GraphQLError(`Duration is ${given}; expected ISO 8601 without years and months, such as "P7D" or "PT1H30M".`)
  }
  const total = (weeks! * 7 + days!) * secondsPerUnit.D + hours! * secondsPerUnit.H + minutes! * secondsPerUnit.M + seconds!
  if (total > longestSeconds) throw new GraphQLError('Duration is longer than a hundred years.')
  return total
}

const Duration: GraphQLScalarTypeConfig<number, string> = {
  name: 'Duration',
  description: 'A length of time in ISO 8601, to the second: `PT1H30M`.',
  specifiedByURL: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  serialize: (value) => formatDuration(value as number),
  parseValue: parseDuration,
  parseLiteral: (node) => parseDuration(node.kind === Kind.STRING ? node.value : undefined),
}

/** As the log of changes writes its places: `<epoch>:<milliseconds>-<number>`. */
const cursorShape = /^[0-9a-f]{1,64}\.\d{1,16}:\d{1,16}-\d{1,16}$/

/**
 * The cursor that a client says it knows, in an argument or beside it.
 *
 * @throws GraphQLError when it is none
 */
export function readEventCursor(value: unknown): string {
  if (typeof value === 'string' && cursorShape.test(value)) return value
  const given = JSON.stringify(value)?.slice(0, 80)
  throw new GraphQLError(`The cursor of an event is ${given}; expected one as an item of a stream has it.`)
}

const described = (scalar: GraphQLScalarType, name: string, description: string) =>
  new GraphQLScalarType({ ...scalar.toConfig(), name, description })

builder.addScalarType('DateTime', described(DateTimeResolver, 'DateTime', 'An instant, RFC 3339 in and out: `2026-11-23T09:30:00Z`.'))
builder.addScalarType('Date', passedOn('Date', LocalDateResolver, "A calendar day in the workspace's time zone: `2026-11-23`."))
builder.addScalarType('Duration', new GraphQLScalarType(Duration))
builder.addScalarType(
  'EventCursor',
  new GraphQLScalarType<string, string>({
    name: 'EventCursor',
    description: "A place in what happened, in the gateway's own spelling. Good for as long as the log of changes goes back.",
    serialize: String,
    parseValue: readEventCursor,
    parseLiteral: (node) => readEventCursor(node.kind === Kind.STRING ? node.value : undefined),
  }),
)
builder.addScalarType('EmailAddress', passedOn('EmailAddress', EmailAddressResolver, 'An e-mail address.'))
builder.addScalarType('URL', passedOn('URL', URLResolver, 'An absolute http or https address.'))
builder.addScalarType('Locale', passedOn('Locale', LocaleResolver, 'A language tag, BCP 47: `pt-BR`.'))
/** What a caller sends is as clean as what it gets: whoever reads it later may show it in a browser. */
function readHtml(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError(`HTML is ${JSON.stringify(value)?.slice(0, 60)}; expected a text.`)
  return sanitise(value)
}

builder.addScalarType(
  'HTML',
  new GraphQLScalarType<string, string>({
    name: 'HTML',
    description:
      'Sanitised HTML: text, links, lists, tables, images and code; nothing that a browser would run. What is sent is sanitised too, and a text without tags is one.',
    serialize: String,
    parseValue: readHtml,
    parseLiteral: (node) => readHtml(node.kind === Kind.STRING ? node.value : undefined),
  }),
)
builder.addScalarType('JSON', described(JSONResolver, 'JSON', 'Any JSON value: a text, a number, yes or no, a list, or an object.'))
builder.addScalarType('JSONObject', described(JSONObjectResolver, 'JSONObject', 'A JSON object, as Intercom stores it.'))

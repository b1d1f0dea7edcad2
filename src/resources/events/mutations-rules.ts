import { neededText } from '../../api/mutations/inputs.ts'
import { InvalidInputError } from '../../errors.ts'
import type { createCatalogue } from './service-catalogue.ts'
import type { TrackedEvent } from './service-writes.ts'

/** Further keys Intercom ignores without a word (OpenAPI 2.14, POST /events). */
const mostKeys = 10
const listedForMs = 90 * 86_400_000
/** Clocks of callers may be ahead of ours by so much. */
const clockErrorMs = 60_000
/** Later than any instant in seconds that is meant, and earlier than any in milliseconds. */
const notInSeconds = 100_000_000_000

type Catalogue = Pick<ReturnType<typeof createCatalogue>, 'check'>
type Path = readonly string[]

/** What a caller says of an event. */
export type GivenEvent = { name: string; occurredAt?: Date | null; metadata?: Readonly<Record<string, unknown>> | null }

/** An event that Intercom takes; `warnings` say what it makes of it that may not be meant. They name nothing of it. */
export type CheckedEvent = { event: TrackedEvent; warnings: string[] }

/**
 * Holds an event against Intercom's rules, so that it is not sent in vain: Intercom leaves out what it does not take, and answers that all is well.
 *
 * @param path where it stands in the caller's input: `['input']`, or `['input', '3']` of a list
 * @param catalogue the events that may be told; any unless given
 * @throws InvalidInputError for what Intercom would not take, or not wholly, and for what is not in the catalogue
 */
export function checkedEvent({ name, occurredAt, metadata }: GivenEvent, path: Path, nowMs: number, catalogue?: Catalogue): CheckedEvent {
  const warnings = new Set<string>()
  const event = {
    name: neededText(name, [...path, 'name']),
    ...(occurredAt && { createdAt: secondsOf(occurredAt, [...path, 'occurredAt'], nowMs, warnings) }),
    ...(metadata && Object.keys(metadata).length > 0 && { metadata: checkedMetadata(metadata, [...path, 'metadata'], warnings) }),
  }
  catalogue?.check(event, path)
  return { event, warnings: [...warnings] }
}

function secondsOf(instant: Date, path: Path, nowMs: number, warnings: Set<string>): number {
  const ms = instant.getTime()
  if (ms < nowMs - listedForMs) throw refused(path, 'after90DaysAgo', `is ${said(instant)}; Intercom takes events of the last 90 days`)
  if (!(ms <= nowMs + clockErrorMs)) throw refused(path, 'past', `is ${said(instant)}; expected an instant that is not still to come`)
  if (ms % 1000 !== 0)
    warnings.add('"occurredAt" was cut to the second. Events of one contact with the same name in the same second are one to Intercom.')
  return Math.floor(ms / 1000)
}

const said = (instant: Date) => (Number.isNaN(instant.getTime()) ? 'no instant' : instant.toISOString())

function checkedMetadata(metadata: Readonly<Record<string, unknown>>, path: Path, warnings: Set<string>) {
  const names = Object.keys(metadata)
  if (names.length > mostKeys) throw refused(path, 'maxProperties', `has ${names.length} keys; Intercom keeps ${mostKeys} of an event`)
  for (const name of names) checkValue(name, metadata[name], [...path, name], warnings)
  return metadata
}

/** Texts, numbers, dates in seconds, links and amounts: the table of OpenAPI 2.14, POST /events. */
function checkValue(name: string, value: unknown, path: Path, warnings: Set<string>) {
  const isDate = name.endsWith('_date')
  if (typeof value === 'number') {
    if (isDate && !isInSeconds(value))
      throw refused(path, 'seconds', `is ${value}; under a key that ends in "_date" Intercom takes whole unix seconds`)
    return
  }
  if (isDate) warnings.add('Metadata under keys that end in "_date" are dates to Intercom only as unix seconds; others are not.')
  if (typeof value === 'string') return
  if (typeof value === 'boolean') {
    warnings.add(
      'Intercom describes metadata as texts, numbers, dates, links and amounts: what it makes of true and false is not published.',
    )
    return
  }
  if (isObject(value) && hasOnly(value, ['url', 'value'])) return checkLink(value, path)
  if (isObject(value) && hasOnly(value, ['amount', 'currency'])) return checkAmount(value, path)
  throw refused(path, 'flat', 'is neither a text nor a number; expected one of these, { url, value } or { amount, currency }')
}

function checkLink({ url, value }: Record<string, unknown>, path: Path) {
  const isLink = typeof url === 'string' && /^https?:$/.test(URL.parse(url)?.protocol ?? '')
  if (!isLink) throw refused([...path, 'url'], 'url', 'is no address; expected one that begins with "https://" or "http://"')
  if (typeof value !== 'string') throw refused([...path, 'value'], 'type', 'is no text; expected the words of the link')
}

function checkAmount({ amount, currency }: Record<string, unknown>, path: Path) {
  if (!(Number.isSafeInteger(amount) && (amount as number) > 0))
    throw refused([...path, 'amount'], 'cents', 'is no amount; expected a whole number of cents, more than 0')
  if (!(typeof currency === 'string' && /^[a-z]{3}$/i.test(currency)))
    throw refused([...path, 'currency'], 'currency', 'is no currency; expected three letters, as in "eur"')
}

const isInSeconds = (value: number) => Number.isSafeInteger(value) && Math.abs(value) < notInSeconds
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const hasOnly = (value: object, names: readonly string[]) => Object.keys(value).sort().join() === names.join()

/** Names of metadata are the caller's own and of any length, so the sentence says the place and no more of it. */
const refused = (path: Path, constraint: string, what: string) =>
  new InvalidInputError(`"${path.join('.').slice(0, 120)}" ${what}.`, { path, constraint })

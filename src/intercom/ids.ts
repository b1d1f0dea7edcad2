import { InvalidInputError } from '../errors.ts'

/** 24 hex digits, as Intercom's object ids are. */
const hex = { shape: /^[0-9a-f]{24}$/i, expected: '24 hexadecimal digits' }
/** Counted ids; the longest seen has 15 digits. Intercom compares them as text, so must we: 2^53 is not far. */
const digits = { shape: /^[0-9]{1,18}$/, expected: '1 to 18 digits' }

const patterns = {
  contact: hex,
  company: hex,
  segment: hex,
  admin: digits,
  team: digits,
  tag: digits,
  'subscription type': digits,
  note: digits,
  'data attribute': digits,
  conversation: digits,
  'conversation part': digits,
  'help center': digits,
  collection: digits,
  article: digits,
  'ticket type': digits,
  'ticket state': digits,
  ticket: digits,
  'ticket part': digits,
}

export type IdType = keyof typeof patterns

/**
 * `value` as an id of that type, in the form that caches and comparisons use. Everything on its way into a path goes through here: `..`,
 * `scroll`, `search` and `last` are paths of their own upstream, and the SDK hands them on.
 */
export function checkId(type: IdType, value: string): string {
  const { shape, expected } = patterns[type]
  if (!shape.test(value))
    throw new InvalidInputError(`${quoted(value)} is not the id of ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}; expected ${expected}.`)
  return canonical(value)
}

/** Reads ids of that type out of what nobody promised: null for anything that is none. */
export const idReader =
  (type: IdType) =>
  (value: unknown): string | null => {
    const text = typeof value === 'number' || typeof value === 'string' ? noneIfZero(value) : null
    return text !== null && patterns[type].shape.test(text) ? canonical(text) : null
  }

/** Hex digits in one case, and no zeros before a number: Intercom finds the same record by both. */
const canonical = (id: string) => (id.length === 24 ? id.toLowerCase() : id.replace(/^0+(?=\d)/, ''))

/** An id of the customer's own making: any text, percent-encoded by the SDK, but for what URL parsers take away and what no header holds. */
export function checkExternalId(value: string): string {
  const isUsable = value !== '' && value !== '.' && value !== '..' && value.length <= 255 && value.isWellFormed() && !/\p{Cc}/u.test(value)
  if (!isUsable)
    throw new InvalidInputError(`${quoted(value)} is not an external id; expected 1 to 255 printable characters, not "." or "..".`)
  return value
}

/**
 * The SDK types some path ids as numbers (articles, collections, admins, help centers, notes) and prints what it is given. Text stays exact
 * beyond 2^53.
 */
export const asSdkNumber = (id: string) => id as unknown as number

/** Bodies in which the description wants numbers (articles, collections) get them; an id that none holds exactly stays text. */
export const asWireNumber = (id: string): number | string => (Number.isSafeInteger(Number(id)) ? Number(id) : id)

/** Intercom's five ways to say "none": 0, "0", "", null and nothing at all, by version and endpoint. Else the id as text. */
export function noneIfZero(value: string | number | null | undefined): string | null {
  return value === null || value === undefined || value === '' || value === 0 || value === '0' ? null : String(value)
}

/** What came, safe to print in one line: shortened, with everything unprintable escaped. */
function quoted(value: string): string {
  const short = value.length > 40 ? `${value.slice(0, 40)}…` : value
  return JSON.stringify(short).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, (odd) => `\\u{${odd.codePointAt(0)!.toString(16)}}`)
}

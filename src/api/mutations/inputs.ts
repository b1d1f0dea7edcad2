import { InvalidInputError } from '../../errors.ts'
import { renderBody } from '../bodies/content.ts'

/** The argument that says which record a mutation is about. */
export const idArg = { required: true, description: 'Its id, global or as Intercom has it.' } as const

/** Intercom takes so many attachments (OpenAPI 2.14, POST /conversations/{conversation_id}/reply), and no client shows more answers to choose from. */
const mostAlong = 10

/** A text with something in it, without white space around it. */
export function neededText(text: string, path: readonly string[]): string {
  const trimmed = text.trim()
  if (trimmed === '') throw refused(path, 'minLength', 'is empty; expected a text')
  return trimmed
}

/** HTML that shows something. It has been sanitised by then, and may have held nothing but what was taken out. */
export function neededWords(html: string, path: readonly string[]): string {
  if (html.includes('<img') || textOf(html) !== '') return html
  throw refused(path, 'minLength', 'shows nothing, without what a browser would run; expected words')
}

/** The same where it need not be given. */
export const givenWords = (html: string | null | undefined, path: readonly string[]): string | undefined =>
  html === null || html === undefined ? undefined : neededWords(html, path)

/** What HTML says, as plain text. */
export const textOf = (html: string): string => renderBody(html, 'TEXT')?.trim() ?? ''

/** A list that need not be given, and is short. */
export function fewOf<Item>(
  list: readonly Item[] | null | undefined,
  path: readonly string[],
  most = mostAlong,
): readonly Item[] | undefined {
  if (list === null || list === undefined || list.length === 0) return undefined
  if (list.length > most) throw refused(path, 'maxItems', `holds ${list.length} entries; Intercom takes at most ${most}`)
  return list
}

/** Unix seconds of an instant that is still to come. */
export function secondsAhead(instant: Date, path: readonly string[]): number {
  const seconds = Math.floor(instant.getTime() / 1000)
  if (instant.getTime() > Date.now() && Number.isSafeInteger(seconds)) return seconds
  throw refused(
    path,
    'future',
    `is ${Number.isNaN(instant.getTime()) ? 'no instant' : instant.toISOString()}; expected one that is still to come`,
  )
}

/** An instant in unix seconds, of which Intercom has none below 0. Null stays null. */
export function instantAfterEpoch(instant: Date | null, path: readonly string[]): Date | null {
  if (instant === null || instant.getTime() > 0) return instant
  throw refused(path, 'after1970', 'is before 1970; expected an instant after that')
}

/**
 * What may be left out, and cannot be taken away.
 *
 * @throws InvalidInputError for null
 */
export function unlessNull<Value>(value: Value | null | undefined, path: readonly string[]): Value | undefined {
  if (value === null) throw refused(path, 'required', 'is null, which takes it away, and that cannot be; leave it out to keep it')
  return value
}

/**
 * Changes of which there is one at least.
 *
 * @param names what may be changed, for the message
 */
export function somethingIn<Changes extends object>(changes: Changes, names: string): Changes {
  if (Object.keys(changes).length > 0) return changes
  throw refused(['input'], 'minProperties', `changes nothing; expected one of ${names}`)
}

/** Texts in several languages, each language once. In Intercom's answers a locale stands beside a `type`, so that is none. */
export function localesIn<Localized extends { locale: string }>(
  list: readonly Localized[] | null | undefined,
  path: readonly string[],
): readonly Localized[] | undefined {
  if (list === null || list === undefined || list.length === 0) return undefined
  const seen = new Set<string>()
  for (const [index, { locale }] of list.entries()) {
    const here = [...path, String(index), 'locale']
    if (!/^[a-z]{2,3}(?![a-z])/i.test(locale))
      throw refused(here, 'locale', `is ${JSON.stringify(locale.slice(0, 40))}; expected a language such as "pt-BR"`)
    if (seen.has(locale.toLowerCase()))
      throw refused(here, 'unique', `is ${JSON.stringify(locale)}, which is there twice; expected each language once`)
    seen.add(locale.toLowerCase())
  }
  return list
}

const refused = (path: readonly string[], constraint: string, what: string) =>
  new InvalidInputError(`"${path.join('.')}" ${what}.`, { path, constraint })

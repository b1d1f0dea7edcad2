import { InvalidInputError } from '../../errors.ts'
import { renderBody } from '../bodies/content.ts'

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

const refused = (path: readonly string[], constraint: string, what: string) =>
  new InvalidInputError(`"${path.join('.')}" ${what}.`, { path, constraint })

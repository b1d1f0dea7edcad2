import { InvalidInputError } from '../../errors.ts'

/** Characters (UTF-16 code units) of one text. Intercom publishes no limits for most; no message that a person writes is so long. */
const longestText = 100_000
/** Entries of one list. */
const longestList = 500

/**
 * Refuses what no mutation takes, wherever in its arguments it stands: texts and lists of enormous length, and characters that are none. Files
 * have limits of their own, and come as `base64`.
 *
 * @throws InvalidInputError
 */
export function checkInput(value: unknown, path: readonly string[] = []): void {
  if (typeof value === 'string') checkText(value, path)
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  if (Array.isArray(value) && value.length > longestList)
    throw refused(path, 'maxItems', `holds ${value.length} entries; this gateway takes at most ${longestList}.`)
  for (const [name, held] of Object.entries(value)) {
    if (!Array.isArray(value)) checkText(name, path)
    if (name !== 'base64') checkInput(held, [...path, name])
  }
}

function checkText(text: string, path: readonly string[]) {
  if (text.length > longestText)
    throw refused(path, 'maxLength', `has ${text.length} characters; this gateway takes at most ${longestText}.`)
  if (!text.isWellFormed()) throw refused(path, 'wellFormed', 'holds half of a character (a lone surrogate). Send whole ones.')
  if (text.includes('\0')) throw refused(path, 'noNull', 'holds the character U+0000. Leave it out.')
}

const refused = (path: readonly string[], constraint: string, what: string) =>
  new InvalidInputError(`${path.length === 0 ? 'A name in the input' : `"${path.join('.').slice(0, 120)}"`} ${what}`, { path, constraint })

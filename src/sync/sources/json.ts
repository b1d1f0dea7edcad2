import type { SourceRecord } from './source.ts'

/** One way to write each number: its digits without zeros around them, and an exponent. Undefined for what is no number in digits. */
function inOneForm(text: string): string | undefined {
  const [, sign, whole, fraction = '', exponent = '0'] = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  const digits = (whole + fraction).replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  if (kept === '') return '0'
  return `${sign === '-' ? '-' : ''}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`
}

/**
 * A number where JavaScript has one with all these digits, of whole ones where it has all up to it (2^53); else the text as it is, so that nothing is
 * lost: `12345678901234567890` is an id to somebody.
 */
export function exactNumber(text: string): number | string {
  const number = Number(text)
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return text
  const form = inOneForm(text)
  return form !== undefined && form === inOneForm(String(number)) ? number : text
}

/** There may be a number in it that JavaScript does not have. */
const isSuspect = /\d{16}|\d[eE]/

/**
 * JSON as it is, but for numbers that JavaScript does not have, which are texts: whole ones with more digits than it keeps, and what is too large for it.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (!isSuspect.test(text)) return JSON.parse(text)
  const revive = (_key: string, value: unknown, { source }: { source?: string }) => {
    if (typeof value !== 'number' || source === undefined) return value
    if (/^-?\d+$/.test(source)) return exactNumber(source)
    return Number.isFinite(value) ? value : source
  }
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown)
}

/** Nobody means more levels of lists and objects in each other, and some thousands are too many for whoever writes them down. */
const mostLevels = 100

/** What is wrong with a record that has more levels than that; undefined where none is. */
export const tooDeep = (record: unknown): string | undefined =>
  isDeeper(record, mostLevels) ? `has more than ${mostLevels} levels of lists and objects in each other` : undefined

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)))

/** A value of JSON as a record, or what is wrong with it. */
export function recordIn(value: unknown): SourceRecord | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no JSON object'
  return tooDeep(value) ?? (value as SourceRecord)
}

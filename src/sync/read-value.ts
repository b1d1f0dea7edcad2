import type { FieldKind } from './syncable.ts'

/** A value that was read, or what was expected in its place. */
export type Read<T = unknown> = { value: T } | { expected: string }

type Plain = string | number | boolean | null

/** What is no value: '' is how a CSV says null. */
export const isNone = (raw: unknown): raw is null | undefined | '' => raw === null || raw === undefined || raw === ''

/** What came, for people: JSON, cut to 60 characters. */
export function shown(raw: unknown): string {
  const text = (raw instanceof Date && !isInstant(raw) ? 'Invalid Date' : JSON.stringify(raw)) ?? typeof raw
  const characters = [...text]
  return characters.length > mostShown ? `${characters.slice(0, mostShown - 1).join('')}…` : text
}
const mostShown = 60

/**
 * A value as a field of this kind takes it. Numbers and booleans may come as texts that are one, as in a CSV. Around what is no free text, white space is
 * nothing; a text with nothing else is no value there.
 */
export function valueOfKind(kind: FieldKind, given: unknown): Read<Plain> {
  const raw = kind !== 'text' && typeof given === 'string' ? given.trim() : given
  return isNone(raw) ? { value: null } : read[kind](raw)
}

const read: Record<FieldKind, (raw: unknown) => Read<Plain>> = {
  text: (raw) => textOf(raw, 'a text; the transform "text" makes one'),
  email: (raw) => matching(raw, /^[^\s@,;<>"]+@[^\s@,;<>"]+$/, 'an e-mail address'),
  phone: (raw) => matching(raw, /^[+(\d][\d\s()./-]*(\s*(x|ext\.?)\s*\d+)?$/i, 'a phone number'),
  url: (raw) => matching(raw, /^\S+$/, 'a URL'),
  id: (raw) => matching(raw, /^\d+$/, 'an id, which is digits'),
  number: (raw) => {
    const number = typeof raw === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(raw) ? Number(raw) : raw
    return typeof number === 'number' && Number.isFinite(number) ? { value: number } : { expected: 'a number' }
  },
  boolean: (raw) => {
    const word = typeof raw === 'string' ? raw.toLowerCase() : raw
    if (word === true || word === 'true') return { value: true }
    return word === false || word === 'false'
      ? { value: false }
      : { expected: 'true or false; the transform "boolean" takes yes, no, 1 and 0 too' }
  },
  instant: (raw) => {
    const instant = instantOf(raw)
    return instant ? { value: inSeconds(instant) } : { expected: 'ISO 8601 with an offset, or seconds since 1970' }
  },
}

function textOf(raw: unknown, expected: string): Read<string> {
  if (typeof raw === 'string') return { value: raw }
  return (typeof raw === 'number' && Number.isFinite(raw)) || typeof raw === 'bigint' ? { value: String(raw) } : { expected }
}

function matching(raw: unknown, pattern: RegExp, expected: string): Read<string> {
  const text = textOf(raw, expected)
  return 'value' in text && !pattern.test(text.value) ? { expected } : text
}

const isInstant = (date: Date) => !Number.isNaN(date.getTime())
/** The last second of the year 9999: what is beyond are milliseconds. */
const lastSecond = 253_402_300_799

/** An instant, whole seconds of it: a Date, ISO 8601 with an offset (a space for the T will do), or seconds since 1970, as a text too. Else null. */
export function instantOf(raw: unknown): Date | null {
  const date = dateOf(raw)
  return date && isInstant(date) && Math.abs(date.getTime()) <= lastSecond * 1_000
    ? new Date(Math.floor(date.getTime() / 1_000) * 1_000)
    : null
}

function dateOf(raw: unknown): Date | null {
  if (raw instanceof Date) return raw
  if (typeof raw === 'number') return new Date(raw * 1_000)
  if (typeof raw !== 'string') return null
  const text = raw.trim()
  if (/^-?\d+(\.\d+)?$/.test(text)) return new Date(Number(text) * 1_000)
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)$/i.exec(text)
  if (!found) return null
  const [, day = '', time = '', zone = ''] = found
  // the 30th of February is no day, and not the 2nd of March
  if (new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) !== true) return null
  return new Date(
    `${day}T${time}${/^z$/i.test(zone) ? 'Z' : zone.replace(/^(.\d\d):?(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`)}`,
  )
}

/** ISO 8601 in whole seconds and UTC: `2026-01-31T09:00:00Z`. */
export const inSeconds = (instant: Date) => instant.toISOString().replace(/\.\d+Z$/, 'Z')

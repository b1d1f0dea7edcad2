import type { Json } from '../changes/change.ts'
import type { FieldKind } from './syncable.ts'

/** How a kind is called in messages. */
export const kindWords: Readonly<Record<FieldKind, string>> = {
  text: 'a text',
  email: 'an e-mail address',
  phone: 'a phone number',
  url: 'a URL',
  number: 'a number',
  boolean: 'true or false',
  instant: 'an instant (ISO 8601, with its zone)',
  id: 'an id',
}

/** Without a zone it would be another instant in each; a day alone is its first in UTC. */
const instantShape = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/i

type Value = string | number | boolean | null

/** A value as one of its kind: texts without white space around them, an empty one is none; undefined for what cannot be one of the kind. */
export function asKind(kind: FieldKind, value: Json): Value | undefined {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return null
  if (typeof value === 'object') return undefined
  if (kind === 'number') return numberFrom(value)
  if (kind === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (kind === 'instant') return instantFrom(value)
  return String(value).trim()
}

/** A value in the one form that all ways of writing it have: see `Syncable.inOneForm`. */
export function oneFormOf(kind: FieldKind, value: Json): Json {
  const read = asKind(kind, value)
  if (read === undefined) return value
  if (kind === 'email' && typeof read === 'string') return read.toLowerCase()
  // Intercom writes numbers in a form of its own, and people with and without zeros before them
  if (kind === 'phone' && typeof read === 'string') return read.replace(/\D/g, '').replace(/^0+/, '') || null
  return read
}

/** An instant as values have it; undefined for a date that is none. */
export const instantText = (instant: Date): string | undefined =>
  Number.isNaN(instant.getTime()) ? undefined : new Date(Math.floor(instant.getTime() / 1_000) * 1_000).toISOString().replace('.000Z', 'Z')

const instantFrom = (value: string | number | boolean): string | undefined =>
  typeof value === 'string' && instantShape.test(value.trim()) ? instantText(new Date(value.trim())) : undefined

function numberFrom(value: string | number | boolean): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

import type { Transform } from '../config/syncs.ts'
import { inSeconds, instantOf, isNone, type Read } from './read-value.ts'

/**
 * What becomes of a value on its way to Intercom, one transform after the other. '' is no value at any step, so that what is trimmed to nothing can have a
 * default behind it.
 */
export function transformed(raw: unknown, transforms: readonly Transform[]): Read {
  let value: unknown = isNone(raw) ? null : raw
  for (const transform of transforms) {
    const next = typeof transform === 'string' ? byWord(transform, value) : byRule(transform, value)
    if ('expected' in next) return next
    value = isNone(next.value) ? null : next.value
  }
  return { value }
}

/** Only texts are trimmed and have cases: what is none stays. */
function byWord(word: Extract<Transform, string>, value: unknown): Read {
  if (value === null) return { value }
  switch (word) {
    case 'trim':
      return { value: typeof value === 'string' ? value.trim() : value }
    case 'lowercase':
      return { value: typeof value === 'string' ? value.toLowerCase() : value }
    case 'uppercase':
      return { value: typeof value === 'string' ? value.toUpperCase() : value }
    case 'number':
      return numberOf(value)
    case 'boolean':
      return booleanOf(value)
    case 'instant':
      return lenientInstantOf(value)
    case 'text':
      return { value: asText(value) }
  }
}

function byRule(rule: Exclude<Transform, string>, value: unknown): Read {
  if ('default' in rule) return { value: value ?? rule.default }
  if ('truncate' in rule) return { value: typeof value === 'string' ? [...value].slice(0, rule.truncate).join('') : value }
  const key = value === null ? '' : asText(value)
  // a map's own keys alone: "constructor" is none of them
  if (Object.hasOwn(rule.map, key)) return { value: rule.map[key] }
  if (value === null) return { value }
  const keys = Object.keys(rule.map)
  return Object.hasOwn(rule.map, '*')
    ? { value: rule.map['*'] }
    : { expected: `one of ${keys.map((known) => JSON.stringify(known)).join(', ')}` }
}

function numberOf(value: unknown): Read {
  if (typeof value === 'boolean') return { value: value ? 1 : 0 }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? { value: number } : { expected: 'a number' }
}

const yes = ['true', 't', 'yes', 'y', 'on', '1']
const no = ['false', 'f', 'no', 'n', 'off', '0']

function booleanOf(value: unknown): Read {
  const word = String(value).trim().toLowerCase()
  if (yes.includes(word)) return { value: true }
  return no.includes(word) ? { value: false } : { expected: `one of ${[...yes, ...no].join(', ')}` }
}

/** Where no offset stands it is UTC, and a day begins at its midnight. */
function lenientInstantOf(value: unknown): Read {
  const text = typeof value === 'string' ? value.trim() : value
  const instant =
    typeof text === 'string' && /^\d{4}-\d\d-\d\d/.test(text)
      ? (instantOf(text) ?? instantOf(`${text}Z`) ?? instantOf(`${text}T00:00Z`))
      : instantOf(text)
  return instant ? { value: inSeconds(instant) } : { expected: 'ISO 8601, or seconds since 1970' }
}

function asText(value: unknown): string {
  if (value instanceof Date) return inSeconds(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * A value of Intercom's as the CRM has it: maps the other way round, the first key that stands for it. Other transforms leave it as it is. Undefined where
 * a map has no key for it: the CRM has no word for such a value.
 */
export function untransformed(value: unknown, transforms: readonly Transform[]): unknown {
  let at: unknown = value
  for (const transform of transforms.toReversed()) {
    if (typeof transform !== 'object' || !('map' in transform)) continue
    const wanted = at ?? null
    const key = Object.keys(transform.map).find((candidate) => candidate !== '*' && isSame(transform.map[candidate], wanted))
    if (key === undefined && wanted !== null) return undefined
    at = key === undefined || key === '' ? null : key
  }
  return at
}

const isSame = (one: unknown, other: unknown) => (one ?? null) === other

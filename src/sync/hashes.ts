import { createHash } from 'node:crypto'
import type { Json } from '../changes/change.ts'
import type { Values } from './syncable.ts'

/** What values were, short enough to be kept for each of a hundred thousand records: a hash by the name of each field. */
export type Hashes = Readonly<Record<string, string>>

type InOneForm = (field: string, value: Json) => Json

/** Of each value that is known, 64 bits of SHA-256 over the JSON of its one form, as base64url. Equal values have equal hashes, however they are written. */
export function hashesOf(values: Values, inOneForm: InOneForm): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, hashOf(inOneForm(field, value))]))
}

/** Whether the same fields are known on both sides, with the same values. */
export function sameHashes(one: Hashes, other: Hashes): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
}

export const hashOf = (value: Json) => createHash('sha256').update(canonical(value)).digest().subarray(0, 8).toString('base64url')

/** JSON in which the order of keys says nothing. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, at: unknown) =>
    typeof at === 'object' && at !== null && !Array.isArray(at)
      ? Object.fromEntries(Object.entries(at).sort(([a], [b]) => (a < b ? -1 : 1)))
      : at,
  )
}

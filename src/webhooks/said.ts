import type { Json, Said } from '../changes/change.ts'
import { type IdReader, type Item, isObject, valuesAt } from './item.ts'

/** Reads a value that may lie in the log out of what an item has at a place; undefined for a form that nobody knows. */
export type Read = (value: unknown) => Json | undefined

/**
 * What an item says of a record, of all that may lie in the log: ids, words out of a few, numbers, yes or no, and instants as ISO 8601; never what
 * somebody wrote. What the item lacks is left out, and so is what it has in another form: that is not known, which is another thing than none.
 */
export function saidIn(item: Item, fields: Readonly<Record<string, readonly [path: string, read: Read]>>): Said {
  const said = Object.entries(fields).flatMap(([name, [path, read]]) => {
    const [value, ...more] = valuesAt(item, path)
    const found = value === undefined || more.length > 0 ? undefined : read(value)
    return found === undefined ? [] : [[name, found] as const]
  })
  return Object.fromEntries(said)
}

export const flag: Read = (value) => (typeof value === 'boolean' ? value : undefined)

/** Unix seconds or ISO 8601, as topics differ; null for never. */
export const instant: Read = (value) => {
  if (value === null || value === 0) return null
  const date = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** An instant that every record has. */
export const instantAlways: Read = (value) => instant(value) ?? undefined

/** A number, of which some items have null where there may well be one. */
export const count: Read = (value) => (typeof value === 'number' ? value : undefined)

/** An id that is always there. */
export const idAlways =
  (idOf: IdReader): Read =>
  (value) =>
    idOf(value) ?? undefined

/** An id; null for Intercom's ways to say none. */
export const idOrNone =
  (idOf: IdReader): Read =>
  (value) =>
    idOf(value) ?? ([null, 0, '0', ''].some((none) => none === value) ? null : undefined)

/** A word that `meaning` knows. */
export const word =
  (meaning: (word: string) => string | boolean | null): Read =>
  (value) =>
    typeof value === 'string' ? (meaning(value) ?? undefined) : undefined

/** An object of which one member is read, as `name`. */
export const within =
  (member: string, read: Read, name = member): Read =>
  (value) => {
    const found = isObject(value) && Object.hasOwn(value, member) ? read(value[member]) : undefined
    return found === undefined ? undefined : { [name]: found }
  }

/** Every one of a list; unknown where one of them is. */
export const each =
  (read: Read): Read =>
  (value) => {
    if (!Array.isArray(value)) return undefined
    const found = value.map(read)
    return found.some((one) => one === undefined) ? undefined : (found as Json[])
  }

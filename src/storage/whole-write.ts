import { InvalidInputError } from '../errors.ts'
import type { EntryChange } from './collections.ts'

/** What is written at once, and keeps everybody else waiting for as long. */
export const largestWrite = {
  changes: 5_000,
  /** Of keys and values in UTF-8. */
  bytes: 16 * 1_024 * 1_024,
}

/** What becomes of each key of a collection: put there, or taken away. */
type WholeWrite = ReadonlyMap<string, { put: ReadonlyMap<string, string>; taken: ReadonlySet<string> }>

/**
 * Changes by their collections, the last of each key.
 *
 * @throws InvalidInputError when they are more than `largestWrite`
 */
export function wholeWrite(changes: readonly EntryChange[]): WholeWrite {
  if (changes.length > largestWrite.changes)
    throw new InvalidInputError(`A write of ${changes.length} changes is too large: at most ${largestWrite.changes} are written at once.`)
  const collections = new Map<string, { put: Map<string, string>; taken: Set<string> }>()
  let bytes = 0
  for (const { collection, key, value } of changes) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value ?? '')
    const into = collections.get(collection) ?? { put: new Map(), taken: new Set() }
    collections.set(collection, into)
    if (value === null) {
      into.put.delete(key)
      into.taken.add(key)
    } else {
      into.taken.delete(key)
      into.put.set(key, value)
    }
  }
  if (bytes > largestWrite.bytes)
    throw new InvalidInputError(`A write of ${bytes} bytes is too large: at most ${largestWrite.bytes} are written at once.`)
  return collections
}

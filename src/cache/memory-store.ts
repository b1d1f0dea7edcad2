import { LRUCache } from 'lru-cache'
import type { LogEntry } from '../changes/change.ts'
import { beginningOf, epochOf, reaches, timeOf } from '../changes/cursor.ts'
import type { ChangeLog } from '../changes/log.ts'
import { kindOfEvery } from './keys.ts'
import type { Fill, Found, Slot, Standing } from './store.ts'

/** A value in this process's memory. */
export type Held<Value> = Slot & {
  value: Value
  storedAtMs: number
  /** When it was last known to be what upstream or the shared store had. */
  seenAtMs: number
  /** No Change to it was followed since, or none that concerns it. */
  isCurrent: boolean
  /** The cursor up to which that is known. */
  under: string
  /** When it was last counted as used. */
  usedAtMs: number
}

export type MemoryStoreOptions = {
  maxBytes: number
  log: ChangeLog
  /** How many of the last changed keys are remembered; fills that began before the oldest of them are refused. @default 100_000 */
  maxGenerations?: number
}

/** A `Store` that answers at once. */
export type MemoryStore<Value> = {
  getMany(slots: readonly Slot[]): Found<Value>[]
  standings(generations: readonly string[]): Standing[]
  fill(fills: readonly Fill<Value>[]): boolean[]
  remove(keys: readonly string[]): void
  /** How many keys begin so. */
  keysFrom(start: string): number
  /** What is kept under a key, current or not. */
  held(key: string): Held<Value> | undefined
  /** What is kept under keys that begin with `<kind>:`, by the rest of the key: fifty look-ups are to cost a microsecond. `use` what is taken. */
  heldOf(kind: string): ReadonlyMap<string, Held<Value>>
  /** It was of use, so others go first. Counted once a second. */
  use(held: Held<Value>, nowMs: number): void
  /** What is held is good up to this cursor: no Change until then concerns it. */
  renew(held: Held<Value>, under: string): void
  /** Has no Change to it been followed after this cursor? */
  isUnchanged(generation: string, since: string): boolean
  /** Was nothing purged after this cursor? */
  isSincePurge(since: string): boolean
  dispose(): void
}

/** What one key costs beside its value. */
const OVERHEAD_BYTES = 500
const USE_COUNTS_EVERY_MS = 1_000

/**
 * Values of this process, bounded by bytes. Generations are learned by following the log: a Change marks what it touches as no longer
 * current, or removes it when it erases; a gap in the log empties the store.
 */
export function createMemoryStore<Value>({ maxBytes, log, maxGenerations = 100_000 }: MemoryStoreOptions): MemoryStore<Value> {
  const values = new LRUCache<string, Held<Value>>({ maxSize: maxBytes, dispose: (held) => unlink(held) })
  const byGeneration = new Map<string, Set<Held<Value>>>()
  /** By the keys of other records whose content is in them. */
  const byCarried = new Map<string, Set<Held<Value>>>()
  /** The cursor of the last Change that erased a key, oldest first. */
  const erased = new Map<string, string>()
  const byKind = new Map<string, Map<string, Held<Value>>>()
  /** The cursor of the last Change to each key that changed lately, oldest first. */
  const changed = new Map<string, string>()
  /** Every other key last changed at this cursor or before: we cannot say when, so a fill must have begun after it. */
  let floor = log.position()
  /** The same, for "changed lately": a gap says nothing about when. */
  let forgottenAt = beginningOf(epochOf(floor))
  let knownSinceMs = log.clockMs()
  /** Whatever was asked for before this is not to be kept, though it may have changed long before. */
  let purgedAt = beginningOf(epochOf(floor))

  function unlink(held: Held<Value>) {
    const siblings = byGeneration.get(held.generation)
    siblings?.delete(held)
    if (siblings?.size === 0) byGeneration.delete(held.generation)
    for (const key of held.carries ?? []) {
      const carriers = byCarried.get(key)
      carriers?.delete(held)
      if (carriers?.size === 0) byCarried.delete(key)
    }
    const colon = held.key.indexOf(':')
    const kin = byKind.get(held.key.slice(0, colon))
    if (kin?.get(held.key.slice(colon + 1)) === held) kin.delete(held.key.slice(colon + 1))
  }

  function link(held: Held<Value>) {
    const siblings = byGeneration.get(held.generation)
    if (siblings) siblings.add(held)
    else byGeneration.set(held.generation, new Set([held]))
    for (const key of held.carries ?? []) byCarried.set(key, (byCarried.get(key) ?? new Set()).add(held))
    const colon = held.key.indexOf(':')
    byKind.get(held.key.slice(0, colon))?.set(held.key.slice(colon + 1), held)
  }

  function touch(generation: string, cursor: string) {
    changed.delete(generation)
    changed.set(generation, cursor)
    return [...(byGeneration.get(generation) ?? [])]
  }

  function onChange({ cursor, change }: LogEntry) {
    for (const key of change.forget) {
      const kind = kindOfEvery(key)
      if (kind !== undefined) purge(kind, cursor)
      else for (const held of touch(key, cursor)) held.isCurrent = false
    }
    for (const key of change.erase) {
      for (const held of touch(key, cursor)) values.delete(held.key)
      for (const held of [...(byCarried.get(key) ?? [])]) values.delete(held.key)
      erased.delete(key)
      erased.set(key, cursor)
    }
    for (const oldest of erased.keys()) {
      if (erased.size <= maxGenerations) break
      erased.delete(oldest)
    }
    for (const [oldest, at] of changed) {
      if (changed.size <= maxGenerations) break
      changed.delete(oldest)
      floor = at
      forgottenAt = at
    }
  }

  function keysFrom(start: string): string[] {
    return start === '' ? [...values.keys()] : [...values.keys()].filter((key) => key.startsWith(start))
  }

  function purge(kind: string, cursor: string) {
    const starts = kind === '' ? [''] : [`${kind}:`, `page/${kind}:`, `all/${kind}`]
    for (const start of starts) for (const key of keysFrom(start)) values.delete(key)
    purgedAt = cursor
  }

  function onGap(position: string) {
    values.clear()
    changed.clear()
    erased.clear()
    floor = position
    forgottenAt = beginningOf(epochOf(position))
    knownSinceMs = log.clockMs()
  }

  const unfollow = log.follow({ onChange, onGap })

  const standingOf = (generation: string): Standing => {
    const at = changed.get(generation)
    return { generation: at ?? floor, asOf: log.position(), changedAtMs: timeOf(at ?? forgottenAt), knownSinceMs }
  }
  const isSincePurge = (since: string) => epochOf(since) !== epochOf(purgedAt) || reaches(since, purgedAt)
  const isUnchanged = (generation: string, since: string) => reaches(since, changed.get(generation) ?? floor) && isSincePurge(since)

  /** Nothing that it carries was erased since. */
  const isWhole = (carries: readonly string[] | undefined, since: string) =>
    (carries ?? []).every((key) => {
      const at = erased.get(key)
      return at === undefined || reaches(since, at)
    })

  return {
    getMany: (slots) =>
      slots.map((slot) => {
        const held = values.get(slot.key)
        return {
          ...standingOf(slot.generation),
          value: held?.value,
          under: held?.under,
          storedAtMs: held?.storedAtMs ?? 0,
          isCurrent: held?.isCurrent ?? false,
        }
      }),
    standings: (generations) => generations.map(standingOf),
    fill: (fills) =>
      fills.map(({ key, generation, carries, value, under, storedAtMs, seenAtMs = storedAtMs, bytes }) => {
        if (!isUnchanged(generation, under) || !isWhole(carries, under)) return false
        const held = { key, generation, carries, value, storedAtMs, seenAtMs, isCurrent: true, under, usedAtMs: storedAtMs }
        values.set(key, held, { size: Math.ceil(bytes) + key.length * 2 + OVERHEAD_BYTES })
        if (values.peek(key) !== held) return false // larger than the whole store
        link(held)
        return true
      }),
    remove: (keys) => {
      for (const key of keys) values.delete(key)
    },
    keysFrom: (start) => keysFrom(start).length,
    held: (key) => values.get(key),
    heldOf(kind) {
      const known = byKind.get(kind) ?? new Map<string, Held<Value>>()
      byKind.set(kind, known)
      return known
    },
    use(held, nowMs) {
      if (nowMs - held.usedAtMs < USE_COUNTS_EVERY_MS) return
      held.usedAtMs = nowMs
      values.get(held.key)
    },
    renew(held, under) {
      if (isUnchanged(held.generation, under)) Object.assign(held, { isCurrent: true, under })
    },
    isUnchanged,
    isSincePurge,
    dispose: () => {
      unfollow()
      values.clear()
    },
  }
}

import type { Kept } from './kept.ts'

/** Where a value lies, and whose generation decides whether it is current. Several values may share one generation. */
export type Slot = {
  key: string
  generation: string
  /** Keys of other records whose content is in the value: a Change that erases one of them takes the value with it. Known once there is one. */
  carries?: readonly string[]
  /** Whether a value under an older generation is good under this one too: no Change since concerns it, and all are known. No value is, unless said. */
  outlives?: (kept: Kept<unknown>, under: string, generation: string) => boolean
}

/** What is known of the generation a key is at. */
export type Standing = {
  /** The current generation: hand it back with `fill`. */
  generation: string
  /** The log's cursor up to which this is true. */
  asOf: string
  /** When the last Change was, on the log's clock in milliseconds; 0 when none is known. */
  changedAtMs: number
  /** Changes before this may not be known: the log, or what is remembered of it, began then, on the log's clock in milliseconds. */
  knownSinceMs: number
}

export type Found<Value> = Standing & {
  /** What is kept, current or not; undefined when there is nothing, or nothing that may ever be shown again (erased, of a lost log, or without its generation). */
  value: Value | undefined
  /** The generation that it was filled under, or a later cursor up to which no Change concerned it; undefined where `value` is. */
  under: string | undefined
  /** When it was stored, on the filler's clock; longer ago when it is to be asked for anew sooner than its kind is. */
  storedAtMs: number
  /** It carries the current generation: no Change came since the call that fetched it. */
  isCurrent: boolean
}

export type Fill<Value> = Slot & {
  value: Value
  /** The generation (or a later `asOf`) that was read before the call that fetched the value. */
  under: string
  storedAtMs: number
  /** The log's cursor up to which every Change was known when it was asked for. `under`, unless said. */
  asOf?: string
  /** When it was asked for, which its age without a log is counted from. `storedAtMs`, unless said; only memory keeps it. */
  seenAtMs?: number
  /** Kept for this long, stale or not. */
  keepMs: number
  /** What it costs to keep, in bytes. */
  bytes: number
}

type Eventually<T> = T | Promise<T>

/**
 * Values under generations. The memory store answers at once, the Redis store in one round trip; both reject nothing that was asked of them
 * alone: the Redis store rejects with `RedisUnavailableError` within its deadline when Redis does not answer.
 */
export type Store<Value> = {
  /** Aligned with the slots; undefined in the place of what could not be read in time, which a memory always can. */
  getMany(slots: readonly Slot[]): Eventually<(Found<Value> | undefined)[]>
  /** The generations only, aligned with the generation keys. */
  standings(generations: readonly string[]): Eventually<Standing[]>
  /** Writes what is still under the generation it was fetched under; aligned: was it written? */
  fill(fills: readonly Fill<Value>[]): Eventually<boolean[]>
  /** Removes values whatever their generation. */
  remove(keys: readonly string[]): Eventually<void>
}

/** A time that has to be reconciled for one kind of record, in milliseconds on the log's clock. */
export type Window = {
  sinceMs: number
  untilMs: number
  /** Not before this: until then a search may not show all of it. */
  notBeforeMs: number
}

/** Why there is something to reconcile. */
export type Reason = 'downtime' | 'lost log' | 'quiet' | 'schedule'

/** Where a process stands: at this time it could take notifications into the log of this epoch. */
export type Beat = { atMs: number; epoch: string }

export type BeatRules = {
  kinds: readonly string[]
  /** A pause between two beats that is longer is one in which notifications were lost. */
  downtimeMs: number
  /** A window begins so much before the pause: what was announced then may have been on its way. */
  overlapMs: number
}

/** Notifications of one topic. */
export type Sighting = { firstMs: number; lastMs: number; count: number }

/** What all processes know of what they heard: in Redis, or in memory where there is one process. All reject while Redis does not answer. */
export type Marks = {
  /**
   * The gateway can take notifications now. In one step: when was the last such beat, of whichever process? If it is too long ago, or was into
   * another log, the time between is due for every kind. `own` is this process's last beat, for where nothing else remembers.
   */
  beat(now: Beat, own: Beat | undefined, rules: BeatRules): Promise<Reason | undefined>
  /** More is due: the window becomes part of the one that there is. */
  addDue(kinds: readonly string[], window: Window): Promise<void>
  due(): Promise<ReadonlyMap<string, Window>>
  /**
   * A window was reconciled: `left` of it is still due, and up to `goodMs` nothing is missing. Changes nothing when it is not the window any more
   * that it was: more has become due meanwhile.
   */
  settle(kind: string, was: Window, left: Window | undefined, goodMs: number): Promise<void>
  /** Up to when nothing is missing of each kind. */
  good(): Promise<ReadonlyMap<string, number>>
  /** More notifications have come, and clients of this process follow these kinds of records. */
  note(heard: ReadonlyMap<string, Sighting>, followed: readonly string[], nowMs: number): Promise<void>
  /** All that have come by topic, and what clients of any process followed since then. */
  noted(sinceMs: number): Promise<{ sightings: ReadonlyMap<string, Sighting>; followed: ReadonlySet<string> }>
  /** True when this process is the one that reconciles, for `ttlMs` from now. */
  take(ttlMs: number): Promise<boolean>
  release(): Promise<void>
}

/** The smallest window that both are part of. */
export const joined = (one: Window | undefined, other: Window): Window =>
  one === undefined
    ? other
    : {
        sinceMs: Math.min(one.sinceMs, other.sinceMs),
        untilMs: Math.max(one.untilMs, other.untilMs),
        notBeforeMs: Math.min(one.notBeforeMs, other.notBeforeMs),
      }

/** What the beats say: why the time between two of them is lost, if it is. */
export function pauseBetween(before: Beat | undefined, now: Beat, { downtimeMs }: Pick<BeatRules, 'downtimeMs'>): Reason | undefined {
  if (before === undefined) return undefined
  if (before.epoch !== now.epoch) return 'lost log'
  return now.atMs - before.atMs > downtimeMs ? 'downtime' : undefined
}

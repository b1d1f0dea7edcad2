import { createHash } from 'node:crypto'
import type { DurableStore } from '../storage/durable-store.ts'
import { createCrowds } from './crowds.ts'
import type { Window } from './write.ts'

/** For as long as a write may be looked for; keys are kept for a day. */
const keptMs = 25 * 3_600_000
/** Clocks of processes may be apart by so much, and what was made was made so much before that was noted, at most. */
const marginMs = 5 * 60_000
/** How often a record that other processes write at the same time is tried. */
const mostTries = 50

/** What is known of all writes that could be taken for each other. */
type Ledger = {
  /** Those of which nobody knows whether they were done, by their own ids, and when each may have been done. */
  open: Record<string, Window>
  /** What was made by those of which it is known, by its id: when that was noted, and by which of them, where that may be repeated. */
  made: Record<string, { atMs: number; by?: string }>
}
type Step = (ledger: Ledger) => unknown

/** What was found, judged: it is this write's own; or there is none; or whose it is cannot be told. */
export type Verdict = { own: number } | 'none' | 'unclear'

export type Effect = {
  /** Its own id among those that are alike. */
  id: string
  /** It may be looked for again under that id, by whoever repeats its mutation. */
  isRepeatable: boolean
  /** When it may be done. */
  window: Window
}

/**
 * Which write made what. Two replies of the same words are two, and one of them must never pass for the other; so each says before it is sent that
 * it may be done, and afterwards what it made. Shared by all processes that share the store.
 */
export function createEffects({ store, now }: { store: DurableStore; now: () => number }) {
  const keyOf = (alike: string) => `alike:${createHash('sha256').update(alike).digest('base64url')}`
  const crowds = createCrowds<Step, unknown>((alike, steps) => changeAll(alike, steps))
  /** Those of this process that were sent without being in the ledger, by what they are like. */
  const unnoted = new Map<string, Map<string, Window>>()

  /** Changes a ledger for all who want that at the same time, again and again until no other process has meanwhile. */
  async function changeAll(alike: string, steps: readonly Step[]): Promise<readonly unknown[]> {
    const key = keyOf(alike)
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await store.get(key)
      const ledger = stored ? (JSON.parse(stored.value) as Ledger) : { open: {}, made: {} }
      const answers = steps.map((step) => step(ledger))
      drop(ledger)
      const written = await store.put(key, JSON.stringify(ledger), { over: stored?.version ?? null, keepMs: keptMs })
      if (written !== undefined) return answers
    }
    throw new Error('What is alike is written by too many processes at the same time.')
  }

  /** What nobody can look for any more. What is open now, or will be, finds nothing that was made long before it. */
  function drop({ open, made }: Ledger) {
    const oldestMs = now() - keptMs
    for (const [id, { toMs }] of Object.entries(open)) if (toMs < oldestMs) delete open[id]
    const soughtMs = Math.min(now(), ...Object.values(open).map(({ fromMs }) => fromMs)) - marginMs
    for (const [id, { atMs, by }] of Object.entries(made)) if (atMs < (by === undefined ? soughtMs : oldestMs)) delete made[id]
  }

  const change = <T>(alike: string, step: (ledger: Ledger) => T): Promise<T> => crowds.join(alike, step) as Promise<T>

  function settle({ open, made }: Ledger, { id, isRepeatable }: Omit<Effect, 'window'>, its: string | null) {
    delete open[id]
    if (its !== null) made[its] = { atMs: now(), ...(isRepeatable && { by: id }) }
  }

  function noteHere(alike: string, { id, window }: Effect) {
    for (const [one, windows] of unnoted) {
      for (const [other, { toMs }] of windows) if (toMs < now() - keptMs) windows.delete(other)
      if (windows.size === 0) unnoted.delete(one)
    }
    unnoted.set(alike, (unnoted.get(alike) ?? new Map()).set(id, window))
  }

  function forgetHere(alike: string, id: string) {
    const windows = unnoted.get(alike)
    windows?.delete(id)
    if (windows?.size === 0) unnoted.delete(alike)
  }

  return {
    /** Says that a write is going to be sent. When that cannot be said to all, it is known in this process. */
    async begin(alike: string, effect: Effect): Promise<Effect> {
      try {
        await change(alike, (ledger) => {
          ledger.open[effect.id] = effect.window
        })
      } catch (error) {
        noteHere(alike, effect)
        throw error
      }
      return effect
    },
    /** Says what it made; null when it made nothing. */
    async end(alike: string, self: Omit<Effect, 'window'>, made: string | null) {
      await change(alike, (ledger) => settle(ledger, self, made))
      forgetHere(alike, self.id)
    },
    /** Whether one of what was found, by the ids of what was made, is its own; it is claimed then. */
    judge: (alike: string, self: Effect, found: readonly (string | null)[]): Promise<Verdict> =>
      change(alike, (ledger): Verdict => {
        const { id, window } = self
        // it was done, and said so; the process that was told of it ended before its key knew
        const known = found.findIndex((made) => made !== null && ledger.made[made]?.by === id)
        const unclaimed = found.flatMap((made, index) => (made === null || Object.hasOwn(ledger.made, made) ? [] : [index]))
        const others = [...Object.entries(ledger.open), ...(unnoted.get(alike) ?? [])].filter(([other]) => other !== id)
        const isAlone = others.every(([, theirs]) => !overlaps(window, theirs))
        const own = known === -1 ? unclaimed[0] : known
        if (own === undefined) return 'none'
        if (known === -1 && (!isAlone || unclaimed.length > 1)) return 'unclear'
        settle(ledger, self, found[own]!)
        return { own }
      }),
  }
}

export type Effects = ReturnType<typeof createEffects>

const overlaps = (one: Window, other: Window) => one.fromMs <= other.toMs && other.fromMs <= one.toMs

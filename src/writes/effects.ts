import { createHash, randomUUID } from 'node:crypto'
import type { DurableStore } from '../storage/durable-store.ts'
import type { Window } from './write.ts'

/** For as long as a write may be looked for; keys are kept for a day. */
const keptMs = 25 * 3_600_000
/** How often a record that others write at the same time is tried. */
const mostTries = 50

/** What is known of all writes that could be taken for each other. */
type Ledger = {
  /** Those of which nobody knows whether they were done, by their own ids, and when each may have been done. */
  open: Record<string, Window>
  /** What was made by those of which it is known, by its id, and when that was noted. */
  made: Record<string, number>
}

/** What was found, judged: it is this write's own; or there is none; or whose it is cannot be told. */
export type Verdict = { own: number } | 'none' | 'unclear'

export type Effect = {
  /** Its own id among those that are alike. */
  id: string
  window: Window
}

/**
 * Which write made what. Two replies of the same words are two, and one of them must never pass for the other; so each says before it is sent that
 * it may be done, and afterwards what it made. Shared by all processes that share the store.
 */
export function createEffects({ store, now }: { store: DurableStore; now: () => number }) {
  const keyOf = (alike: string) => `alike:${createHash('sha256').update(alike).digest('base64url')}`

  /** Changes a ledger, again and again until nobody else has meanwhile. */
  async function change<T>(alike: string, step: (ledger: Ledger) => T): Promise<T> {
    const key = keyOf(alike)
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await store.get(key)
      const ledger = stored ? (JSON.parse(stored.value) as Ledger) : { open: {}, made: {} }
      const answer = step(ledger)
      const oldestMs = now() - keptMs
      for (const [id, { toMs }] of Object.entries(ledger.open)) if (toMs < oldestMs) delete ledger.open[id]
      for (const [made, atMs] of Object.entries(ledger.made)) if (atMs < oldestMs) delete ledger.made[made]
      const written = await store.put(key, JSON.stringify(ledger), { over: stored?.version ?? null, keepMs: keptMs })
      if (written !== undefined) return answer
    }
    throw new Error('What is alike is written by too many at the same time.')
  }

  return {
    /** Says that a write is going to be sent. @param id its own, where a repetition has to find it */
    async begin(alike: string, window: Window, id: string = randomUUID()): Promise<Effect> {
      await change(alike, (ledger) => {
        ledger.open[id] = window
      })
      return { id, window }
    },
    /** Says what it made; null when it made nothing. */
    end: (alike: string, { id }: Effect, made: string | null) =>
      change(alike, (ledger) => {
        delete ledger.open[id]
        if (made !== null) ledger.made[made] = now()
      }),
    /** Whether one of what was found, by the ids of what was made, is its own; it is claimed then. */
    judge: (alike: string, { id, window }: Effect, found: readonly (string | null)[]): Promise<Verdict> =>
      change(alike, (ledger) => {
        const unclaimed = found.flatMap((made, index) => (made === null || Object.hasOwn(ledger.made, made) ? [] : [index]))
        const isAlone = Object.entries(ledger.open).every(([other, theirs]) => other === id || !overlaps(window, theirs))
        const [own] = unclaimed
        if (own === undefined) return 'none'
        if (!isAlone || unclaimed.length > 1) return 'unclear'
        delete ledger.open[id]
        ledger.made[found[own]!] = now()
        return { own }
      }),
  }
}

export type Effects = ReturnType<typeof createEffects>

const overlaps = (one: Window, other: Window) => one.fromMs <= other.toMs && other.fromMs <= one.toMs

import { setTimeout as delay } from 'node:timers/promises'
import type { Effect, Effects } from './effects.ts'
import type { Look, Window } from './write.ts'

/** Waits between looks, in milliseconds: what Intercom is still doing is mostly done within a second. */
const waitsMs = [0, 150, 350, 750, 1_500, 2_500, 4_000]

type LookingOptions = {
  effects: Pick<Effects, 'judge'>
  /** How long to go on looking; a look that has begun is waited for. */
  lookMs: number
  /** Aborted when nothing is to be waited for any more. */
  stopping: AbortSignal
  now: () => number
}

type Looking<Answer> = { look: Look<Answer>; window: Window; effect: Effect | undefined }

/**
 * Looks for what a write did, until it is found or the time is over. What cannot be read counts as not found: somebody may find it later.
 *
 * @returns what its answer would have been; undefined when it cannot be told
 */
export function createLooking({ effects, lookMs, stopping, now }: LookingOptions) {
  async function lookOnce<Answer>({ look, window, effect }: Looking<Answer>): Promise<Answer | undefined> {
    const found = await look.find(window)
    if (!look.alike) return found[0]
    // where the ledger could not be reached, nobody knows what was made by whom
    if (!effect) return undefined
    const verdict = await effects.judge(look.alike.as, effect, found.map(look.alike.madeOf))
    return typeof verdict === 'object' ? found[verdict.own] : undefined
  }

  return async <Answer>(asked: Looking<Answer>): Promise<Answer | undefined> => {
    const untilMs = now() + lookMs
    for (const waitMs of waitsMs) {
      if (stopping.aborted || (waitMs > 0 && now() + waitMs > untilMs)) return undefined
      if (waitMs > 0) await delay(waitMs, undefined, { signal: stopping }).catch(() => {})
      const found = await lookOnce(asked).catch(() => undefined)
      if (found !== undefined) return found
    }
    return undefined
  }
}

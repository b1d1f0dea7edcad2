import { setTimeout as delay } from 'node:timers/promises'
import type { Loaded } from './load.ts'
import type { Lock } from './redis-store.ts'
import type { Found, Slot, Standing } from './store.ts'
import type { Tiers } from './tiers.ts'

export type House<Model> = {
  slot: Slot
  /**
   * The generation it is wanted under, as the shared store has it: a Change lets a new caller past one that still fetches what was before it.
   * Undefined when the store has not said; it is then asked again.
   */
  generation: string | undefined
  /** The answer, if what the shared store has by now will do. */
  take(found: Found<string>): Loaded<Model> | undefined
  /** Asks upstream. What is handed in must be a part of the answer: `standing` is what the store said when it was asked again. */
  fetch(shared?: Pick<Loaded<Model>, 'onWritten' | 'standing'>): Promise<Loaded<Model>>
}

/** After so long without a sign of life, whoever was fetching is taken for dead and the next one goes. */
const HOLD_MS = 2_000
/** How often those who wait look whether it is there. */
const LOOK_EVERY_MS = 25
/** For so long after the shared store was late it is asked again: a busy moment of a process is not to be a call of its own. */
const SECOND_CHANCE_MS = 100
/** Whoever has waited for so long goes itself. */
const LONGEST_WAIT_MS = 30_000

/**
 * Among all processes one asks upstream; the others wait for what it writes. Without a shared store, or once it has been silent for a tenth of
 * a second, each asks for itself.
 */
export function createOnePerHouse({ l2, findShared, isClosing }: Pick<Tiers, 'l2' | 'findShared' | 'isClosing'>) {
  return async <Model>({ slot, generation, take, fetch }: House<Model>): Promise<Loaded<Model>> => {
    if (!l2 || l2.silentForMs() > SECOND_CHANCE_MS) return fetch()
    const lockOf = (wanted: string) => l2.lock(`${slot.key}@${wanted}`, HOLD_MS)
    const look = async () => (await findShared([slot]))?.[0]
    // one lock, however often it is asked for: an answer that came too late may have given it to us
    let lock = generation === undefined ? undefined : lockOf(generation)
    let standing: Standing | undefined
    const startedAtMs = performance.now()
    let answeredAtMs = startedAtMs
    let askedSince = 0
    for (; !isClosing() && performance.now() < startedAtMs + LONGEST_WAIT_MS; await delay(LOOK_EVERY_MS)) {
      if (!lock) {
        standing = await look()
        lock = standing && lockOf(standing.generation)
      }
      const isOurs = await lock?.take().catch(() => undefined)
      // also after we got the lock: the one before us may have just finished
      const found = isOurs === undefined ? undefined : await look()
      const taken = found && take(found)
      if (taken) {
        void lock?.release().catch(() => {}) // it ends by itself
        return taken
      }
      if (isOurs) break
      if (found) [answeredAtMs, askedSince] = [performance.now(), 0]
      else if (askedSince++ > 0 && performance.now() > answeredAtMs + SECOND_CHANCE_MS) break
    }
    return lock ? fetchHolding(lock, (onWritten) => fetch({ onWritten, standing })) : fetch()
  }
}

/** Whoever goes without having the lock takes it as soon as it can: the others then wait for what is on its way. */
async function fetchHolding<Model>(lock: Lock, fetch: (onWritten: () => void) => Promise<Loaded<Model>>): Promise<Loaded<Model>> {
  const alive = setInterval(() => void lock.take().catch(() => {}), HOLD_MS / 4)
  const letGo = () => {
    clearInterval(alive)
    void lock.release().catch(() => {}) // it ends by itself
  }
  try {
    return await fetch(letGo)
  } catch (error) {
    letGo()
    throw error
  }
}

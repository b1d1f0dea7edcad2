import { setTimeout as delay } from 'node:timers/promises'
import type { Loaded } from './read-through.ts'
import type { Lock } from './redis-store.ts'
import type { Found, Slot } from './store.ts'
import type { Tiers } from './tiers.ts'

export type House<Model> = {
  slot: Slot
  /** The generation it is wanted under: a Change lets a new caller past one that still fetches what was before it. */
  generation: string
  /** The answer, if what the shared store has by now will do. */
  take(found: Found<string>): Loaded<Model> | undefined
  /** Asks upstream. Its `onWritten` must be the one handed in. */
  fetch(onWritten?: () => void): Promise<Loaded<Model>>
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
    // one lock for all that we ask: an answer that came too late may have given it to us
    const lock = l2.lock(`${slot.key}@${generation}`, HOLD_MS)
    const startedAtMs = performance.now()
    let answeredAtMs = startedAtMs
    let askedSince = 0
    for (; !isClosing() && performance.now() < startedAtMs + LONGEST_WAIT_MS; await delay(LOOK_EVERY_MS)) {
      const isOurs = await lock.take().catch(() => undefined)
      // also after we got the lock: the one before us may have just finished
      const found = isOurs === undefined ? undefined : (await findShared([slot]))?.[0]
      const taken = found && take(found)
      if (taken) {
        void lock.release().catch(() => {}) // it ends by itself
        return taken
      }
      if (isOurs) break
      if (found) [answeredAtMs, askedSince] = [performance.now(), 0]
      else if (askedSince++ > 0 && performance.now() > answeredAtMs + SECOND_CHANCE_MS) break
    }
    return fetchHolding(lock, fetch)
  }
}

/** Whoever goes without having the lock takes it as soon as it can: the others then wait for what is on its way. */
async function fetchHolding<Model>(lock: Lock, fetch: House<Model>['fetch']): Promise<Loaded<Model>> {
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

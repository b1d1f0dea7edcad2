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
/** Whoever has waited for so long goes itself. */
const LONGEST_WAIT_MS = 30_000

/** Among all processes one asks upstream; the others wait for what it writes. Without a shared store, or while it does not answer, each asks for itself. */
export function createOnePerHouse({ l2, findShared, log, isClosing }: Pick<Tiers, 'l2' | 'findShared' | 'log' | 'isClosing'>) {
  return async <Model>({ slot, generation, take, fetch }: House<Model>): Promise<Loaded<Model>> => {
    if (!l2 || !log.isReachable()) return fetch()
    const name = `${slot.key}@${generation}`
    const giveUpAtMs = performance.now() + LONGEST_WAIT_MS
    for (; !isClosing() && performance.now() < giveUpAtMs; await delay(LOOK_EVERY_MS)) {
      const lock = await l2.lock(name, HOLD_MS).catch(() => null)
      if (lock === null) return fetch()
      // also after we got the lock: the one before us may have just finished
      const found = (await findShared([slot]))?.[0]
      const taken = found && take(found)
      if (taken) {
        void lock?.release().catch(() => {}) // it ends by itself
        return taken
      }
      if (lock) return fetchHolding(lock, fetch)
      if (!found) return fetch()
    }
    return fetch()
  }
}

async function fetchHolding<Model>(lock: Lock, fetch: House<Model>['fetch']): Promise<Loaded<Model>> {
  const alive = setInterval(() => void lock.extend().catch(() => {}), HOLD_MS / 4)
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

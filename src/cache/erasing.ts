import type { Change } from '../changes/change.ts'
import type { ChangeLog } from '../changes/log.ts'
import type { RedisStore } from './redis-store.ts'

/** How many copies one Change erases beside its own. What is over goes before it, as Changes about nothing. */
const AT_ONCE = 1_000

/**
 * A log whose erasing Changes erase the shared copies too that carry content of what is erased: conversations with the name of a contact in them.
 * The copies of a process alone know by themselves what they carry (`memory-store.ts`).
 */
export function erasingCarriers(log: ChangeLog, { carriersOf }: Pick<RedisStore, 'carriersOf'>): ChangeLog {
  async function eraseMore(change: Change, keys: readonly string[], timeoutMs: number | undefined) {
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const erase = keys.slice(from, from + AT_ONCE)
      await log.append({ ...change, dedupeId: undefined, about: [], facts: {}, moves: [], forget: [], erase }, { timeoutMs })
    }
  }

  return {
    ...log,
    async append(change, options = {}) {
      if (change.erase.length === 0) return log.append(change, options)
      const { timeoutMs } = options
      const carriers = (await carriersOf(change.erase)).filter((key) => !change.erase.includes(key))
      await eraseMore(change, carriers.slice(AT_ONCE), timeoutMs)
      const erase = [...change.erase, ...carriers.slice(0, AT_ONCE)]
      const appended = await log.append({ ...change, erase, forget: change.forget.filter((key) => !erase.includes(key)) }, options)
      // one that was being written meanwhile did not know yet, and now lies there
      const known = appended.duplicate ? [] : carriers // the first of it may have been cut off before its last step
      const late = (await carriersOf(change.erase)).filter((key) => !change.erase.includes(key) && !known.includes(key))
      await eraseMore(change, late, timeoutMs)
      return appended
    },
  }
}

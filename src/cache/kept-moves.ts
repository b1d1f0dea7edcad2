import type { ChangeLog } from '../changes/log.ts'
import type { DurableStore } from '../storage/durable-store.ts'

/**
 * A log that remembers for good where records went that were merged away. The log itself forgets, in memory with the process; what is asked of it and
 * it does not know is asked of the store, which is written before anybody is told.
 */
export function keepingMoves(log: ChangeLog, store: DurableStore): ChangeLog {
  const nameOf = (key: string) => `moved:${key}`

  async function keep(key: string, to: string) {
    const known = await store.get(nameOf(key))
    if (known?.value !== to) await store.put(nameOf(key), to, { over: known?.version ?? null, keepMs: null })
  }

  return {
    ...log,
    async append(change, options) {
      await Promise.all((change.moves ?? []).map(({ key, to }) => keep(key, to)))
      return log.append(change, options)
    },
    async movedTo(keys) {
      const known = await log.movedTo(keys)
      return Promise.all(known.map(async (to, index) => to ?? (await store.get(nameOf(keys[index]!)))?.value))
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { DurableStore, Stored } from './durable-store.ts'

/** For a process that has neither Redis nor `DATA_DIR`: what it keeps goes with it. */
export function createMemoryStorage({ now }: { now: () => number }): DurableStore {
  const values = new Map<string, Stored & { untilMs: number }>()
  let sweepAt = 1_000

  function at(key: string) {
    const found = values.get(key)
    if (found && found.untilMs > now()) return found
    values.delete(key)
    return undefined
  }

  /** What nobody asks for again goes when as many more have come. */
  function sweep() {
    if (values.size < sweepAt) return
    for (const key of values.keys()) at(key)
    sweepAt = Math.max(1_000, values.size * 2)
  }

  return {
    async get(key) {
      const found = at(key)
      return found && { value: found.value, version: found.version }
    },
    async put(key, value, { over, keepMs }) {
      if ((at(key)?.version ?? null) !== over) return undefined
      const version = randomUUID()
      values.set(key, { value, version, untilMs: keepMs === null ? Number.POSITIVE_INFINITY : now() + keepMs })
      sweep()
      return version
    },
    async remove(key, version) {
      return at(key)?.version === version && values.delete(key)
    },
    async dispose() {
      values.clear()
    },
  }
}

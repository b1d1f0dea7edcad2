import type { ChangeLog } from '../changes/log.ts'
import { entityKey, everyKey, referenceKey } from './keys.ts'
import type { MemoryStore } from './memory-store.ts'
import type { RedisStore } from './redis-store.ts'

/** What is to be read anew: single records by their kind and id, all of some kinds, or everything. */
export type Purge = { records: readonly { kind: string; id: string }[] } | { kinds: readonly string[] } | 'all'

type Options = { log: Pick<ChangeLog, 'append'>; l1: Pick<MemoryStore<unknown>, 'keysFrom' | 'held'>; l2: RedisStore | null; now(): number }

/** Where values of a kind lie: single records, pages of them, and lists of all. */
const startsOf = (kind: string) => [entityKey(kind, ''), `page/${kind}:`, referenceKey(kind)]

/** Takes copies away, in this process's memory and every other's, and in the shared store. Says how many it found. */
export function createPurge({ log, l1, l2, now }: Options) {
  const tell = (forget: readonly string[]) =>
    log.append({ topic: 'gateway.cache.purged', origin: 'GATEWAY_WRITE', occurredAt: new Date(now()), about: [], forget, erase: [] })

  async function countOf(keys: readonly string[]): Promise<number> {
    const found = l2
      ? (await l2.getMany(keys.map((key) => ({ key, generation: key })))).map((one) => one?.value)
      : keys.map((key) => l1.held(key))
    return found.filter((one) => one !== undefined).length
  }

  /** @throws when the log or the shared store cannot be reached */
  return async (what: Purge): Promise<number> => {
    if (what !== 'all' && 'records' in what) {
      const keys = [...new Set(what.records.flatMap(({ kind, id }) => [entityKey(kind, id), referenceKey(kind)]))]
      const held = await countOf(keys)
      await tell(keys)
      return held
    }
    const starts = what === 'all' ? [''] : what.kinds.flatMap(startsOf)
    const forget = what === 'all' ? [everyKey('')] : what.kinds.map(everyKey)
    const held = starts.reduce((count, start) => count + l1.keysFrom(start), 0)
    await tell(forget)
    if (!l2) return held
    const names = (await Promise.all(starts.map((start) => l2.keysFrom(start, Number.POSITIVE_INFINITY)))).flat()
    const values = names.filter((name) => !name.startsWith('lock:'))
    for (let from = 0; from < values.length; from += 1_000) await l2.remove(values.slice(from, from + 1_000))
    // whoever found one of them meanwhile has it in memory now
    await tell(forget)
    return values.length
  }
}

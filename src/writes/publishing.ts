import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Change } from '../changes/change.ts'
import type { ChangeLog } from '../changes/log.ts'
import type { WriteChange } from './write.ts'

type Deps = { log: ChangeLog; say: { warn(facts: object, sentence: string): void }; now: () => number }

/** How long an answer waits for its Change to be written down, and then for this process to follow it. */
const appendMs = 500
const followMs = 100
/** How many entries are looked through for another Change to the same record. Between a write and its answer there are few. */
const mostBetween = 200
/** What could not be written down is tried again for about a minute. */
const retriesMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]

/** Says in the log of changes what was written. A log that is away makes nobody's write fail: it is told as soon as it can be. */
export function createPublishing({ log, say, now }: Deps) {
  const stopping = new AbortController()
  const behind = new Set<Promise<void>>()

  async function insist(change: Change) {
    for (const waitMs of retriesMs) {
      await delay(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      const isDone = await log.append(change, { timeoutMs: appendMs }).then(
        () => true,
        () => false,
      )
      if (isDone || stopping.signal.aborted) return
    }
    say.warn(
      { topic: change.topic, about: change.about },
      'a write could not be told to the log of changes: copies of it stay until their time is up',
    )
  }

  async function append(change: WriteChange): Promise<string | null> {
    // said twice it is appended once
    const told: Change = { ...change, origin: 'GATEWAY_WRITE', occurredAt: new Date(now()), dedupeId: `write:${randomUUID()}` }
    try {
      return (await log.append(told, { timeoutMs: appendMs })).cursor
    } catch (error) {
      say.warn({ err: error, topic: change.topic }, 'a write is not in the log of changes yet')
      const work = insist(told).finally(() => behind.delete(work))
      behind.add(work)
      return null
    }
  }

  /** Whether nothing else has happened to the same keys since a place in the log. Then an answer that came after that place is the newest there is. */
  async function isNewest({ forget, erase }: WriteChange, since: string, cursor: string): Promise<boolean> {
    const keys = new Set([...forget, ...erase])
    const { entries, gap } = await log.read(since, mostBetween)
    const ours = entries.findIndex((entry) => entry.cursor === cursor)
    if (gap || ours === -1) return false
    return entries.slice(0, ours).every(({ change }) => ![...change.forget, ...change.erase].some((key) => keys.has(key)))
  }

  return {
    /**
     * @param since the place in the log that was known before the write was sent
     * @returns the cursor under which an answer may be kept; null where it may not
     */
    async publish(change: WriteChange, since: string): Promise<string | null> {
      const cursor = await append(change)
      if (cursor === null) return null
      const [isFollowed, isOurs] = await Promise.all([log.until(cursor, followMs), isNewest(change, since, cursor).catch(() => false)])
      return isFollowed && isOurs ? cursor : null
    },
    /** Of what may have been written: nobody is told, and no copy is believed. */
    async forget(keys: readonly string[]): Promise<void> {
      await append({ topic: 'gateway.write.unknown', about: [], forget: keys, erase: [] })
    },
    async dispose() {
      stopping.abort()
      await Promise.all(behind)
    },
  }
}

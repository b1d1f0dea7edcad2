import { LRUCache } from 'lru-cache'
import type { ChangesConfig } from '../config.ts'
import type { Change } from './change.ts'
import type { Payload } from './log.ts'

type Limits = Pick<ChangesConfig, 'payloadSeconds' | 'payloadMaxBytes'>

/** Whether a log keeps the payload of this Change. What erases may itself hold what is to be gone. */
export function isKept({ dedupeId, erase }: Change, payload: Payload | undefined, { payloadSeconds, payloadMaxBytes }: Limits): boolean {
  if (payload === undefined || dedupeId === undefined || erase.length > 0 || payloadSeconds === 0) return false
  return Buffer.byteLength(payload.text) <= payloadMaxBytes
}

/** All that a process without Redis keeps of payloads, as V8 keeps text. */
const MAX_BYTES = 32 * 1024 * 1024
/** How many erased keys are remembered. */
const MAX_ERASED = 100_000
/** What was created so long after an erasure tells of what is left. By two clocks, Intercom's and ours. */
const LATE_MS = 60_000

/** The payloads of the log in memory, bounded by bytes; the least recently kept go first. */
export function createMemoryPayloads({ payloadSeconds, payloadMaxBytes, now }: Limits & { now(): number }) {
  const under = new Map<string, Set<string>>()
  /** When each was erased, by our clock. */
  const erased = new LRUCache<string, number>({ max: MAX_ERASED })
  const kept = new LRUCache<string, Payload & { untilMs: number }>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ text }) => text.length * 2 + 200,
    dispose(payload, dedupeId) {
      for (const key of payload.under) {
        const ids = under.get(key)
        ids?.delete(dedupeId)
        if (ids?.size === 0) under.delete(key)
      }
    },
  })

  function put(dedupeId: string, payload: Payload, createdAt: Date, seconds: number): boolean {
    if (payload.under.some((key) => createdAt.getTime() < (erased.get(key) ?? Number.NEGATIVE_INFINITY) + LATE_MS)) return false
    kept.set(dedupeId, { ...payload, untilMs: now() + seconds * 1000 })
    if (!kept.has(dedupeId)) return false // larger than all of them may be
    for (const key of payload.under) under.set(key, (under.get(key) ?? new Set()).add(dedupeId))
    return true
  }

  return {
    /** What a Change does to them: erases those of what it erases, keeps its own. */
    take(change: Change, payload: Payload | undefined) {
      for (const key of change.erase) {
        erased.set(key, now())
        for (const dedupeId of [...(under.get(key) ?? [])]) kept.delete(dedupeId)
      }
      const { dedupeId } = change
      if (payload === undefined || dedupeId === undefined || !isKept(change, payload, { payloadSeconds, payloadMaxBytes })) return
      put(dedupeId, payload, change.occurredAt, payloadSeconds)
    },
    /** Keeps one by itself; false when it may not be kept. */
    keep: (dedupeId: string, payload: Payload, createdAt: Date, seconds: number): boolean =>
      Buffer.byteLength(payload.text) <= payloadMaxBytes && put(dedupeId, payload, createdAt, seconds),
    get(dedupeId: string): string | undefined {
      const payload = kept.get(dedupeId)
      if (payload && payload.untilMs > now()) return payload.text
      kept.delete(dedupeId)
      return undefined
    },
  }
}

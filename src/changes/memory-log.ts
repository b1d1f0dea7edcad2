import { LRUCache } from 'lru-cache'
import type { ChangesConfig } from '../config.ts'
import type { Change, LogEntry } from './change.ts'
import { beginningOf, epochOf, formatCursor, formatEpoch, newToken, reaches, timeOf } from './cursor.ts'
import { type DeliveryState, reconciledDelivery } from './deliveries.ts'
import { createFollowers } from './followers.ts'
import type { ChangeLog, Say } from './log.ts'
import { createMemoryDeliveries } from './memory-deliveries.ts'
import { createMemoryPayloads } from './payloads.ts'

type DeliveryLimits = Pick<ChangesConfig, 'deliveriesKept' | 'deliveriesSeconds' | 'deadLettersKept' | 'deadLetterSeconds'>

export type MemoryLogOptions = DeliveryLimits & {
  /** How many entries are kept; the oldest go first. Ten times as many dedupe ids are remembered. */
  maxLength: number
  /** How long an entry is kept. */
  retentionSeconds: number
  /** How long a dedupe id is remembered. */
  dedupeSeconds: number
  /** How long a payload is kept, and how large it may be. */
  payloadSeconds: number
  payloadMaxBytes: number
  now(): number
  say: Say
}

/** How many moves are remembered; the least recently asked for go first. */
const MAX_MOVES = 100_000

/** The log of a process that is alone: followers have been told when `append` returns, so nobody ever waits for them. */
export function createMemoryLog(options: MemoryLogOptions): ChangeLog {
  const { maxLength, retentionSeconds, dedupeSeconds, now, say } = options
  const epoch = formatEpoch(newToken(), now())
  const payloads = createMemoryPayloads(options)
  const deliveries = createMemoryDeliveries(options)
  const moves = new LRUCache<string, string>({ max: MAX_MOVES })
  const seen = new Map<string, { cursor: string; untilMs: number }>()
  const followers = createFollowers({ position: beginningOf(epoch), say })
  let entries: LogEntry[] = []
  let head = beginningOf(epoch)

  function nextCursor() {
    const [ms, headMs] = [now(), timeOf(head)]
    if (ms > headMs) return formatCursor(epoch, ms, 0)
    return formatCursor(epoch, headMs, Number(head.slice(head.lastIndexOf('-') + 1)) + 1)
  }

  function remember(dedupeId: string, cursor: string) {
    for (const [id, { untilMs }] of seen) {
      if (untilMs > now() && seen.size < maxLength * 10) break
      seen.delete(id)
    }
    seen.set(dedupeId, { cursor, untilMs: now() + dedupeSeconds * 1000 })
  }

  /** Whether all of it was told before. */
  function isTold(names: readonly string[], cursor: string): boolean {
    const fresh = names.map((name) => `once:${name}`).filter((key) => (seen.get(key)?.untilMs ?? 0) <= now())
    for (const key of fresh) remember(key, cursor)
    return names.length > 0 && fresh.length === 0
  }

  function trim() {
    const oldestMs = now() - retentionSeconds * 1000
    const kept = entries.findIndex((entry) => timeOf(entry.cursor) >= oldestMs)
    const surplus = Math.max(kept, entries.length - maxLength)
    // copying is dear: let a tenth pile up before the oldest are dropped
    if (surplus > 0 && (kept > 0 || surplus > maxLength / 10)) entries = entries.slice(surplus)
  }

  /** How many entries there are up to a place. They are in order, and a write asks near the end of thousands. */
  function countThrough(cursor: string): number {
    let [low, high] = [0, entries.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (reaches(cursor, entries[middle]!.cursor)) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    isLocal: true,
    append(change: Change, { payload, delivery = reconciledDelivery(change) } = {}) {
      const note = (state: DeliveryState, cursor: string) => (delivery ? deliveries.add(delivery, state, cursor) : '')
      const first = change.dedupeId === undefined ? undefined : seen.get(change.dedupeId)
      if (first && first.untilMs > now())
        return Promise.resolve({ cursor: first.cursor, duplicate: true, deliveryId: note('duplicate', first.cursor) })
      const cursor = nextCursor()
      const entry: LogEntry = { cursor, previous: head, change, ...(isTold(change.once ?? [], cursor) && { isRepeat: true }) }
      if (change.dedupeId !== undefined) remember(change.dedupeId, entry.cursor)
      head = entry.cursor
      entries.push(entry)
      payloads.take(change, payload)
      for (const { key, to } of change.moves ?? []) moves.set(key, to)
      trim()
      const deliveryId = note(change.origin === 'RECONCILED' ? 'reconciled' : 'accepted', entry.cursor)
      followers.advance(entry)
      return Promise.resolve({ cursor: entry.cursor, duplicate: false, deliveryId })
    },
    head: () => Promise.resolve(head),
    read(after, limit) {
      const from = epochOf(after) === epoch ? countThrough(after) : 0
      const gap = (entries[from]?.previous ?? head) !== after
      return Promise.resolve({ entries: entries.slice(from, from + limit), gap })
    },
    payload: (dedupeId) => Promise.resolve(payloads.get(dedupeId)),
    keepPayload: (dedupeId, payload, { createdAt, seconds }) => Promise.resolve(payloads.keep(dedupeId, payload, createdAt, seconds)),
    deliveries,
    movedTo: (keys) => Promise.resolve(keys.map((key) => moves.get(key))),
    follow: followers.follow,
    position: followers.position,
    until: followers.until,
    isReachable: () => true,
    clockMs: now,
    clockErrorMs: 0,
    dispose: () => Promise.resolve(),
  }
}

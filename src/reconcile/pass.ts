import { setTimeout as delay } from 'node:timers/promises'
import type { Change } from '../changes/change.ts'
import type { ChangeLog, Say } from '../changes/log.ts'
import { readAnnounced } from './announced.ts'
import type { Announcement, DeletedRecord, FoundRecord, Judge, Reconciled } from './reconciled.ts'

/** What a pass over one kind came to: records that were listed as changed, copies that were held against upstream, and what was told of both. */
export type Tally = { listed: number; rechecked: number; told: number; failed: number; isCut: boolean }

export type PassOptions = {
  log: ChangeLog
  judge: Judge
  /** When the window begins, on the log's clock. */
  sinceMs: number
  /** What was changed so short a time ago is left to its notification, which may be on its way. */
  settleMs: number
  /** How many records are listed at most, and how many copies looked at. */
  maxRecords: number
  say: Say
  signal: AbortSignal
  /** Told as it goes. */
  onRecords?: (kind: string, what: 'listed' | 'rechecked' | 'told' | 'failed', count: number) => void
}

/** Ids that are held against upstream at once. */
const RECHECKED_AT_ONCE = 200
/** An append whose answer was lost is said again under the same id. */
const APPEND_TRIES = 3

/**
 * One pass over one kind of record: what was changed since, and was not announced, is told; so is every copy that upstream contradicts. Rejects when a
 * list cannot be read, or Intercom fails altogether; what was told till then is told, and is not told again.
 */
export async function reconcileKind(row: Reconciled, options: PassOptions): Promise<Tally> {
  const { log, judge, sinceMs, settleMs, maxRecords, say, signal, onRecords = () => {} } = options
  const { kind } = row
  const startedAtMs = log.clockMs()
  const tally: Tally = { listed: 0, rechecked: 0, told: 0, failed: 0, isCut: false }
  const count = (what: 'listed' | 'rechecked' | 'told' | 'failed', by: number) => {
    tally[what] += by
    if (by > 0) onRecords(kind, what, by)
  }
  const seen = new Set<string>()
  const announced = await readAnnounced(log, sinceMs)

  async function publish(id: string, { topic, as = topic, item }: Announcement, occurredAt = new Date(startedAtMs)) {
    const effects = judge(as, item)
    if (!effects) throw new Error(`No row has a rule for ${as} that could read ${kind} ${id}.`)
    const [first, ...others] = effects.about
    const change: Change = {
      ...effects,
      topic,
      origin: 'RECONCILED',
      occurredAt,
      dedupeId: `reconciled:${kind}:${id}:${occurredAt.getTime()}:${startedAtMs}`,
      about: [{ type: kind, id: first?.id ?? id }, ...others],
    }
    for (let attempt = 1; ; attempt++) {
      try {
        await log.append(change)
        return count('told', 1)
      } catch (error) {
        if (attempt === APPEND_TRIES) throw error
        await delay(100 * attempt, undefined, { signal })
      }
    }
  }

  async function compareListed(found: FoundRecord) {
    const { id, updatedAt, createdAt } = found
    if (!updatedAt || updatedAt.getTime() < sinceMs - 1_000 || seen.has(id)) return
    count('listed', 1)
    if (updatedAt.getTime() > startedAtMs - settleMs || announced.covers(kind, id, updatedAt)) return
    const isNew = createdAt !== null && createdAt.getTime() >= sinceMs && !announced.hasAny(kind, id)
    await publish(id, isNew ? row.created(found) : row.changed(found), updatedAt)
    seen.add(id)
  }

  async function tellDeleted({ id, deletedAt }: DeletedRecord) {
    if (deletedAt.getTime() < sinceMs - 1_000 || seen.has(id)) return
    count('listed', 1)
    if (deletedAt.getTime() > startedAtMs - settleMs || announced.covers(kind, id, deletedAt)) return
    await publish(id, row.gone(id), deletedAt)
    seen.add(id)
  }

  async function recheck(ids: readonly string[]) {
    const results = await row.recheck(ids)
    const failures = results.filter((one) => one instanceof Error)
    if (failures.length === ids.length) throw failures[0]
    if (failures.length > 0) say.warn({ kind, count: failures.length, err: failures[0] }, 'copies could not be held against Intercom')
    count('failed', failures.length)
    count('rechecked', ids.length)
    for (const [index, one] of results.entries()) {
      const id = ids[index] ?? ''
      if (one instanceof Error || one.state === 'same') continue
      if (one.state === 'changed') await publish(id, row.changed(one.found), one.found.updatedAt ?? undefined)
      else if (one.state === 'moved' && row.moved) await publish(id, row.moved(id, one.to))
      else await publish(id, row.gone(id))
    }
  }

  try {
    for await (const page of row.updatedSince(new Date(Math.max(0, sinceMs)))) {
      for (const found of page) {
        signal.throwIfAborted()
        await compareListed(found)
      }
      tally.isCut = tally.listed >= maxRecords
      if (tally.isCut) break
    }
    if (!tally.isCut)
      for await (const page of row.deletedSince?.(new Date(Math.max(0, sinceMs))) ?? [])
        for (const deleted of page) {
          signal.throwIfAborted()
          await tellDeleted(deleted)
        }
    const kept = [...(await row.keptIds(maxRecords))].filter((id) => !seen.has(id))
    for (let at = 0; at < kept.length; at += RECHECKED_AT_ONCE) {
      signal.throwIfAborted()
      await recheck(kept.slice(at, at + RECHECKED_AT_ONCE))
    }
    return tally
  } finally {
    announced.stop()
  }
}

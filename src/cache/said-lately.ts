import type { Json, LogEntry } from '../changes/change.ts'
import { timeOf } from '../changes/cursor.ts'

/**
 * Whether a copy of a record, or a row of a search, that says it was updated then shows all that was announced of the record lately; undefined for a
 * record of which nothing was.
 */
export type Shows = (id: string, updatedAt: Date) => boolean | undefined

/**
 * Whether a Change of this topic says of its record when it was updated by what has happened. Much happens to records without: who is archived is as they
 * were updated last.
 */
export type SaysUpdate = (topic: string) => boolean

/** What was announced of one record. */
type Said = {
  /** When something was last announced of it, and when last without saying when the record was updated, on the log's clock. */
  atMs: number
  unsaidAtMs: number
  /** The latest update that was announced, in unix milliseconds, whole seconds; under which topic, and by which entry of ours and which of others. */
  updatedAtMs: number
  topic: string
  byUs: string | undefined
  byOthers: string | undefined
  /** There may have been several updates in that second. */
  areSeveral: boolean
}

const nobody = { byUs: undefined, byOthers: undefined, areSeveral: false }

/** How many records are remembered; of those whose announcements are the oldest nothing is known. */
const mostRecords = 100_000

/**
 * Up to when each record was announced to be updated, of many more records than whose Changes are kept whole. Seconds are all that Intercom tells: in one
 * there may be two updates. They are one where we announced it once, and Intercom did, under one topic; one that nobody announced is not told from it.
 */
export function createSaidLately(kind: string, saysUpdate: SaysUpdate) {
  /** The one that was noted last is the last. */
  const records = new Map<string, Said>()

  /** An entry may be noted again, as when the log is read back. */
  function updated(before: Said, updatedAtMs: number, { cursor, change: { topic, origin } }: LogEntry): Said {
    const said = updatedAtMs > before.updatedAtMs ? { ...before, ...nobody, updatedAtMs, topic } : before
    const who = origin === 'GATEWAY_WRITE' ? 'byUs' : 'byOthers'
    const isAnother = said.topic !== topic || (said[who] ?? cursor) !== cursor
    return { ...said, [who]: cursor, areSeveral: said.areSeveral || isAnother }
  }

  return {
    note(id: string, entry: LogEntry) {
      const { cursor, change } = entry
      const atMs = timeOf(cursor)
      const before = records.get(id) ?? { atMs: 0, unsaidAtMs: 0, updatedAtMs: 0, topic: change.topic, ...nobody }
      const [subject] = change.about
      const isUpdate = subject?.type === kind && subject.id === id && saysUpdate(change.topic)
      const updatedAtMs = isUpdate ? updateIn(change.facts) : undefined
      const known = { ...before, atMs: Math.max(before.atMs, atMs) }
      const said =
        updatedAtMs === undefined
          ? { ...known, unsaidAtMs: Math.max(before.unsaidAtMs, atMs) }
          : updatedAtMs < before.updatedAtMs
            ? known
            : updated(known, updatedAtMs, entry)
      records.delete(id)
      records.set(id, said)
      for (const oldest of records.keys()) {
        if (records.size <= mostRecords) break
        records.delete(oldest)
      }
    },
    /** @param fromMs what was announced before is shown by everything */
    showsSince(fromMs: number): Shows {
      for (const [id, { atMs }] of records) {
        if (atMs >= fromMs) break
        records.delete(id)
      }
      return (id, updatedAt) => {
        const said = records.get(id)
        if (said === undefined || said.atMs < fromMs) return undefined
        if (said.unsaidAtMs >= fromMs) return false
        return updatedAt.getTime() > said.updatedAtMs || (updatedAt.getTime() === said.updatedAtMs && !said.areSeveral)
      }
    },
    clear: () => records.clear(),
  }
}

/** `judged.updatedAt` of what a Change says of its record. */
function updateIn(facts: Json | undefined): number | undefined {
  const { judged } = (facts ?? {}) as { judged?: { updatedAt?: unknown } | null }
  const text = judged?.updatedAt
  const updatedAtMs = typeof text === 'string' ? new Date(text).getTime() : Number.NaN
  return Number.isNaN(updatedAtMs) ? undefined : updatedAtMs
}

import type { LogEntry } from '../changes/change.ts'
import { epochOf, formatCursor } from '../changes/cursor.ts'
import type { ChangeLog } from '../changes/log.ts'

/** Entries read at once. */
const BATCH = 500

export type Announced = {
  /** Was a Change about it told that happened then, or later? To the second, as records have it. */
  covers(kind: string, id: string, at: Date): boolean
  /** Was any told since? */
  hasAny(kind: string, id: string): boolean
  stop(): void
}

/** What the log has told since a time, and tells while this is used. Rejects when the log cannot be read. */
export async function readAnnounced(log: ChangeLog, sinceMs: number): Promise<Announced> {
  /** When the last of what was told of each record happened, in unix seconds. */
  const lastAt = new Map<string, number>()
  const note = ({ change }: LogEntry) => {
    const [first] = change.about
    if (!first) return
    const key = `${first.type}:${first.id}`
    lastAt.set(key, Math.max(lastAt.get(key) ?? 0, secondsOf(change.occurredAt)))
  }
  const stop = log.follow({ onChange: note, onGap: () => {} })
  try {
    let at = formatCursor(epochOf(await log.head()), Math.max(0, Math.floor(sinceMs)), 0)
    for (;;) {
      const { entries } = await log.read(at, BATCH)
      entries.forEach(note)
      if (entries.length < BATCH) break
      at = entries.at(-1)!.cursor
    }
  } catch (error) {
    stop()
    throw error
  }
  return {
    covers: (kind, id, at) => (lastAt.get(`${kind}:${id}`) ?? Number.NEGATIVE_INFINITY) >= secondsOf(at),
    hasAny: (kind, id) => lastAt.has(`${kind}:${id}`),
    stop,
  }
}

const secondsOf = (date: Date) => Math.floor(date.getTime() / 1000)

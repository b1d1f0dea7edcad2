import { LRUCache } from 'lru-cache'
import type { LogEntry, Said } from './change.ts'
import { reaches } from './cursor.ts'

type Newest = {
  cursor: string
  updatedAt: string
  /** What was said; null when two different things were said of that instant, so that nobody knows which is the newer. */
  text: string | null
}

/** Of how many records it is remembered what was said of them, and of how many entries that they came late; the longest ago go first. */
const mostRemembered = 10_000

/**
 * Whether what an entry says of its record is newer than what was said before it. Announcements may come in another order than things happened in, and
 * instants have seconds: of two that say different things of the same second only the first is news. The answer for an entry stays the same, whoever
 * asks, and however late.
 */
export function createSequence(most: number = mostRemembered) {
  const newest = new LRUCache<string, Newest>({ max: most })
  const stale = new LRUCache<string, true>({ max: most })

  return {
    /** To be asked of entries in the order of the log; of one that lies before those it knows of the same record it answers as it did then. */
    isNews({ cursor, change: { about, facts } }: LogEntry): boolean {
      const [first] = about
      const judged = (facts as { judged?: Said } | undefined)?.judged
      if (!first || judged === undefined) return true
      if (stale.has(cursor)) return false
      const key = `${first.type}:${first.id}`
      const known = newest.get(key)
      if (known && reaches(known.cursor, cursor)) return true
      const updatedAt = typeof judged.updatedAt === 'string' ? judged.updatedAt : ''
      const text = JSON.stringify(judged)
      if (!known || updatedAt > known.updatedAt || (updatedAt === known.updatedAt && text === known.text)) {
        newest.set(key, { cursor, updatedAt, text })
        return true
      }
      stale.set(cursor, true)
      if (updatedAt === known.updatedAt) newest.set(key, { ...known, cursor, text: null })
      return false
    },
  }
}

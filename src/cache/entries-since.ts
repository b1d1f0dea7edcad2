import type { LogEntry } from '../changes/change.ts'
import { reaches } from '../changes/cursor.ts'
import type { ChangeLog } from '../changes/log.ts'

/** The Changes that gave a generation others after `under`, the oldest first, up to the one that gave it `generation`; undefined when not all are known. */
export type EntriesSince = (under: string, generation: string) => readonly LogEntry[] | undefined

type Options = {
  log: Pick<ChangeLog, 'follow' | 'position'>
  /** How many Changes of one generation are remembered. @default 1000 */
  mostEntries?: number
}

/** What is remembered of one generation: every Change of it behind a place in the log. */
type Remembered = { entries: LogEntry[]; behind: string }

/** By which Changes a generation has been replaced: of those that are asked for, and from then on. */
export function createEntriesSince({ log, mostEntries = 1_000 }: Options) {
  const remembered = new Map<string, Remembered>()

  function note(key: string, entry: LogEntry) {
    const known = remembered.get(key)
    if (!known || known.entries.at(-1) === entry) return
    known.entries.push(entry)
    // copying is dear: as many again pile up before the oldest are dropped
    if (known.entries.length >= 2 * mostEntries) {
      const dropped = known.entries.splice(0, known.entries.length - mostEntries)
      known.behind = dropped.at(-1)!.cursor
    }
  }

  const unfollow = log.follow({
    onChange(entry) {
      for (const key of entry.change.forget) note(key, entry)
      for (const key of entry.change.erase) note(key, entry)
    },
    onGap(position) {
      for (const known of remembered.values()) Object.assign(known, { entries: [], behind: position })
    },
  })

  return {
    of(key: string): EntriesSince {
      const known: Remembered = remembered.get(key) ?? { entries: [], behind: log.position() }
      remembered.set(key, known)
      return (under, generation) => {
        if (!reaches(under, known.behind)) return undefined
        const { entries } = known
        const last = entries.findLastIndex(({ cursor }) => cursor === generation)
        let first = last + 1
        while (first > 0 && !reaches(under, entries[first - 1]!.cursor)) first--
        return first <= last ? entries.slice(first, last + 1) : undefined
      }
    },
    dispose: unfollow,
  }
}

import type { LogEntry } from '../changes/change.ts'
import { epochOf, formatCursor, reaches, timeOf } from '../changes/cursor.ts'
import type { ChangeLog, Say } from '../changes/log.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import { namedBy } from './named.ts'
import { createSaidLately, type SaysUpdate, type Shows } from './said-lately.ts'

/** A record that had Changes which a page may not show: Intercom's search may not have known them when it was asked. */
export type ChangedRecord = {
  kind: string
  id: string
  /** The newest of them, on the log's clock. */
  changedAtMs: number
  /** The newest of them deleted it, or merged it away. */
  isErased: boolean
  /** Each of them, the oldest first; undefined where they were too many to keep. */
  entries: readonly LogEntry[] | undefined
}

export type ChangedLately = {
  /** By id, in no order. */
  records: ReadonlyMap<string, ChangedRecord>
  /** Why there may be others; undefined when these are all. */
  lacks: string | undefined
  /** What changed at this time or later may be unknown to a search that is sent now; what changed before, only to older pages. On the log's clock. */
  lagsSinceMs: number
  /** When something last changed in lists of which no record is named, as when their contact was merged: what, only the search knows. */
  unnamedAtMs: number
  /** What shows all that was announced of a record; always undefined for kinds that do not ask for it, and where something may be missing. */
  shows: Shows
}

export type ChangedLatelyOptions = {
  log: ChangeLog
  /** For how long after a Change a search may still show what was before it. */
  indexLagMs: number
  say: Say
  /** How many records of one kind are kept; the one whose Change is oldest goes first. @default 1000 */
  maxRecords?: number
}

/** What is kept of one record's Changes. */
const MOST_ENTRIES = 20
const BATCH = 500
/** How often reading the log back is tried again, when it failed. */
const RETRY_MS = 1_000

const unknown: Shows = () => undefined
const NONE: ChangedLately = {
  records: new Map(),
  lacks: undefined,
  lagsSinceMs: Number.POSITIVE_INFINITY,
  unnamedAtMs: 0,
  shows: unknown,
}

/**
 * Which records had Changes so lately that what a search found may not show them: of each kind that is asked for, by following the log, and by reading it
 * back when the process begins to follow it. Every process of one log knows the same.
 */
export function createChangedLately({ log, indexLagMs, say, maxRecords = 1_000 }: ChangedLatelyOptions) {
  const lagMs = indexLagMs + log.clockErrorMs
  const kinds = new Map<string, Kind>()
  let reading: Promise<void> | undefined
  let isReadBack = false
  let failedAtMs = Number.NEGATIVE_INFINITY

  function note(entry: LogEntry) {
    const { forget, erase } = entry.change
    for (const key of forget) kindOf(key)?.note(idIn(key), entry, false)
    for (const key of erase) kindOf(key)?.note(idIn(key), entry, true)
    for (const [name, kind] of kinds) {
      const isOfLists = kind.lists !== undefined && forget.includes(kind.lists)
      if (isOfLists && namedBy(name, entry.change).length === 0) kind.noteUnnamed(entry)
    }
  }
  const kindOf = (key: string) => kinds.get(key.slice(0, key.indexOf(':')))
  const idIn = (key: string) => key.slice(key.indexOf(':') + 1)

  /** What this process did not follow: the Changes before it began to, or what it is behind with. */
  async function readFrom(cursor: string) {
    for (let at = cursor; ; ) {
      const { entries } = await log.read(at, BATCH)
      entries.forEach(note)
      const last = entries.at(-1)
      if (!last || entries.length < BATCH) return
      at = last.cursor
    }
  }

  const longestReachMs = () => lagMs + Math.max(...[...kinds.values()].map((kind) => kind.longestShownMs))

  /** Once for all who ask meanwhile. */
  async function readBack() {
    const position = log.position()
    if (epochOf(position) === '') return
    try {
      await readFrom(formatCursor(epochOf(position), Math.max(0, Math.floor(log.clockMs() - longestReachMs()) - 1), 0))
      isReadBack = epochOf(position) === epochOf(log.position())
    } catch (error) {
      failedAtMs = performance.now()
      say.warn({ err: error }, 'the log of changes could not be read back; lists may lack what changed before this process began')
    }
  }

  function readBackOnce() {
    reading ??= readBack().finally(() => {
      reading = undefined
    })
    return reading
  }

  const unfollow = log.follow({
    onChange: (entry) => {
      if (indexLagMs > 0) note(entry)
    },
    onGap() {
      for (const kind of kinds.values()) kind.clear()
      failedAtMs = Number.NEGATIVE_INFINITY
      isReadBack = false
    },
  })

  return {
    /**
     * How to ask for the records of one kind, by the name that its keys begin with. It never rejects; what it lacks while the log cannot be
     * read, it says.
     *
     * @param options.longestShownMs for how long what a search found is shown, from when it was asked
     * @param options.lists the key by which a Change drops what was found
     * @param options.saysUpdate up to when each record was announced to be updated is kept too, for `shows`: by Changes of these topics
     */
    ofKind(
      name: string,
      { longestShownMs = 0, lists, saysUpdate }: { longestShownMs?: number; lists?: string; saysUpdate?: SaysUpdate | undefined } = {},
    ): () => Promise<ChangedLately> {
      const kind = kinds.get(name) ?? createKind(name, maxRecords)
      if (!kinds.has(name) || kind.longestShownMs < longestShownMs) isReadBack = false
      kind.longestShownMs = Math.max(kind.longestShownMs, longestShownMs)
      kind.lists = lists ?? kind.lists
      if (saysUpdate) kind.rememberSaid(saysUpdate)
      kinds.set(name, kind)
      return async () => {
        if (indexLagMs === 0) return NONE
        if (!isReadBack && performance.now() - failedAtMs > RETRY_MS) await readBackOnce()
        const isBehind = currentScope()?.bypassL1 === true
        const isCaughtUp = !isBehind || (await readFrom(log.position()).then(yes, no))
        const lagsSinceMs = log.clockMs() - lagMs
        const found = { ...kind.since(lagsSinceMs - kind.longestShownMs), lagsSinceMs }
        if (isReadBack && isCaughtUp) return { ...found, shows: kind.shows(lagsSinceMs) }
        return { ...found, lacks: 'The log of changes cannot be read.', shows: unknown }
      }
    },
    dispose: unfollow,
  }
}

type Kind = ReturnType<typeof createKind>

function createKind(kind: string, maxRecords: number) {
  /** The one that was noted last is the last. */
  const records = new Map<string, ChangedRecord & { newest: string }>()
  let droppedAtMs = 0
  let unnamedAtMs = 0
  let said: ReturnType<typeof createSaidLately> | undefined

  return {
    longestShownMs: 0,
    rememberSaid(saysUpdate: SaysUpdate) {
      said ??= createSaidLately(kind, saysUpdate)
    },
    shows: (fromMs: number): Shows => said?.showsSince(fromMs) ?? unknown,
    lists: undefined as string | undefined,
    noteUnnamed({ cursor }: LogEntry) {
      unnamedAtMs = Math.max(unnamedAtMs, timeOf(cursor))
    },
    note(id: string, entry: LogEntry, isErased: boolean) {
      const { cursor } = entry
      said?.note(id, entry)
      const known = records.get(id)
      if (known?.entries?.some((one) => one.cursor === cursor)) return
      const isNewest = !known || reaches(cursor, known.newest)
      const entries = known ? known.entries && [...known.entries, entry] : [entry]
      records.delete(id)
      records.set(id, {
        kind,
        id,
        newest: isNewest ? cursor : known.newest,
        changedAtMs: isNewest ? timeOf(cursor) : known.changedAtMs,
        isErased: isNewest ? isErased : known.isErased,
        entries: entries && entries.length <= MOST_ENTRIES ? entries : undefined,
      })
      for (const [oldest, { changedAtMs }] of records) {
        if (records.size <= maxRecords) break
        records.delete(oldest)
        droppedAtMs = Math.max(droppedAtMs, changedAtMs)
      }
    },
    since(fromMs: number): Omit<ChangedLately, 'lagsSinceMs' | 'shows'> {
      for (const [id, { changedAtMs }] of records) if (changedAtMs < fromMs) records.delete(id)
      const lacks = droppedAtMs >= fromMs ? `More than ${maxRecords} records changed lately.` : undefined
      return { records, lacks, unnamedAtMs }
    },
    clear() {
      records.clear()
      said?.clear()
      droppedAtMs = 0
      unnamedAtMs = 0
    },
  }
}

const yes = () => true
const no = () => false

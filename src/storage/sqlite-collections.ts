import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Collections } from './collections.ts'
import { keyRange } from './key-range.ts'
import type { Disk } from './sqlite-disk.ts'
import { wholeWrite } from './whole-write.ts'

export type SqliteCollectionsOptions = {
  /** Opened, and closed, by whoever hands it in. Other processes may have it open too. */
  database: DatabaseSync
  disk: Pick<Disk, 'reached'>
  now: () => number
}

/** So many entries that nobody can see any more are removed at a time: SQLite has the process for itself meanwhile. */
const pieceSize = 500

/**
 * Collections in SQLite. One that is dropped, or whose time is over, loses its name in that moment, and with it everything that can be read of it. Its
 * entries are removed in pieces: by the drop itself, and one with each write.
 */
export function createSqliteCollections({ database, disk, now }: SqliteCollectionsOptions): (workspace: string) => Collections {
  database.exec(`
    CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, workspace TEXT NOT NULL, name TEXT, until_ms INTEGER);
    CREATE UNIQUE INDEX IF NOT EXISTS collections_named ON collections (workspace, name) WHERE name IS NOT NULL;
    CREATE INDEX IF NOT EXISTS collections_until ON collections (until_ms) WHERE name IS NOT NULL AND until_ms IS NOT NULL;
    CREATE INDEX IF NOT EXISTS collections_gone ON collections (id) WHERE name IS NULL;
    CREATE TABLE IF NOT EXISTS collection_times (
      workspace TEXT NOT NULL, name TEXT NOT NULL, keep_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL,
      PRIMARY KEY (workspace, name)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS collection_times_over ON collection_times (until_ms + keep_ms);
    CREATE TABLE IF NOT EXISTS entries (
      collection INTEGER NOT NULL, key BLOB NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (collection, key)
    );
  `)
  // entries lie in a table with an index on their keys, not in the index: values of some kilobytes make one of twice the size, written in five times the time,
  // and to count keys would be to read values
  // reading is one statement, so that another process cannot begin to remove what is being read
  const visible = '(SELECT id FROM collections WHERE workspace = ? AND name = ? AND (until_ms IS NULL OR until_ms > ?))'
  const one = database.prepare(`SELECT value FROM entries WHERE collection = ${visible} AND key = ?`)
  const range = `FROM entries WHERE collection = ${visible} AND key >= ? AND key < ?`
  const page = database.prepare(`SELECT key, value ${range} ORDER BY key LIMIT ?`)
  const many = database.prepare(`SELECT count(*) AS count ${range}`)

  const named = database.prepare('SELECT id FROM collections WHERE workspace = ? AND name = ?')
  const create = database.prepare('INSERT INTO collections (workspace, name, until_ms) VALUES (?, ?, ?)')
  const put = database.prepare(`
    INSERT INTO entries (collection, key, value) VALUES (?, ?, ?) ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value
  `)
  const take = database.prepare('DELETE FROM entries WHERE collection = ? AND key = ?')

  const timeOf = database.prepare('SELECT keep_ms, until_ms FROM collection_times WHERE workspace = ? AND name = ?')
  const setTime = database.prepare('INSERT OR REPLACE INTO collection_times (workspace, name, keep_ms, until_ms) VALUES (?, ?, ?, ?)')
  const forgetTime = database.prepare('DELETE FROM collection_times WHERE workspace = ? AND name = ?')
  const setUntil = database.prepare('UPDATE collections SET until_ms = ? WHERE workspace = ? AND name = ?')

  const drop = database.prepare('UPDATE collections SET name = NULL WHERE workspace = ? AND name = ?')
  const dropExpired = database.prepare('UPDATE collections SET name = NULL WHERE name IS NOT NULL AND until_ms <= ?')
  const forgetTimes = database.prepare('DELETE FROM collection_times WHERE until_ms + keep_ms <= ?')
  const nextGone = database.prepare('SELECT id FROM collections WHERE name IS NULL LIMIT 1')
  const removePiece = database.prepare(
    'DELETE FROM entries WHERE collection = ?1 AND key IN (SELECT key FROM entries WHERE collection = ?1 LIMIT ?2)',
  )
  const removeGone = database.prepare('DELETE FROM collections WHERE id = ?')

  function inOne<T>(kind: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
    database.exec(kind)
    try {
      const made = work()
      database.exec('COMMIT')
      return made
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  /** What is named in it is not past its time. */
  const writing = <T>(work: () => T): T =>
    inOne('BEGIN IMMEDIATE', () => {
      dropExpired.run(now())
      forgetTimes.run(now())
      return work()
    })

  /** Answers whether there may be more. */
  function removeSome(): boolean {
    const gone = nextGone.get()
    if (!gone) return false
    const isLast = Number(removePiece.run(gone.id ?? null, pieceSize).changes) < pieceSize
    if (isLast) removeGone.run(gone.id ?? null)
    return true
  }

  /** Until when a collection is kept that begins now. */
  function untilMsOf(workspace: string, name: string): number | null {
    const told = timeOf.get(workspace, name)
    if (!told) return null
    const [keepMs, untilMs] = [Number(told.keep_ms), Number(told.until_ms)]
    if (untilMs > now()) return untilMs
    setTime.run(workspace, name, keepMs, Math.ceil(now() + keepMs))
    return Math.ceil(now() + keepMs)
  }

  const idOf = (workspace: string, name: string) => {
    const found = named.get(workspace, name)
    return found && Number(found.id)
  }
  const begin = (workspace: string, name: string) => Number(create.run(workspace, name, untilMsOf(workspace, name)).lastInsertRowid)

  return (workspace) => ({
    async getMany(collection, keys) {
      return inOne('BEGIN', () =>
        keys.map((key) => {
          const found = one.get(workspace, collection, now(), Buffer.from(key))
          return found && String(found.value)
        }),
      )
    },
    async write(changes) {
      const whole = wholeWrite(changes)
      writing(() => {
        for (const [name, { put: values, taken }] of whole) {
          const id = idOf(workspace, name) ?? (values.size > 0 ? begin(workspace, name) : undefined)
          if (id === undefined) continue
          for (const [key, value] of values) put.run(id, Buffer.from(key), value)
          for (const key of taken) take.run(id, Buffer.from(key))
        }
        removeSome()
      })
      await disk.reached()
    },
    async list(collection, { limit, ...which }) {
      const { from, to } = keyRange(which)
      const rows = page.all(workspace, collection, now(), from, to, limit)
      return rows.map(({ key, value }) => ({ key: Buffer.from(key as Uint8Array).toString(), value: String(value) }))
    },
    async count(collection, prefix) {
      const { from, to } = keyRange({ prefix })
      return Number(many.get(workspace, collection, now(), from, to)?.count)
    },
    async expire(collection, keepMs) {
      const untilMs = keepMs === null ? null : Math.ceil(now() + keepMs)
      writing(() => {
        if (keepMs === null) forgetTime.run(workspace, collection)
        else setTime.run(workspace, collection, Math.ceil(keepMs), untilMs)
        setUntil.run(untilMs, workspace, collection)
      })
      await disk.reached()
    },
    async drop(collection) {
      writing(() => drop.run(workspace, collection))
      while (database.isOpen && writing(removeSome)) await nextTurn()
      await disk.reached()
    },
    dispose: () => Promise.resolve(),
  })
}

import { randomUUID } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Collections } from './collections.ts'
import type { DurableStore } from './durable-store.ts'
import { createSqliteCollections } from './sqlite-collections.ts'
import { createCommits } from './sqlite-commits.ts'
import { createDisk } from './sqlite-disk.ts'

export type SqliteFileOptions = {
  /** A folder that is there; null: in memory, for a process that has neither Redis nor `DATA_DIR`. What it keeps goes with it. */
  dataDir: string | null
  now: () => number
}

export type SqliteFile = {
  storageOf(workspace: string): DurableStore
  collectionsOf(workspace: string): Collections
  dispose(): Promise<void>
}

/** How long one process waits for another that writes. */
const busyTimeoutMs = 2_000
/** How often what is past its time is removed: with every so many writes. */
const sweepEvery = 500

/**
 * A file in `DATA_DIR`, on disk when a write answers, so that not even a loss of power takes back what was said: the log that SQLite writes ahead is synced
 * by ourselves, as SQLite would have the process stand still meanwhile. Several processes of one machine may share it.
 *
 * @throws what SQLite or the file system say, when the folder or the file cannot be used
 */
export function createSqliteFile({ dataDir, now }: SqliteFileOptions): SqliteFile {
  const path = dataDir === null ? null : join(dataDir, 'gateway.sqlite')
  // it holds what people wrote: a new one is for our own user alone, and SQLite gives its other files the same rights
  if (path !== null) closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path ?? ':memory:', { timeout: busyTimeoutMs })
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS kept (
      workspace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, version TEXT NOT NULL, until_ms INTEGER,
      PRIMARY KEY (workspace, key)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS kept_until ON kept (until_ms) WHERE until_ms IS NOT NULL;
  `)
  const read = database.prepare('SELECT value, version FROM kept WHERE workspace = ? AND key = ? AND (until_ms IS NULL OR until_ms > ?)')
  const disk = createDisk(path && `${path}-wal`)
  const { together, flush } = createCommits(database, disk)
  // one statement each, so that nothing comes between looking and writing
  const insert = database.prepare(`
    INSERT INTO kept (workspace, key, value, version, until_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (workspace, key) DO UPDATE SET value = excluded.value, version = excluded.version, until_ms = excluded.until_ms
    WHERE kept.until_ms <= ?
  `)
  const update = database.prepare(`
    UPDATE kept SET value = ?, version = ?, until_ms = ?
    WHERE workspace = ? AND key = ? AND version = ? AND (until_ms IS NULL OR until_ms > ?)
  `)
  const removal = database.prepare('DELETE FROM kept WHERE workspace = ? AND key = ? AND version = ?')
  const sweep = database.prepare('DELETE FROM kept WHERE until_ms <= ?')
  let writes = 0

  const storageOf = (workspace: string): DurableStore => ({
    async get(key) {
      const found = read.get(workspace, key, now())
      return found && { value: String(found.value), version: String(found.version) }
    },
    put: (key, value, { over, keepMs }) =>
      together(() => {
        const version = randomUUID()
        const untilMs = keepMs === null ? null : Math.ceil(now() + keepMs)
        const { changes } =
          over === null
            ? insert.run(workspace, key, value, version, untilMs, now())
            : update.run(value, version, untilMs, workspace, key, over, now())
        writes += 1
        if (writes % sweepEvery === 0) sweep.run(now())
        return changes === 1 ? version : undefined
      }),
    remove: (key, version) => together(() => removal.run(workspace, key, version).changes === 1),
    dispose: () => Promise.resolve(),
  })
  return {
    storageOf,
    collectionsOf: createSqliteCollections({ database, disk, now }),
    async dispose() {
      flush()
      database.close()
      await disk.dispose()
    },
  }
}

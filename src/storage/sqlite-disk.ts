import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'

const datasync = promisify(fdatasync)

/**
 * Waits until what SQLite has committed is on disk, beside the process: SQLite itself would have it stand still for some milliseconds at each commit. All who
 * wait at the same time wait for one sync.
 *
 * @param walPath the log that is written ahead, which is there; null: there is no disk, as for a database in memory
 * @throws what the file system says, when the log cannot be opened
 */
export function createDisk(walPath: string | null) {
  const file = walPath === null ? null : openSync(walPath, 'r+')
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | undefined
  let isClosed = false

  async function sync() {
    if (file !== null && !isClosed) await datasync(file)
  }

  function reached(): Promise<void> {
    // the one that is under way may have begun before the last commit
    next ??= running.then(() => {
      next = undefined
      const own = sync()
      running = own.catch(() => {})
      return own
    })
    return next
  }

  return {
    /** Resolves when whatever was committed before is on disk; rejects when that cannot be told. */
    reached,
    /** To be called when nothing is committed any more. */
    async dispose() {
      await reached().catch(() => {})
      await running
      isClosed = true
      if (file !== null) closeSync(file)
    },
  }
}

export type Disk = ReturnType<typeof createDisk>

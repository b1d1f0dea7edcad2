import type { DatabaseSync } from 'node:sqlite'
import type { Disk } from './sqlite-disk.ts'

type Waiting = { work(): unknown; resolve(answer: unknown): void; reject(error: unknown): void }

/** What is to be written in one turn of the process is one commit, and is waited for until it is on disk. */
export function createCommits(database: DatabaseSync, disk: Pick<Disk, 'reached'>) {
  let waiting: Waiting[] = []

  function commit() {
    const all = waiting
    waiting = []
    if (all.length === 0) return
    try {
      database.exec('BEGIN IMMEDIATE')
      const answers = all.map(({ work }) => work())
      database.exec('COMMIT')
      disk.reached().then(() => {
        for (const [at, { resolve }] of all.entries()) resolve(answers[at])
      }, refuse)
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
      refuse(error)
    }
    function refuse(error: unknown) {
      for (const { reject } of all) reject(error)
    }
  }

  return {
    /**
     * Does the work with whatever else is to be written now, in the order in which that was asked for. Resolves with what it answers when that is on disk; what
     * one of them throws is thrown to all, and nothing of them is written.
     */
    together: <Answer>(work: () => Answer): Promise<Answer> =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (answer: unknown) => void, reject })
        if (waiting.length === 1) setImmediate(commit)
      }),
    /** Nothing waits any more. */
    flush: commit,
  }
}

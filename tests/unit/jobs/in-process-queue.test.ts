import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { createInProcessQueue } from '../../../src/jobs/in-process-queue.ts'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'
import { itKeepsTheJobsPromise } from './jobs-contract.ts'

const queue = (concurrency: number) => createInProcessQueue({ concurrency })

describe('the queue of a process, with its records in memory', () => {
  itKeepsTheJobsPromise(async () => {
    const store = createMemoryStorage({ now: Date.now })
    return { store, queue, [Symbol.asyncDispose]: store.dispose }
  })
})

describe('the queue of a process, with its records in DATA_DIR', () => {
  itKeepsTheJobsPromise(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'gateway-jobs-'))
    const file = createSqliteFile({ dataDir, now: Date.now })
    return {
      ...{ store: file.storageOf('w1'), queue },
      async [Symbol.asyncDispose]() {
        await file.dispose()
        rmSync(dataDir, { recursive: true })
      },
    }
  })
})

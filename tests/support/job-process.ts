import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { createRedis } from '../../src/changes/redis.ts'
import { createBullQueue } from '../../src/jobs/bullmq-queue.ts'
import { createInProcessQueue } from '../../src/jobs/in-process-queue.ts'
import type { RunningJob } from '../../src/jobs/job.ts'
import { createJobs } from '../../src/jobs/jobs.ts'
import { createRedisStorage } from '../../src/storage/redis-store.ts'
import { createSqliteFile } from '../../src/storage/sqlite-store.ts'

/**
 * A program of its own: does jobs of the kind `sync`, three steps each, and tells each step to the list `told` of a Redis. It keeps what it knows in
 * `DATA_DIR`, or in that Redis.
 */
const { TOLD_URL: url = '', NAME: name, STEP_MS, DATA_DIR: dataDir } = process.env
const say = { info: () => {}, warn: () => {} }
const shared = { url, workspace: 'w1', say, concurrency: 4 }
const told = new Redis(url)

async function run({ id, checkpoint, reach }: RunningJob) {
  await told.rpush('told', `begin ${name} ${id}`)
  for (let step = (checkpoint as number | null) ?? 0; step < 3; step++) {
    await delay(Number(STEP_MS))
    await told.rpush('told', `step ${name} ${id} ${step}`)
    // whoever ends here has said so before its name is free
    await told.rpush('told', `rest ${name} ${id}`)
    await reach({ checkpoint: step + 1, progress: { done: step + 1, total: 3, failed: 0 } })
    await told.rpush('told', `begin ${name} ${id}`)
  }
  await told.rpush('told', `rest ${name} ${id}`)
  return undefined
}

createJobs({
  store: dataDir
    ? createSqliteFile({ dataDir, now: Date.now }).storageOf('w1')
    : createRedisStorage({ redis: createRedis({ url, name: 'jobs', timeoutMs: 1_000, say }), workspace: 'w1' }),
  queue: dataDir ? createInProcessQueue(shared) : createBullQueue({ ...shared, lockMs: 3_000 }),
  ...{ kinds: [{ kind: 'sync', run }], say, now: Date.now, leaseMs: 5_000, sweepMs: 500 },
  config: { concurrency: 4, maxOpen: 100, maxTries: 3, retryAfterMs: 20, keptSeconds: 600 },
})
console.log('ready')
setInterval(() => {}, 60_000)

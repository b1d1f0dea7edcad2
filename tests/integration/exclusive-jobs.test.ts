import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { createRedis } from '../../src/changes/redis.ts'
import { createInProcessQueue } from '../../src/jobs/in-process-queue.ts'
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts'
import type { DurableStore } from '../../src/storage/durable-store.ts'
import { createRedisStorage } from '../../src/storage/redis-store.ts'
import { createSqliteFile } from '../../src/storage/sqlite-store.ts'
import { launch } from '../support/child.ts'
import { createListener } from '../support/house.ts'
import { startRedis } from '../support/redis.ts'

const { say } = createListener()

/** Asks for jobs, and does none. */
const asker = (store: DurableStore): Jobs =>
  createJobs({
    ...{ store, queue: createInProcessQueue({ concurrency: 0 }), kinds: [], say, now: Date.now },
    config: { concurrency: 1, maxOpen: 100, maxTries: 1, retryAfterMs: 1_000, keptSeconds: 600 },
  })

const submit = (jobs: Jobs) =>
  jobs.submit({ kind: 'sync', caller: 'me', exclusive: 'contacts', input: null, progress: { done: 0, total: 3, failed: 0 } })
const areDone = (jobs: Jobs) => expect.poll(() => jobs.open(), { timeout: 100_000, interval: 200 }).toBe(0)

/** Where jobs are kept; what they tell is in a Redis in both places. */
async function openPlace(where: 'Redis' | 'DATA_DIR') {
  const server = await startRedis()
  const reader = new Redis(server.url)
  const folder = mkdtempSync(join(tmpdir(), 'gateway-jobs-'))
  const redis = createRedis({ url: server.url, name: 'asker', timeoutMs: 1_000, say })
  await expect.poll(() => redis.isReachable()).toBe(true)
  const file = where === 'DATA_DIR' ? createSqliteFile({ dataDir: folder, now: Date.now }) : undefined
  const jobs = asker(file ? file.storageOf('w1') : createRedisStorage({ redis, workspace: 'w1' }))

  return {
    jobs,
    told: () => reader.lrange('told', 0, -1),
    async process(name: string, stepMs: number) {
      const env = { TOLD_URL: server.url, NAME: name, STEP_MS: String(stepMs), ...(file && { DATA_DIR: folder }) }
      const child = launch(['tests/support/job-process.ts'], { env })
      await child.says(/ready/)
      return {
        async kill() {
          child.kill('SIGKILL')
          await child.ended
          await reader.rpush('told', `dead ${name}`)
        },
        [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
      }
    },
    async [Symbol.asyncDispose]() {
      await jobs.dispose()
      await file?.dispose()
      reader.disconnect()
      await redis.dispose()
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

/** What was told in the middle of another's work. A dead one does not work any more. */
function overlapsIn(told: readonly string[]): string[] {
  let working: { name: string | undefined; id: string | undefined } | undefined
  const dead = new Set<string | undefined>()
  return told.filter((line) => {
    const [what, name, id] = line.split(' ')
    if (what === 'dead') dead.add(name)
    if (what === 'dead' || dead.has(name)) {
      if (working?.name === name) working = undefined
      return false
    }
    const isInTheMiddle = working !== undefined && (working.name !== name || working.id !== id)
    working = what === 'rest' ? undefined : { name, id }
    return isInTheMiddle
  })
}

function expectEachStep(told: readonly string[], ids: readonly string[], repeated: number) {
  const steps = told.filter((line) => line.startsWith('step')).map((line) => line.split(' ').slice(2).join(' '))
  expect([...new Set(steps)].toSorted()).toEqual(ids.flatMap((id) => [0, 1, 2].map((step) => `${id} ${step}`)).toSorted())
  // of a killed one at most the step that it had not written down
  expect(steps.length).toBeLessThanOrEqual(3 * ids.length + repeated)
}

describe('jobs with one name', () => {
  test('never run beside each other in two processes on one Redis, and a killed one goes on in the other', {
    timeout: 150_000,
  }, async () => {
    await using place = await openPlace('Redis')
    await using one = await place.process('one', 30)
    await using _other = await place.process('other', 30)
    const all = await Promise.all(Array.from({ length: 20 }, () => submit(place.jobs)))
    await expect.poll(async () => (await place.told()).at(-1), { timeout: 60_000, interval: 5 }).toMatch(/^begin one/)
    await one.kill()
    await areDone(place.jobs)
    const told = await place.told()
    expect(overlapsIn(told)).toEqual([])
    expectEachStep(
      told,
      all.map(({ id }) => id),
      1,
    )
  })

  test('never run beside each other in a process with DATA_DIR, nor after it is killed', { timeout: 150_000 }, async () => {
    await using place = await openPlace('DATA_DIR')
    await using one = await place.process('one', 30)
    const all = await Promise.all(Array.from({ length: 8 }, () => submit(place.jobs)))
    await expect.poll(async () => (await place.told()).at(-1), { timeout: 60_000, interval: 5 }).toMatch(/^begin one/)
    await one.kill()
    await using _other = await place.process('other', 30)
    await areDone(place.jobs)
    const told = await place.told()
    expect(overlapsIn(told)).toEqual([])
    expectEachStep(
      told,
      all.map(({ id }) => id),
      1,
    )
  })
})

describe('a pause', () => {
  test.each(['Redis', 'DATA_DIR'] as const)(
    'outlives the process that was to heed it, and all others: %s',
    { timeout: 120_000 },
    async (where) => {
      await using place = await openPlace(where)
      await using first = await place.process('first', 1_500)
      const { id } = await submit(place.jobs)
      await expect.poll(async () => (await place.told()).length, { timeout: 60_000 }).toBeGreaterThan(0)
      expect(await place.jobs.pause(id)).toMatchObject({ status: 'RUNNING', isPauseAsked: true })
      await first.kill()
      const second = await place.process('second', 30)
      await expect.poll(() => place.jobs.get(id), { timeout: 60_000 }).toMatchObject({ status: 'PAUSED' })
      // its name is free
      const another = await submit(place.jobs)
      await expect.poll(() => place.jobs.get(another.id), { timeout: 60_000 }).toMatchObject({ status: 'SUCCEEDED' })
      await second.kill()
      await using _third = await place.process('third', 30)
      expect(await place.jobs.resume(id)).toMatchObject({ status: 'QUEUED' })
      await areDone(place.jobs)
      const told = await place.told()
      expect(told.filter((line) => line.startsWith(`step second ${id}`))).toEqual([])
      expect(overlapsIn(told)).toEqual([])
      expectEachStep(told, [id, another.id], 1)
    },
  )
})

import { expect, test } from 'vitest'
import { InvalidInputError } from '../../../src/errors.ts'
import { createInProcessQueue } from '../../../src/jobs/in-process-queue.ts'
import { jobErrorOf } from '../../../src/jobs/job-error.ts'
import { createJobs } from '../../../src/jobs/jobs.ts'
import { createRequestScope, currentScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import type { DurableStore } from '../../../src/storage/durable-store.ts'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createListener } from '../../support/house.ts'

const config = { concurrency: 1, maxOpen: 10, maxTries: 1, retryAfterMs: 10, keptSeconds: 60 }
const wrong = (step: number) => jobErrorOf(new InvalidInputError('wrong', { path: ['input', String(step)] }))

test('the calls of a job are of the last lane, and its own', async () => {
  const scopes: (string | undefined)[] = []
  const jobs = createJobs({
    ...{ store: createMemoryStorage({ now: Date.now }), config, queue: createInProcessQueue(config), say: createListener().say },
    kinds: [{ kind: 'test', run: async () => void scopes.push(currentScope()?.lane, currentScope()?.requestId) as undefined }],
    now: Date.now,
  })
  const { id } = await runInScope(createRequestScope('asked'), () =>
    jobs.submit({ kind: 'test', caller: 'me', input: null, progress: { done: 0, total: 1, failed: 0 } }),
  )
  await expect.poll(() => jobs.open()).toBe(0)
  expect(scopes).toEqual(['backfill', `job-${id}`])
  await jobs.dispose()
})

test.each([
  ['was not done', false],
  ['was done all the same', true],
])('a write of a checkpoint that fails, and %s, repeats nothing of the job', async (_, isDone) => {
  const memory = createMemoryStorage({ now: Date.now })
  let failures = 0
  const store: DurableStore = {
    ...memory,
    async put(key, value, options) {
      if (failures > 0 && /^job:[0-9a-f]{24}$/.test(key)) {
        failures--
        if (isDone) await memory.put(key, value, options)
        throw new Error('away')
      }
      return memory.put(key, value, options)
    },
  }
  const steps: number[] = []
  const jobs = createJobs({
    ...{ store, config, queue: createInProcessQueue(config), say: createListener().say, now: Date.now },
    kinds: [
      {
        kind: 'test',
        async run({ reach }) {
          for (let step = 0; step < 3; step++) {
            steps.push(step)
            if (step === 1) failures = 2
            await reach({ checkpoint: step, progress: { done: step + 1, total: 3, failed: step + 1 }, errors: [wrong(step)] })
          }
          return undefined
        },
      },
    ],
  })
  const { id } = await jobs.submit({ kind: 'test', caller: 'me', input: null, progress: { done: 0, total: 3, failed: 0 } })
  await expect.poll(() => jobs.open()).toBe(0)
  expect(steps).toEqual([0, 1, 2])
  expect(await jobs.get(id)).toMatchObject({ status: 'SUCCEEDED', errors: [wrong(0), wrong(1), wrong(2)] })
  await jobs.dispose()
})

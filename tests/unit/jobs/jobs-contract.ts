import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { InvalidInputError, UpstreamError } from '../../../src/errors.ts'
import { createInProcessQueue } from '../../../src/jobs/in-process-queue.ts'
import type { Job, JobAsked, JobKind, RunningJob } from '../../../src/jobs/job.ts'
import { createJobs, type Jobs } from '../../../src/jobs/jobs.ts'
import type { JobQueue } from '../../../src/jobs/queue.ts'
import type { DurableStore } from '../../../src/storage/durable-store.ts'
import { createListener } from '../../support/house.ts'

/** What processes share: a store, and a way to each one's queue. */
export type JobsPlace = AsyncDisposable & { store: DurableStore; queue(concurrency: number): JobQueue }

const config = { concurrency: 2, maxOpen: 20, maxTries: 3, retryAfterMs: 20, keptSeconds: 600 }
const short = { leaseMs: 1_500, sweepMs: 300 }

type ProcessOptions = Partial<typeof config> & { run: (job: RunningJob) => Promise<void>; queue?: JobQueue }

/** What each queue promises, and each store holds. */
export function itKeepsTheJobsPromise(openPlace: () => Promise<JobsPlace>): void {
  async function open() {
    const place = await openPlace()
    const processes: Jobs[] = []
    const ended: Job[] = []
    return {
      ended,
      store: place.store,
      process({ run, queue: own, ...over }: ProcessOptions): Jobs {
        const kinds: JobKind[] = [{ kind: 'test', run: (job) => run(job).then(() => undefined) }]
        const given = { ...config, ...over }
        const queue = own ?? place.queue(given.concurrency)
        const onEnded = (job: Job) => void ended.push(job)
        const jobs = createJobs({
          store: place.store,
          queue,
          kinds,
          config: given,
          say: createListener().say,
          onEnded,
          now: Date.now,
          ...short,
        })
        processes.push(jobs)
        return jobs
      },
      async [Symbol.asyncDispose]() {
        await Promise.all(processes.map((jobs) => jobs.dispose()))
        await place[Symbol.asyncDispose]()
      },
    }
  }

  const asked = (over: Partial<JobAsked> = {}): JobAsked => ({
    ...{ kind: 'test', caller: 'somebody', input: { words: 'what was asked' }, progress: { done: 0, total: 3, failed: 0 } },
    ...over,
  })
  const until = (jobs: Jobs, id: string, facts: object) => expect.poll(() => jobs.get(id), { timeout: 20_000 }).toMatchObject(facts)
  /** Goes on from where it is, one step at a time. */
  const threeSteps = (each: (step: number) => Promise<void> | void) => async (job: RunningJob) => {
    for (let step = (job.checkpoint as number | null) ?? 0; step < 3; step++) {
      await each(step)
      await job.reach({ checkpoint: step + 1, progress: { done: step + 1, total: 3, failed: 0 } })
    }
  }

  describe('a job', () => {
    test('is written down when it is taken, is done, and says how far it is', async () => {
      await using house = await open()
      const seen: unknown[] = []
      const jobs = house.process({ run: async (job) => void seen.push(job.input, await threeSteps(() => {})(job)) })
      const { id } = await jobs.submit(asked())
      const told: Job[] = []
      for await (const job of jobs.follow(id)) told.push(job)
      expect(told.at(-1)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 3, total: 3, failed: 0 }, errors: [], run: null })
      expect(told.map(({ progress }) => progress.done)).toEqual(told.map(({ progress }) => progress.done).toSorted())
      expect(seen[0]).toEqual({ words: 'what was asked' })
      await expect.poll(() => jobs.open()).toBe(0)
      expect([await house.store.get(`job:${id}:input`), house.ended.map(({ status }) => status)]).toEqual([undefined, ['SUCCEEDED']])
    })

    test('comes in its turn', async () => {
      await using house = await open()
      const order: unknown[] = []
      const jobs = house.process({ concurrency: 1, run: async ({ input }) => void order.push(input) })
      const all = await Promise.all(
        [1, 2, 3, 4, 5].map(async (input, at) => {
          await new Promise((resolve) => setTimeout(resolve, at * 20))
          return jobs.submit(asked({ input }))
        }),
      )
      await until(jobs, all.at(-1)!.id, { status: 'SUCCEEDED' })
      await expect.poll(() => jobs.open()).toBe(0)
      expect(order).toEqual([1, 2, 3, 4, 5])
    })

    test('of the same id is one', async () => {
      await using house = await open()
      const runs: string[] = []
      const jobs = house.process({ run: async ({ id }) => void runs.push(id) })
      const id = 'abcdefabcdefabcdefabcdef'
      const [one, other] = await Promise.all([jobs.submit(asked({ id })), jobs.submit(asked({ id }))])
      expect(other.createdAtMs).toBe(one.createdAtMs)
      await until(jobs, id, { status: 'SUCCEEDED' })
      await jobs.submit(asked({ id }))
      expect([runs, await jobs.open()]).toEqual([[id], 0])
    })

    test('is tried again when what went wrong may pass, from its last checkpoint', async () => {
      await using house = await open()
      const steps: number[] = []
      const jobs = house.process({
        run: threeSteps((step) => {
          steps.push(step)
          if (steps.length === 2) throw new UpstreamError('UPSTREAM_UNREACHABLE', 'away', { retryable: true })
        }),
      })
      const { id } = await jobs.submit(asked())
      await until(jobs, id, { status: 'SUCCEEDED', errors: [], tries: 0 })
      expect(steps).toEqual([0, 1, 1, 2])
    })

    test('is given up after its last try, with the reason', async () => {
      await using house = await open()
      let tries = 0
      const lasts: boolean[] = []
      const jobs = house.process({
        async run({ isLastTry }) {
          tries++
          lasts.push(isLastTry)
          throw new UpstreamError('UPSTREAM_UNREACHABLE', 'Intercom is away.', { retryable: true })
        },
      })
      const { id } = await jobs.submit(asked())
      await until(jobs, id, { status: 'FAILED', errors: [{ code: 'UPSTREAM_UNREACHABLE', message: 'Intercom is away.' }] })
      expect([tries, lasts]).toEqual([3, [false, false, true]])
      expect(await jobs.open()).toBe(0)
    })

    test('is not tried again when it cannot be, and says nothing of what nobody foresaw', async () => {
      await using house = await open()
      const jobs = house.process({
        async run({ input }) {
          if (input === 'wrong') throw new InvalidInputError('That is none.', { path: ['input', '3'] })
          throw new Error('a secret')
        },
      })
      const [wrong, broken] = [await jobs.submit(asked({ input: 'wrong' })), await jobs.submit(asked())]
      await until(jobs, wrong.id, { status: 'FAILED', tries: 1, errors: [{ code: 'INVALID', path: ['input', '3'] }] })
      await until(jobs, broken.id, { status: 'FAILED', errors: [{ code: 'OUTCOME_UNKNOWN' }] })
      expect(JSON.stringify(await jobs.get(broken.id))).not.toContain('secret')
    })

    test('is cancelled before it begins, and at its next checkpoint when it has', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const steps: number[] = []
      const jobs = house.process({
        concurrency: 1,
        run: threeSteps(async (step) => {
          steps.push(step)
          if (step === 1) await gate.promise
        }),
      })
      const [running, waiting] = [await jobs.submit(asked()), await jobs.submit(asked())]
      await expect.poll(() => steps).toEqual([0, 1])
      expect(await jobs.cancel(waiting.id)).toMatchObject({ status: 'CANCELLED' })
      expect(await jobs.cancel(running.id)).toMatchObject({ status: 'RUNNING', isCancelAsked: true })
      gate.resolve()
      await until(jobs, running.id, { status: 'CANCELLED', progress: { done: 2 } })
      expect([steps, await jobs.open(), await jobs.cancel('0'.repeat(24))]).toEqual([[0, 1], 0, null])
      expect(await jobs.cancel(running.id)).toMatchObject({ status: 'CANCELLED' })
    })

    test('with a name that only one may have runs alone, whichever process has it', async () => {
      await using house = await open()
      let now = 0
      let most = 0
      const run = async () => {
        most = Math.max(most, ++now)
        await new Promise((resolve) => setTimeout(resolve, 50))
        now--
      }
      const [one, other] = [house.process({ run }), house.process({ run })]
      const all = await Promise.all([one, other, one].map((jobs) => jobs.submit(asked({ exclusive: 'the sync' }))))
      for (const { id } of all) await until(one, id, { status: 'SUCCEEDED' })
      expect(most).toBe(1)
    })

    test('of a process that stops goes on in another, or after the next start', async () => {
      await using house = await open()
      const steps: string[] = []
      const gate = Promise.withResolvers<void>()
      const first = house.process({
        run: threeSteps(async (step) => {
          steps.push(`first ${step}`)
          await gate.promise
        }),
      })
      const { id } = await first.submit(asked())
      await expect.poll(() => steps).toEqual(['first 0'])
      const stopped = first.dispose()
      gate.resolve()
      await stopped
      expect(await first.get(id)).toMatchObject({ status: 'QUEUED', progress: { done: 1 }, tries: 0 })
      const second = house.process({ run: threeSteps((step) => void steps.push(`second ${step}`)) })
      await until(second, id, { status: 'SUCCEEDED' })
      expect(steps).toEqual(['first 0', 'second 1', 'second 2'])
    })

    test('of a process that has lost it is not written by that any more', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const steps: string[] = []
      const dead = house.process({
        run: threeSteps(async (step) => {
          steps.push(`dead ${step}`)
          await gate.promise
        }),
      })
      const { id } = await dead.submit(asked())
      await expect.poll(() => steps).toEqual(['dead 0'])
      // as if its lease had ended while it did not say that it is alive
      const lease = await house.store.get(`job:${id}:run`)
      await house.store.remove(`job:${id}:run`, lease!.version)
      const queue = createInProcessQueue({ concurrency: 1 })
      const alive = house.process({ queue, run: threeSteps((step) => void steps.push(`alive ${step}`)) })
      await until(alive, id, { status: 'SUCCEEDED' })
      gate.resolve()
      await dead.dispose()
      expect(steps).toEqual(['dead 0', 'alive 0', 'alive 1', 'alive 2'])
      expect(await alive.get(id)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 3 } })
    })

    test('is refused when too many are open', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const jobs = house.process({ maxOpen: 2, run: () => gate.promise })
      await jobs.submit(asked({ input: randomUUID() }))
      await jobs.submit(asked())
      await expect(jobs.submit(asked())).rejects.toMatchObject({ code: 'CONFLICT', retryable: true })
      gate.resolve()
      await expect.poll(() => jobs.open()).toBe(0)
    })
  })
}

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { InvalidInputError, UpstreamError } from '../../../src/errors.ts'
import { createInProcessQueue } from '../../../src/jobs/in-process-queue.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { asked, type JobsPlace, openHouse, threeSteps, until } from './jobs-place.ts'
import { itPausesJobs } from './pausing-contract.ts'

/** What each queue promises, and each store holds. */
export function itKeepsTheJobsPromise(openPlace: () => Promise<JobsPlace>): void {
  const open = () => openHouse(openPlace)

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

    test('says what it knows beside its progress, which others see, and may learn later of how many items it is', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const jobs = house.process({
        async run({ reach, facts }) {
          await reach({ checkpoint: 1, progress: { done: 1, total: null, failed: 0 }, facts: { read: 7, before: facts } })
          await reach({ checkpoint: 2, progress: { done: 2, total: 5, failed: 0 } })
          await gate.promise
        },
      })
      const other = house.process({ run: () => gate.promise, queue: createInProcessQueue({ concurrency: 0 }) })
      const { id, facts } = await jobs.submit(asked({ progress: { done: 0, total: null, failed: 0 } }))
      await until(other, id, { status: 'RUNNING', progress: { done: 2, total: 5 }, facts: { read: 7, before: null } })
      gate.resolve()
      await until(other, id, { status: 'SUCCEEDED', facts: { read: 7 } })
      expect(facts).toBeNull()
    })

    test('that was written down before there were facts and pauses is read and done', async () => {
      await using house = await open()
      const id = 'abcdefabcdefabcdefabcdef'
      const old = {
        ...{ __typename: 'Job', id, kind: 'test', caller: 'me', exclusive: null, status: 'QUEUED', createdAtMs: 1, finishedAtMs: null },
        ...{ progress: { done: 0, total: 3, failed: 0 }, pace: null, checkpoint: null, result: null, errors: [], tries: 0 },
        ...{ isCancelAsked: false, run: null },
      }
      await house.store.put(`job:${id}`, JSON.stringify(old), { over: null, keepMs: 60_000 })
      await house.store.put('jobs:open', JSON.stringify([id]), { over: null, keepMs: 60_000 })
      const seen: unknown[] = []
      const jobs = house.process({ run: async ({ facts }) => void seen.push(facts) })
      expect(await jobs.get(id)).toMatchObject({ facts: null, isPauseAsked: false })
      await until(jobs, id, { status: 'SUCCEEDED' })
      expect(seen).toEqual([null])
    })

    test('is listed with those of its kind, newest first, however many are asked for at once and where', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const [one, other] = [
        house.process({ run: () => gate.promise, maxOpen: 60 }),
        house.process({ run: () => gate.promise, maxOpen: 60 }),
      ]
      const all = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : other).submit(asked())))
      await one.submit(asked({ kind: 'another' }))
      const last = await one.submit(asked())
      const listed: Job[] = []
      let after: string | null = null
      do {
        const page = await other.list('test', { first: 15, after })
        listed.push(...page.jobs)
        after = page.after
      } while (after !== null)
      expect(listed.map(({ id }) => id).toSorted()).toEqual([...all, last].map(({ id }) => id).toSorted())
      const times = listed.map(({ createdAtMs }) => createdAtMs)
      expect(times).toEqual(times.toSorted((a, b) => b - a))
      expect(await one.list('nothing', { first: 5 })).toEqual({ jobs: [], after: null })
      gate.resolve()
    })
  })

  itPausesJobs(openPlace)
}

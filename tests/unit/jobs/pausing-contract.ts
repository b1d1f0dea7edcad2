import { describe, expect, test } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createInProcessQueue } from '../../../src/jobs/in-process-queue.ts'
import type { RunningJob } from '../../../src/jobs/job.ts'
import { asked, type JobsPlace, openHouse, threeSteps, until } from './jobs-place.ts'

/** What it means that somebody holds a job, lets it go on, and ends it. */
export function itPausesJobs(openPlace: () => Promise<JobsPlace>): void {
  const open = () => openHouse(openPlace)
  /** What waits until it is told to end. */
  const waits = ({ signal }: RunningJob) =>
    new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

  describe('a pause', () => {
    test('holds a job that waits at once, and no process takes it up until it is resumed', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const inputs: unknown[] = []
      const first = house.process({
        concurrency: 1,
        run({ input }) {
          inputs.push(input)
          return gate.promise
        },
      })
      const running = await first.submit(asked({ input: 'runs' }))
      await expect.poll(() => inputs).toEqual(['runs'])
      const { id } = await first.submit(asked({ input: 'waits' }))
      expect(await first.pause(id)).toMatchObject({ status: 'PAUSED', isPauseAsked: false, finishedAtMs: null })
      gate.resolve()
      await until(first, running.id, { status: 'SUCCEEDED' })
      await first.dispose()

      const second = house.process({ run: async ({ input }) => void inputs.push(input) })
      await house.isSaidAgain(id)
      expect(await second.get(id)).toMatchObject({ status: 'PAUSED' })
      expect(await second.openByStatus()).toEqual({ QUEUED: 0, RUNNING: 0, PAUSED: 1 })
      expect(await second.resume(id)).toMatchObject({ status: 'QUEUED' })
      await until(second, id, { status: 'SUCCEEDED' })
      expect(inputs).toEqual(['runs', 'waits'])
    })

    test('ends a job at its next checkpoint, gives its name to others, and it goes on from there', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const steps: unknown[] = []
      const jobs = house.process({
        run: (job) =>
          threeSteps(async (step) => {
            steps.push(`${(job.input as { words: string }).words} ${step}`)
            await gate.promise
          })(job),
      })
      const exclusive = 'the sync'
      const { id } = await jobs.submit(asked({ exclusive, input: { words: 'one' } }))
      await expect.poll(() => steps).toEqual(['one 0'])
      expect(await jobs.pause(id)).toMatchObject({ status: 'RUNNING', isPauseAsked: true })
      const other = await jobs.submit(asked({ exclusive, input: { words: 'other' } }))
      gate.resolve()
      await until(jobs, id, {
        status: 'PAUSED',
        isPauseAsked: false,
        run: null,
        checkpoint: 1,
        progress: { done: 1 },
        errors: [],
        tries: 0,
      })
      await until(jobs, other.id, { status: 'SUCCEEDED' })
      await jobs.resume(id)
      await until(jobs, id, { status: 'SUCCEEDED', progress: { done: 3 } })
      expect(steps).toEqual(['one 0', 'other 0', 'other 1', 'other 2', 'one 1', 'one 2'])
    })

    test('holds a job that waits for another try, and its time comes to nothing meanwhile', async () => {
      await using house = await open()
      const steps: number[] = []
      const jobs = house.process({
        retryAfterMs: 500,
        run: threeSteps((step) => {
          steps.push(step)
          if (steps.length === 1) throw new UpstreamError('UPSTREAM_UNREACHABLE', 'away', { retryable: true })
        }),
      })
      const { id } = await jobs.submit(asked())
      await until(jobs, id, { status: 'QUEUED', tries: 1 })
      expect(await jobs.pause(id)).toMatchObject({ status: 'PAUSED', tries: 1 })
      await house.isSaidAgain(id)
      expect(steps).toEqual([0])
      await jobs.resume(id)
      await until(jobs, id, { status: 'SUCCEEDED' })
      expect(steps).toEqual([0, 0, 1, 2])
    })

    test('that was asked for while a try failed counts', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      let runs = 0
      const jobs = house.process({
        retryAfterMs: 300_000,
        async run() {
          runs++
          await gate.promise
          throw new UpstreamError('UPSTREAM_UNREACHABLE', 'away', { retryable: true })
        },
      })
      const [paused, cancelled] = [await jobs.submit(asked()), await jobs.submit(asked())]
      await expect.poll(() => runs).toBe(2)
      await Promise.all([jobs.pause(paused.id), jobs.cancel(cancelled.id)])
      gate.resolve()
      await until(jobs, paused.id, { status: 'PAUSED' })
      await until(jobs, cancelled.id, { status: 'CANCELLED' })
      expect(await jobs.cancel(paused.id)).toMatchObject({ status: 'CANCELLED' })
      expect([await jobs.open(), await house.store.get(`job:${paused.id}:input`)]).toEqual([0, undefined])
    })

    test('and its end may be said again and again, and late', async () => {
      await using house = await open()
      const gate = Promise.withResolvers<void>()
      const jobs = house.process({ concurrency: 1, run: () => gate.promise })
      const [running, waiting] = [await jobs.submit(asked()), await jobs.submit(asked())]
      await until(jobs, running.id, { status: 'RUNNING' })
      const once = await jobs.pause(waiting.id)
      expect(await jobs.pause(waiting.id)).toEqual(once)
      const resumed = await jobs.resume(waiting.id)
      expect(await jobs.resume(waiting.id)).toEqual(resumed)
      await jobs.pause(running.id)
      expect(await jobs.pause(running.id)).toMatchObject({ status: 'RUNNING', isPauseAsked: true })
      expect(await jobs.resume(running.id)).toMatchObject({ status: 'RUNNING', isPauseAsked: false })
      gate.resolve()
      for (const { id } of [running, waiting]) {
        await until(jobs, id, { status: 'SUCCEEDED' })
        expect([await jobs.pause(id), await jobs.resume(id)]).toMatchObject([{ status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }])
      }
      expect([await jobs.pause('0'.repeat(24)), await jobs.resume('0'.repeat(24))]).toEqual([null, null])
    })

    test('of a job whose process died in the middle is heeded by who takes it over, before it does anything', async () => {
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
      await dead.pause(id)
      // as if its lease had ended while it did not say that it is alive
      const lease = await house.store.get(`job:${id}:run`)
      await house.store.remove(`job:${id}:run`, lease!.version)
      const alive = house.process({
        queue: createInProcessQueue({ concurrency: 1 }),
        run: threeSteps((step) => void steps.push(`alive ${step}`)),
      })
      await until(alive, id, { status: 'PAUSED' })
      gate.resolve()
      await dead.dispose()
      expect(await alive.get(id)).toMatchObject({ status: 'PAUSED', progress: { done: 0 } })
      await alive.resume(id)
      await until(alive, id, { status: 'SUCCEEDED' })
      expect(steps).toEqual(['dead 0', 'alive 0', 'alive 1', 'alive 2'])
    })

    test('is one thing for all processes, however many people press both buttons', async () => {
      await using house = await open()
      const steps: number[] = []
      let [now, most] = [0, 0]
      const run = async (job: RunningJob) => {
        most = Math.max(most, ++now)
        try {
          await threeSteps((step) => void steps.push(step))(job)
        } finally {
          now--
        }
      }
      const [one, other] = [house.process({ run }), house.process({ run })]
      const { id } = await one.submit(asked())
      await Promise.all(Array.from({ length: 30 }, (_, at) => [one, other][at % 2]!).flatMap((jobs) => [jobs.pause(id), jobs.resume(id)]))
      await other.resume(id)
      await until(one, id, { status: 'SUCCEEDED', progress: { done: 3 } })
      // what a checkpoint has is not done again, and what has none once for each time that it was broken off
      expect([most, steps]).toEqual([1, steps.toSorted()])
      await expect.poll(() => one.open()).toBe(0)
    })

    test('never brings back what is cancelled', async () => {
      await using house = await open()
      const [one, other] = [house.process({ run: waits }), house.process({ run: waits })]
      const { id } = await one.submit(asked())
      await Promise.all(
        Array.from({ length: 10 }, (_, at) => [one, other][at % 2]!).flatMap((jobs) => [jobs.pause(id), jobs.cancel(id), jobs.resume(id)]),
      )
      await until(other, id, { status: 'CANCELLED' })
      expect([await one.pause(id), await one.resume(id)]).toMatchObject([{ status: 'CANCELLED' }, { status: 'CANCELLED' }])
      await expect.poll(() => one.open()).toBe(0)
    })
  })

  describe('a job that waits for something', () => {
    test.each([
      ['pauses', 'pause', 'PAUSED'],
      ['cancels', 'cancel', 'CANCELLED'],
    ] as const)('is told when another process %s it, and that is no failure of it', async (_, wish, status) => {
      await using house = await open()
      const jobs = house.process({ run: waits })
      const other = house.process({ run: waits, queue: createInProcessQueue({ concurrency: 0 }) })
      const { id } = await jobs.submit(asked())
      await until(jobs, id, { status: 'RUNNING' })
      await other[wish](id)
      await until(other, id, { status, errors: [], tries: 0, run: null })
    })

    test('is told when its process stops, or has lost it', async () => {
      await using house = await open()
      const whys: unknown[] = []
      const run = (job: RunningJob) => waits(job).catch((error) => void whys.push(error.why))
      const stops = house.process({ run: (job) => waits(job) })
      const { id } = await stops.submit(asked())
      await until(stops, id, { status: 'RUNNING' })
      await stops.dispose()
      expect(await stops.get(id)).toMatchObject({ status: 'QUEUED', errors: [], tries: 0 })
      const loses = house.process({ run })
      await until(loses, id, { status: 'RUNNING' })
      const lease = await house.store.get(`job:${id}:run`)
      await house.store.remove(`job:${id}:run`, lease!.version)
      await expect.poll(() => whys, { timeout: 5_000 }).toEqual(['lost'])
    })
  })
}

import { expect } from 'vitest'
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

/** Processes that do jobs of the kind `test` in one place. */
export async function openHouse(openPlace: () => Promise<JobsPlace>) {
  const place = await openPlace()
  const processes: Jobs[] = []
  const ended: Job[] = []
  const reads = new Map<string, number>()
  const store: DurableStore = {
    ...place.store,
    get(key) {
      reads.set(key, (reads.get(key) ?? 0) + 1)
      return place.store.get(key)
    },
  }
  return {
    ended,
    store: place.store,
    process({ run, queue: own, ...over }: ProcessOptions): Jobs {
      const kinds: JobKind[] = [{ kind: 'test', run: (job) => run(job).then(() => undefined) }]
      const given = { ...config, ...over }
      const queue = own ?? place.queue(given.concurrency)
      const onEnded = (job: Job) => void ended.push(job)
      const jobs = createJobs({
        ...{ store, queue, kinds, config: given, onEnded, now: Date.now },
        say: createListener().say,
        ...short,
      })
      processes.push(jobs)
      return jobs
    },
    /** Resolves when so many sweeps more have said that it is not over, and somebody has looked whether it is to be run. */
    async isSaidAgain(id: string, times = 2) {
      const before = reads.get(`job:${id}`) ?? 0
      await expect.poll(() => reads.get(`job:${id}`), { timeout: 20_000 }).toBeGreaterThan(before + times)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(processes.map((jobs) => jobs.dispose()))
      await place[Symbol.asyncDispose]()
    },
  }
}

export const asked = (over: Partial<JobAsked> = {}): JobAsked => ({
  ...{ kind: 'test', caller: 'somebody', input: { words: 'what was asked' }, progress: { done: 0, total: 3, failed: 0 } },
  ...over,
})

export const until = (jobs: Jobs, id: string, facts: object) => expect.poll(() => jobs.get(id), { timeout: 20_000 }).toMatchObject(facts)

/** Goes on from where it is, one step at a time. */
export const threeSteps = (each: (step: number) => Promise<void> | void) => async (job: RunningJob) => {
  for (let step = (job.checkpoint as number | null) ?? 0; step < 3; step++) {
    await each(step)
    await job.reach({ checkpoint: step + 1, progress: { done: step + 1, total: 3, failed: 0 } })
  }
}

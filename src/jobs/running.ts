import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { GatewayError } from '../errors.ts'
import { createRequestScope, runInScope } from '../monitoring/request-scope.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { type AroundJobs, type Checkpoint, isOver, type Job, type JobKind, type JobStatus, JobStopped } from './job.ts'
import { jobErrorOf } from './job-error.ts'
import { type Lease, takeLease } from './lease.ts'
import type { RunAgain } from './queue.ts'
import { NotChanged, type Records } from './records.ts'

export type RunningOptions = {
  store: DurableStore
  records: Records
  kinds: ReadonlyMap<string, JobKind>
  around: AroundJobs
  config: { maxTries: number; retryAfterMs: number }
  /** Aborted when nothing is to go on. */
  stopping: AbortSignal
  leaseMs: number
  /** Told of every record that this process has written. */
  onChanged(job: Job): void
  say: { warn(facts: object, sentence: string): void }
  now(): number
}

/** So many errors of items are kept of one job. */
const mostErrors = 1_000
const longestRetryMs = 300_000
/** After so long is looked again whether a job that somebody else runs is over, or who runs one that it must not run beside. */
const busyMs = 1_000
const retryWriteMs = 100

/** Runs one job from its last checkpoint to the next end: over, to be tried again, or another's. */
export function createRunning({ store, records, kinds, around, config, stopping, leaseMs, onChanged, say, now }: RunningOptions) {
  /** A store that is away for a moment breaks nothing off: while the lease lasts, nobody else can have taken the job. */
  async function change(id: string, step: (job: Job) => Job): Promise<Job> {
    const untilMs = performance.now() + leaseMs / 2
    for (;;) {
      try {
        const job = await records.change(id, step)
        onChanged(job)
        return job
      } catch (error) {
        if (error instanceof NotChanged || performance.now() > untilMs) throw error
        await delay(retryWriteMs)
      }
    }
  }

  async function end(job: Job, status: JobStatus, facts: Partial<Job> = {}) {
    const { id } = await change(job.id, (stored) => own(stored, job.run, { ...facts, status, finishedAtMs: now(), run: null }))
    await records.forgetInput(id)
    await records.unlist(id)
  }

  /** What a failure comes to: another try, or the end. */
  async function fail(job: Job, error: unknown): Promise<RunAgain> {
    const { retryable = false, retryAfterMs = 0 } = error instanceof GatewayError ? error : {}
    const stored = await records.read(job.id)
    const tries = (stored?.tries ?? 0) + 1
    if (!retryable || tries >= config.maxTries) {
      say.warn({ job: job.id, kind: job.kind, tries, err: error }, 'a job has failed, and is not tried again')
      await end(job, 'FAILED', { tries, errors: [...(stored?.errors ?? []), jobErrorOf(error)] })
      return undefined
    }
    const againInMs = Math.max(retryAfterMs, Math.min(config.retryAfterMs * 4 ** (tries - 1), longestRetryMs))
    say.warn({ job: job.id, kind: job.kind, tries, againInMs, err: error }, 'a job is tried again')
    await change(job.id, (other) => own(other, job.run, { status: 'QUEUED', run: null, tries }))
    return { againInMs }
  }

  async function work(job: Job, kind: JobKind, lost: AbortSignal): Promise<RunAgain> {
    const scope = createRequestScope(`job-${job.id}`, 'backfill')
    let known = job.errors
    const reach = async ({ checkpoint, progress, errors = [] }: Checkpoint) => {
      // as a whole, so that a write which happened though it failed may be repeated
      known = [...known, ...errors].slice(0, mostErrors)
      // a long one makes many calls, and nobody is told of them
      scope.calls.length = 0
      if (lost.aborted) throw new JobStopped('lost')
      const written = await change(job.id, (stored) =>
        own(stored, job.run, {
          checkpoint,
          progress,
          errors: known,
          tries: progress.done > stored.progress.done ? 0 : stored.tries,
          pace: stored.pace && { ...stored.pace, atMs: now() },
        }),
      )
      if (written.isCancelAsked) throw new JobStopped('cancelled')
      if (stopping.aborted) throw new JobStopped('stopping')
    }
    try {
      const input = await records.input(job.id)
      const { id, caller, checkpoint, progress } = job
      const isLastTry = job.tries + 1 >= config.maxTries
      const result = await runInScope(scope, () =>
        around(job, () => kind.run({ id, caller, input, checkpoint, progress, isLastTry, reach })),
      )
      await end(job, 'SUCCEEDED', { result: result ?? null })
      return undefined
    } catch (error) {
      if (error instanceof NotChanged || (error instanceof JobStopped && error.why === 'lost')) return { againInMs: busyMs }
      if (error instanceof JobStopped && error.why === 'cancelled') {
        await end(job, 'CANCELLED')
        return undefined
      }
      // what a stop broke off is no failure of the job
      if (!stopping.aborted) return fail(job, error)
      await change(job.id, (stored) => own(stored, job.run, { status: 'QUEUED', run: null }))
      return { againInMs: 0 }
    }
  }

  async function taken(id: string, leases: readonly Lease[]): Promise<RunAgain> {
    const run = randomUUID()
    const job = await change(id, (stored) => {
      if (isOver(stored)) throw new NotChanged()
      const pace = { fromMs: now(), fromDone: stored.progress.done, atMs: now() }
      return { ...stored, status: 'RUNNING', run, pace }
    })
    if (job.isCancelAsked) {
      await end(job, 'CANCELLED')
      return undefined
    }
    const kind = kinds.get(job.kind)
    if (!kind) return fail(job, new Error(`Nobody here knows how to do "${job.kind}".`))
    return work(job, kind, AbortSignal.any(leases.map(({ lost }) => lost)))
  }

  /** @returns when it is to be run again; undefined when it is over. It never rejects. */
  return async (id: string): Promise<RunAgain> => {
    const leases: Lease[] = []
    try {
      if (stopping.aborted) return { againInMs: busyMs }
      const job = await records.read(id)
      if (!job || isOver(job)) {
        // whoever ended it may have died before it had cleared up
        await records.forgetInput(id)
        await records.unlist(id)
        return undefined
      }
      const names = [`job:${id}:run`, ...(job.exclusive === null ? [] : [`jobs:exclusive:${job.exclusive}`])]
      for (const name of names) {
        const lease = await takeLease(name, { store, leaseMs })
        if (!lease) return { againInMs: busyMs }
        leases.push(lease)
      }
      return await taken(id, leases)
    } catch (error) {
      if (!(error instanceof NotChanged)) say.warn({ job: id, err: error }, 'a job could not be written down; it is taken up again')
      return { againInMs: busyMs }
    } finally {
      await Promise.all(leases.map((lease) => lease.release()))
    }
  }
}

/** @throws NotChanged for who does not run it any more */
function own(stored: Job, run: string | null, facts: Partial<Job>): Job {
  if (stored.run !== run) throw new NotChanged()
  return { ...stored, ...facts }
}

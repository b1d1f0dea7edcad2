import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { GatewayError } from '../errors.ts'
import { createRequestScope, runInScope } from '../monitoring/request-scope.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { watchForEnd } from './ending.ts'
import { type AroundJobs, atRest, type Checkpoint, isOver, type Job, type JobKind, type JobStatus, JobStopped } from './job.ts'
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

  async function clearUp({ id }: Job) {
    await records.forgetInput(id)
    await records.unlist(id)
  }

  async function end(job: Job, status: JobStatus, facts: Partial<Job> = {}) {
    const over = { ...facts, status, finishedAtMs: now(), run: null, isPauseAsked: false }
    await clearUp(await change(job.id, (stored) => own(stored, job.run, over)))
  }

  /** Its run ends before the job does. It waits so long, or for as long as it is paused, or was cancelled meanwhile. */
  async function rest(job: Job, againInMs: number, facts: Partial<Job> = {}): Promise<RunAgain> {
    const left = await change(job.id, (stored) => atRest(own(stored, job.run, facts), now()))
    if (isOver(left)) await clearUp(left)
    return left.status === 'QUEUED' ? { againInMs } : undefined
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
    return rest(job, againInMs, { tries })
  }

  async function work(job: Job, kind: JobKind, leases: readonly Lease[]): Promise<RunAgain> {
    using ending = watchForEnd({ records, job, leases, stopping })
    const { signal } = ending
    const scope = createRequestScope(`job-${job.id}`, 'backfill')
    let known = job.errors
    const reach = async ({ checkpoint, progress, facts, errors = [] }: Checkpoint) => {
      // as a whole, so that a write which happened though it failed may be repeated
      known = [...known, ...errors].slice(0, mostErrors)
      // a long one makes many calls, and nobody is told of them
      scope.calls.length = 0
      if (ending.why() === 'lost') throw signal.reason
      const written = await change(job.id, (stored) =>
        own(stored, job.run, {
          checkpoint,
          progress,
          ...(facts !== undefined && { facts }),
          errors: known,
          tries: progress.done > stored.progress.done ? 0 : stored.tries,
          pace: stored.pace && { ...stored.pace, atMs: now() },
        }),
      )
      ending.heed(written)
      signal.throwIfAborted()
    }
    try {
      const input = await records.input(job.id)
      const { id, caller, checkpoint, facts, progress } = job
      const isLastTry = job.tries + 1 >= config.maxTries
      const result = await runInScope(scope, () =>
        around(job, () => kind.run({ id, caller, input, checkpoint, facts, progress, isLastTry, signal, reach })),
      )
      await end(job, 'SUCCEEDED', { result: result ?? null })
      return undefined
    } catch (error) {
      const why = error instanceof JobStopped ? error.why : ending.why()
      if (error instanceof NotChanged || why === 'lost') return { againInMs: busyMs }
      // what an end broke off that was asked for is no failure of the job
      return why === undefined ? fail(job, error) : rest(job, 0)
    }
  }

  async function taken(id: string, leases: readonly Lease[]): Promise<RunAgain> {
    const run = randomUUID()
    const job = await change(id, (stored) => {
      if (isOver(stored) || stored.status === 'PAUSED') throw new NotChanged()
      // asked of a run that died before it could heed it
      if (stored.isCancelAsked || stored.isPauseAsked) return atRest(stored, now())
      const pace = { fromMs: now(), fromDone: stored.progress.done, atMs: now() }
      return { ...stored, status: 'RUNNING', run, pace }
    })
    if (isOver(job)) await clearUp(job)
    if (job.status !== 'RUNNING') return undefined
    const kind = kinds.get(job.kind)
    if (!kind) return fail(job, new Error(`Nobody here knows how to do "${job.kind}".`))
    return work(job, kind, leases)
  }

  async function runOnce(id: string): Promise<RunAgain> {
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
      if (job.status === 'PAUSED') return undefined
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

  /** @returns when it is to be run again; undefined when it is over or paused. It never rejects. */
  return async (id: string): Promise<RunAgain> => {
    const again = await runOnce(id)
    if (again) return again
    // who lets it go on while its run ends cannot tell its queue, which has it still
    const left = await records.read(id).catch(() => null)
    return left?.status === 'QUEUED' ? { againInMs: 0 } : undefined
  }
}

/** @throws NotChanged for who does not run it any more */
function own(stored: Job, run: string | null, facts: Partial<Job>): Job {
  if (stored.run !== run) throw new NotChanged()
  return { ...stored, ...facts }
}

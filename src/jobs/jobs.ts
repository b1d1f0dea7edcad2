import { randomBytes } from 'node:crypto'
import { EventEmitter, on } from 'node:events'
import type { JobsConfig } from '../config.ts'
import { ConflictError, UpstreamError } from '../errors.ts'
import { runOutsideScopes } from '../monitoring/request-scope.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { type AroundJobs, atRest, isOver, type Job, type JobAsked, type JobKind, type JobPage, type JobStatus } from './job.ts'
import type { JobQueue } from './queue.ts'
import { createRecords, NotChanged } from './records.ts'
import { createRunning } from './running.ts'

export type JobsOptions = {
  store: DurableStore
  queue: JobQueue
  kinds: readonly JobKind[]
  /** @default nothing */
  around?: AroundJobs
  config: Omit<JobsConfig, 'leaseSeconds'>
  say: { warn(facts: object, sentence: string): void }
  /** Told of each job that is over, by the process that ended it. */
  onEnded?: (job: Job) => void
  now(): number
  /** How long a process that says nothing is believed to run its jobs. @default 10_000 */
  leaseMs?: number
  /** How often is looked for jobs that nobody runs or will be told to: those of a process that is dead. @default 10_000 */
  sweepMs?: number
}

export type OpenStatus = Extract<JobStatus, 'QUEUED' | 'RUNNING' | 'PAUSED'>

export type Jobs = {
  /**
   * Takes a job. When this resolves it is written down, and will be run, by whichever process.
   *
   * @throws ConflictError, retryable, when too many are open; UpstreamError when it cannot be written down
   */
  submit(asked: JobAsked): Promise<Job>
  /** Null where there is none (any more). */
  get(id: string): Promise<Job | null>
  /** It ends at its next checkpoint, if it has begun. What it came to by then; null where there is none. */
  cancel(id: string): Promise<Job | null>
  /**
   * One that waits is paused at once, also when it waits for another try; one that runs at its next checkpoint, which it keeps. Until then
   * `isPauseAsked` says so. It gives up its exclusive name, and is kept for 30 days. What is over, paused or being cancelled stays as it is.
   * What it came to by then; null where there is none.
   *
   * @throws UpstreamError when that cannot be written down
   */
  pause(id: string): Promise<Job | null>
  /**
   * It goes on from its checkpoint when its turn comes, and not before a try was due that it waited for; one that is not paused yet just goes on.
   * What is not paused stays as it is. What it came to by then; null where there is none.
   *
   * @throws UpstreamError when that cannot be written down
   */
  resume(id: string): Promise<Job | null>
  /** Jobs of a kind, newest first, of all callers: the last thousand, as long as they are kept. `after`: what a page before said. */
  list(kind: string, page: { first: number; after?: string | null }): Promise<JobPage>
  /**
   * The job as it is, and then each time it went on, until it is over. Of other processes' runs about each second. Whoever asks seldom is told what it
   * is by then, and nothing of what was between. Ends where there is none (any more), when the signal aborts and when the gateway stops.
   *
   * @throws UpstreamError when it cannot be read
   */
  follow(id: string, signal?: AbortSignal): AsyncGenerator<Job>
  /** How many wait, run or are paused, in all processes. */
  open(): Promise<number>
  /** The same by where they stand. */
  openByStatus(): Promise<Record<OpenStatus, number>>
  /** What runs ends at its next checkpoint, and goes on after the next start. */
  stop(): void
  /** Resolves when nothing runs. */
  dispose(): Promise<void>
}

const followEveryMs = 1_000

export function createJobs(options: JobsOptions): Jobs {
  const { store, queue, kinds, config, say, onEnded = () => {}, now, leaseMs = 10_000, sweepMs = 10_000 } = options
  const around: AroundJobs = options.around ?? ((_, work) => work())
  const records = createRecords({ store, keptMs: config.keptSeconds * 1_000 })
  const stopping = new AbortController()
  const changed = new EventEmitter().setMaxListeners(0)

  function tell(job: Job) {
    changed.emit(job.id, job)
    if (isOver(job)) onEnded(job)
  }

  const run = createRunning({
    ...{ store, records, around, config, leaseMs, say, now, stopping: stopping.signal },
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
    onChanged: tell,
  })

  /** Says again what is not over: a queue that has it already takes no notice, and who runs one has its lease. */
  async function sweep() {
    try {
      for (const id of await records.open()) {
        if (stopping.signal.aborted) return
        await queue.push(id)
      }
    } catch {
      // the store is away, and says so itself; the next sweep comes
    }
  }
  queue.open(run)
  let sweeping = sweep()
  const sweeps = setInterval(() => {
    sweeping = sweeping.then(sweep)
  }, sweepMs).unref()

  async function submit({ id = randomBytes(12).toString('hex'), input, errors = [], exclusive = null, facts = null, ...asked }: JobAsked) {
    const job: Job = {
      ...{ __typename: 'Job', id, exclusive, errors, facts, ...asked, status: 'QUEUED', createdAtMs: now(), finishedAtMs: null },
      ...{ pace: null, checkpoint: null, result: null, tries: 0, isCancelAsked: false, isPauseAsked: false, run: null },
    } as const
    const isFull = (await records.open()).length >= config.maxOpen
    if (isFull) throw new ConflictError(`${config.maxOpen} jobs wait, run or are paused already. Send it again later.`, { retryable: true })
    const added = await records.add(job, input)
    if (isOver(added)) return added
    await records.listKind(added)
    await records.list(id)
    await sayItWaits(added)
    return added
  }

  async function sayItWaits({ id }: Job) {
    // whoever asked is answered before it is done; and it is written down: a queue that does not take it now is told by the next sweep
    await runOutsideScopes(() => queue.push(id)).catch((error: unknown) =>
      say.warn({ job: id, err: error }, 'a job waits until its queue can be told of it'),
    )
  }

  /** Null: it stays as it is. */
  async function ask(id: string, wish: (stored: Job) => Job | null): Promise<Job | null> {
    try {
      const job = await records.change(id, (stored) => {
        const wished = isOver(stored) ? null : wish(stored)
        if (wished === null) throw new NotChanged()
        return wished
      })
      tell(job)
      return job
    } catch (error) {
      if (error instanceof NotChanged) return null
      throw error
    }
  }

  /** What is not run comes to rest at once, and what is run when it heeds the wish. */
  const atNext = (wished: Job) => (wished.run === null ? atRest(wished, now()) : wished)

  async function cancel(id: string): Promise<Job | null> {
    const job = await ask(id, (stored) => (stored.isCancelAsked ? null : atNext({ ...stored, isCancelAsked: true })))
    if (!job) return records.read(id)
    if (!isOver(job)) return job
    await records.forgetInput(id)
    await records.unlist(id)
    return job
  }

  async function pause(id: string): Promise<Job | null> {
    const stays = ({ status, isPauseAsked, isCancelAsked }: Job) => status === 'PAUSED' || isPauseAsked || isCancelAsked
    const job = await ask(id, (stored) => (stays(stored) ? null : atNext({ ...stored, isPauseAsked: true })))
    if (!job) return records.read(id)
    await records.keepInput(id)
    return job
  }

  async function resume(id: string): Promise<Job | null> {
    const job = await ask(id, (stored) => {
      if (stored.status === 'PAUSED') return { ...stored, status: 'QUEUED' }
      return stored.isPauseAsked ? { ...stored, isPauseAsked: false } : null
    })
    if (job?.status !== 'QUEUED') return job ?? records.read(id)
    await records.keepInput(id)
    await records.list(id)
    await sayItWaits(job)
    return job
  }

  let disposed: Promise<void> | undefined
  async function dispose() {
    stopping.abort()
    clearInterval(sweeps)
    await Promise.all([queue.dispose(), sweeping])
  }

  return {
    submit: (asked) => reach(submit(asked)),
    get: (id) => reach(records.read(id)),
    cancel: (id) => reach(cancel(id)),
    pause: (id) => reach(pause(id)),
    resume: (id) => reach(resume(id)),
    list: (kind, page) => reach(records.ofKind(kind, page)),
    async *follow(id, signal) {
      const over = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal
      let told: string | undefined
      while (!over.aborted) {
        const looked = new AbortController()
        const soon = on(changed, id, { signal: AbortSignal.any([over, looked.signal]) })
        const timer = setTimeout(() => looked.abort(), followEveryMs).unref()
        const job = await reach(records.read(id))
        const text = JSON.stringify(job)
        if (job && text !== told) yield job
        told = text
        if (!job || isOver(job)) return
        await soon.next().catch(() => {})
        clearTimeout(timer)
        await soon.return?.()
      }
    },
    open: async () => (await records.open()).length,
    async openByStatus() {
      const counts = { QUEUED: 0, RUNNING: 0, PAUSED: 0 }
      for (const { status } of await records.openJobs()) counts[status as OpenStatus]++
      return counts
    },
    stop: () => stopping.abort(),
    dispose() {
      disposed ??= dispose()
      return disposed
    },
  }
}

async function reach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (cause) {
    if (cause instanceof ConflictError) throw cause
    throw new UpstreamError(
      'UPSTREAM_UNREACHABLE',
      'What jobs are kept in cannot be read or written now. Send it again with the same key.',
      {
        cause,
        retryable: true,
      },
    )
  }
}

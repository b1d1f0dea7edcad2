import { DelayedError, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { within } from '../changes/deadline.ts'
import type { Say } from '../changes/log.ts'
import { UpstreamError } from '../errors.ts'
import type { JobQueue } from './queue.ts'

export type BullQueueOptions = {
  /** A Redis that evicts nothing. */
  url: string
  workspace: string
  concurrency: number
  say: Say
  /** How long saying that a job is to be run may take; without a limit it would last as long as Redis is away. @default 1_000 */
  pushTimeoutMs?: number
  /** A process that says nothing for so long is taken for dead, and its jobs are run by others. @default 10_000 */
  lockMs?: number
}

const closeWithinMs = 500
/** Taken up again after kills, however often: when a job is to be given up is settled by its record. */
const mostStalls = 1_000_000

const connect = (url: string, name: string) =>
  new Redis(url, {
    connectionName: `gateway ${name}`,
    connectTimeout: 2_000,
    disconnectTimeout: 100,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(25 * 2 ** attempt, 1_000) * (0.75 + Math.random() / 2),
    protocol: 2,
  })

/** The queue of many processes. Its keys carry the workspace as their hash tag, as those of the log do. */
export function createBullQueue({ url, workspace, concurrency, say, pushTimeoutMs = 1_000, lockMs = 10_000 }: BullQueueOptions): JobQueue {
  const prefix = `{${workspace}}`
  const connections = [connect(url, 'jobs'), connect(url, 'job worker')] as const
  // the log has said it already, and connects to the same server
  for (const connection of connections) connection.on('error', () => {})
  const [asking, working] = connections
  const queue = new Queue<null>('jobs', { connection: asking, prefix, skipVersionCheck: true })
  queue.on('error', () => {})
  const running = new Set<Promise<unknown>>()
  let worker: Worker<null> | undefined

  return {
    async push(id) {
      const added = queue.add('run', null, { jobId: id, removeOnComplete: true, removeOnFail: true })
      // who waits no longer does not hear of its failure either
      added.catch(() => {})
      if (!(await within(pushTimeoutMs, added)))
        throw new UpstreamError('UPSTREAM_UNREACHABLE', 'Redis does not take a job now.', { retryable: true })
    },
    open(run) {
      worker = new Worker<null>(
        'jobs',
        async (job, token) => {
          const work = run(job.id ?? '')
          running.add(work)
          const again = await work.finally(() => running.delete(work))
          if (!again) return
          await job.moveToDelayed(Date.now() + again.againInMs, token)
          throw new DelayedError()
        },
        {
          connection: working,
          prefix,
          concurrency,
          lockDuration: lockMs,
          stalledInterval: lockMs / 2,
          maxStalledCount: mostStalls,
          skipVersionCheck: true,
        },
      )
      worker.on('error', (error) => {
        if (working.status === 'ready') say.warn({ err: error }, 'the queue of jobs has a fault; what it lost is said again')
      })
    },
    async dispose() {
      const closed = Promise.allSettled([worker?.close(), queue.close()])
      await Promise.all(running)
      await within(closeWithinMs, closed)
      await within(closeWithinMs, Promise.allSettled([worker?.disconnect(), queue.disconnect()]))
      for (const connection of connections) connection.disconnect()
    },
  }
}

import { type Job, JobStopped } from './job.ts'
import type { Lease } from './lease.ts'
import type { Records } from './records.ts'

type EndingOptions = {
  records: Pick<Records, 'read'>
  job: Job
  leases: readonly Lease[]
  /** Aborted when nothing is to go on. */
  stopping: AbortSignal
}

/** After so long a run sees what was asked of it in another process. */
const lookEveryMs = 1_000

/** Tells one run of a job that it is to end, and why: whatever comes first. */
export function watchForEnd({ records, job, leases, stopping }: EndingOptions) {
  const ending = new AbortController()
  const over = new AbortController()
  const end = (why: JobStopped['why']) => ending.abort(new JobStopped(why))

  function when(signal: AbortSignal, why: JobStopped['why']) {
    if (signal.aborted) end(why)
    else signal.addEventListener('abort', () => end(why), { signal: over.signal })
  }
  for (const { lost } of leases) when(lost, 'lost')
  when(stopping, 'stopping')

  /** What its record says of that. */
  function heed({ run, isCancelAsked, isPauseAsked }: Job) {
    if (run !== job.run) end('lost')
    else if (isCancelAsked) end('cancelled')
    else if (isPauseAsked) end('paused')
  }

  let isLooking = false
  async function look() {
    if (isLooking) return
    isLooking = true
    // a store that is away says so itself, and its lease tells for how long that may last
    const stored = await records.read(job.id).catch(() => undefined)
    isLooking = false
    if (stored && !over.signal.aborted) heed(stored)
  }
  const looks = setInterval(look, lookEveryMs).unref()

  return {
    signal: ending.signal,
    heed,
    /** Why it is to end; undefined while it may go on. */
    why: (): JobStopped['why'] | undefined => (ending.signal.aborted ? (ending.signal.reason as JobStopped).why : undefined),
    [Symbol.dispose]() {
      over.abort()
      clearInterval(looks)
    },
  }
}

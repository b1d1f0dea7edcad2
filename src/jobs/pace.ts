import { isOver, type Job } from './job.ts'

/** How many items a minute since it was last begun; null while nothing can be said. */
export function perMinuteOf({ pace, progress }: Pick<Job, 'pace' | 'progress'>): number | null {
  if (!pace) return null
  const minutes = (pace.atMs - pace.fromMs) / 60_000
  const done = progress.done - pace.fromDone
  return minutes > 0 && done > 0 ? done / minutes : null
}

/** When it is over at this pace, in unix milliseconds; null when it is, while it is paused, and while nothing can be said. */
export function etaMsOf(job: Pick<Job, 'pace' | 'progress' | 'status'>): number | null {
  const perMinute = perMinuteOf(job)
  const { done, total } = job.progress
  if (isOver(job) || job.status === 'PAUSED' || perMinute === null || total === null || !job.pace) return null
  return job.pace.atMs + ((total - done) / perMinute) * 60_000
}

import type { Json, Subject } from '../changes/change.ts'
import type { KeptError } from '../errors.ts'

/** `QUEUED` waits for its turn, or for another try; `PAUSED` until somebody lets it go on. The last three are for good. */
export type JobStatus = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'

/** How many of its items are dealt with, of how many (null while nobody knows), and how many of them were not done. */
export type JobProgress = { done: number; total: number | null; failed: number }

/** What is known of a job. This record is the truth about it; a queue only says that it is time to run it. */
export type Job = {
  readonly __typename: 'Job'
  id: string
  /** What is to be done: `events.trackBatch`. */
  kind: string
  /** Who asked for it, by `viewer.id`. */
  caller: string
  /** Of all jobs with this name one runs at a time, over all processes. Null: beside any other. */
  exclusive: string | null
  status: JobStatus
  createdAtMs: number
  finishedAtMs: number | null
  progress: JobProgress
  /** How far it was when it was last begun, and when, and when it last went on: its pace. Null until it has begun. */
  pace: { fromMs: number; fromDone: number; atMs: number } | null
  /** Where it goes on after a stop or a kill, in the words of its kind. */
  checkpoint: Json
  /** What its kind says of it beside its progress, for people: counts. Null until it says something. */
  facts: Json
  /** What it made, where that is one record. */
  result: Subject | null
  /** What went wrong with single items, and at the end why it failed. The first of them: `progress.failed` counts all. */
  errors: readonly KeptError[]
  /** How often in a row it was tried without going on. */
  tries: number
  isCancelAsked: boolean
  /** It ends at its next checkpoint, and is PAUSED then. */
  isPauseAsked: boolean
  /** The run that may write it; whoever has lost it stops. */
  run: string | null
}

export const isOver = ({ status }: Pick<Job, 'status'>) => status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED'

/** What becomes of one that nobody runs and that has not come to its end: what was asked of it meanwhile counts, a cancellation first. */
export function atRest(job: Job, nowMs: number): Job {
  const left = { ...job, run: null, isPauseAsked: false }
  if (job.isCancelAsked) return { ...left, status: 'CANCELLED', finishedAtMs: nowMs }
  return { ...left, status: job.isPauseAsked ? 'PAUSED' : 'QUEUED' }
}

/** What somebody asks for. */
export type JobAsked = {
  /** The same for repetitions of the same wish; a new one unless given. 24 hexadecimal digits. */
  id?: string | undefined
  kind: string
  caller: string
  exclusive?: string | null
  /** Kept until the job is over. */
  input: Json
  progress: JobProgress
  /** What is known of it before it begins. */
  facts?: Json
  /** What is known to be wrong before it begins. */
  errors?: readonly KeptError[]
}

/** What a job says when it is at a place where it could go on after a kill. */
export type Checkpoint = {
  checkpoint: Json
  progress: JobProgress
  /** What is known of it now, in place of what was known; what is not given stays as it is. */
  facts?: Json
  /** Since the last one. */
  errors?: readonly KeptError[]
}

/** A job while it runs. */
export type RunningJob = {
  id: string
  caller: string
  input: Json
  /** The last one that was reached, null at the beginning. */
  checkpoint: Json
  /** What it said last, null at the beginning. */
  facts: Json
  progress: JobProgress
  /** It will not be tried again: what it cannot do now, it cannot do at all. */
  isLastTry: boolean
  /**
   * Aborted with a JobStopped when it is to end: at once when the gateway stops or another process may have it, and within a second of a wish to
   * pause or cancel it. For whoever waits: what is under way may end at its checkpoint, and what is thrown from then on is no failure of the job.
   */
  signal: AbortSignal
  /**
   * Writes down how far it is. After this a kill repeats nothing of what was before.
   *
   * @throws JobStopped when it is to end here: the gateway stops, the job was paused or cancelled, or another process has taken it over. Let it pass
   */
  reach(at: Checkpoint): Promise<void>
}

/** How jobs of one kind are done. What is thrown ends them, or has them tried again from their last checkpoint where `retryable` says so. */
export type JobKind = { kind: string; run(job: RunningJob): Promise<Subject | undefined> }

/** What stands around every run of a job: who asked for it, what has to be known before it reads. */
export type AroundJobs = <Made>(job: Pick<Job, 'id' | 'kind' | 'caller' | 'exclusive'>, work: () => Promise<Made>) => Promise<Made>

/** A page of jobs, newest first. `after`: for the page behind it, null behind the last. */
export type JobPage = { jobs: readonly Job[]; after: string | null }

/** A running job ends at its checkpoint, and it is known why. */
export class JobStopped extends Error {
  override name = 'JobStopped'
  readonly why: 'stopping' | 'paused' | 'cancelled' | 'lost'
  constructor(why: JobStopped['why']) {
    super(`The job ends at its checkpoint: ${why}.`)
    this.why = why
  }
}

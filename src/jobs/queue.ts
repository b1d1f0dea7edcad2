/** What became of a run: over, or to be run again after so long. */
export type RunAgain = { againInMs: number } | undefined

/**
 * Says when it is time to run a job, and nothing else: what a job is, and how far, stands in its record. It may say so twice, or to two processes: whoever
 * runs a job takes it first. Two implementations: in this process, and BullMQ for many.
 */
export type JobQueue = {
  /** A job that is said already, and not over yet, is not said again. Rejects when that cannot be said within its deadline. */
  push(id: string): Promise<void>
  /** Begins to run what was said, in its order, so many at a time as it was made for. `run` never rejects. */
  open(run: (id: string) => Promise<RunAgain>): void
  /** Begins nothing any more. Resolves when what runs has ended and nothing is open. */
  dispose(): Promise<void>
}

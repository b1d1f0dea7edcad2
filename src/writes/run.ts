import { AsyncLocalStorage } from 'node:async_hooks'
import type { Json } from '../changes/change.ts'

/** What is known of a step that was begun under a key before. */
export type StepRecord = { state: 'STARTED'; atMs: number } | { state: 'APPLIED'; result: Json }

/** One mutation while it runs: who asked for it, and what of it was done before. */
export type Run = {
  /** `conversationReply` */
  mutation: string
  caller: string
  /** Stands in the Changes that it makes: see `Change.by`. */
  by?: string
  /** Only with an idempotency key. */
  keyed?: {
    /** The same for every repetition. */
    id: string
    stepOf(step: string): StepRecord | undefined
    /** Written down before it is sent. Throws when it cannot be, or when a repetition has taken over. */
    started(step: string, atMs: number): Promise<void>
    /** Written down afterwards: its result, or undefined when it was not done. */
    ended(step: string, result: Json | undefined): Promise<void>
  }
}

const runs = new AsyncLocalStorage<Run>()

export const currentRun = (): Run | undefined => runs.getStore()
export const inRun = <T>(run: Run, work: () => Promise<T>): Promise<T> => runs.run(run, work)

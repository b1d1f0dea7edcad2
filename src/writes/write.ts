import type { Change, Json, Subject } from '../changes/change.ts'

/** One call to Intercom that changes something, and what has to be known to do it once. */
export type Write<Answer, Result extends Json, Taken> = {
  /** Its name within its mutation, by which a repetition of the mutation finds what was done: `reply`. */
  step: string
  /** The record that it changes, or that it adds to. */
  about: Subject
  /** The one call, and nothing else: what it throws is taken for that call's failure. */
  send(): Promise<Answer>
  /**
   * What was done, in ids: it is kept for repetitions, so never what somebody wrote. Whatever it throws means that the answer is not one, as of
   * something between the gateway and Intercom.
   */
  resultOf(answer: Answer): Result
  /** What Intercom's webhook of it will say: its topic, and an item as it has them. The rows' rules for webhooks find in it what is no longer current. */
  announcedAs(answer: Answer): Announcement
  /** What else the answer is good for, as a model of it that is kept under the generation that the Change gave it. */
  take(answer: Answer, at: WrittenAt): Taken | Promise<Taken>
  /** Every key that is no longer current if it was done: forgotten too when nobody can tell. */
  touches: readonly string[]
  /** What its record can be found by from now on, though a search may not know it for minutes: see `latelyNamed` of the engine. */
  names?: { as: readonly string[]; idOf(answer: Answer): string }
  /** How to find out whether it was done when its answer is lost. Without it, that cannot be told. */
  look?: Look<Answer>
  /** How a person can find out, as a sentence. */
  checkWith: string
}

export type Announcement = { topic: string; item: object }

export type WriteChange = Omit<Change, 'origin' | 'occurredAt' | 'dedupeId'>

export type WrittenAt = {
  /** The cursor of the write's own Change; null when another Change came between, or the log cannot be reached: nothing is kept then. */
  cursor: string | null
  /** When the write was sent, in unix milliseconds. */
  sentAtMs: number
}

export type Look<Answer> = {
  /** Everything in Intercom that this write may have done in this time, read anew, each as its answer would have told it. */
  find(window: Window): Promise<readonly Answer[]>
  /** For a write that makes something new each time. Left out where it leads to one state, however often it is done. */
  alike?: Alike<Answer>
}

export type Alike<Answer> = {
  /** What writes have in common of which one could be taken for the other: what, where, by whom, in which words. It is hashed before it is kept. */
  as: string
  /** The id of what an answer says was made. */
  madeOf(answer: Answer): string | null
}

/** Unix milliseconds. Intercom's own instants are whole seconds, so the second in which it begins is in it. */
export type Window = { fromMs: number; toMs: number }

/** How a write ended. */
export type Outcome =
  /** Intercom answered that it was done. */
  | 'APPLIED'
  /** The answer was lost, and what it did was found. */
  | 'FOUND'
  /** It was done earlier, by the mutation that this one repeats. */
  | 'REPEATED'
  /** It never left, or Intercom refused it. */
  | 'NOT_APPLIED'
  | 'UNKNOWN'

/** What a write came to; `taken` is undefined for one that was done by an earlier mutation with the same key. */
export type Done<Result, Taken> = { result: Result; taken: Taken | undefined }

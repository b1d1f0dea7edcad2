import type { Copy, Kept } from './kept.ts'
import type { Slot, Standing } from './store.ts'

/** A slot that no tier answered, with what is known of its Changes. */
export type Wanted = Pick<Standing, 'changedAtMs' | 'knownSinceMs'> & {
  slot: Slot
  /** Undefined when the shared store has not said. */
  generation: string | undefined
}

export type Loaded<Model> = {
  answer: Kept<Model>
  /** What of it is kept, if no Change came meanwhile. */
  copies: readonly Copy[]
  /** What the shared store said before upstream was asked, when it had not said it in time for `Wanted`. */
  standing?: Standing
  /** When the copies have been written, or refused. */
  onWritten?(): void
}

/** Asks upstream: aligned with what is wanted. May reject: then all of it has failed. */
export type Load<Model> = (wanted: readonly Wanted[]) => Promise<readonly (Loaded<Model> | Error)[]>

import type { Change, Subject } from './change.ts'

/**
 * What became of a delivery. `accepted`: its Change is in the log. `duplicate`: it was there before. `stale`: too old to be told from one that was.
 * `failed`: it could not be handled, and is tried again. `dead`: it is not tried any more. `reconciled`: it never came, and was found out.
 */
export type DeliveryState = 'accepted' | 'duplicate' | 'stale' | 'failed' | 'dead' | 'reconciled'

/** What is written down of a delivery: ids, topics and times. Never what it said: that is its payload. */
export type NewDelivery = {
  notificationId: string
  topic: string
  /** When it happened, as the notification says. */
  createdAt: Date
  /** How often it was tried so far, this time included. */
  attempts: number
  /** Milliseconds from its last byte. What it came to in the end is told by `answered`. */
  ackMs: number
  /** The record itself, where it could be read. */
  about: Subject | null
  /** Why it could not be handled, in a sentence that holds nothing of what came. */
  failure: string | null
}

export type Delivery = NewDelivery & {
  /** The notification's own for the first, and with something behind it for each that came again. */
  id: string
  state: DeliveryState
  /** When it came, by the clock of the log. */
  receivedAt: Date
  /** Where its Change is in the log. */
  cursor: string | null
}

/** A delivery with its place in the list: places are unique, and the newest is the largest. */
export type Placed = { place: number; delivery: Delivery }

export type Outcome = {
  attempts: number
  failure: string | null
  about: Subject | null
} & ({ state: 'accepted'; cursor: string } | { state: 'failed'; retryAfterMs: number } | { state: 'dead' })

/**
 * The deliveries that came last, and apart from them those that could not be handled, each list bounded by number and time. An `append` writes its
 * own in the same step; this is for the rest. All reject, as the log does, when it cannot be reached in time.
 */
export type Deliveries = {
  /** The newest before a place. `isHeld`: of those that could not be handled, or of the others. */
  list(options: { isHeld: boolean; before: number; limit: number }): Promise<Placed[]>
  get(id: string): Promise<Delivery | null>
  /** Writes down one that came to no Change because it is stale. Answers its id. */
  noteStale(delivery: NewDelivery): Promise<string>
  /** Writes down one that could not be handled. `isKnown`: the same notification is held already, and this one counts as its duplicate. */
  hold(
    delivery: NewDelivery,
    next: { state: 'failed'; retryAfterMs: number } | { state: 'dead' },
  ): Promise<{ id: string; isKnown: boolean }>
  /** Those whose time has come to be tried again: this caller's for so long, and nobody else's of all processes. */
  claim(options: { limit: number; leaseMs: number }): Promise<Delivery[]>
  /** What another try came to. Nothing happens to one that is not there any more. */
  settle(id: string, outcome: Outcome): Promise<void>
  /** How long its answer took. Written behind the answer, some at once. */
  answered(id: string, ackMs: number): void
  /** How many are held. */
  counts(): Promise<{ failed: number; dead: number }>
  /** Resolves when what is to be written has been. */
  dispose(): Promise<void>
}

export const isHeldState = (state: DeliveryState) => state === 'failed' || state === 'dead'

/** What is written down of a Change that no delivery told of, with a dedupe id in the place of the notification's; nothing for any other Change. */
export function reconciledDelivery({ origin, dedupeId, topic, occurredAt, about }: Change): NewDelivery | undefined {
  if (origin !== 'RECONCILED' || dedupeId === undefined) return undefined
  return { notificationId: dedupeId, topic, createdAt: occurredAt, attempts: 0, ackMs: 0, about: about[0] ?? null, failure: null }
}

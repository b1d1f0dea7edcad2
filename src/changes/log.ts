import { GatewayError } from '../errors.ts'
import type { Change, LogEntry } from './change.ts'
import type { Deliveries, NewDelivery } from './deliveries.ts'

/** What a follower of the log is told, always in order, and synchronously: when `position` says so, every follower has been told. */
export type Follower = {
  /** Exactly once for each entry from the moment of `follow`, across breaks of the connection. Must not throw; what it throws is logged. */
  onChange(entry: LogEntry): void
  /**
   * Entries may have been missed: the log was lost, trimmed past us, or first reached only now. Whatever was learned from it is void.
   * `position` is where it goes on.
   */
  onGap(position: string): void
}

/**
 * What a Change was learned from, as text: a notification as it came. It lies beside the log, for `payloadSeconds`, under the Change's dedupe id,
 * as the log itself cannot be redacted.
 */
export type Payload = {
  text: string
  /**
   * Keys of everything whose content may be in it: a Change that erases one of them erases the payload, and none is kept of what was created before
   * that, or less than a minute after.
   */
  under: readonly string[]
}

export type AppendOptions = {
  /**
   * How long it may take, in milliseconds, waiting for a log that is out of reach for a moment included, and waiting behind a crowd of others not.
   *
   * @default 2000
   */
  timeoutMs?: number
  /** Kept only with a Change that has a dedupe id and erases nothing, and no larger than `payloadMaxBytes`. @default nothing is kept */
  payload?: Payload
  /** Written down in the same step, with what became of it. @default only of what was reconciled */
  delivery?: NewDelivery
}

/** The cursor, whether it was there before, and the id of the delivery that was written down, '' for none. */
export type Appended = { cursor: string; duplicate: boolean; deliveryId: string }

/**
 * The one order of all Changes, and the generations they give. Two implementations: in memory for one process, Redis Streams for many.
 *
 * A cursor (see `cursor.ts`) is a place in the log *and* a generation: the entry that replaced a key's generation gave it its own cursor.
 */
export type ChangeLog = {
  /**
   * One atomic step: was this dedupe id seen? is all that is to be told `once` known, for as long as dedupe ids are? a new generation for each key in `forget` and `erase`, the moves, the payload, those of what was
   * erased gone, and the entry at the end of the log.
   * A duplicate changes nothing and answers the first one's cursor. Rejects when the log cannot be reached in time; then it may or may
   * not have happened, and saying it again with the same dedupe id is safe. Rejects with a `RefusedChangeError` when the log was reached and cannot
   * take this very Change; then nothing has happened.
   */
  append(change: Change, options?: AppendOptions): Promise<Appended>
  /** The cursor of the newest entry. Rejects when the log cannot be reached in time. */
  head(): Promise<string>
  /** Up to `limit` entries after a cursor. `gap`: some that came after it are gone, or it is of a log that was lost. */
  read(after: string, limit: number): Promise<{ entries: LogEntry[]; gap: boolean }>
  /** What came with the Change of this dedupe id; undefined when nothing was kept, its time is over, or it was erased. Rejects as `head` does. */
  payload(dedupeId: string): Promise<string | undefined>
  /**
   * Keeps a payload without its Change, for so long: of a notification that could not be handled. False when what it is under was erased, or it is
   * too large. Rejects as `head` does.
   */
  keepPayload(dedupeId: string, payload: Payload, options: { createdAt: Date; seconds: number }): Promise<boolean>
  /** What came of Intercom's deliveries. */
  readonly deliveries: Deliveries
  /** The id that what has each of these keys has become, aligned; undefined for what no Change has moved. Rejects as `head` does. */
  movedTo(keys: readonly string[]): Promise<(string | undefined)[]>
  /** Tells every entry from now on. Answers how to stop. */
  follow(follower: Follower): () => void
  /** How far this process has followed. */
  position(): string
  /** True once this process has followed to the cursor, false when it has not within the time. */
  until(cursor: string, timeoutMs: number): Promise<boolean>
  /** False while what another process appends cannot be learned here. */
  isReachable(): boolean
  /** Milliseconds on the clock that stamps cursors, which is not this process's own when the log lives elsewhere. */
  clockMs(): number
  /** By how much `clockMs` may be wrong. */
  readonly clockErrorMs: number
  /** No other process can append: position and head are always the same. */
  readonly isLocal: boolean
  /** Resolves when nothing of it runs any more. */
  dispose(): Promise<void>
}

/** Where a part of the house says what went wrong; pino's shape. */
export type Say = {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
}

/** The log can be reached, and does not take this Change: it would not take it another time either. */
export class RefusedChangeError extends GatewayError {
  override name = 'RefusedChangeError'
  constructor(cause: unknown) {
    super('INTERNAL', 'The log of changes refuses this Change.', { cause })
  }
}

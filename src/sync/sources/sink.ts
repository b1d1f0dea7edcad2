import type { Json } from '../../changes/change.ts'

/** What is to be written of one record. */
export type SinkRecord = {
  /** Its key in the CRM; null for one that is to be made there. */
  key: string | null
  /** Its id in Intercom: by this a record that is to be made is found, so that making it twice makes one. */
  intercomId: string
  /** The columns that change, each with its value. Others stay as they are. */
  values: Readonly<Record<string, Json>>
}

/** The key of what was written; an Error where it was not. NotFoundError: no record has this key. */
export type SinkOutcome = { key: string } | Error

/** Where changes of Intercom go. Writing the same again changes nothing, so that after a kill it is simply written again. */
export type Sink = {
  /** Aligned with the records. Rejects when nothing can be written at all, with an UpstreamError that is retryable where this may pass. */
  write(records: readonly SinkRecord[]): Promise<readonly SinkOutcome[]>
  /** Whether a record can be made whose key is null. */
  canCreate: boolean
  /** Resolves when nothing is open any more. */
  dispose?(): Promise<void>
}

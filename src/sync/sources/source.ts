/** Where in its source a record stands, for whoever has to find it there. */
export type Place = {
  /** The how manieth record it is, from 1. */
  row: number
  /** In a file: the line on which it begins, from 1. */
  line?: number
}

export type SourceRecord = Readonly<Record<string, unknown>>

/** What stands at a place: a record, or why there is none. Then `raw` is what stands there, cut to a size that can be shown. */
export type SourceItem = { place: Place } & ({ record: SourceRecord } | { problem: string; raw: string })

export type ReadOptions = {
  /** Only what has changed at this instant or later, where the source can tell; others read everything: see `canReadSince`. @default everything */
  since?: Date | null
}

/**
 * Where records come from: a file, a table, the pages of an API. Knows nothing of what they are about.
 *
 * What is wrong with one record is an item among the others, and the rest goes on. What makes the rest unreadable is thrown, as a `SourceError` where
 * it is the source's own fault.
 */
export type Source = {
  /** The names that every record has, where they are known before the first: a header, the columns of a table. Null where each record has its own. */
  columns(): Promise<readonly string[] | null>
  /** Every item once, in the source's order. No more is read than is asked for, so that memory does not grow with the source. */
  read(options?: ReadOptions): AsyncGenerator<SourceItem, void, undefined>
  /** Whether `since` is heeded. @default false */
  canReadSince?: boolean
  /** The records of these keys, by their keys; missing are those that are not there. Only where the source can look one up. */
  getMany?(keys: readonly string[]): Promise<ReadonlyMap<string, SourceRecord>>
  /** Resolves when nothing is open any more. */
  dispose?(): Promise<void>
}

/** The source as a whole cannot be read: a header that is none, a file that is not there, a server that refuses. */
export class SourceError extends Error {
  override name = 'SourceError'
  /** Whether it may be otherwise in a while. */
  readonly mayPass: boolean
  constructor(message: string, { mayPass = false, ...options }: ErrorOptions & { mayPass?: boolean } = {}) {
    super(message, options)
    this.mayPass = mayPass
  }
}

import { createHash } from 'node:crypto'
import { GatewayError } from '../../errors.ts'
import type { Place, Source, SourceRecord } from '../../sync/sources/source.ts'
import { isKnownColumn } from './columns.ts'
import { type EventInput, eventOf } from './event-of.ts'

/** Why a row came to nothing. `retryable`: it may not another time. */
export type RowFailure = { code: string; message: string; retryable: boolean }

/** A row of a file: the event that it says, or why it says none. */
export type Row = { place: Place; record?: SourceRecord; raw?: string } & ({ event: EventInput } | { failure: RowFailure })

/** The rows of a source, one by one. `nowMs`: as in `eventOf`. */
export async function* rowsOf(source: Source, nowMs?: number): AsyncGenerator<Row, void, undefined> {
  for await (const item of source.read()) {
    const { place } = item
    if ('problem' in item) yield { place, raw: item.raw, failure: invalid(`The row ${item.problem}.`) }
    else yield { place, record: item.record, ...eventOrFailure(item.record, nowMs) }
  }
}

function eventOrFailure(record: SourceRecord, nowMs: number | undefined): { event: EventInput } | { failure: RowFailure } {
  try {
    const event = eventOf(record, nowMs)
    return tooLarge(event) ? { failure: invalid('The row is too large for one event.') } : { event }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return { failure: invalid(error.message) }
  }
}

const invalid = (message: string): RowFailure => ({ code: 'INVALID', message, retryable: false })

/** A request may hold so much: below what a gateway takes unless it is told otherwise (`api.maxBodyBytes`, `api.limits.maxVariableValues`). */
const most = { bytes: 500_000, values: 4_500 }

const sizeOf = (event: EventInput) => ({ bytes: Buffer.byteLength(JSON.stringify(event)), values: 1 + valuesIn(event) })
const valuesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, one) => sum + 1 + valuesIn(one), 0) : 0
function tooLarge(event: EventInput): boolean {
  const { bytes, values } = sizeOf(event)
  return bytes > most.bytes || values > most.values
}

/** Rows that say an event, in the order of the file, and those that say none among them. */
export type Batch = { rows: (Row & { event: EventInput })[]; failed: (Row & { failure: RowFailure })[] }

/**
 * Rows by so many events, or fewer where they are large. The same rows are the same batches at any time, so that a repetition is one: a batch is known
 * by its place.
 */
export async function* batchesOf(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Batch, void, undefined> {
  let batch: Batch = { rows: [], failed: [] }
  let held = { bytes: 0, values: 0 }
  for await (const row of rows) {
    if ('failure' in row) batch.failed.push(row)
    else {
      const { bytes, values } = sizeOf(row.event)
      if (batch.rows.length === size || held.bytes + bytes > most.bytes || held.values + values > most.values) {
        yield batch
        batch = { rows: [], failed: [] }
        held = { bytes: 0, values: 0 }
      }
      batch.rows.push(row)
      held = { bytes: held.bytes + bytes, values: held.values + values }
    }
    // a file that is wrong from end to end is not held in memory either
    if (batch.failed.length >= size) {
      yield { rows: [], failed: batch.failed }
      batch.failed = []
    }
  }
  if (batch.rows.length + batch.failed.length > 0) yield batch
}

/** What is to be known of a file before anything of it is sent. */
export type Survey = { rows: number; unknownColumns: readonly string[] }

export async function survey(source: Source): Promise<Survey> {
  const unknown = new Set((await source.columns())?.filter((column) => !isKnownColumn(column)))
  let rows = 0
  for await (const item of source.read()) {
    rows++
    if ('record' in item && unknown.size < 20)
      for (const column of Object.keys(item.record)) if (!isKnownColumn(column)) unknown.add(column)
  }
  return { rows, unknownColumns: [...unknown] }
}

/** The hash of what is in a file. */
export async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}

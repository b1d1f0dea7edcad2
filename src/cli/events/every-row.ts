import type { Source } from '../../sync/sources/source.ts'
import { AskError } from '../ask-gateway.ts'
import { inDigits } from '../line.ts'
import type { Counts, importReport } from './report.ts'
import { type Batch, batchesOf, type RowFailure, rowsOf } from './rows.ts'
import { eventSender } from './sending.ts'

type Report = ReturnType<typeof importReport>
/** `rows`: how many the source has. */
type Asked = { source: Source; report: Report; rows: number }

/** Holds every row against the rules, and sends nothing. Resolves with whether all are well. */
export async function checkEveryRow({ source, report, rows, nowMs }: Asked & { nowMs: number }): Promise<boolean> {
  let failed = 0
  for await (const row of rowsOf(source, nowMs)) {
    if (!('failure' in row)) continue
    failed++
    report.failed(row, row.failure)
  }
  const message = `${countOf(rows)}, ${inDigits(failed)} of them not as they should be; nothing was sent`
  report.end({ rows, done: rows, failed }, { isComplete: true, message })
  return failed === 0
}

type SendAsked = Asked & {
  url: string
  batch: number
  /** Of what is in the file. */
  hash: string
}

/** Sends every row. Resolves with whether all are done. */
export async function sendEveryRow({ source, report, rows, url, batch: size, hash }: SendAsked): Promise<boolean> {
  const counts: Counts = { rows, done: 0, failed: 0 }
  const onProgress = (done: number, failed: number) => report.progress({ rows, done: counts.done + done, failed: counts.failed + failed })
  const sender = eventSender({ url, onProgress })

  /** What cannot be gone on behind; undefined where it can. */
  async function sendBatch({ rows: inBatch, failed }: Batch): Promise<string | undefined> {
    for (const row of failed) tell(row, row.failure)
    const [first] = inBatch
    if (!first) return undefined
    const key = `events-import:${hash}:${first.place.row}+${inBatch.length}`
    const { failures, givenUp } = await sender.send(
      inBatch.map(({ event }) => event),
      key,
    )
    for (const [index, row] of inBatch.entries()) {
      const failure = failures.get(index)
      if (failure) tell(row, failure)
      else if (givenUp === undefined) counts.done++
    }
    return givenUp
  }
  const tell = (row: Batch['failed'][number] | Batch['rows'][number], failure: RowFailure) => {
    counts.done++
    counts.failed++
    report.failed(row, failure)
  }
  const stop = (why: string, { isNothingSent = false } = {}) => {
    const rest = isNothingSent
      ? 'Nothing was sent.'
      : `${inDigits(counts.done)} of ${countOf(rows)} done; the others were not sent, or it is not known of them. The same command goes on from there.`
    report.end(counts, { isComplete: false, message: `${why}\n${rest}` })
    return false
  }

  let batches = 0
  try {
    for await (const batch of batchesOf(rowsOf(source), size)) {
      const why = await sendBatch(batch)
      if (why !== undefined) return stop(why)
      if (batch.rows.length > 0) batches++
      report.progress(counts)
    }
  } catch (error) {
    if (!(error instanceof AskError)) throw error
    return stop(error.message, { isNothingSent: error.isFinal && batches === 0 })
  }
  const taken = rows - counts.failed
  report.end(counts, {
    isComplete: true,
    message:
      counts.failed === 0
        ? `${countOf(rows)}, all taken by Intercom`
        : `${countOf(rows)}, ${inDigits(taken)} taken by Intercom, ${inDigits(counts.failed)} failed`,
  })
  return counts.failed === 0
}

const countOf = (rows: number) => (rows === 1 ? '1 row' : `${inDigits(rows)} rows`)

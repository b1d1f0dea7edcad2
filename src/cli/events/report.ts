import { closeSync, openSync, writeSync } from 'node:fs'
import { inDigits, inMinutes, statusLine } from '../line.ts'
import { noteOf } from './columns.ts'
import type { Row, RowFailure } from './rows.ts'

export type Counts = { rows: number; done: number; failed: number }

type ReportOptions = {
  isJson: boolean
  /** Where rows that failed are written, to be corrected and imported again. */
  errorsFile?: string
  out: (text: string) => void
  err: (text: string) => void
  /** Whether what is written to `err` is seen by a person, and a line may be written over. */
  isTty: boolean
  nowMs: () => number
}

/** So many failed rows are told one by one to a person. */
const toldOneByOne = 20

/** Tells what an import comes to: to a person in lines, to a program as an object a line. */
export function importReport({ isJson, errorsFile, out, err, isTty, nowMs }: ReportOptions) {
  const file = errorsFile === undefined ? undefined : openSync(errorsFile, 'w')
  const startedMs = nowMs()
  let told = 0
  const line = statusLine({ err, isTty })

  const paceOf = ({ rows, done }: Counts) => {
    const perMs = done / Math.max(1, nowMs() - startedMs)
    return { perMinute: Math.round(perMs * 60_000), etaSeconds: done === 0 ? null : Math.ceil((rows - done) / perMs / 1000) }
  }

  return {
    failed({ place: { row, line: at = row }, record, raw }: Row, failure: RowFailure) {
      const { message } = failure
      if (file !== undefined) {
        const notes = { [noteOf.line]: at, [noteOf.error]: message, ...(raw !== undefined && { [noteOf.raw]: raw }) }
        writeSync(file, `${JSON.stringify({ ...record, ...notes })}\n`)
      }
      if (isJson) return out(`${JSON.stringify({ type: 'failed', line: at, row, ...failure })}\n`)
      told++
      if (told > toldOneByOne) return
      line.clear()
      err(`line ${at}: ${message}\n`)
      if (told === toldOneByOne) err(`further rows that fail are counted only; ${errorsFile ?? '--errors <file>'} has all of them\n`)
    },
    progress(counts: Counts) {
      const pace = paceOf(counts)
      if (isJson) return out(`${JSON.stringify({ type: 'progress', ...counts, ...pace })}\n`)
      const { rows, done, failed } = counts
      const rest = pace.etaSeconds === null ? '' : `, ${inMinutes(pace.etaSeconds)} to go`
      line.show(`${inDigits(done)} of ${inDigits(rows)} rows, ${inDigits(failed)} failed, ${inDigits(pace.perMinute)} a minute${rest}`)
    },
    /** `message`: what it came to, for a person. */
    end(counts: Counts, facts: { isComplete: boolean; message: string }) {
      line.clear()
      if (file !== undefined) closeSync(file)
      if (isJson) out(`${JSON.stringify({ type: 'end', ...counts, ...facts })}\n`)
      else (facts.isComplete ? out : err)(`${facts.message}\n`)
    },
  }
}

import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importReport } from '../../../../src/cli/events/report.ts'

function aReport(options: { isJson?: boolean; isTty?: boolean; errorsFile?: string } = {}) {
  const written = { out: '', err: '' }
  const clock = { nowMs: 0 }
  const report = importReport({
    ...{ isJson: false, isTty: true, ...options },
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    nowMs: () => clock.nowMs,
  })
  return { report, written, clock }
}
const failure = { code: 'INVALID', message: 'It is wrong.', retryable: false }

describe('to a person', () => {
  test('it shows how far it is on one line, which gives way to what went wrong', () => {
    const { report, written, clock } = aReport()
    clock.nowMs = 30_000
    report.progress({ rows: 12_000, done: 3_000, failed: 1 })
    expect(written.err).toBe('\r3,000 of 12,000 rows, 1 failed, 6,000 a minute, 1 min 30 s to go\u{1b}[K')
    report.failed({ place: { row: 1, line: 2 }, failure }, failure)
    report.end({ rows: 12_000, done: 12_000, failed: 1 }, { isComplete: true, message: 'done' })
    expect(written.err.slice(-'\r\u{1b}[Kline 2: It is wrong.\n'.length)).toBe('\r\u{1b}[Kline 2: It is wrong.\n')
    expect(written.out).toBe('done\n')
  })

  test('it tells the first rows that failed, and where the others are', () => {
    const { report, written } = aReport({ isTty: false })
    report.progress({ rows: 100, done: 50, failed: 50 })
    for (let row = 1; row <= 50; row++) report.failed({ place: { row }, failure }, failure)
    expect(written.err.trimEnd().split('\n')).toHaveLength(21)
    expect(written.err).toMatch(/line 20: It is wrong\.\nfurther rows that fail are counted only; --errors <file> has all of them\n$/)
  })
})

test('to a program each line is an object, and nothing else is written', () => {
  const { report, written, clock } = aReport({ isJson: true })
  clock.nowMs = 60_000
  report.progress({ rows: 10, done: 0, failed: 0 })
  report.failed({ place: { row: 1, line: 2 }, failure }, failure)
  report.progress({ rows: 10, done: 5, failed: 1 })
  report.end({ rows: 10, done: 10, failed: 1 }, { isComplete: true, message: 'done' })
  expect(written.err).toBe('')
  expect(
    written.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { type: 'progress', rows: 10, done: 0, failed: 0, perMinute: 0, etaSeconds: null },
    { type: 'failed', line: 2, row: 1, ...failure },
    { type: 'progress', rows: 10, done: 5, failed: 1, perMinute: 5, etaSeconds: 60 },
    { type: 'end', rows: 10, done: 10, failed: 1, isComplete: true, message: 'done' },
  ])
})

test('rows that failed are written as they came, with what is wrong beside them', () => {
  const errorsFile = join(mkdtempSync(join(tmpdir(), 'report-')), 'errors.ndjson')
  const { report } = aReport({ errorsFile })
  report.failed({ place: { row: 1, line: 2 }, record: { event: 'paid', _error: 'of old' }, failure }, failure)
  report.failed({ place: { row: 2, line: 3 }, raw: '{"a', failure }, failure)
  report.end({ rows: 2, done: 2, failed: 2 }, { isComplete: true, message: '' })
  expect(readFileSync(errorsFile, 'utf8')).toBe(
    '{"event":"paid","_error":"It is wrong.","_line":2}\n{"_line":3,"_error":"It is wrong.","_raw":"{\\"a"}\n',
  )
})

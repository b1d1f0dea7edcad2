import { expect, test } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createFailedCalls } from '../../../src/monitoring/failed-calls.ts'
import { createLogger } from '../../../src/monitoring/logger.ts'

function listen() {
  const lines: Record<string, unknown>[] = []
  const say = createLogger({ logLevel: 'trace', logFormat: 'json' }, { write: (line) => void lines.push(JSON.parse(line)) })
  const due: (() => void)[] = []
  const failed = createFailedCalls({ say, atMost: 3, periodMs: 10_000, later: (_, run) => void due.push(run) })
  return { failed, lines, endPeriod: () => due.shift()?.() }
}
const call = { route: 'GET /contacts/{contact_id}', startedAtMs: 0, durationMs: 12.4, attempt: 1 }
const error = new UpstreamError('UPSTREAM_ERROR', 'Intercom failed.', { status: 503, intercomRequestId: 'req-42' })

test('a call that failed is a line with its route, its status, what it came to and the id that its support asks for', () => {
  const { failed, lines } = listen()
  failed({ ...call, status: 503, outcome: 'UPSTREAM_ERROR', error })
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  failed({ ...call, status: 0, outcome: 'UPSTREAM_UNREACHABLE', error: new UpstreamError('UPSTREAM_UNREACHABLE', 'Away.', { cause }) })
  const { route } = call
  expect(lines).toMatchObject([
    { level: 'warn', route, status: 503, code: 'UPSTREAM_ERROR', attempt: 1, durationMs: 12, intercomRequestId: 'req-42' },
    { level: 'warn', route, status: 0, code: 'UPSTREAM_UNREACHABLE', reason: 'ECONNREFUSED' },
  ])
})

test('an answer is no failure, and neither is that there is nothing', () => {
  const { failed, lines } = listen()
  failed({ ...call, status: 200, outcome: 'OK' })
  failed({ ...call, status: 404, outcome: 'NOT_FOUND', error })
  expect(lines).toEqual([])
})

test('an outage is a few lines in each period, and one that says how many were left out', () => {
  const { failed, lines, endPeriod } = listen()
  const fail = (times: number) => {
    for (let at = 0; at < times; at++) failed({ ...call, status: 503, outcome: 'UPSTREAM_ERROR', error })
  }
  fail(1_000)
  expect(lines).toHaveLength(3)
  endPeriod()
  expect(lines.at(-1)).toMatchObject({ leftOut: 997, periodMs: 10_000 })
  fail(2)
  endPeriod()
  fail(1)
  expect(lines).toHaveLength(7)
  expect(lines.filter(({ leftOut }) => leftOut !== undefined)).toHaveLength(1)
})

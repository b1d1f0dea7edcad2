import { expect, test } from 'vitest'
import { judgeRateLimit } from '../../../../src/cli/doctor/rate-limit.ts'
import { loadConfig } from '../../../../src/config.ts'

const config = loadConfig({ env: {} })
const judge = (limit: number, remaining = limit) => judgeRateLimit({ limit, remaining, resetAt: new Date(0) }, config)

test.each([
  [1_666, 'ok'],
  [1_667, 'ok'],
  [4_000, 'ok'],
  [1_000_000, 'ok'],
  [1_500, 'warning'],
  [167, 'warning'],
])('%i calls a window are %s for 10,000 a minute', (limit, status) => {
  expect(config.intercom.budget).toMatchObject({ requestsPerMinute: 10_000, windowMs: 10_000 })
  expect(judge(limit).status).toBe(status)
})

test('a lower limit is told with the value to set, and where', () => {
  expect(judge(167)).toMatchObject({
    found: '167 calls a window of 10 s, 167 left of this one; the configuration assumes 10000 a minute, which would be 1666',
    fix: 'set "requestsPerMinute" under intercom.budget in config/development.json to 1002',
  })
})

test('one that is nearly used up is told', () => {
  expect(judge(1_667, 166)).toMatchObject({ status: 'warning', why: expect.stringContaining('RATE_LIMITED') })
  expect(judge(1_667, 167).status).toBe('ok')
})

test('answers without the headers are told', () => {
  expect(judgeRateLimit(null, config)).toMatchObject({ status: 'warning', found: 'no answer carries X-RateLimit headers' })
})

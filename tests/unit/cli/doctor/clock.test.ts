import { expect, test } from 'vitest'
import { intercomClock, judgeClock, redisClock } from '../../../../src/cli/doctor/clock.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)
/** Another clock that is so far ahead of ours, asked and answered in 100 ms; of whole seconds, as a Date header's, unless said. */
const ahead = (ms: number, { coarseMs = 1_000, tripMs = 100 } = {}) => {
  const truth = nowMs + tripMs / 2 + ms
  return { atMs: Math.floor(truth / coarseMs) * coarseMs, coarseMs, sentAtMs: nowMs, receivedAtMs: nowMs + tripMs }
}

test.each([
  [0, 'ok'],
  [999, 'ok'],
  [-999, 'ok'],
  [2_000, 'ok'],
  [-2_000, 'ok'],
  [4_000, 'warning'],
  [-4_000, 'warning'],
  [59_000, 'warning'],
  [90_000, 'failure'],
  [-90_000, 'failure'],
])("Intercom's clock being %i ms ahead is %s", (ms, status) => {
  expect(judgeClock(intercomClock, ahead(ms)).status).toBe(status)
})

test('it says whose clock is ahead, by how much, and what sets it right', () => {
  expect(judgeClock(intercomClock, ahead(-90_000))).toMatchObject({
    found: expect.stringMatching(/^this machine's clock is (89|90)\.\d s ahead of Intercom's$/),
    why: expect.stringContaining('429'),
    fix: expect.stringContaining('timedatectl set-ntp true'),
  })
  expect(judgeClock(intercomClock, ahead(90_000)).found).toMatch(/^this machine's clock is (89|90)\.\d s behind Intercom's$/)
})

test('an answer that took long says less, and is not held against the clock', () => {
  expect(judgeClock(intercomClock, ahead(4_000, { tripMs: 6_000 })).status).toBe('ok')
  expect(judgeClock(intercomClock, ahead(10_000, { tripMs: 6_000 })).status).toBe('warning')
})

test("Redis's clock is finer", () => {
  const judged = (ms: number) => judgeClock(redisClock, ahead(ms, { coarseMs: 1, tripMs: 2 })).status
  expect([0, 900, -1_100, 29_000, 31_000].map(judged)).toEqual(['ok', 'ok', 'warning', 'warning', 'failure'])
})

test('a clock that was not shown is a warning', () => {
  expect(judgeClock(redisClock, undefined)).toMatchObject({ status: 'warning', found: 'Redis did not say what time it is' })
})

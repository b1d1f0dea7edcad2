import { expect, test } from 'vitest'
import { createWindowClock } from '../../../src/intercom/window-clock.ts'

const windowMs = 10_000
/** The beginning of window 100. */
const beginning = 100 * windowMs

function clockAt(startMs: number) {
  const time = { nowMs: startMs }
  const clock = createWindowClock({ windowMs, now: () => time.nowMs })
  /** An answer to a call sent now and answered `tookMs` later, counted in the window that ends at this instant. */
  const answered = (endsAtMs: number, tookMs = 100) => {
    const sentAtMs = time.nowMs
    time.nowMs += tookMs
    clock.learn({ resetAt: new Date(endsAtMs), sentAtMs, receivedAtMs: time.nowMs })
  }
  return { clock, time, answered }
}

test('until an answer says otherwise, the windows stand on our clock, and begin a moment late', () => {
  const { clock, time } = clockAt(beginning + 10)
  expect(clock.window()).toBe(99)
  time.nowMs += 20
  expect(clock.window()).toBe(100)
  expect(clock.endOf(100)).toEqual(new Date(beginning + windowMs))
  expect(clock.windowEndingAt(new Date(beginning + windowMs))).toBe(100)
  time.nowMs = beginning + windowMs
  expect(clock.endsInMs()).toBe(25)
})

test('an answer counted in the window before shows that our clock is ahead: the window steps back', () => {
  const { clock, time, answered } = clockAt(beginning + 500)
  expect(clock.window()).toBe(100)

  answered(beginning, 10)

  expect(clock.window()).toBe(99)
  time.nowMs = beginning + 530
  expect(clock.window()).toBe(100)
})

test('an answer counted in the window to come shows that our clock is behind', () => {
  const { clock, answered } = clockAt(beginning - 2_000)

  answered(beginning + windowMs, 50)

  expect(clock.window()).toBe(99)
  expect(clock.endsInMs()).toBeLessThanOrEqual(25)
})

test('an answer that contradicts nothing changes nothing', () => {
  const { clock, answered } = clockAt(beginning + 5_000)
  const before = clock.elapsed()

  answered(beginning + windowMs)

  expect(clock.elapsed() - before).toBeCloseTo(0.01)
})

test('when a clock is set, the newest answer counts alone', () => {
  const { clock, time, answered } = clockAt(beginning + 5_000)
  answered(beginning + windowMs)
  answered(beginning + 10 * windowMs)
  expect(clock.window()).toBe(108)

  time.nowMs += windowMs
  answered(beginning + 2 * windowMs)

  expect(clock.window()).toBe(101)
})

test('windows that end between two multiples of their length are followed', () => {
  const { clock, time, answered } = clockAt(beginning + 5_000)

  answered(beginning + windowMs + 3_000)

  const { nowMs } = time
  expect(nowMs + clock.endsInMs()).toBe(beginning + windowMs + 3_000 + 25)
  expect(clock.endOf(clock.window())).toEqual(new Date(beginning + windowMs + 3_000))
  expect(clock.windowEndingAt(new Date(beginning + windowMs + 3_000))).toBe(clock.window())
})

import { expect, test } from 'vitest'
import { createClosure } from '../../../src/intercom/closure.ts'

/** A closure in windows of ten seconds, on a clock that the test sets. */
function startClosure(random = 0) {
  const time = { nowMs: 1_000_000 }
  return { time, ...createClosure({ windowMs: 10_000, now: () => time.nowMs, random: () => random }) }
}

test('a time that Intercom names is kept to, up to a minute', () => {
  const { refused, leftMs, time } = startClosure()
  refused({ askedMs: 7_000, sentAtMs: time.nowMs })
  expect(leftMs()).toBe(7_000)
  refused({ askedMs: 1_000, sentAtMs: time.nowMs })
  expect(leftMs()).toBe(7_000)
  refused({ askedMs: 3_600_000, sentAtMs: time.nowMs })
  expect(leftMs()).toBe(60_000)
  time.nowMs += 60_000
  expect(leftMs()).toBe(0)
})

test('without a time everybody pauses, for longer each time, up to a window, and briefly again once something was answered', () => {
  const { refused, answered, leftMs, time } = startClosure()
  const pauses = Array.from({ length: 8 }, () => {
    refused({ askedMs: null, sentAtMs: time.nowMs })
    const pauseMs = leftMs()
    time.nowMs += pauseMs
    return pauseMs
  })
  expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])

  // sent before the last of them, it says nothing about now
  answered(time.nowMs - 20_000)
  refused({ askedMs: null, sentAtMs: time.nowMs })
  expect(leftMs()).toBe(10_000)
  time.nowMs += 10_000
  answered(time.nowMs)
  refused({ askedMs: null, sentAtMs: time.nowMs })
  expect(leftMs()).toBe(250)
})

test('a pause is up to a half shorter, so that processes do not come back as one', () => {
  const { refused, leftMs, time } = startClosure(0.5)
  refused({ askedMs: null, sentAtMs: time.nowMs })
  expect(leftMs()).toBe(187.5)
})

test('sixteen that were under way together and were all refused are one reason', () => {
  const { refused, leftMs, time } = startClosure()
  const sentAtMs = time.nowMs
  for (let answer = 0; answer < 16; answer++) {
    time.nowMs += 5
    refused({ askedMs: null, sentAtMs })
  }
  expect(leftMs()).toBe(250 - 75)
})

test('what another process was told is kept to, and not said again as if it were our own', () => {
  const { heard, leftMs, ownLeftMs, refused, time } = startClosure()
  heard(4_000)
  expect([leftMs(), ownLeftMs()]).toEqual([4_000, 0])
  refused({ askedMs: 1_000, sentAtMs: time.nowMs })
  expect([leftMs(), ownLeftMs()]).toEqual([4_000, 1_000])
  heard(0)
  expect(leftMs()).toBe(4_000)
})

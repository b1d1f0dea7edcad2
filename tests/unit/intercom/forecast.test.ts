import { expect, test } from 'vitest'
import { forecastMs } from '../../../src/intercom/forecast.ts'

const window = { windowMs: 10_000, windowEndsInMs: 4_000, perWindow: 20, reserved: 2 }

test.each([
  { ahead: [4], left: 5, inMs: 0, as: 'there is a call for it' },
  { ahead: [5], left: 5, inMs: 4_000, as: 'it is the first of the next window' },
  { ahead: [24], left: 5, inMs: 4_000, as: 'it is the last of the next window' },
  { ahead: [25], left: 5, inMs: 14_000, as: 'it is the first of the window after' },
  { ahead: [5, 0, 45], left: 10, inMs: 24_000, as: 'all who are more urgent come before it' },
  { ahead: [0], left: -30, inMs: 4_000, as: 'what was overspent in this window is not owed in the next' },
  { ahead: [90, 1], left: 5, inMs: 0, as: 'a mutation has its own part' },
  { ahead: [90, 3], left: 0, inMs: 14_000, as: 'that part is two calls a window' },
  { ahead: [1, 9], left: 30, inMs: 0, as: 'a mutation may have more than its part where there is more' },
])('behind $ahead with $left left: in $inMs ms, as $as', ({ ahead, left, inMs }) => {
  expect(forecastMs({ ...window, ahead, left })).toBe(inMs)
})

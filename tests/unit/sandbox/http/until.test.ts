import { expect, test } from 'vitest'
import { until } from '../../../../src/sandbox/http/until.ts'

test('it is never before the time, whatever part of a millisecond that has', async () => {
  const earlyByMs = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const atMs = performance.now() + 5 + index / 8
      await until(atMs, new AbortController().signal)
      return atMs - performance.now()
    }),
  )
  expect(Math.max(...earlyByMs)).toBeLessThanOrEqual(0)
})

test('a time that has passed is not waited for, and nobody waits when all is stopping', async () => {
  const stopping = new AbortController()
  await until(performance.now() - 1_000, stopping.signal)
  const waiting = until(performance.now() + 60_000, stopping.signal)
  stopping.abort()
  await waiting
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOutlet } from '../../../../src/api/streams/outlet.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A client that reads what waits for it when the test says so. */
function openOutlet({ maxBufferedBytes = 100, slowConsumerMs = 1_000 } = {}) {
  const waiting: { text: string; sent: () => void }[] = []
  const read: string[] = []
  const state = { isPaused: false, cuts: 0 }
  const outlet = createOutlet({
    wire: {
      send: (text, sent) => void waiting.push({ text, sent }),
      bufferedBytes: () => waiting.reduce((sum, { text }) => sum + text.length, 0),
      pause() {
        state.isPaused = true
      },
      resume() {
        state.isPaused = false
      },
    },
    maxBufferedBytes,
    slowConsumerMs,
    cut() {
      state.cuts += 1
    },
  })
  const buffered = () => waiting.reduce((sum, { text }) => sum + text.length, 0)
  async function reads(count: number) {
    for (let index = 0; index < count; index++) {
      const one = waiting.shift()
      if (!one) return
      read.push(one.text)
      one.sent()
      await vi.advanceTimersByTimeAsync(0)
    }
  }
  return { outlet, state, read, buffered, reads }
}

const message = (index: number) => `${index}`.padStart(40, ' ')

test('what comes while too much waits is made when there is room, one after the other and in order', async () => {
  const { outlet, state, read, buffered, reads } = openOutlet()
  let made = 0
  const telling = Array.from({ length: 50 }, (_, index) =>
    outlet.tell(async () => {
      made += 1
      return message(index)
    }),
  )
  await vi.advanceTimersByTimeAsync(0)
  expect(buffered()).toBeLessThanOrEqual(140)
  expect(state.isPaused).toBe(true)
  const madeAtOnce = made
  await reads(60)
  await Promise.all(telling)
  expect(read.toSorted()).toEqual(Array.from({ length: 50 }, (_, index) => message(index)).toSorted())
  expect(state).toEqual({ isPaused: false, cuts: 0 })
  // nothing was made over and over while it waited
  expect(made - madeAtOnce).toBeLessThanOrEqual(50)
})

test('a client that reads nothing of what waits is cut, one that reads slowly is not', async () => {
  const stopped = openOutlet()
  stopped.outlet.write(message(1))
  await vi.advanceTimersByTimeAsync(999)
  expect(stopped.state.cuts).toBe(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(stopped.state.cuts).toBe(1)
  const slow = openOutlet()
  for (let index = 0; index < 10; index++) slow.outlet.write(message(index))
  for (let index = 0; index < 10; index++) {
    await vi.advanceTimersByTimeAsync(900)
    await slow.reads(1)
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(slow.state.cuts).toBe(0)
})

test('what cannot be made is told to whoever wanted it told, and holds up nobody', async () => {
  const { outlet, read, reads } = openOutlet()
  for (let index = 0; index < 3; index++) outlet.write(message(index))
  const failing = outlet.tell(() => Promise.reject(new Error('no'))).catch((error: Error) => error.message)
  const other = outlet.tell(async () => 'other')
  await reads(10)
  expect(await failing).toBe('no')
  await other
  await reads(1)
  expect(read.at(-1)).toBe('other')
})

test('once it is closed nobody waits, and nothing is made', async () => {
  const { outlet } = openOutlet()
  for (let index = 0; index < 3; index++) outlet.write(message(index))
  let made = 0
  const telling = outlet.tell(async () => {
    made += 1
    return 'x'
  })
  outlet.close()
  await telling
  expect(made).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

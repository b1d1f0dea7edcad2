import { afterEach, expect, test, vi } from 'vitest'
import { followed } from '../../../../src/api/streams/followed.ts'
import { UpstreamError } from '../../../../src/errors.ts'
import { aViewer } from '../../../support/viewer.ts'

afterEach(() => void vi.useRealTimers())

/** Something that changes while nobody looks, and is told each time that somebody asks. */
function counter() {
  const ended = Promise.withResolvers<void>()
  let count = 0
  return {
    goOn: (to: number) => {
      count = to
    },
    ended: ended.promise,
    async *follow(signal: AbortSignal): AsyncGenerator<number, undefined> {
      try {
        for (let told: number | undefined; !signal.aborted; ) {
          const now = count
          if (now !== told) yield now
          told = now
          await new Promise((resolve) => setImmediate(resolve))
        }
        return undefined
      } finally {
        ended.resolve()
      }
    },
  }
}

test('whoever asks seldom is told the newest, and nothing of what was between', async () => {
  const { follow, goOn } = counter()
  const stream = followed(aViewer(), follow)
  expect(await stream.next()).toEqual({ value: 0, done: false })
  for (const count of [1, 2, 3]) goOn(count)
  expect(await stream.next()).toEqual({ value: 3, done: false })
  await stream.return()
})

test('whoever leaves waits for nothing, and neither does what they followed', async () => {
  const { follow, ended } = counter()
  const stream = followed(aViewer(), follow)
  await stream.next()
  const waiting = stream.next()
  expect(await stream.return()).toEqual({ value: undefined, done: true })
  expect(await waiting).toEqual({ value: undefined, done: true })
  await ended
  expect(await stream.next()).toEqual({ value: undefined, done: true })
})

test('a token that expires ends it with the reason', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const before = vi.getTimerCount()
  const { follow, ended } = counter()
  const stream = followed({ ...aViewer(), expiresAt: new Date(Date.now() + 100) }, follow)
  await stream.next()
  const waiting = stream.next().catch((error: unknown) => error)
  vi.advanceTimersByTime(100)
  expect(await waiting).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('expired') })
  expect(await stream.next()).toEqual({ value: undefined, done: true })
  await ended
  expect(vi.getTimerCount()).toBe(before)
})

test.each([
  ['a failure', new UpstreamError('UPSTREAM_UNREACHABLE', 'It is away.')],
  ['an end', undefined],
])('%s is passed on, and takes the timer of the token along', async (_, failure) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const before = vi.getTimerCount()
  const viewer = { ...aViewer(), expiresAt: new Date(Date.now() + 3_600_000) }
  const stream = followed(viewer, async function* (): AsyncGenerator<number, undefined> {
    yield 1
    if (failure) throw failure
    return undefined
  })
  expect(await stream.next()).toEqual({ value: 1, done: false })
  expect(vi.getTimerCount()).toBeGreaterThan(before)
  const ended = stream.next()
  if (failure) await expect(ended).rejects.toBe(failure)
  else expect(await ended).toEqual({ value: undefined, done: true })
  expect(vi.getTimerCount()).toBe(before)
  expect(await stream.next()).toEqual({ value: undefined, done: true })
})

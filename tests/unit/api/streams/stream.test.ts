import { afterEach, expect, test, vi } from 'vitest'
import type { Context } from '../../../../src/api/context.ts'
import { streamOf } from '../../../../src/api/streams/stream.ts'
import { createHub } from '../../../../src/changes/hub.ts'
import { createMemoryLog } from '../../../../src/changes/memory-log.ts'
import { changeOf, changesConfig, createListener } from '../../../support/house.ts'

afterEach(() => void vi.useRealTimers())

function streamOfViewer(expiresAt: Date | null) {
  const log = createMemoryLog({ ...changesConfig, maxLength: 100, now: Date.now, say: createListener().say })
  const hub = createHub({ log })
  const viewer = { id: 'jwt:ada', kind: 'SERVICE', scopes: new Set(), actingAdminId: null, contactId: null, expiresAt } as const
  const context = { viewer, changes: hub, resumeFrom: null } as unknown as Context
  const stream = streamOf(context, { after: null, wants: () => true, eventOf: ({ cursor }) => ({ __typename: 'Thing', cursor }) })
  return { log, hub, stream }
}

test('a stream ends when the token expires that opened it, also while nothing happens', async () => {
  vi.useFakeTimers()
  const { hub, stream } = streamOfViewer(new Date(Date.now() + 100))
  expect(await stream.next()).toMatchObject({ value: { __typename: 'StreamCaughtUp' } })
  const waiting = stream.next().catch((error: unknown) => error)
  vi.advanceTimersByTime(100)
  expect(await waiting).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('expired') })
  expect(await stream.next()).toEqual({ value: undefined, done: true })
  expect(hub.size()).toBe(0)
})

test.each([[null], [new Date(Date.now() + 10 * 365 * 86_400_000)]])(
  'with a key, or a token that lives for years, it goes on',
  async (expiresAt) => {
    const { log, stream } = streamOfViewer(expiresAt)
    await stream.next()
    await log.append(changeOf('a'))
    expect(await stream.next()).toMatchObject({ value: { __typename: 'Thing' } })
    await stream.return()
  },
)

test('whoever leaves takes the timer of their token along', async () => {
  vi.useFakeTimers()
  const before = vi.getTimerCount()
  const { hub, stream } = streamOfViewer(new Date(Date.now() + 3_600_000))
  expect(vi.getTimerCount()).toBeGreaterThan(before)
  await stream.return()
  expect(hub.size()).toBe(0)
  expect(vi.getTimerCount()).toBe(before)
})

import type { FetchAPI } from 'graphql-yoga'
import { expect, test, vi } from 'vitest'
import { eventStreamOf } from '../../../../src/api/streams/event-stream.ts'
import type { Tellings } from '../../../../src/api/streams/subscriptions.ts'

/** One event, and the end. */
async function* once() {
  yield { tell: async () => ({ text: '{"data":{}}', cursor: 'epoch:1-0', hasFailed: false }) }
}
const streamOf = (cut: () => void) =>
  eventStreamOf(once() as unknown as Tellings, {
    fetchAPI: globalThis as unknown as FetchAPI,
    maskError: () => expect.unreachable(),
    keepAliveMs: 60_000,
    slowConsumerMs: 20,
    cut,
  })

test('a client that never reads the end of a stream is cut off as any other', async () => {
  const cut = vi.fn()
  const body = streamOf(cut).body!.getReader()
  await body.read()
  await body.read()
  await expect.poll(() => cut.mock.calls.length).toBe(1)
})

test('what is read in time is read to its end', async () => {
  expect(await streamOf(() => {}).text()).toBe(':\n\nevent: next\nid: epoch:1-0\ndata: {"data":{}}\n\nevent: complete\ndata:\n\n')
})

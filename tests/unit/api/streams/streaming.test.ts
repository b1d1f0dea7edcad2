import type { ServerResponse } from 'node:http'
import type { ExecutionArgs } from 'graphql'
import type { FetchAPI } from 'graphql-yoga'
import { expect, test, vi } from 'vitest'
import { createStreaming } from '../../../../src/api/streams/streaming.ts'
import type { Tellings } from '../../../../src/api/streams/subscriptions.ts'
import type { ApiConfig } from '../../../../src/config.ts'

async function* once() {
  yield { tell: async () => ({ text: '{"data":{}}', cursor: 'epoch:1-0', hasFailed: false }) }
}
const never = () => expect.unreachable()

/** A stream whose end nobody has read, as far as it knows; the response says whether all of it has left. */
async function endUnread(res: Pick<ServerResponse, 'writableFinished'>) {
  const [destroy, clientCut] = [vi.fn(), vi.fn()]
  const { onSubscribe, onResultProcess } = createStreaming({
    config: { streams: { keepAliveMs: 60_000, slowConsumerMs: 20 } } as ApiConfig,
    maskError: never,
    metrics: { clientCut },
    subscriptions: { subscribe: async () => once() as unknown as Tellings },
    subscriberOf: () => ({}) as never,
  })
  const request = new Request('http://127.0.0.1/graphql', { headers: { accept: 'text/event-stream' } })
  const args = { contextValue: { request } } as unknown as ExecutionArgs
  let subscribe: ((given: ExecutionArgs) => unknown) | undefined
  const setSubscribeFn = (given: typeof subscribe) => {
    subscribe = given
  }
  onSubscribe?.({ args, setSubscribeFn } as never)
  await subscribe?.(args)
  let write: ((result: unknown, fetchAPI: FetchAPI) => Response) | undefined
  const setResultProcessor = (given: typeof write) => {
    write = given
  }
  await onResultProcess?.({ request, serverContext: { res: { ...res, destroy } }, setResultProcessor } as never)
  const body = write?.({}, globalThis as unknown as FetchAPI).body?.getReader()
  await body?.read()
  await body?.read()
  await new Promise((resolve) => setTimeout(resolve, 200))
  return { cuts: destroy.mock.calls.length, counted: clientCut.mock.calls.length }
}

test('a connection is cut when the end of a stream on it has not left, and kept for what comes next when it has', async () => {
  expect(await endUnread({ writableFinished: false })).toEqual({ cuts: 1, counted: 1 })
  expect(await endUnread({ writableFinished: true })).toEqual({ cuts: 0, counted: 0 })
})

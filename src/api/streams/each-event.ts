import type { ExecutionResult } from 'graphql'
import { createRequestScope, runInScope } from '../../monitoring/request-scope.ts'

/** Results that come one after the other. */
export type Results = AsyncIterable<ExecutionResult>

type EachEvent = {
  requestId: string
  /** The result as it goes out. Called in the scope of its event. */
  finish(result: ExecutionResult): ExecutionResult
}

/** The results of a subscription, each counted and fenced like a request of its own, though one request has asked for all of them. */
export function eachInItsScope(results: Results, { requestId, finish }: EachEvent): AsyncIterableIterator<ExecutionResult> {
  const iterator = results[Symbol.asyncIterator]()
  return {
    next: () =>
      runInScope(createRequestScope(requestId), async () => {
        const { value, done } = await iterator.next()
        return done ? { value: undefined, done } : { value: finish(value), done: false }
      }),
    async return() {
      await iterator.return?.()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

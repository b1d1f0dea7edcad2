import type { ExecutionResult, GraphQLError } from 'graphql'
import { type FetchAPI, isAsyncIterable, type Plugin } from 'graphql-yoga'
import { currentScope } from '../../monitoring/request-scope.ts'
import { readEventCursor } from '../scalars.ts'
import { eachInItsScope, type Results } from './each-event.ts'
import { eventStreamOf, eventStreamType } from './event-stream.ts'

type StreamingDeps = {
  maskError(error: unknown): GraphQLError
  /** What is said of an event beside its cursor. Called in its scope. */
  extensionsFor(request: Request): object
}

/** Answers subscriptions over HTTP as server-sent events. */
export const createStreaming = ({ maskError, extensionsFor }: StreamingDeps): Plugin => ({
  onSubscribe: ({ args }) => {
    const { request } = args.contextValue as { request: Request }
    const requestId = currentScope()?.requestId ?? ''
    return {
      onSubscribeResult: ({ result, setResult }) => {
        if (!isAsyncIterable(result)) return
        const finish = ({ errors, ...rest }: ExecutionResult): ExecutionResult => ({
          ...rest,
          ...(errors && { errors: errors.map(maskError) }),
          extensions: { ...rest.extensions, cursor: currentScope()?.eventCursor, ...extensionsFor(request) },
        })
        setResult(eachInItsScope(result as Results, { requestId, finish }))
      },
    }
  },
  onResultProcess: ({ request, result, setResultProcessor }) => {
    if (Array.isArray(result) || !isAsyncIterable(result)) return
    // with nobody to write it, it is answered 406
    if (!takesEventStream(request.headers.get('accept'))) return void result[Symbol.asyncIterator]().return?.()
    const write = (results: unknown, fetchAPI: FetchAPI) => eventStreamOf(results as Results, fetchAPI, maskError)
    setResultProcessor(write, eventStreamType)
  },
})

const takesEventStream = (accept: string | null) =>
  accept === null || accept.includes(eventStreamType) || /(^|,)\s*(\*|text)\/\*/.test(accept)

/**
 * Where a stream goes on: what the client says in `extensions.resumeFrom`, else what its browser says by itself when it connects again.
 *
 * @throws GraphQLError when it is no cursor
 */
export function readResumeFrom(lastEventId: string | null, resumeFrom: unknown): string | null {
  const given = resumeFrom ?? (lastEventId || null)
  return given === null ? null : readEventCursor(given)
}

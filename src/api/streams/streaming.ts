import type { ServerResponse } from 'node:http'
import type { ExecutionArgs, GraphQLError } from 'graphql'
import type { FetchAPI, Plugin } from 'graphql-yoga'
import type { ApiConfig } from '../../config.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import { readEventCursor } from '../scalars.ts'
import { eventStreamOf, eventStreamType } from './event-stream.ts'
import { isTellings, type Subscriber, type Subscriptions, type Tellings } from './subscriptions.ts'

type StreamingDeps = {
  config: ApiConfig
  maskError(error: unknown): GraphQLError
  metrics: Pick<Metrics, 'clientCut'>
  subscriptions: Pick<Subscriptions, 'subscribe'>
  /** Who asks, and what the guard has read of it. */
  subscriberOf(request: Request): Subscriber
}

/** Answers subscriptions over HTTP as server-sent events. */
export function createStreaming({
  config,
  maskError,
  metrics,
  subscriptions,
  subscriberOf,
}: StreamingDeps): Plugin<object, { res?: ServerResponse }> {
  /** As they were made: what the handler makes of them is a result for each, and errors among them. */
  const running = new WeakMap<Request, Tellings>()

  async function subscribe(args: ExecutionArgs, request: Request) {
    try {
      const result = await subscriptions.subscribe(args, subscriberOf(request))
      if (isTellings(result)) running.set(request, result)
      return result
    } catch (error) {
      return { errors: [maskError(error)] }
    }
  }

  return {
    onSubscribe: ({ args, setSubscribeFn }) => {
      const { request } = args.contextValue as { request: Request }
      setSubscribeFn((given) => subscribe(given as ExecutionArgs, request))
    },
    onResultProcess: ({ request, serverContext, setResultProcessor }) => {
      const tellings = running.get(request)
      if (!tellings) return
      // with nobody to write it, it is answered 406
      if (!takesEventStream(request.headers.get('accept'))) return void tellings.return?.()
      const cut = () => {
        if (serverContext.res?.writableFinished) return
        metrics.clientCut({ transport: 'sse', reason: 'slow' })
        serverContext.res?.destroy()
      }
      const write = (_: unknown, fetchAPI: FetchAPI) => eventStreamOf(tellings, { fetchAPI, maskError, ...config.streams, cut })
      setResultProcessor(write, eventStreamType)
    },
  }
}

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

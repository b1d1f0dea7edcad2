import type { ExecutionResult, GraphQLError } from 'graphql'
import type { FetchAPI } from 'graphql-yoga'
import type { Told } from './sharing.ts'
import type { Tellings } from './subscriptions.ts'

/** The media type of server-sent events. */
export const eventStreamType = 'text/event-stream'

type EventStreamOptions = {
  fetchAPI: FetchAPI
  maskError(error: unknown): GraphQLError
  /** How often a stream in which nothing happens shows that it is alive. */
  keepAliveMs: number
  /** How long a client may not read what waits for it; then it is cut off. */
  slowConsumerMs: number
  /** Nothing has left for so long. Told of an answer that has left altogether too, of which nothing is to be cut. */
  cut(): void
}

/**
 * Events as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), in the shape of graphql-sse's distinct
 * connections: `next` for each, `complete` at the end. Each has its cursor for an `id`, which a browser that lost the connection
 * sends back as `Last-Event-ID`; so a stream that fails just ends, after its error.
 *
 * One event at a time waits for a client to read it, beside what its connection holds; the next is made when it is asked for.
 */
export function eventStreamOf(tellings: Tellings, { fetchAPI, maskError, keepAliveMs, slowConsumerMs, cut }: EventStreamOptions) {
  const { ReadableStream, Response, TextEncoder } = fetchAPI
  const encoder = new TextEncoder()
  let pinging: NodeJS.Timeout
  let stalling: NodeJS.Timeout | undefined
  let hasLeft = false
  const stop = () => {
    clearInterval(pinging)
    clearTimeout(stalling)
  }
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // at once, so that the client knows that it is connected
      controller.enqueue(encoder.encode(':\n\n'))
      pinging = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'))
      }, keepAliveMs)
    },
    async pull(controller) {
      clearTimeout(stalling)
      const write = (text: string) => {
        if (hasLeft) return
        controller.enqueue(encoder.encode(text))
        // the next is pulled when this one has been taken
        stalling = setTimeout(() => {
          stop()
          void tellings.return?.()
          cut()
        }, slowConsumerMs).unref()
      }
      const end = () => {
        // the last of it may still wait for a client that does not read
        clearInterval(pinging)
        // whatever ended it, nothing more is asked for
        void tellings.return?.()
        if (!hasLeft) controller.close()
      }
      try {
        const { value, done } = await tellings.next()
        if (done) {
          write('event: complete\ndata:\n\n')
          return end()
        }
        const told = await value.tell()
        write(eventOf(told))
        if (told.hasFailed) end()
      } catch (error) {
        const result: ExecutionResult = { errors: [maskError(error)] }
        write(eventOf({ text: JSON.stringify(result), cursor: undefined }))
        end()
      }
    },
    async cancel() {
      hasLeft = true
      stop()
      await tellings.return?.()
    },
  })
  return new Response(body, { headers: { 'content-type': eventStreamType, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' } })
}

const eventOf = ({ text, cursor }: Pick<Told, 'text' | 'cursor'>) =>
  `event: next\n${cursor === undefined ? '' : `id: ${cursor}\n`}data: ${text}\n\n`

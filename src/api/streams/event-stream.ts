import type { ExecutionResult, GraphQLError } from 'graphql'
import type { FetchAPI } from 'graphql-yoga'
import type { Results } from './each-event.ts'

/** The media type of server-sent events. */
export const eventStreamType = 'text/event-stream'

/** How often a stream in which nothing happens shows that it is alive. */
const pingMs = 12_000

/**
 * Results as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), in the shape of graphql-sse's distinct
 * connections: `next` for each, `complete` at the end. Each has the cursor of its event for an `id`, which a browser that lost the connection
 * sends back as `Last-Event-ID`; so a stream that fails just ends, after its error.
 */
export function eventStreamOf(
  results: Results,
  { ReadableStream, Response, TextEncoder }: FetchAPI,
  maskError: (error: unknown) => GraphQLError,
) {
  const iterator = results[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let pinging: NodeJS.Timeout
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // at once, so that the client knows that it is connected
      controller.enqueue(encoder.encode(':\n\n'))
      pinging = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'))
      }, pingMs)
    },
    async pull(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      const end = () => {
        clearInterval(pinging)
        controller.close()
      }
      try {
        const { value, done } = await iterator.next()
        if (done) write('event: complete\ndata:\n\n')
        else write(eventOf(value))
        if (done || hasFailed(value)) end()
      } catch (error) {
        write(eventOf({ errors: [maskError(error)] }))
        end()
      }
    },
    async cancel() {
      clearInterval(pinging)
      await iterator.return?.()
    },
  })
  return new Response(body, { headers: { 'content-type': eventStreamType, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' } })
}

/** Errors without data are no event's: they are what the stream itself ends with. */
const hasFailed = ({ data, errors }: ExecutionResult) => data === undefined && errors !== undefined

function eventOf(result: ExecutionResult): string {
  const { cursor } = result.extensions ?? {}
  return `event: next\n${typeof cursor === 'string' ? `id: ${cursor}\n` : ''}data: ${JSON.stringify(result)}\n\n`
}

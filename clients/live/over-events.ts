import type { StreamResult, Transport } from './live.ts'
import { readEvents } from './read-events.ts'
import { endBy, type GraphError, StreamEnd } from './stream-end.ts'
import { createBearer, type Token } from './token.ts'

type OverEvents = {
  /** `https://gateway.example.com/graphql` */
  url: string
  token?: Token
  /** How long nothing at all may come until the connection counts as lost. The gateway shows every 12 s that it is there. @default 30_000 */
  silentMs?: number
  /** @default the one of the browser or of Node */
  fetch?: typeof fetch
}

/** Streams as server-sent events, read with `fetch`: unlike `EventSource` that sends headers. Each stream is a connection of its own. */
export function overEvents({ url, token, silentMs = 30_000, fetch = globalThis.fetch }: OverEvents): Transport {
  const bearer = createBearer(token)

  return async function* ({ query, variables, cursor, signal }) {
    const leaving = new AbortController()
    const leave = () => leaving.abort()
    const giveUp = () => leaving.abort(new StreamEnd('LOST', `Nothing came for ${silentMs} ms.`))
    let silence = setTimeout(giveUp, silentMs)
    signal.addEventListener('abort', leave)
    if (signal.aborted) leave()
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          ...(cursor !== null && { 'last-event-id': cursor }),
          ...(await bearer.authorization()),
        },
        body: JSON.stringify({ query, variables }),
        signal: leaving.signal,
      })
      const end = await refusalOf(response)
      if (end?.reason === 'UNAUTHENTICATED') bearer.wasRefused()
      if (end) throw end
      bearer.wasTaken()
      const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      const heard = () => {
        clearTimeout(silence)
        silence = setTimeout(giveUp, silentMs)
      }
      for await (const { event, data } of readEvents(chunks, heard)) {
        if (event === 'complete') return
        const result = JSON.parse(data) as StreamResult
        if (!result.data && result.errors && endBy(result.errors).reason === 'UNAUTHENTICATED') bearer.wasRefused()
        yield result
      }
      throw new StreamEnd('LOST', 'The connection has ended.')
    } catch (error) {
      if (error instanceof StreamEnd) throw error
      if (leaving.signal.reason instanceof StreamEnd) throw leaving.signal.reason
      throw new StreamEnd('LOST', error instanceof Error ? error.message : String(error))
    } finally {
      clearTimeout(silence)
      signal.removeEventListener('abort', leave)
      leave()
    }
  }
}

/** Why an answer is no stream; undefined when it is one. */
async function refusalOf(response: Response): Promise<StreamEnd | undefined> {
  if (response.ok && response.headers.get('content-type')?.startsWith('text/event-stream')) return undefined
  const errors = await errorsOf(response)
  const message = errors?.[0]?.message ?? `Instead of a stream the gateway answered ${response.status}.`
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = seconds >= 0 ? seconds * 1_000 : undefined
  const mayPass = response.status >= 500 || [408, 429].includes(response.status) || errors?.[0]?.extensions?.retryable === true
  const reason = mayPass ? 'LOST' : response.status === 401 ? 'UNAUTHENTICATED' : 'REFUSED'
  return new StreamEnd(reason, message, { retryAfterMs, ...(errors && { errors }) })
}

/** What the gateway has said, which comes in an event where a stream was asked for; undefined when it was not the gateway who answered. */
async function errorsOf(response: Response): Promise<GraphError[] | undefined> {
  const text = await response.text()
  try {
    const { errors } = JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? text) as { errors?: GraphError[] }
    return errors
  } catch {
    return undefined
  }
}

import { createClient } from 'graphql-ws'
import type { StreamResult, Transport } from './live.ts'
import { endBy, type GraphError, StreamEnd } from './stream-end.ts'
import { createBearer, type Token } from './token.ts'

type OverSocket = {
  /** `wss://gateway.example.com/graphql` */
  url: string
  token?: Token
  /** How long the gateway may take to answer when it is asked, every `askEveryMs`, whether it is there. @default 5_000 */
  silentMs?: number
  /** @default 12_000 */
  askEveryMs?: number
  /** Where there is no WebSocket: that of `ws`. */
  webSocketImpl?: unknown
}

const unauthorized = 4401
/** Closes that the next connection would meet as well: a message that is too large or none of the protocol, a subprotocol not spoken. */
const final = new Set([1009, 4400, 4406])

/** Streams over one WebSocket, which all that are followed share; it is there while one is. With the client of graphql-ws. */
export function overSocket({ url, token, silentMs = 5_000, askEveryMs = 12_000, webSocketImpl }: OverSocket): Transport {
  const bearer = createBearer(token)
  let silence: ReturnType<typeof setTimeout> | undefined
  const client = createClient({
    url,
    connectionParams: () => bearer.authorization(),
    webSocketImpl,
    // trying again is done by who follows: with the cursor of then
    retryAttempts: 0,
    connectionAckWaitTimeout: 2 * silentMs,
    keepAlive: askEveryMs,
    on: {
      connected: bearer.wasTaken,
      ping: (isAsked) => {
        if (!isAsked) silence = setTimeout(() => client.terminate(), silentMs)
      },
      pong: (isAnswer) => {
        if (isAnswer) clearTimeout(silence)
      },
      closed: (event) => {
        clearTimeout(silence)
        if (isClose(event) && event.code === unauthorized) bearer.wasRefused()
      },
    },
  })

  return async function* ({ query, variables, cursor, signal }) {
    const results: StreamResult[] = []
    let end: StreamEnd | 'COMPLETE' | undefined
    let wake = () => {}
    const finish = (as: NonNullable<typeof end>) => {
      end ??= as
      wake()
    }
    const leave = () => finish('COMPLETE')
    signal.addEventListener('abort', leave)
    const stopListening = client.on('closed', (event) => finish(endOf(event)))
    const unsubscribe = client.subscribe<Record<string, unknown>, Record<string, unknown>>(
      { query, variables, ...(cursor !== null && { extensions: { resumeFrom: cursor } }) },
      {
        next(result) {
          if (end) return
          results.push(result as StreamResult)
          wake()
        },
        error(error) {
          const as = endOf(error)
          finish(as)
          if (as.reason !== 'UNAUTHENTICATED' || isClose(error)) return
          // the socket is as old as its token; whoever else is on it needs another, too
          bearer.wasRefused()
          client.terminate()
        },
        complete: () => finish('COMPLETE'),
      },
    )
    try {
      if (signal.aborted) leave()
      for (;;) {
        for (let result = results.shift(); result; result = results.shift()) yield result
        if (end === 'COMPLETE') return
        if (end) throw end
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      signal.removeEventListener('abort', leave)
      stopListening()
      unsubscribe()
    }
  }
}

type Close = { code: number; reason: string }
const isClose = (what: unknown): what is Close => typeof what === 'object' && what !== null && 'code' in what && 'reason' in what

function endOf(what: unknown): StreamEnd {
  if (Array.isArray(what)) return endBy(what as GraphError[])
  if (!isClose(what)) return new StreamEnd('LOST', what instanceof Error ? what.message : 'The socket could not be opened.')
  const { code, reason } = what
  const as = code === unauthorized ? 'UNAUTHENTICATED' : final.has(code) ? 'REFUSED' : 'LOST'
  return new StreamEnd(as, reason || `The socket was closed with ${code}.`)
}

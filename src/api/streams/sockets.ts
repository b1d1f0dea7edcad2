import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleProtocols, makeServer } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Logger } from '../../monitoring/logger.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import { createRequestScope, runInScope } from '../../monitoring/request-scope.ts'
import { createOutlet } from './outlet.ts'
import { createSocketOperations, type SocketExtra, type SocketOperationsDeps } from './socket-operations.ts'
import { gathered, limitUntilKnown, watchIsThere } from './socket-wire.ts'

type SocketsDeps = SocketOperationsDeps & {
  log: Pick<Logger, 'error'>
  metrics: SocketOperationsDeps['metrics'] & Pick<Metrics, 'clientCut'>
}

export type Sockets = {
  /** Takes over a connection whose request asked for a WebSocket. False when there are too many already: the caller refuses it. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** How many there are. */
  size(): number
  /** Closes all with 1012, so that clients connect again, and takes no more. Resolves when they are closed; who does not answer is cut off. */
  dispose(): Promise<void>
}

/** "Service Restart" and "Try Again Later" (RFC 6455, IANA's registry of close codes). */
const restarting = 1012
const tryAgainLater = 1013
/** "Internal server error" in the protocol of graphql-ws. */
const failed = 4500
/** "Message Too Big" (RFC 6455). */
const messageTooBig = 1009
/** How long a socket that was closed may take to say so too; then it is cut off. */
const closeWithinMs = 1_000

/** GraphQL over WebSocket (subprotocol `graphql-transport-ws`), behind the same doors as over HTTP. */
export function createSockets({ log, ...deps }: SocketsDeps): Sockets {
  const { metrics } = deps
  const { maxSockets, initTimeoutMs, maxInitBytes, maxMessageBytes, keepAliveMs, maxBufferedBytes, slowConsumerMs } = deps.config.streams
  const operations = createSocketOperations(deps)
  const protocol = makeServer<Record<string, unknown>, SocketExtra>({ connectionInitWaitTimeout: initTimeoutMs, ...operations })
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols,
    perMessageDeflate: false,
    // one message after the other: what is completed has ended when its id comes anew
    allowSynchronousEvents: false,
  })
  let isStopping = false

  function open(socket: WebSocket, request: IncomingMessage, connection: Duplex) {
    // closed with the code that fits, by the library itself
    socket.on('error', () => {})
    const isThere = watchIsThere(socket, {
      everyMs: keepAliveMs,
      onGone() {
        metrics.clientCut({ transport: 'websocket', reason: 'gone' })
        socket.terminate()
      },
    })
    const close = (code: number, reason: string) => {
      socket.close(code, reason)
      setTimeout(() => socket.terminate(), closeWithinMs).unref()
    }
    const gather = gathered(connection)
    const outlet = createOutlet({
      wire: {
        send(text, sent) {
          // whoever is gone is told nothing, and its operations end with its socket
          if (socket.readyState !== socket.OPEN) return sent()
          gather()
          socket.send(text, () => sent())
        },
        bufferedBytes: () => socket.bufferedAmount,
        pause: () => socket.pause(),
        resume: () => socket.resume(),
      },
      maxBufferedBytes,
      slowConsumerMs,
      onProgress: isThere.seen,
      cut() {
        metrics.clientCut({ transport: 'websocket', reason: 'slow' })
        // to whoever does read after all; it lies behind what waits
        close(tryAgainLater, 'What was sent is not read: connect again, and go on by the last cursor')
      },
    })
    const limit = limitUntilKnown(connection, maxInitBytes, () => {
      close(messageTooBig, `Before "connection_ack" a socket may send ${maxInitBytes} bytes`)
      socket.pause()
    })
    const opened = {
      protocol: socket.protocol,
      send: async (text: string) => outlet.write(text),
      close,
      onMessage: (take: (text: string) => Promise<void>) =>
        socket.on('message', (data) => {
          if (limit.isOver()) return
          void runInScope(createRequestScope(randomUUID()), () =>
            take(String(data)).catch((error: unknown) => {
              log.error({ err: error }, 'a message on a socket failed in a way nobody foresaw')
              close(failed, 'Internal server error')
            }),
          )
        }),
    }
    const running: SocketExtra['running'] = new Set()
    const closed = protocol.opened(opened, { authorization: request.headers.authorization, close, letIn: limit.lift, outlet, running })
    socket.once('close', (code, reason) => {
      isThere.stop()
      outlet.close()
      void closed(code, String(reason))
      // the library knows one operation for each id, also where a client took an id anew before the first had begun
      for (const tellings of running) void tellings.return?.()
    })
  }

  return {
    accept(request, connection, head) {
      if (isStopping || server.clients.size >= maxSockets) {
        if (!isStopping) metrics.requestRefused({ limit: 'maxSockets' })
        return false
      }
      server.handleUpgrade(request, connection, head, (socket) => open(socket, request, connection))
      return true
    },
    size: () => server.clients.size,
    async dispose() {
      isStopping = true
      const closing = [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      for (const socket of server.clients) socket.close(restarting, 'The gateway is stopping')
      const cut = setTimeout(() => server.clients.forEach((socket) => void socket.terminate()), closeWithinMs)
      await Promise.all(closing)
      clearTimeout(cut)
    },
  }
}

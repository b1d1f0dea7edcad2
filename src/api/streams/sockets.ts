import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleProtocols, makeServer } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Logger } from '../../monitoring/logger.ts'
import { createRequestScope, runInScope } from '../../monitoring/request-scope.ts'
import { createSocketOperations, type SocketExtra, type SocketOperationsDeps } from './socket-operations.ts'

type SocketsDeps = SocketOperationsDeps & {
  log: Pick<Logger, 'error'>
  /** How long a socket may take to say who it is; then it is closed with 4408. @default 3_000 */
  initTimeoutMs?: number
  /** How often a socket is asked whether it is there. One that has not answered by the next time is cut off. @default 12_000 */
  keepAliveMs?: number
  /** How many sockets one process has; another is answered 503. @default 10_000 */
  maxSockets?: number
}

export type Sockets = {
  /** Takes over a connection whose request asked for a WebSocket. False when there are too many already: the caller refuses it. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Closes all with 1012, so that clients connect again, and takes no more. Resolves when they are closed; who does not answer is cut off. */
  dispose(): Promise<void>
}

/** "Service Restart" (RFC 6455, IANA's registry of close codes). */
const restarting = 1012
/** "Internal server error" in the protocol of graphql-ws. */
const failed = 4500
/** How long a stop waits for sockets to close. */
const closeWithinMs = 1_000

/** GraphQL over WebSocket (subprotocol `graphql-transport-ws`), behind the same doors as over HTTP. */
export function createSockets({ log, initTimeoutMs = 3_000, keepAliveMs = 12_000, maxSockets = 10_000, ...deps }: SocketsDeps): Sockets {
  const operations = createSocketOperations(deps, { keepAliveMs })
  const protocol = makeServer<Record<string, unknown>, SocketExtra>({ connectionInitWaitTimeout: initTimeoutMs, ...operations })
  const server = new WebSocketServer({ noServer: true, maxPayload: deps.config.maxBodyBytes, handleProtocols, perMessageDeflate: false })
  let isStopping = false

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    // closed with the code that fits, by the library itself
    socket.on('error', () => {})
    const close = (code: number, reason: string) => socket.close(code, reason)
    const opened = {
      protocol: socket.protocol,
      send: (text: string) =>
        new Promise<void>((resolve) => {
          // whoever is gone is told nothing, and its operations end with its socket
          if (socket.readyState !== socket.OPEN) return resolve()
          socket.send(text, () => resolve())
        }),
      close,
      onMessage: (take: (text: string) => Promise<void>) =>
        socket.on('message', (data) =>
          runInScope(createRequestScope(randomUUID()), () =>
            take(String(data)).catch((error: unknown) => {
              log.error({ err: error }, 'a message on a socket failed in a way nobody foresaw')
              close(failed, 'Internal server error')
            }),
          ),
        ),
    }
    const closed = protocol.opened(opened, { authorization: request.headers.authorization, close })
    const stopAsking = keepAlive(socket, keepAliveMs)
    socket.once('close', (code, reason) => {
      stopAsking()
      void closed(code, String(reason))
    })
  })

  return {
    accept(request, socket, head) {
      if (isStopping || server.clients.size >= maxSockets) return false
      server.handleUpgrade(request, socket, head, (accepted) => void server.emit('connection', accepted, request))
      return true
    },
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

function keepAlive(socket: WebSocket, everyMs: number) {
  let isThere = true
  socket.on('pong', () => {
    isThere = true
  })
  const asking = setInterval(() => {
    if (!isThere) return socket.terminate()
    isThere = false
    socket.ping()
  }, everyMs)
  return () => clearInterval(asking)
}

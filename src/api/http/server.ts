import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import type { Logger } from '../../monitoring/logger.ts'
import { createRequestScope, runInScope } from '../../monitoring/request-scope.ts'
import type { Sockets } from '../streams/sockets.ts'
import { BodyTooLargeError, BodyTooSlowError, NoRoomError } from './body.ts'
import { createOwnHosts, drain, isHost, sendError } from './http-errors.ts'
import { createRoutes, type RoutesDeps, routeNameOf } from './routes.ts'
import { asksForSocket, createUpgrade } from './upgrade.ts'

type ServerDeps = RoutesDeps & {
  log: Logger
  sockets: Pick<Sockets, 'accept'>
  /**
   * How long a client may take to send a request; then it is answered 408 and cut off. Records of a sync may take `uploadTimeoutMs`, if they never stop for
   * as long as this. @default 30_000
   */
  requestTimeoutMs?: number
  /** Ends what running requests wait for, so that they are answered by that. Asked by a stop that has waited `shutdownTimeoutMs`. */
  endWaiting?: () => unknown
}

/** How long records of a sync may be on their way. Looked at every few seconds. */
const uploadTimeoutMs = 600_000

/** How long a stop then lets those answers go out, before it cuts off whoever is still there. */
const answerWithinMs = 500

/** How long an idle connection is kept for its next request. */
const keepAliveTimeoutMs = 65_000

const saneRequestId = /^[\w.-]{1,64}$/

/**
 * On every answer: it is what it says it is, nobody keeps it, no page frames it; and GraphiQL, the one page among them, loads nothing from
 * anywhere else. Pages of other sites load none of it into theirs (asking from there is another matter: `cross-site.ts`).
 */
const headers = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'none'",
}

/** The gateway's face to the network: node:http, a few routes, one line in the log for each request. */
export async function startServer({ log, requestTimeoutMs = 30_000, endWaiting = () => {}, ...deps }: ServerDeps) {
  const { config } = deps
  const routes = createRoutes({ ...deps, requestTimeoutMs })
  const isOwn = createOwnHosts(config.host)
  const asksNobody = config.keys.length === 0 && config.jwt.length === 0

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = pathOf(request)
    const route = routes.get(routeNameOf(path))
    try {
      if (!isHost(request.headers.host)) {
        return sendError(response, 400, 'Header "Host" is not a host name; expected for example "api.example.com:4000".')
      }
      if (!route) return sendError(response, 404, `Nothing is served at ${JSON.stringify(path.slice(0, 80))}; the graph is at "/graphql".`)
      if (asksNobody && !route.isSigned && request.headers.host !== undefined && !isOwn(request.headers.host))
        return sendError(response, 403, underAnotherName(request.headers.host))
      if (route.first?.(request, response)) return
      if (!route.methods.includes(request.method ?? '')) {
        response.setHeader('allow', route.methods.join(', '))
        return sendError(response, 405, `${path.slice(0, 80)} is asked by ${route.methods.join(' or ')}.`)
      }
      await route.serve(request, response)
    } catch (error) {
      if (error instanceof BodyTooLargeError) {
        drain(request)
        return sendError(response, 413, `The request body is larger than this gateway reads: at most ${config.maxBodyBytes} bytes.`)
      }
      if (error instanceof BodyTooSlowError) {
        drain(request)
        response.setHeader('connection', 'close')
        return sendError(response, 408, `The request did not come to its end within ${requestTimeoutMs} ms.`)
      }
      if (error instanceof NoRoomError) {
        drain(request)
        response.setHeader('retry-after', '1')
        return sendError(response, 503, 'Too many requests are on their way already (api.maxPendingBytes); send it again.', {
          code: 'INTERNAL',
          retryable: true,
        })
      }
      // the client left while it was sending: there is nobody to tell. (A body that was read to its end is destroyed too.)
      if (request.destroyed && !request.complete && !response.headersSent) return response.destroy()
      log.error({ err: error }, 'a request failed outside GraphQL')
      sendError(response, 500, 'The gateway failed unexpectedly; its log has the details under this request id.', { code: 'INTERNAL' })
    }
  }

  const connections = new Set<Socket>()
  const running = new Set<ServerResponse>()
  let isStopping = false

  const upgrading = { shouldUpgradeCallback: asksForSocket }
  const timeouts = {
    ...{ requestTimeout: Math.max(requestTimeoutMs, uploadTimeoutMs), headersTimeout: requestTimeoutMs },
    connectionsCheckingInterval: Math.min(requestTimeoutMs, 5_000),
  }
  const server = createServer({ ...timeouts, ...upgrading, keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    const given = request.headers['x-request-id']
    const scope = createRequestScope(typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID())
    const startedAtMs = performance.now()
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.setHeader('x-request-id', scope.requestId)
    if (isStopping) response.setHeader('connection', 'close')
    running.add(response)
    response.once('close', () => {
      running.delete(response)
      // one whose headers were out before the stop did not tell its client that the connection ends
      if (isStopping) server.closeIdleConnections()
      const path = pathOf(request)
      const facts = {
        requestId: scope.requestId,
        method: request.method,
        route: routes.has(routeNameOf(path)) ? routeNameOf(path) : 'unknown',
        ...(response.writableFinished && { status: response.statusCode }),
        durationMs: Math.round(performance.now() - startedAtMs),
        upstreamCalls: scope.calls.length,
      }
      const { isProbed = false, isToldThere = false } = routes.get(routeNameOf(path)) ?? {}
      const level = (isProbed || isToldThere) && response.statusCode === 200 ? 'debug' : 'info'
      log[level](facts, response.writableFinished ? 'request served' : 'the client left before it was answered')
    })
    runInScope(scope, () => void serve(request, response))
  })
  server.on('upgrade', createUpgrade(deps))
  server.on('connection', (connection) => {
    if (isStopping) return void connection.destroy()
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  })
  // Node's own backlog of 511 is few: of a crowd that comes at once, those beyond it are reset while this process is busy
  server.listen({ port: config.port, host: config.host, backlog: 4_096 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host}]` : config.host

  return {
    url: `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`,
    /** Stops accepting, lets what runs finish within `shutdownTimeoutMs`, then ends what it waits for, and cuts off whom that does not answer. */
    async dispose() {
      isStopping = true
      // what had come by now, and still lies in its socket, is answered: in two turns the loop has looked at each of them
      await endOfTurn()
      await endOfTurn()
      const closed = once(server, 'close')
      server.close()
      for (const response of running) if (!response.headersSent) response.setHeader('connection', 'close')
      // the others wait for a request, some for their first: none of it will be taken
      const busy = new Set([...running].map((response) => response.req.socket))
      for (const connection of connections) if (!busy.has(connection)) connection.destroy()
      const cutOff = () => connections.forEach((connection) => void connection.destroy())
      let timer = setTimeout(() => {
        log.warn({ requests: running.size, waitedMs: config.shutdownTimeoutMs }, 'requests still run; what they wait for is given up')
        endWaiting()
        timer = setTimeout(cutOff, answerWithinMs)
      }, config.shutdownTimeoutMs)
      await closed
      clearTimeout(timer)
    },
  }
}

const underAnotherName = (host: string) =>
  `This gateway asks nobody who they are, and so is served under names of its own machine only, such as "localhost"; what came is ${JSON.stringify(host.slice(0, 80))}. ` +
  'Ask by such a name, or set GATEWAY_API_KEYS.'

const pathOf = (request: IncomingMessage) => request.url?.split('?', 1)[0] ?? '/'

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ApiConfig } from '../config.ts'
import type { Health } from '../monitoring/health.ts'
import type { Logger } from '../monitoring/logger.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import { createRequestScope, currentScope, runInScope } from '../monitoring/request-scope.ts'
import { BodyTooLargeError, readBody } from './body.ts'
import type { GraphQLHandler } from './graphql.ts'

type ServerDeps = { config: ApiConfig; graphql: GraphQLHandler; health: Health; metrics: Metrics; log: Logger }

/** How long a client may take to send a request, and how long an idle connection is kept for its next one. */
const requestTimeoutMs = 30_000
const keepAliveTimeoutMs = 65_000

const saneRequestId = /^[\w.-]{1,64}$/
// what a Host header may be: a name, an IPv4 or bracketed IPv6 address, and a port; anything else breaks URL parsing further in
const saneHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** The gateway's face to the network: node:http, a few routes, one line in the log for each request. */
export async function startServer({ config, graphql, health, metrics, log }: ServerDeps) {
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
    '/graphql': serveGraphQL,
    '/': (_, response) => void response.writeHead(302, { location: '/graphql' }).end(),
    '/health/live': (_, response) => sendJson(response, 200, { status: 'OK' }),
    '/health/ready': async (_, response) => {
      const report = await health.report()
      sendJson(response, health.isReady() ? 200 : 503, report)
    },
    '/metrics': async (_, response) => {
      response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.render())
    },
  }

  async function serveGraphQL(request: IncomingMessage, response: ServerResponse) {
    if (request.method === 'POST') Object.assign(request, { body: replay(await readBody(request, { maxBytes: config.maxBodyBytes })) })
    await graphql.handle(request, response, {})
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = request.url?.split('?', 1)[0] ?? '/'
    const route = routes[path]
    response.setHeader('x-request-id', currentScope()!.requestId)
    try {
      if (request.headers.host !== undefined && !saneHost.test(request.headers.host)) {
        return sendError(response, 400, `Header "Host" is not a host name; expected for example "api.example.com:4000".`)
      }
      if (!route) return sendError(response, 404, `Nothing is served at ${JSON.stringify(path.slice(0, 80))}; the graph is at "/graphql".`)
      if (path !== '/graphql' && request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('allow', 'GET, HEAD')
        return sendError(response, 405, `${path} answers GET only.`)
      }
      await route(request, response)
    } catch (error) {
      if (error instanceof BodyTooLargeError) {
        response.setHeader('connection', 'close')
        return sendError(response, 413, `The request body is larger than this gateway reads: at most ${config.maxBodyBytes} bytes.`)
      }
      if (request.destroyed && !response.headersSent) return response.destroy()
      log.error({ err: error }, 'a request failed outside GraphQL')
      sendError(response, 500, 'The gateway failed unexpectedly; its log has the details under this request id.')
    }
  }

  const server = createServer({ requestTimeout: requestTimeoutMs, keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    const given = request.headers['x-request-id']
    const scope = createRequestScope(typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID())
    const startedAtMs = performance.now()
    runInScope(scope, () => {
      response.once('close', () => {
        const path = request.url?.split('?', 1)[0] ?? ''
        const facts = {
          method: request.method,
          route: path in routes ? path : 'unknown',
          status: response.statusCode,
          durationMs: Math.round(performance.now() - startedAtMs),
        }
        log.info({ requestId: scope.requestId, ...facts, upstreamCalls: scope.calls.length }, 'request served')
      })
      void serve(request, response)
    })
  })
  server.listen(config.port, config.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host}]` : config.host

  return {
    url: `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`,
    /** Stops accepting, lets what runs finish within `shutdownTimeoutMs`, then cuts the rest off. */
    async dispose() {
      const closed = once(server, 'close')
      server.close()
      // a connection whose last request has been answered stays open for the next one, which will not be taken
      const closeIdle = setInterval(() => server.closeIdleConnections(), 50)
      const cutOff = setTimeout(() => server.closeAllConnections(), config.shutdownTimeoutMs)
      await closed
      clearInterval(closeIdle)
      clearTimeout(cutOff)
    },
  }
}

/** Bytes already read, in the form the GraphQL handler takes a body: iterable, and with a key of its own, which is how it knows it is there. */
const replay = (bytes: Buffer) => ({
  size: bytes.length,
  async *[Symbol.asyncIterator]() {
    yield bytes
  },
})

const sendJson = (response: ServerResponse, status: number, body: unknown) => {
  if (response.headersSent) return response.destroy()
  return response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

const sendError = (response: ServerResponse, status: number, message: string) => sendJson(response, status, { errors: [{ message }] })

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiConfig } from '../../config.ts'
import type { Health } from '../../monitoring/health.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import type { Asker, Authenticate } from '../callers/authenticator.ts'
import type { GraphQLHandler } from '../graphql.ts'
import { isJson, type Room, readBody } from './body.ts'
import { createCrossSite } from './cross-site.ts'
import { drain, sendError, sendJson } from './http-errors.ts'
import { type SyncRouteDeps, serveSync, syncPrefix } from './sync.ts'
import { serveWebhooks, type WebhooksDeps } from './webhooks.ts'

export type RoutesDeps = {
  config: ApiConfig
  authenticate: Authenticate
  graphql: GraphQLHandler
  health: Health
  metrics: Metrics
  webhooks: WebhooksDeps
  sync: SyncRouteDeps
}

type Timing = {
  /** How long a client may take to send what is asked of the graph, and how long what is longer may bring nothing. */
  requestTimeoutMs: number
}

type Route = {
  methods: readonly string[]
  /** Sees a request before its method counts; true when it has answered. */
  first?: (request: IncomingMessage, response: ServerResponse) => boolean
  serve: (request: IncomingMessage, response: ServerResponse) => unknown
  /** Machines ask it every few seconds: what is served there is a line for debugging only. */
  isProbed?: boolean
  /** It says of each request itself what became of it: another line is for debugging only. */
  isToldThere?: boolean
  /** What comes there is known by its signature, whatever name it was sent to. */
  isSigned?: boolean
}

const reading = (serve: Route['serve']): Route => ({ methods: ['GET', 'HEAD'], serve })
const probed = (serve: Route['serve']): Route => ({ ...reading(serve), isProbed: true })

/** The name in the log of what is served at a path, by which its route is found: paths with names in them are one. */
export const routeNameOf = (path: string) => (path.startsWith(syncPrefix) ? `${syncPrefix}{name}` : path)

/** What is served, by `routeNameOf` a path. */
export function createRoutes({
  config,
  authenticate,
  graphql,
  health,
  metrics,
  webhooks,
  sync,
  requestTimeoutMs,
}: RoutesDeps & Timing): ReadonlyMap<string, Route> {
  const room: Room = { pending: 0, most: config.maxPendingBytes }
  const crossSite = createCrossSite({ origins: config.corsOrigins })
  /** GraphiQL runs nothing when it opens, so that a link to it may stand anywhere. */
  const isForPage = ({ headers }: IncomingMessage) => config.graphiql && headers.accept?.includes('text/html')

  /** Tells browsers what a page may do, and refuses what a page may not that they let pass. */
  function answerBrowser(request: IncomingMessage, response: ServerResponse): boolean {
    for (const [name, value] of Object.entries(crossSite.headersFor(request))) response.setHeader(name, value)
    const preflight = crossSite.preflightHeaders(request)
    if (preflight) {
      response.writeHead(204, preflight).end()
      return true
    }
    if (request.method !== 'GET' || !crossSite.isForeign(request) || isForPage(request)) return false
    const page = request.headers.origin === undefined ? 'A page of another site' : `A page of ${request.headers.origin.slice(0, 200)}`
    sendError(response, 403, `${page} may not ask here; if it should, list its origin in "api.corsOrigins" of the configuration.`)
    return true
  }

  const whoAsks = (request: IncomingMessage): Promise<Asker> =>
    authenticate(request.headers.authorization).then(
      (viewer) => ({ viewer }),
      (refusal: unknown) => ({ refusal }),
    )

  /** All of it from somebody who is known, nothing from a stranger: what that one still sends is not kept. */
  async function bodyOf(request: IncomingMessage, response: ServerResponse, asker: Asker): Promise<Buffer> {
    if ('viewer' in asker) return readBody(request, { maxBytes: config.maxBodyBytes, timeoutMs: requestTimeoutMs, room })
    if (!request.complete) {
      drain(request)
      response.setHeader('connection', 'close')
    }
    return Buffer.alloc(0)
  }

  async function serveGraphQL(request: IncomingMessage, response: ServerResponse) {
    const hasBody = request.method === 'POST'
    if (hasBody && !isJson(request))
      return sendError(response, 415, 'A request to the graph is JSON in UTF-8; expected the header "content-type: application/json".')
    // in the one spelling that the handler knows
    if (hasBody) request.headers['content-type'] = 'application/json'
    const asker = await whoAsks(request)
    if (hasBody) Object.assign(request, { body: replay(await bodyOf(request, response, asker)) })
    await graphql.handle(request, response, { asker })
  }

  return new Map<string, Route>([
    ['/graphql', { methods: ['GET', 'POST'], first: answerBrowser, serve: serveGraphQL }],
    ['/webhooks/intercom', { methods: ['POST', 'HEAD'], serve: serveWebhooks(webhooks), isSigned: true, isToldThere: true }],
    [`${syncPrefix}{name}`, { methods: ['POST'], serve: serveSync({ ...sync, authenticate, metrics, idleMs: requestTimeoutMs }) }],
    ['/', reading((_, response) => response.writeHead(302, { location: '/graphql' }).end())],
    ['/health/live', probed((_, response) => sendJson(response, 200, { status: 'OK' }))],
    [
      '/health/ready',
      probed(async (_, response) => {
        const report = await health.report()
        sendJson(response, health.isReady() ? 200 : 503, report)
      }),
    ],
    [
      '/metrics',
      probed(async (_, response) => response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.render())),
    ],
  ])
}

/** Bytes already read, in the form the GraphQL handler takes a body: iterable, and with a key of its own, which is how it knows it is there. */
const replay = (bytes: Buffer) => ({
  size: bytes.length,
  async *[Symbol.asyncIterator]() {
    yield bytes
  },
})

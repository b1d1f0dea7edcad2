import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiConfig } from '../config.ts'
import type { Health } from '../monitoring/health.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import { isJson, readBody } from './body.ts'
import type { GraphQLHandler } from './graphql.ts'
import { sendError, sendJson } from './http-errors.ts'

export type RoutesDeps = { config: ApiConfig; graphql: GraphQLHandler; health: Health; metrics: Metrics }

type Route = { methods: readonly string[]; serve: (request: IncomingMessage, response: ServerResponse) => unknown }

const reading = (serve: Route['serve']): Route => ({ methods: ['GET', 'HEAD'], serve })

/** What is served, by path. */
export function createRoutes({ config, graphql, health, metrics }: RoutesDeps): ReadonlyMap<string, Route> {
  async function serveGraphQL(request: IncomingMessage, response: ServerResponse) {
    if (request.method === 'POST') {
      if (!isJson(request)) {
        return sendError(response, 415, 'A request to the graph is JSON in UTF-8; expected the header "content-type: application/json".')
      }
      // in the one spelling that the handler knows
      request.headers['content-type'] = 'application/json'
      Object.assign(request, { body: replay(await readBody(request, { maxBytes: config.maxBodyBytes })) })
    }
    await graphql.handle(request, response, {})
  }

  return new Map<string, Route>([
    ['/graphql', { methods: ['GET', 'POST'], serve: serveGraphQL }],
    ['/', reading((_, response) => response.writeHead(302, { location: '/graphql' }).end())],
    ['/health/live', reading((_, response) => sendJson(response, 200, { status: 'OK' }))],
    [
      '/health/ready',
      reading(async (_, response) => {
        const report = await health.report()
        sendJson(response, health.isReady() ? 200 : 503, report)
      }),
    ],
    [
      '/metrics',
      reading(async (_, response) => response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.render())),
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

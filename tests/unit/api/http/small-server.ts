import type { GraphQLSchema } from 'graphql'
import { createAuthenticator } from '../../../../src/api/callers/authenticator.ts'
import { createRequestRate } from '../../../../src/api/callers/request-rate.ts'
import type { Context } from '../../../../src/api/context.ts'
import { createErrorMask } from '../../../../src/api/errors.ts'
import { createGraphQLHandler } from '../../../../src/api/graphql.ts'
import { createGuard } from '../../../../src/api/guard/guard.ts'
import { startServer } from '../../../../src/api/http/server.ts'
import type { SyncRouteDeps } from '../../../../src/api/http/sync.ts'
import { createSubscriptions } from '../../../../src/api/streams/subscriptions.ts'
import { loadConfig } from '../../../../src/config.ts'
import { createHealth } from '../../../../src/monitoring/health.ts'
import { createLogger } from '../../../../src/monitoring/logger.ts'
import { createMetrics } from '../../../../src/monitoring/metrics.ts'
import type { Sync } from '../../../../src/sync/sync.ts'
import { createWebhookEndpoint } from '../../../../src/webhooks/endpoint.ts'

type SmallServer = {
  schema: GraphQLSchema
  env?: Record<string, string>
  api?: Partial<ReturnType<typeof loadConfig>['api']>
  requestTimeoutMs?: number
  contextFor?: () => Promise<Context>
  endWaiting?: () => unknown
  /** What takes the records of the sync `crm`. */
  take?: Sync['take']
}

/** The whole of the API over HTTP, on a schema of the test's own that needs nothing of Intercom. */
export async function startSmallServer({ schema, env = {}, api = {}, requestTimeoutMs, contextFor, endWaiting, take }: SmallServer) {
  const lines: Record<string, unknown>[] = []
  const log = createLogger({ logLevel: 'trace', logFormat: 'json' }, { write: (line) => void lines.push(JSON.parse(line)) })
  const { webhooks: webhooksConfig, changes, api: apiConfig, sync: syncConfig } = loadConfig({ env: { PORT: '0', ...env } })
  const config = { ...apiConfig, ...api }
  const metrics = createMetrics()
  const health = createHealth()
  const budget = () => ({ limit: 1_666, remaining: 1_000, resetAt: new Date('2026-11-23T09:30:10Z') })
  const authenticate = createAuthenticator({ ...config, say: log })
  const anyContext = async () => ({}) as Context
  const rate = createRequestRate(config)
  const graphql = createGraphQLHandler({
    schema,
    config,
    log,
    metrics,
    guard: createGuard({ schema, config, metrics, rate }),
    budget,
    contextFor: contextFor ?? anyContext,
    subscriptions: createSubscriptions({ config, budget, metrics, maskError: createErrorMask({ log }) }),
  })
  const noHouse = () => Promise.reject(new Error('there is no house'))
  const endpoint = createWebhookEndpoint({ changes, config: webhooksConfig, open: noHouse, now: Date.now, say: log })
  const webhooks = { endpoint, config: webhooksConfig }
  const server = await startServer({
    sockets: { accept: () => false },
    config,
    authenticate,
    graphql,
    webhooks,
    sync: { config: syncConfig, rate, open: take ? async () => houseWith(take) : noHouse },
    health,
    metrics,
    log,
    requestTimeoutMs,
    endWaiting,
  })
  return { ...server, lines, health, metrics, [Symbol.asyncDispose]: server.dispose }
}

const houseWith = (take: Sync['take']) =>
  ({ workspaceId: 'w1', sync: { definitionOf: () => ({ name: 'crm' }), take }, jobs: {} }) as unknown as Awaited<
    ReturnType<SyncRouteDeps['open']>
  >

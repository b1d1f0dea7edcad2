import { type ExecutionArgs, type GraphQLSchema, getOperationAST, NoSchemaIntrospectionCustomRule } from 'graphql'
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import type { ApiConfig } from '../config.ts'
import type { Logger } from '../monitoring/logger.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { Context } from './context.ts'
import { startEarly } from './early.ts'
import { createErrorMask } from './errors.ts'
import { exampleTabs } from './graphiql.ts'
import { createAuthenticator, type Viewer } from './viewer.ts'

type GraphQLDeps = {
  schema: GraphQLSchema
  config: ApiConfig
  log: Logger
  metrics: Pick<Metrics, 'requestServed'>
  /** Runs before every operation: the workspace is known, the fence is passed. Throws when Intercom cannot be reached to learn the workspace. */
  contextFor: (viewer: Viewer) => Promise<Context>
}

export type GraphQLHandler = YogaServerInstance<object, Context>

/** GraphQL over HTTP on the one schema: who asks, what it cost, and nothing of our insides in an error. */
export function createGraphQLHandler({ schema, config, log, metrics, contextFor }: GraphQLDeps): GraphQLHandler {
  const maskError = createErrorMask({ log })
  const authenticate = createAuthenticator(config.keys)
  const viewers = new WeakMap<Request, Viewer>()

  // before parsing: a stranger learns nothing about the schema from its error messages
  const authentication: Plugin = {
    onParams: ({ request }) => void viewers.set(request, authenticate(request.headers.get('authorization'))),
  }

  const introspection: Plugin = {
    onValidate: ({ addValidationRule }) => {
      if (!config.introspection) addValidationRule(NoSchemaIntrospectionCustomRule)
    },
  }

  const accounting: Plugin = {
    onExecute: ({ args }) => {
      const startedAtMs = performance.now()
      startEarly(
        { ...args, variableValues: args.variableValues ?? {} } as ExecutionArgs & { variableValues: Record<string, unknown> },
        args.contextValue as unknown as Context,
      )
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (!('data' in result || 'errors' in result)) return
          const outcome = result.errors?.length ? 'errors' : 'ok'
          const operationType = getOperationAST(args.document, args.operationName)?.operation ?? 'query'
          metrics.requestServed({ operationType, outcome, durationMs: performance.now() - startedAtMs })
          setResult({ ...result, extensions: { ...result.extensions, ...costOf(config) } })
        },
      }
    },
  }

  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    logging: false,
    multipart: false,
    batching: false,
    cors: false,
    maskedErrors: { maskError },
    graphiql: config.graphiql && { title: 'Intercom GraphQL gateway', defaultTabs: exampleTabs, favicon: 'data:,' },
    // nine megabytes of page, read when the first browser comes: where GraphiQL is off it is never read
    renderGraphiQL: async (options) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    context: ({ request }) => contextFor(viewers.get(request)!),
    plugins: [authentication, introspection, accounting],
  })
}

/** What this request cost and how sure its answer is, for `extensions`. */
function costOf({ exposeCalls }: Pick<ApiConfig, 'exposeCalls'>) {
  const scope = currentScope()
  if (!scope) return {}
  const { calls, cacheHits, coalesced, degraded } = scope
  return {
    intercom: {
      actualCalls: calls.length,
      cacheHits,
      coalesced,
      ...(exposeCalls
        ? { calls: calls.map(({ route, status, durationMs }) => ({ route, status, durationMs: Math.round(durationMs) })) }
        : {}),
    },
    ...(degraded.size > 0 ? { degraded: [...degraded] } : {}),
  }
}

import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { GraphQLClient, type RequestDocument, type Variables } from 'graphql-request'
import { type Config, loadConfig } from '../../src/config.ts'
import { startGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/monitoring/logger.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'

export type TestGatewayOptions = SandboxOptions & {
  /** Over what the tests set: REDIS_URL, INTERCOM_VERSION, GATEWAY_API_KEYS, NODE_ENV ... */
  env?: Record<string, string>
  /** Another gateway's sandbox, for stories of two processes. */
  sandbox?: Sandbox
  /** A last word on the configuration. */
  configure?: (config: Config) => Config
  /** Collects the lines of its log, all of them, as JSON. Silent unless given. */
  logLines?: string[]
}

export type GraphQLAnswer<Data> = {
  data: Data | null
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; retryable: boolean } & Record<string, unknown> }[]
  extensions: {
    intercom: {
      actualCalls: number
      cacheHits: number
      coalesced: number
      calls: { route: string }[]
      budget: object
      cost: { calls: number; callLimit: number }
    }
    degraded?: string[]
  }
}

/** A gateway of its own on a free port, before a sandbox Intercom of its own, over real HTTP. Disposed with `await using`. */
export async function startTestGateway(options: TestGatewayOptions = {}) {
  const { env = {}, sandbox: shared, configure = (config: Config) => config, logLines, ...sandboxOptions } = options
  const sandbox = shared ?? (await startSandbox(sandboxOptions))
  const config = configure(
    loadConfig({
      env: {
        PORT: '0',
        LOG_LEVEL: 'silent',
        INTERCOM_BASE_URL: sandbox.url,
        INTERCOM_ACCESS_TOKEN: sandboxOptions.token ?? 'sandbox-token',
        ...env,
      },
    }),
  )
  const log = logLines
    ? createLogger({ logLevel: 'trace', logFormat: 'json' }, { write: (line) => void logLines.push(line) })
    : createLogger(config.monitoring)
  const gateway = await startGateway({ config, log })
  sandbox.forgetRequests()
  const client = new GraphQLClient(`${gateway.url}/graphql`)

  async function dispose() {
    await gateway.dispose()
    if (!shared) await sandbox.dispose()
  }
  return {
    url: gateway.url,
    sandbox,
    /** The calls Intercom saw, by name and in order, since the start or `forgetRequests`. */
    get calls(): readonly string[] {
      return sandbox.requests
    },
    forgetRequests: () => sandbox.forgetRequests(),
    /** The data of an operation; any error fails the test. */
    ask: <Data, Vars extends Variables>(document: TypedDocumentNode<Data, Vars> | RequestDocument, variables?: Vars): Promise<Data> =>
      client.request<Data>(document as RequestDocument, variables as Variables),
    /** The whole answer, errors and extensions too. */
    async query<Data = Record<string, never>>(query: string, variables?: Record<string, unknown>, headers: Record<string, string> = {}) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as GraphQLAnswer<Data>
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}

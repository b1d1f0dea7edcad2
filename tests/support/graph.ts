import { graphql } from 'graphql'
import { type Context, createLoaders } from '../../src/api/context.ts'
import { createHub } from '../../src/changes/hub.ts'
import type { ChangeLog } from '../../src/changes/log.ts'
import { scopes } from '../../src/config/environment.ts'
import { createIntercom, type IntercomVersion } from '../../src/intercom/client.ts'
import { createIdentity } from '../../src/intercom/identity.ts'
import { createInProcessQueue } from '../../src/jobs/in-process-queue.ts'
import { jobErrorOf } from '../../src/jobs/job-error.ts'
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts'
import { createHealth } from '../../src/monitoring/health.ts'
import { createRequestScope, type RequestScope, runInScope } from '../../src/monitoring/request-scope.ts'
import type { Services } from '../../src/resources/registry.ts'
import { jobsOf, syncablesOf } from '../../src/resources/registry.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { schema } from '../../src/schema.ts'
import { createMemoryStorage } from '../../src/storage/memory-store.ts'
import { createSqliteFile } from '../../src/storage/sqlite-store.ts'
import { createSync } from '../../src/sync/sync.ts'
import { createInspection } from '../../src/webhooks/inspection.ts'
import { createReplay } from '../../src/webhooks/replay.ts'
import { tableOf } from '../../src/webhooks/topics.ts'
import { createListener, startAlone } from './house.ts'
import { createTestServices } from './services.ts'

export type Answer<Data> = {
  data: Data | null
  errors?: readonly { message: string; extensions: Record<string, unknown> }[]
  scope: RequestScope
}

export type Graph = AsyncDisposable & {
  services: Services
  log: ChangeLog
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>
}

type GraphOptions = {
  version?: IntercomVersion
  /** For how long after a Change a search is not trusted. @default 0 */
  indexLagMs?: number
}

/** The graph before a sandbox, without HTTP and processes around it: for a great many questions, and for those that need the log. */
export async function startGraph(sandbox: Sandbox, { version = '2.14', indexLagMs = 0 }: GraphOptions = {}): Promise<Graph> {
  const parts = new AsyncDisposableStack()
  const intercom = createIntercom({ token: 'sandbox-token', baseUrl: sandbox.url, version, maxRetries: 0 })
  parts.defer(() => intercom.dispose())
  const { cache, log } = parts.use(startAlone({ indexLagMs }))
  const identity = createIdentity({ intercom, workspaceId: undefined, now: Date.now })
  const { services, writes } = createTestServices({ intercom, cache, log, indexLagMs, identify: identity.me })
  const workspaceId = await identity.workspaceId()
  const store = createMemoryStorage({ now: Date.now })
  const file = parts.adopt(createSqliteFile({ dataDir: null, now: Date.now }), (opened) => opened.dispose())
  const sync = createSync({
    ...{
      definitions: [],
      config: { planSeconds: 60 },
      store,
      collections: file.collectionsOf(workspaceId),
      syncables: syncablesOf(services),
    },
    ...{
      endsOf: () => ({ source: null, sink: null }),
      jobs: () => jobs,
      itemErrorOf: jobErrorOf,
      callsPerMinute: async () => null,
      concurrency: 1,
    },
    ...{ onItem: () => {}, onPlan: () => {}, say: createListener().say, now: Date.now },
  })
  const jobs: Jobs = parts.adopt(
    createJobs({
      store,
      queue: createInProcessQueue({ concurrency: 1 }),
      kinds: [...jobsOf(services), ...sync.kinds],
      config: { concurrency: 1, maxOpen: 10, maxTries: 1, retryAfterMs: 1_000, keptSeconds: 60 },
      say: createListener().say,
      now: Date.now,
    }),
    (opened) => opened.dispose(),
  )

  return {
    services,
    log,
    async ask<Data>(source: string, variableValues: Record<string, unknown> = {}) {
      const scope = createRequestScope('test')
      const contextValue: Context = {
        viewer: { id: 'test', kind: 'SERVICE', scopes: new Set(scopes), actingAdminId: null, contactId: null, expiresAt: null },
        workspaceId,
        apiVersion: version,
        services,
        limits: { maxPageSize: 150 },
        health: createHealth().report,
        budget: intercom.budget.current,
        ...createLoaders(),
        changes: createHub({ log }),
        writes,
        jobs,
        sync,
        schedules: { next: () => null },
        purge: cache.purge,
        webhooks: {
          ...createInspection({ changes: log }),
          replay: createReplay({
            house: { workspaceId, changes: log, topics: tableOf([]) },
            config: { maxTries: 1, retryAfterMs: 1_000, appendTimeoutMs: 1_000 },
            say: createListener().say,
          }),
        },
        resumeFrom: null,
        renew: () => Promise.resolve(),
      }
      const { data = null, errors } = await runInScope(scope, () => graphql({ schema, source, contextValue, variableValues }))
      const told = errors?.map(({ message, originalError }) => ({
        message,
        extensions: { code: (originalError as { code?: string } | undefined)?.code },
      }))
      return { data: data as Data | null, scope, ...(told && { errors: told }) }
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

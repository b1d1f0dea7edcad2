import type { z } from 'zod'
import { createHub } from '../../src/changes/hub.ts'
import type { SyncDefinition } from '../../src/config/syncs.ts'
import { SyncDefinition as Definition } from '../../src/config/syncs.ts'
import { createIntercom } from '../../src/intercom/client.ts'
import { createInProcessQueue } from '../../src/jobs/in-process-queue.ts'
import { isOver, type Job } from '../../src/jobs/job.ts'
import { jobErrorOf } from '../../src/jobs/job-error.ts'
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts'
import { syncablesOf } from '../../src/resources/registry.ts'
import { type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import type { Collections } from '../../src/storage/collections.ts'
import type { DurableStore } from '../../src/storage/durable-store.ts'
import { createSqliteFile } from '../../src/storage/sqlite-store.ts'
import { createFollowing } from '../../src/sync/following.ts'
import type { Plan, StoredItem } from '../../src/sync/plans.ts'
import type { Sink } from '../../src/sync/sources/sink.ts'
import type { Source, SourceItem, SourceRecord } from '../../src/sync/sources/source.ts'
import { createSync, type PlanAsked } from '../../src/sync/sync.ts'
import { createListener, startAlone } from './house.ts'
import { createTestServices } from './services.ts'

/** Records, or what stands in the place of one that cannot be read. */
export type Rows = (SourceRecord | { problem: string; raw: string })[]

/** The records of a list, which may be another each time. */
export function sourceOf(rows: () => Rows, key = 'id'): Source {
  return {
    columns: async () => null,
    async *read() {
      for (const [at, row] of rows().entries()) {
        const place = { row: at + 1 }
        yield ('problem' in row && 'raw' in row ? { place, ...row } : { place, record: row }) as SourceItem
      }
    },
    getMany: async (keys) =>
      new Map(
        rows().flatMap((row) =>
          key in row && keys.includes(String((row as SourceRecord)[key]))
            ? [[String((row as SourceRecord)[key]), row as SourceRecord]]
            : [],
        ),
      ),
  }
}

type Options = Omit<SandboxOptions, 'contacts'> & {
  definition: z.input<typeof Definition>
  source?: Source | null
  sink?: Sink | null
  /** Both, by the definition. @default `source` and `sink` */
  endsOf?: Parameters<typeof createSync>[0]['endsOf']
  /** What outlives a process. */
  kept?: { store: DurableStore; collections: Collections }
  gatewayLagMs?: number
  sandbox?: Awaited<ReturnType<typeof startSandbox>>
  dataDir?: string | null
  planSeconds?: number
  now?: () => number
  /** How long Intercom may take to answer. @default 20_000 */
  timeoutMs?: number
}

/** Everything that a sync needs, in this process, before a sandbox Intercom over real HTTP. */
export async function startSyncHouse({
  definition,
  source = null,
  sink = null,
  endsOf = () => ({ source, sink }),
  gatewayLagMs = 0,
  dataDir = null,
  planSeconds = 3_600,
  now = Date.now,
  timeoutMs = 20_000,
  ...options
}: Options) {
  const parts = new AsyncDisposableStack()
  const sandbox = options.sandbox ?? parts.use(await startSandbox(options))
  const intercom = parts.adopt(
    createIntercom({ token: 'sandbox-token', baseUrl: sandbox.url, version: '2.14', maxRetries: 0, timeoutMs }),
    (it) => it.dispose(),
  )
  const { cache, log } = parts.use(startAlone({ indexLagMs: gatewayLagMs, config: { l1MaxBytes: 200_000_000 } }))
  const { services, topics, writes } = createTestServices({ intercom, cache, log, indexLagMs: gatewayLagMs })
  const hub = parts.adopt(createHub({ log }), (it) => it.dispose())
  const file = parts.adopt(createSqliteFile({ dataDir, now }), (it) => it.dispose())
  const store = options.kept?.store ?? file.storageOf('w')
  const collections = options.kept?.collections ?? file.collectionsOf('w')
  const { said, say } = createListener()
  const parsed: SyncDefinition = Definition.parse(definition)
  const config = { ...parsed, name: 'crm', secrets: {} }
  const ended: string[] = []
  const sync = parts.adopt(
    createSync({
      ...{ definitions: [config], config: { planSeconds }, store, collections, syncables: syncablesOf(services) },
      ...{ endsOf, jobs: () => jobs, itemErrorOf: jobErrorOf, callsPerMinute: async () => 7_000, concurrency: 8 },
      ...{ onItem: ({ action, state }) => void ended.push(`${action} ${state}`), onPlan: () => {}, say, now },
    }),
    (it) => it.dispose(),
  )
  const jobs: Jobs = parts.adopt(
    createJobs({
      ...{ store, queue: createInProcessQueue({ concurrency: 2 }), kinds: sync.kinds, say, now: Date.now },
      config: { concurrency: 2, maxOpen: 100, maxTries: 3, retryAfterMs: 50, keptSeconds: 3_600 },
      around: async ({ kind, caller, exclusive }, work) => {
        await cache.fence()
        const run = { mutation: kind, caller, input: null, by: exclusive ?? undefined }
        return (await writes.run(run, async () => ({ made: await work() }))).made
      },
    }),
    (it) => it.dispose(),
  )

  async function over(id: string): Promise<Job> {
    let last: Job | undefined
    for await (const job of jobs.follow(id)) {
      last = job
      if (isOver(job)) return job
    }
    throw new Error(`The job ${id} is gone; it was ${last?.status}.`)
  }
  async function itemsOf(id: string): Promise<StoredItem[]> {
    const items: StoredItem[] = []
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof sync.plans.items>> = await sync.plans.items(id, { after, limit: 500 })
      if (page.length === 0) return items
      items.push(...page.map(({ item }) => item))
      after = page.at(-1)!.place
    }
  }

  return {
    ...{ sandbox, sync, jobs, store, collections, said, ended, services, topics, log, over, itemsOf },
    /** What Intercom was asked since the last look, by how often. */
    calls() {
      const calls: Record<string, number> = {}
      for (const call of sandbox.requests) calls[call] = (calls[call] ?? 0) + 1
      sandbox.forgetRequests()
      return calls
    },
    /** A plan that is made; what made it fail is thrown. */
    async plan(asked: Partial<PlanAsked> = {}): Promise<Plan> {
      const { id } = await sync.plan({ sync: 'crm', caller: 'somebody', ...asked })
      const job = await over(id)
      if (job.status !== 'SUCCEEDED') throw new Error(job.errors.at(-1)?.message ?? job.status)
      return (await sync.plans.get(id))!
    },
    async apply(plan: string, confirm = {}): Promise<Job> {
      return over(await sync.apply({ plan, caller: 'somebody', confirm }))
    },
    /** Follows the changes of Intercom, until the house is disposed. */
    follow: (onTouched: Parameters<typeof createFollowing>[0]['onTouched'] = sync.touched) =>
      parts.adopt(
        createFollowing({
          ...{ hub, definitions: [config], store, collections, syncables: syncablesOf(services), payloadOf: log.payload },
          ...{ onTouched, gatherMs: 50, say, now: Date.now },
        }),
        (it) => it.dispose(),
      ),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

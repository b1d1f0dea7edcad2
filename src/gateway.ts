import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { createAuthenticator } from './api/callers/authenticator.ts'
import { createRequestRate } from './api/callers/request-rate.ts'
import type { Viewer } from './api/callers/viewer.ts'
import { type Context, createLoaders } from './api/context.ts'
import { createErrorMask } from './api/errors.ts'
import { createGraphQLHandler } from './api/graphql.ts'
import { createGuard } from './api/guard/guard.ts'
import { startServer } from './api/http/server.ts'
import { createSockets } from './api/streams/sockets.ts'
import { createSubscriptions } from './api/streams/subscriptions.ts'
import { createCache } from './cache/cache.ts'
import { erasingCarriers } from './cache/erasing.ts'
import { keepingMoves } from './cache/kept-moves.ts'
import { generationTtlMs } from './cache/policy.ts'
import { createRedisStore } from './cache/redis-store.ts'
import { within } from './changes/deadline.ts'
import { watchEviction } from './changes/eviction.ts'
import { createHub, type Hub } from './changes/hub.ts'
import { createMemoryLog } from './changes/memory-log.ts'
import { createRedis, type RedisLink } from './changes/redis.ts'
import { createRedisLog } from './changes/redis-log.ts'
import type { Config } from './config.ts'
import { UpstreamError } from './errors.ts'
import { createIntercom } from './intercom/client.ts'
import { createIdentity } from './intercom/identity.ts'
import { baseUrls } from './intercom/regions.ts'
import { createSharedLedger } from './intercom/shared-ledger.ts'
import { createWatch } from './intercom/watch.ts'
import { createBullQueue } from './jobs/bullmq-queue.ts'
import { createInProcessQueue } from './jobs/in-process-queue.ts'
import { jobErrorOf } from './jobs/job-error.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { createSchedules } from './jobs/schedules.ts'
import { createFailedCalls } from './monitoring/failed-calls.ts'
import { createHealth, type Probe } from './monitoring/health.ts'
import type { Logger } from './monitoring/logger.ts'
import { createMetrics } from './monitoring/metrics.ts'
import { runOutsideScopes } from './monitoring/request-scope.ts'
import { type Coverage, createCoverage } from './reconcile/coverage.ts'
import { createMemoryMarks } from './reconcile/memory-marks.ts'
import { createReconciler } from './reconcile/reconciler.ts'
import { createRedisMarks } from './reconcile/redis-marks.ts'
import { createServices, jobsOf, reconciledOf, syncablesOf, topicsOf } from './resources/registry.ts'
import { startSandbox } from './sandbox/server.ts'
import { schema } from './schema.ts'
import { createMemoryStorage } from './storage/memory-store.ts'
import { createRedisCollections } from './storage/redis-collections.ts'
import { createRedisStorage } from './storage/redis-store.ts'
import { createSqliteFile } from './storage/sqlite-store.ts'
import { createFollowing } from './sync/following.ts'
import { endsOfCrm } from './sync/sources/crm.ts'
import { createSync } from './sync/sync.ts'
import { createWebhookEndpoint } from './webhooks/endpoint.ts'
import { createInspection } from './webhooks/inspection.ts'
import type { Item } from './webhooks/item.ts'
import { createReplay } from './webhooks/replay.ts'
import { createRetries } from './webhooks/retries.ts'
import { relianceOn, type TopicTable, tableOf } from './webhooks/topics.ts'
import { createAudit } from './writes/audit.ts'
import { createWrites, type Writes } from './writes/engine.ts'

export type Gateway = {
  /** `http://127.0.0.1:4000` */
  url: string
  /** Stops accepting, finishes what runs, closes every connection. Resolves when all is closed. */
  dispose(): Promise<void>
}

/** How long a start waits for Intercom to say which workspace this is. After that the gateway is ready, and requests do the waiting. */
const startWaitMs = 5_000
/** The same for Redis, which is nearer: without it webhooks are refused, and what other processes know is not seen. */
const redisWaitMs = 1_000

type Start = {
  config: Config
  log: Logger
  /** Aborted when the gateway is to be stopped while it starts: it then waits for nothing, and what `startGateway` resolves with is disposed. */
  stopping?: AbortSignal
}

/** Builds each part once, in order, and hands the earlier ones to the later. The only place that creates engines. */
export async function startGateway({ config, log, stopping }: Start): Promise<Gateway> {
  await using parts = new AsyncDisposableStack()
  const ownedBy =
    (stack: AsyncDisposableStack) =>
    <Part extends { dispose(): Promise<void> }>(part: Part): Part =>
      stack.adopt(part, (opened) => opened.dispose())
  const own = ownedBy(parts)

  const metrics = createMetrics()
  const health = createHealth()
  const watch = createWatch()
  const noteFailure = createFailedCalls({ say: log })

  const link = (name: string, url: string, patienceMs = 0) =>
    own(
      createRedis({
        url,
        name: `gateway ${name}`,
        variable: url === config.redis.cacheUrl ? 'REDIS_CACHE_URL' : 'REDIS_URL',
        timeoutMs: config.cache.redisTimeoutMs,
        patienceMs,
        say: log,
      }),
    )
  const redis = config.redis.url ? openRedis(config.redis.url, config.redis.cacheUrl, link) : null
  const file = redis || config.dataDir === undefined ? null : own(createSqliteFile({ dataDir: config.dataDir, now: Date.now }))
  if (!redis && !file) log.info('idempotency keys and jobs are kept in memory: none survives a restart. REDIS_URL or DATA_DIR keeps them')

  // made when the workspace is known, and closed here: after the server, whose last requests use it, and after the way to Intercom, on which
  // what refreshes the cache behind an answer would wait
  const late = parts.use(new AsyncDisposableStack())
  const ownLate = ownedBy(late)

  const sandbox = config.mode === 'sandbox' ? own(await startSandbox({ ...config.sandbox, deskEveryMs: 0, token: 'sandbox' })) : null
  const clientSecrets = sandbox && config.webhooks.clientSecrets.length === 0 ? [randomUUID()] : config.webhooks.clientSecrets
  const token = config.intercom.accessToken ?? 'sandbox'
  const intercom = own(
    createIntercom({
      ...config.intercom,
      token,
      budget: { ...config.intercom.budget, ...(!config.redis.url && { aloneShare: 1 }) },
      onWaited: metrics.budgetWaited,
      onRefused: metrics.budgetRefused,
      baseUrl: sandbox?.url ?? config.intercom.baseUrl ?? baseUrls[config.intercom.region],
      onCall: (call) => {
        metrics.upstreamCall(call)
        watch.saw(call)
        noteFailure(call)
      },
    }),
  )
  metrics.budgetIs(intercom.budget.current)
  let hub: Hub | undefined
  let writes: Writes | undefined
  let jobs: Jobs | undefined
  let following: ReturnType<typeof createFollowing> | undefined
  let coverage: Coverage | undefined
  health.coverageIs(() => coverage?.report() ?? [])
  const rate = createRequestRate(config.api)
  const identity = createIdentity({
    intercom,
    workspaceId: config.intercom.workspaceId,
    now: Date.now,
    onMisnamed: (error) => log.fatal({ err: error }, 'the access token is of another workspace than the configured one; nothing is served'),
  })

  /** Everything whose keys carry the workspace's id, and so waits for it. A failed attempt is forgotten, so that the next request tries again. */
  let assembling: ReturnType<typeof assemble> | undefined
  const assembled = async () => {
    identity.check()
    assembling ??= assemble().catch((error: unknown) => {
      assembling = undefined
      throw error
    })
    return assembling
  }
  async function assemble() {
    const workspace = await identity.workspaceId()
    // a request may have begun this, and paid for the question; what is built goes on for all
    return runOutsideScopes(() => build(workspace))
  }
  function build(workspace: string) {
    if (late.disposed) throw new UpstreamError('UPSTREAM_UNREACHABLE', 'The gateway is stopping.')
    const l2 = redis && createRedisStore({ ...redis, workspace, intercomVersion: intercom.version })
    const appended = ownLate(
      redis
        ? createRedisLog({
            ...config.changes,
            ...redis,
            workspace,
            generationTtlMs: generationTtlMs(config.cache),
            now: Date.now,
            say: log,
          })
        : createMemoryLog({ ...config.changes, maxLength: config.changes.memoryMaxLength, now: Date.now, say: log }),
    )
    const storage = redis
      ? createRedisStorage({ redis: redis.redis, workspace })
      : (file?.storageOf(workspace) ?? createMemoryStorage({ now: Date.now }))
    const collections = redis
      ? createRedisCollections({ redis: redis.collections, workspace })
      : (file ?? ownLate(createSqliteFile({ dataDir: null, now: Date.now }))).collectionsOf(workspace)
    const changes = keepingMoves(l2 ? erasingCarriers(appended, l2) : appended, storage)
    hub = ownLate(createHub({ log: changes }))
    if (redis) rate.share({ redis: redis.redis, workspace })
    if (redis) intercom.budget.share(createSharedLedger({ redis: redis.redis, workspace, token, process: randomUUID() }))
    const cache = ownLate(
      createCache({
        log: changes,
        l2,
        config: config.cache,
        indexLagMs: config.intercom.indexLagMs,
        now: Date.now,
        say: log,
        onRead: metrics.cacheRead,
      }),
    )
    const judge = (topic: string, item: Item) => topics.effectsOf(topic, item)
    const writing = ownLate(
      createWrites({
        log: changes,
        store: storage,
        judge,
        callTimeoutMs: config.intercom.timeoutMs,
        indexLagMs: config.intercom.indexLagMs,
        config: config.writes,
        now: Date.now,
        say: log,
        onEnded: [createAudit(log), metrics.writeEnded],
      }),
    )
    writes = writing
    const services = createServices({
      ...{ intercom, cache, writes: writing, config: config.intercom, dataEvents: config.api.dataEvents },
      ...{ identify: identity.me, now: Date.now },
    })
    const rules = topicsOf(services)
    const topics: TopicTable = tableOf(Object.values(rules))
    const marks = redis ? createRedisMarks({ workspace, redis: redis.redis }) : createMemoryMarks()
    const covering = createCoverage({
      relying: relianceOn(rules),
      follows: hub.follows,
      marks,
      config: config.reconcile,
      now: changes.clockMs,
    })
    coverage = covering
    ownLate(
      createReconciler({
        log: changes,
        marks,
        coverage: covering,
        rows: reconciledOf(services),
        judge,
        config: config.reconcile,
        indexLagMs: config.intercom.indexLagMs,
        retentionSeconds: config.changes.retentionSeconds,
        canHear: clientSecrets.length > 0,
        say: log,
        onPass: metrics.reconcilePassed,
        onRecords: metrics.reconciled,
      }),
    )
    const house = { workspaceId: workspace, changes, topics }
    const trying = { house, config: config.webhooks, say: log, onTried: metrics.deliveryNoted }
    ownLate(createRetries(trying))
    metrics.heldAre(changes.deliveries.counts)
    const { interactiveReserve, windowMs } = config.intercom.budget
    const syncing = ownLate(
      createSync({
        definitions: config.sync.definitions,
        config: config.sync,
        store: storage,
        collections,
        syncables: syncablesOf(services),
        endsOf: (sync) => endsOfCrm(sync, { time: { now: Date.now, random: Math.random } }),
        jobs: () => working,
        itemErrorOf: jobErrorOf,
        // what the budget leaves to it, or as much as so many calls at a time come to, whichever is less
        callsPerMinute: async () => {
          const { limit } = await intercom.budget.current()
          const allowed = (limit * 60_000 * (1 - interactiveReserve)) / windowMs
          return Math.min(allowed, (config.intercom.concurrency * 60_000) / Math.max(1, intercom.budget.meanCallMs()))
        },
        concurrency: config.intercom.concurrency,
        onItem: metrics.syncItemEnded,
        onPlan: metrics.syncPlanned,
        say: log,
        now: Date.now,
      }),
    )
    const leaseMs = config.jobs.leaseSeconds * 1_000
    const working: Jobs = ownLate(
      createJobs({
        store: storage,
        queue: config.redis.url
          ? createBullQueue({ ...config.jobs, url: config.redis.url, workspace, lockMs: leaseMs, say: log })
          : createInProcessQueue(config.jobs),
        kinds: [...jobsOf(services), ...syncing.kinds],
        around: async ({ kind, caller, exclusive }, work) => {
          await cache.fence()
          const run = { mutation: kind, caller, input: null, by: exclusive ?? undefined }
          const { made } = await writing.run(run, async () => ({ made: await work() }))
          return made
        },
        config: config.jobs,
        leaseMs,
        say: log,
        onEnded: metrics.jobEnded,
        now: Date.now,
      }),
    )
    jobs = working
    metrics.openJobsAre(working)
    const schedules = ownLate(createSchedules({ store: storage, entries: syncing.schedules, say: log, now: Date.now }))
    following = ownLate(
      createFollowing({
        ...{ hub, definitions: config.sync.definitions, store: storage, collections, gatherMs: config.sync.gatherMs },
        ...{ syncables: syncablesOf(services), payloadOf: changes.payload },
        ...{ onTouched: syncing.touched, say: log, now: Date.now },
      }),
    )
    return {
      ...house,
      hub,
      cache,
      services,
      writes: writing,
      jobs: working,
      sync: syncing,
      schedules,
      webhooks: { ...createInspection(house), replay: createReplay(trying) },
    }
  }

  health.register('intercom', async () => {
    await assembled()
    await watch.look(identity.ask)
    return undefined
  })
  if (redis) health.register('redis', lookAtRedis(redis, log))

  const api = {
    schema,
    config: config.api,
    log,
    guard: createGuard({ schema, config: config.api, metrics, rate }),
    budget: intercom.budget.state,
    contextFor: async (viewer: Viewer, { resumeFrom }: Pick<Context, 'resumeFrom'>): Promise<Context> => {
      const { workspaceId, hub, cache, services, writes, jobs, sync, schedules, webhooks } = await assembled()
      await cache.fence()
      const loaders = createLoaders()
      return {
        viewer,
        workspaceId,
        services,
        apiVersion: intercom.version,
        limits: config.api,
        health: health.report,
        budget: intercom.budget.current,
        ...loaders,
        changes: hub,
        webhooks,
        writes,
        jobs,
        sync,
        schedules,
        purge: async (what) => {
          const purged = await cache.purge(what)
          log.info({ audit: true, caller: viewer.id, purge: what, purged }, 'copies were taken out of the cache of every process')
          return purged
        },
        resumeFrom,
        renew: () => {
          loaders.forgetLoaded()
          return cache.fence()
        },
      }
    },
  }
  const maskError = createErrorMask({ log, hidesSchema: !config.api.introspection })
  const subscriptions = createSubscriptions({ ...api, maskError, metrics })
  const graphql = createGraphQLHandler({ ...api, metrics, subscriptions })
  const endpoint = createWebhookEndpoint({
    config: { ...config.webhooks, clientSecrets },
    changes: config.changes,
    open: assembled,
    now: Date.now,
    say: log,
    onReceived(delivery) {
      metrics.webhookReceived(delivery)
      if (delivery.outcome === 'accepted' || delivery.outcome === 'duplicate') coverage?.saw(delivery.topic)
    },
    onNoted: metrics.deliveryNoted,
  })
  const webhooks = { endpoint, config: config.webhooks }
  const authenticate = createAuthenticator({ ...config.api, say: log })
  const sockets = createSockets({ ...api, maskError, authenticate, metrics, subscriptions })
  metrics.streamsAre({ subscriptions: subscriptions.size, sockets: sockets.size })
  const endWaiting = () => {
    writes?.stopLooking()
    return intercom.dispose()
  }
  let isToStopBy = 0
  // after the server, and before the way to Intercom: what jobs have under way is waited for as long as requests are
  own({
    async dispose() {
      if (jobs) await within(Math.max(0, isToStopBy - Date.now()), jobs.dispose())
    },
  })
  const sync = { config: config.sync, rate, open: assembled }
  const server = own(
    await startServer({ ...{ config: config.api, authenticate, graphql, sockets, webhooks, sync, health, metrics, log, endWaiting } }),
  )
  // before the server, which waits for what runs
  own({
    async dispose() {
      jobs?.stop()
      following?.stop()
      isToStopBy = Date.now() + config.api.shutdownTimeoutMs
      await sockets.dispose()
      hub?.end(new UpstreamError('UPSTREAM_UNREACHABLE', 'The gateway is stopping: connect again.', { retryable: true }))
    },
  })
  // at once, so that the first request need not; when Intercom is away, the gateway starts all the same and each request tries again
  const told = assembled().catch((error: unknown) => {
    if (stopping?.aborted) return
    log.warn({ err: error }, 'Intercom did not say which workspace this is; each request will ask again')
  })
  const reached = redis?.redis.ready(redisWaitMs)
  const tired = delay(startWaitMs, 'tired', { signal: stopping, ref: false }).catch(() => {})
  if ((await Promise.race([told, tired])) === 'tired') {
    log.warn({ waitedMs: startWaitMs }, 'Intercom has not said yet which workspace this is; requests wait for it')
  }
  await reached
  health.serving()
  // last, so that whatever happens there is told to a gateway that takes it
  sandbox?.webhooks.subscribe({ url: `${server.url}/webhooks/intercom`, clientSecret: clientSecrets[0] ?? '' })
  sandbox?.desk.open(config.sandbox.deskEveryMs)

  const opened = parts.move()
  return {
    url: server.url,
    dispose: async () => {
      health.stopping()
      log.info('stopping: what runs is finished, nothing new is taken')
      await opened.disposeAsync()
      log.info('stopped: every connection is closed')
    },
  }
}

const withoutRedis = (why: string) => ({ status: 'DEGRADED', detail: `${why}: each process caches for itself, for seconds` }) as const

function lookAtRedis({ redis, values, isOneServer }: ReturnType<typeof openRedis>, say: Logger): Probe {
  const eviction = watchEviction({ redis, variable: 'REDIS_URL', isShared: isOneServer, say })
  return async () => {
    const refusal = redis.refusal() ?? values.refusal()
    if (refusal !== undefined) return withoutRedis(`Redis refuses the connection (${refusal})`)
    if (!redis.isReachable() || !values.isReachable()) return withoutRedis('Redis does not answer')
    const found = await eviction.look()
    return found && { status: 'DEGRADED', detail: `REDIS_URL: ${found.found}. ${found.fix}` }
  }
}

/** How much later than its time a value may come before its Redis counts as lost: half a megabyte may be on its way. */
const valuesPatienceMs = 1_000

/** One connection for small questions, one that waits for news, and one for values, wherever they live. */
function openRedis(url: string, cacheUrl: string | undefined, link: (name: string, url: string, patienceMs?: number) => RedisLink) {
  const values = link('values', cacheUrl ?? url, valuesPatienceMs)
  return {
    ...{ redis: link('log', url), reader: link('reader', url), values, isOneServer: cacheUrl === undefined },
    // large, and of what nothing may be evicted: late answers here are nobody else's
    collections: link('collections', url, valuesPatienceMs),
  }
}

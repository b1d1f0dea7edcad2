import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Lane } from './lanes.ts'

type CacheTier = 'l1' | 'l2' | 'coalesced' | 'upstream' | 'stale'
export type Metrics = ReturnType<typeof createMetrics>

/** Histogram bounds in seconds: from an answer out of L1 (under a millisecond) to a call that ran into its deadline. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

/** How many values one label may take. A label that grows with the data (an id in a route) would grow the memory of everyone who scrapes. */
const maxLabelValues = 200

/** One function per thing worth counting, and the page that Prometheus reads. Each gateway has its own. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]

  const requests = new Histogram({
    name: 'gateway_request_duration_seconds',
    help: 'GraphQL requests answered, by type of operation and outcome, and how long each took.',
    labelNames: ['operation_type', 'outcome'],
    buckets,
    registers,
  })
  const calls = new Histogram({
    name: 'gateway_intercom_call_duration_seconds',
    help: 'Calls that really went to Intercom, retries included, by route template, HTTP status and outcome, and how long each took.',
    labelNames: ['route', 'status', 'outcome'],
    buckets,
    registers,
  })
  const reads = new Counter({
    name: 'gateway_cache_reads_total',
    help: 'Keys asked of a cache tier, by kind of entry: hit or miss.',
    labelNames: ['tier', 'kind', 'result'],
    registers,
  })
  const waits = new Histogram({
    name: 'gateway_intercom_budget_wait_seconds',
    help: 'Calls that waited for the budget of calls to Intercom, by lane, and how long each did.',
    labelNames: ['lane'],
    buckets,
    registers,
  })
  const refusals = new Counter({
    name: 'gateway_intercom_budget_refused_total',
    help: 'Calls refused because the budget would have let them wait beyond their deadline, by lane.',
    labelNames: ['lane'],
    registers,
  })
  const overLimit = new Counter({
    name: 'gateway_requests_over_limit_total',
    help: 'GraphQL requests refused before they ran because of their size, by the limit in the configuration.',
    labelNames: ['limit'],
    registers,
  })
  const webhooks = new Counter({
    name: 'gateway_webhooks_total',
    help: 'Deliveries of Intercom to the webhook endpoint, by topic and what became of them.',
    labelNames: ['topic', 'outcome'],
    registers,
  })
  const passes = new Counter({
    name: 'gateway_reconcile_passes_total',
    help: 'Passes in which a kind of record was held against Intercom because webhooks may have been missed, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const reconciled = new Counter({
    name: 'gateway_reconcile_records_total',
    help: 'Records that such passes listed as changed, copies that they held against Intercom or could not, and differences that they told.',
    labelNames: ['kind', 'what'],
    registers,
  })
  const writes = new Counter({
    name: 'gateway_writes_total',
    help: 'Writes to Intercom that are over, by the kind of record that each is about and what became of it.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const jobs = new Counter({
    name: 'gateway_jobs_total',
    help: 'Jobs that are over, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const planned = new Counter({
    name: 'gateway_sync_planned_total',
    help: 'Records of syncs that plans have looked at, by what is to be done with each; UNCHANGED where nothing is.',
    labelNames: ['sync', 'action'],
    registers,
  })
  const applied = new Counter({
    name: 'gateway_sync_items_total',
    help: 'Items of plans that were done, or have failed.',
    labelNames: ['sync', 'action', 'outcome'],
    registers,
  })
  const executions = new Counter({
    name: 'gateway_stream_executions_total',
    help: 'Events of subscriptions that were executed, once for all subscribers whom they are the same for.',
    registers,
  })
  const told = new Counter({
    name: 'gateway_stream_events_total',
    help: 'Events that subscribers were told, each of them for itself.',
    registers,
  })
  const cuts = new Counter({
    name: 'gateway_stream_cuts_total',
    help: 'Clients of streams that were cut off, by transport and reason: they read nothing of what waited (slow), or did not answer (gone).',
    labelNames: ['transport', 'reason'],
    registers,
  })
  const deliveries = new Counter({
    name: 'gateway_webhook_deliveries_total',
    help: 'Deliveries that were written down, and later tries of those that could not be handled, by what became of them.',
    labelNames: ['status'],
    registers,
  })
  let heldNow = (): Promise<{ failed: number; dead: number }> => Promise.resolve({ failed: 0, dead: 0 })
  new Gauge({
    name: 'gateway_webhook_held',
    help: 'Notifications that could not be handled, in all processes: failed ones are tried again, dead ones are not.',
    labelNames: ['status'],
    registers,
    async collect() {
      const counts = await heldNow().catch(() => undefined)
      for (const status of ['failed', 'dead'] as const) {
        if (counts) this.set({ status: statusOf[status] }, counts[status])
        else this.remove({ status: statusOf[status] })
      }
    },
  })
  const boundedTopic = bounded(maxLabelValues)
  const boundedRoute = bounded(maxLabelValues)
  const boundedKind = bounded(maxLabelValues)
  let countsProcess = false

  return {
    /** A GraphQL request has been answered. `outcome`: `ok`, or the code of its first error. */
    requestServed({ operationType, outcome, durationMs }: { operationType: string; outcome: string; durationMs: number }) {
      requests.observe({ operation_type: operationType, outcome }, durationMs / 1000)
    },
    /** A request was refused before it ran. `limit`: the one it was over, by its name in the configuration. */
    requestRefused({ limit }: { limit: string }) {
      overLimit.inc({ limit })
    },
    /**
     * One attempt at Intercom has ended. `route`: method and template, never ids. `status`: that of its answer, 0 (on the page `none`) when none came.
     * `outcome`: `OK`, or the code of the error that became of it.
     */
    upstreamCall({ route, status, outcome, durationMs }: { route: string; status: number; outcome: string; durationMs: number }) {
      calls.observe({ route: boundedRoute(route), status: status === 0 ? 'none' : String(status), outcome }, durationMs / 1000)
    },
    /** One read: so many keys were there, so many were not. Past the tiers it is told who answered: another's flight, Intercom, or an old copy. */
    cacheRead({ tier, kind, hits, misses }: { tier: CacheTier; kind: string; hits: number; misses: number }) {
      const labels = { tier, kind: boundedKind(kind) }
      if (hits > 0) reads.inc({ ...labels, result: 'hit' }, hits)
      if (misses > 0) reads.inc({ ...labels, result: 'miss' }, misses)
    },
    /** A delivery to the webhook endpoint was answered. `outcome`: `accepted`, or why it was not. */
    webhookReceived({ topic, outcome }: { topic: string; outcome: string }) {
      webhooks.inc({ topic: boundedTopic(topic), outcome })
    },
    /** A pass over one kind of record has ended. `outcome`: `done`, or `failed`, when it is tried again. */
    reconcilePassed({ kind, outcome }: { kind: string; outcome: string }) {
      passes.inc({ kind, outcome })
    },
    /** A pass goes on: so many records more were `listed`, `rechecked`, `told`, or have `failed`. */
    reconciled(kind: string, what: string, count: number) {
      reconciled.inc({ kind, what }, count)
    },
    /** A write is over. `outcome`: `APPLIED`, `FOUND`, `REPEATED`, `NOT_APPLIED` or `UNKNOWN`. */
    writeEnded({ about, outcome }: { about: { type: string }; outcome: string }) {
      writes.inc({ kind: boundedKind(about.type), outcome })
    },
    /** A job is over. `outcome`: `SUCCEEDED`, `FAILED` or `CANCELLED`. */
    jobEnded({ kind, status }: { kind: string; status: string }) {
      jobs.inc({ kind, outcome: status })
    },
    /** Where the page reads how many jobs there are that are not over, and how many of them stand where. */
    openJobsAre({ open, openByStatus }: { open(): Promise<number>; openByStatus(): Promise<Record<string, number>> }) {
      new Gauge({
        name: 'gateway_jobs_open',
        help: 'Jobs that wait, run or are paused, in all processes.',
        registers,
        async collect() {
          const count = await open().catch(() => undefined)
          if (count === undefined) this.reset()
          else this.set(count)
        },
      })
      new Gauge({
        name: 'gateway_jobs_open_by_status',
        help: 'Jobs that wait, run or are paused, in all processes, by where they stand.',
        labelNames: ['status'],
        registers,
        async collect() {
          this.reset()
          const counts = await openByStatus().catch(() => ({}))
          for (const [status, count] of Object.entries(counts)) this.set({ status }, count)
        },
      })
    },
    /** A plan is made: so many items of each action, and so many records that are as they should be. */
    syncPlanned({ sync, counts, unchanged }: { sync: string; counts: Readonly<Record<string, number>>; unchanged: number }) {
      for (const [action, count] of Object.entries(counts)) planned.inc({ sync, action }, count)
      planned.inc({ sync, action: 'UNCHANGED' }, unchanged)
    },
    /** An item of a plan was done, or has failed. */
    syncItemEnded({ sync, action, state }: { sync: string; action: string; state: string }) {
      applied.inc({ sync, action, outcome: state })
    },
    /** A delivery was written down, or tried again. */
    deliveryNoted(state: keyof typeof statusOf) {
      deliveries.inc({ status: statusOf[state] })
    },
    /** Where the page reads how many notifications are held. */
    heldAre(current: typeof heldNow) {
      heldNow = current
    },
    /** A call has had its turn in the budget, or was not to have it in time. */
    budgetWaited({ lane, waitedMs }: { lane: Lane; waitedMs: number }) {
      waits.observe({ lane }, waitedMs / 1000)
    },
    /** A call was refused: it would have waited beyond its deadline. */
    budgetRefused({ lane }: { lane: Lane }) {
      refusals.inc({ lane })
    },
    /** Where the page reads how the present window stands. */
    budgetIs(current: () => Promise<{ limit: number; remaining: number }>) {
      for (const [fact, help] of [
        ['limit', 'Calls that Intercom allows in one of its rate windows, to all processes together.'],
        ['remaining', 'Calls of them that are left in the present window, as far as this process knows.'],
      ] as const) {
        new Gauge({
          name: `gateway_intercom_budget_${fact}`,
          help,
          registers,
          async collect() {
            this.set((await current())[fact])
          },
        })
      }
    },
    /** An event was executed, for however many. */
    eventExecuted: () => executions.inc(),
    /** A subscriber is told an event. */
    eventTold: () => told.inc(),
    /** A client was cut off. */
    clientCut({ transport, reason }: { transport: 'websocket' | 'sse'; reason: 'slow' | 'gone' }) {
      cuts.inc({ transport, reason })
    },
    /** Where the page reads how many subscriptions, and sockets, there are. */
    streamsAre(current: { subscriptions(): number; sockets(): number }) {
      for (const [fact, help] of [
        ['subscriptions', 'Subscriptions that one process tells what happens.'],
        ['sockets', 'WebSockets of one process, with subscriptions or without.'],
      ] as const) {
        new Gauge({
          name: `gateway_${fact}`,
          help,
          registers,
          collect() {
            this.set(current[fact]())
          },
        })
      }
    },
    contentType: registry.contentType,
    /**
     * All of it in Prometheus' text format. The figures of the process (memory, event loop, garbage collection) start with the first page:
     * their observers belong to the process and cannot be taken away, and a gateway that nobody scrapes needs none.
     */
    async render(): Promise<string> {
      if (!countsProcess) collectDefaultMetrics({ register: registry })
      countsProcess = true
      return registry.metrics()
    },
  }
}

/** The words that the graph has for what became of a delivery. */
const statusOf = {
  accepted: 'ACCEPTED',
  duplicate: 'DUPLICATE',
  stale: 'STALE',
  failed: 'FAILED',
  dead: 'DEAD_LETTER',
  reconciled: 'RECONCILED',
} as const

/** The first `most` different values as they are, every later one as `other`. */
function bounded(most: number) {
  const known = new Set<string>()
  return (value: string) => {
    if (!known.has(value) && known.size >= most) return 'other'
    known.add(value)
    return value
  }
}

import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { type Actions, createActions } from './actions/actions.ts'
import { createIds } from './actions/ids.ts'
import { createServeControl } from './control/endpoint.ts'
import { createFaults } from './control/faults.ts'
import { type ControlVerbs, createControl, type Settings } from './control/verbs.ts'
import { createDesk, type Desk } from './desk/desk.ts'
import { createCallLog, type LoggedRequest } from './http/call-log.ts'
import { createRateWindow, type RateLimit } from './http/rate-window.ts'
import { createRouter } from './http/router.ts'
import { createServe } from './http/serve.ts'
import { type Version, versions } from './http/versions.ts'
import type { World } from './records.ts'
import { routes } from './resources/routes.ts'
import { createSeed } from './seed/index.ts'
import { createRandom } from './seed/random.ts'
import { createLiveWorld, type LiveWorld } from './store/world.ts'
import { createTimers, type Later, later } from './timer.ts'
import type { Subscription } from './webhooks/delivering.ts'
import { createItems } from './webhooks/items.ts'
import { createSend } from './webhooks/send.ts'
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts'

export type SandboxOptions = {
  /** @default 0 // any free port */
  port?: number
  /** @default '127.0.0.1' */
  host?: string
  /** The records to serve, which from then on belong to the sandbox. @default what the seed makes */
  world?: World
  /** How many contacts the seed makes when no world is given. @default 300 */
  contacts?: number
  /** How many conversations the seed makes when no world is given. @default 200 */
  conversations?: number
  /** The one accepted bearer token. Anything else answers 401. @default 'sandbox-token' */
  token?: string
  /** How long every answer waits, in milliseconds. @default 0 */
  latencyMs?: number
  /** What the sandbox takes for now: rate windows, index lag and the dates of the seed go by it. @default the system's */
  clock?: () => Date
  /** How long a changed record stays unseen by search, in milliseconds. @default 0 */
  indexLagMs?: number
  /** @default null // no limit; the headers say a generous one */
  rateLimit?: RateLimit | null
  /** Whom what happens in the workspace is told by webhooks. @default nobody, until the control endpoint says otherwise */
  webhooks?: Subscription
  /** When a webhook that was not answered well is sent again, once, in milliseconds. @default 60_000 // a minute, as Intercom does */
  webhookRetryMs?: number
  /** How often whoever is told is sent a ping, in milliseconds; `0` never. @default 86_400_000 // a day: Intercom does not say how often it does */
  webhookPingMs?: number
  /** The version that the app is set to: webhooks go by it, whatever version requests name. @default '2.14' */
  appVersion?: Version
  /** How often something happens at the desk by itself, in milliseconds, on average. @default 0 // never */
  deskEveryMs?: number
  /** What happens there: the same seed, records and times give the same. @default 'sandbox' */
  deskSeed?: string
  /** By which webhooks and the desk wait. @default the machine's timers */
  later?: Later
  /** Called with one line per request. @default nothing is logged */
  logLine?: (line: string) => void
}

export type Sandbox = {
  /** Where it listens, without a slash at the end. */
  url: string
  /** Method and route template of every request, in the order of arrival: `GET /contacts/{contact_id}`. */
  requests: readonly string[]
  /** The same with times, paths and versions. */
  log: readonly LoggedRequest[]
  forgetRequests(): void
  /** The live records. What a test puts in or takes out is served from then on, and found by search after the index lag. */
  world: LiveWorld
  control: ControlVerbs
  /** What people do: it changes the records, and is told by webhook. */
  actions: Actions
  /** Who is told, what became of it, and what goes wrong with it. */
  webhooks: Webhooks
  /** Where customers write and teammates answer by themselves, once it is open. */
  desk: Desk
  /** Stops listening and cuts every connection. Resolves when the port is free. */
  dispose(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts an Intercom in a box. Rejects when it cannot listen, as when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', contacts = 300, conversations = 200, token = 'sandbox-token', logLine } = options
  const clock = options.clock ?? (() => new Date())
  const now = () => clock().getTime()
  const settings: Settings = {
    latencyMs: options.latencyMs ?? 0,
    indexLagMs: options.indexLagMs ?? 0,
    rateLimit: options.rateLimit ?? null,
    token,
    versions,
    clockAheadMs: 0,
  }

  const records = options.world ?? createSeed({ contacts, conversations, now: clock() })
  const world = createLiveWorld(records, { now, indexLagMs: () => settings.indexLagMs })
  const calls = createCallLog()
  const faults = createFaults()
  const control = createControl({ settings, faults, calls, workspace: world.workspace })
  const stopping = new AbortController()
  const timers = createTimers(options.later ?? later)
  const webhooks = createWebhooks({
    ...{
      appId: () => world.workspace.id_code,
      now,
      timers,
      send: createSend(stopping.signal),
      random: createRandom(`notifications ${randomUUID()}`),
    },
    retryAfterMs: options.webhookRetryMs,
    pingEveryMs: options.webhookPingMs ?? 86_400_000,
  })
  webhooks.subscribe(options.webhooks ?? null)
  const { appVersion = '2.14' } = options
  const items = createItems(world, appVersion)
  const actions = createActions({ world, items, announce: webhooks.announce, ids: createIds(world, now()) }, appVersion)
  const rate = createRateWindow({ limit: () => settings.rateLimit, now: () => now() + settings.clockAheadMs })
  const serve = createServe({
    world,
    actions,
    router: createRouter(routes),
    settings,
    faults,
    rate,
    calls,
    now,
    stopping: stopping.signal,
    logLine,
  })

  const desk = createDesk({ world, actions, timers, seed: options.deskSeed ?? 'sandbox' })
  const serveVerbs = createServeControl({ control, calls, actions, webhooks, desk })
  const server = createServer((request, response) => {
    const isControl = /^\/__sandbox__(\/|$)/.test(request.url ?? '')
    void (isControl ? serveVerbs(request, response) : serve(request, response))
  })
  // longer than any client's pool keeps an idle connection, so that no request meets a closing one
  server.keepAliveTimeout = 75_000

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })

  desk.open(options.deskEveryMs ?? 0)

  async function dispose() {
    stopping.abort()
    timers.stop()
    faults.reset()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  return {
    url: urlOf(server.address()),
    requests: calls.requests,
    log: calls.log,
    forgetRequests: control.forgetRequests,
    world,
    control,
    actions,
    webhooks,
    desk,
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}

function urlOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port.')
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}

import { createServer } from 'node:http'
import { createServeControl } from './control/endpoint.ts'
import { createFaults } from './control/faults.ts'
import { type ControlVerbs, createControl, type Settings } from './control/verbs.ts'
import { createCallLog, type LoggedRequest } from './http/call-log.ts'
import { createRateWindow, type RateLimit } from './http/rate-window.ts'
import { createRouter } from './http/router.ts'
import { createServe } from './http/serve.ts'
import { versions } from './http/versions.ts'
import type { World } from './records.ts'
import { routes } from './resources/routes.ts'
import { createSeed } from './seed/index.ts'
import { createLiveWorld, type LiveWorld } from './store/world.ts'

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
  const rate = createRateWindow({ limit: () => settings.rateLimit, now: () => now() + settings.clockAheadMs })
  const serve = createServe({
    world,
    router: createRouter(routes),
    settings,
    faults,
    rate,
    calls,
    now,
    stopping: stopping.signal,
    logLine,
  })

  const serveVerbs = createServeControl({ control, calls })
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

  async function dispose() {
    stopping.abort()
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
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}

function urlOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port.')
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}

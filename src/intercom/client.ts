import type { BaseRequestOptions, IntercomClient } from 'intercom-client'
import type { Lane } from '../monitoring/lanes.ts'
import { type EndedCall, runOutsideScopes } from '../monitoring/request-scope.ts'
import { type Budget, createBudget } from './budget.ts'
import type { BudgetOptions } from './budget-options.ts'
import { asGatewayErrors } from './errors.ts'
import { patiently } from './patience.ts'
import { createSdk } from './sdk.ts'
import { acceptHeaders, createTransport } from './transport.ts'
import { fillRoute, queryString } from './urls.ts'

/** The versions of Intercom's API that this gateway understands. */
export type IntercomVersion = '2.14' | '2.15' | '2.16'

/** What every method of the SDK takes as its last argument. */
type SdkRequestOptions = BaseRequestOptions

export type IntercomOptions = {
  /** The access token of the workspace's private app. */
  token: string
  /** Where the API answers, e.g. `https://api.intercom.io`. A path in it is kept: `http://proxy/intercom/` works. */
  baseUrl: string
  /** Sent as `Intercom-Version` with every call. */
  version: IntercomVersion
  /**
   * One deadline per call, in milliseconds: waiting for the budget and for a socket, all attempts, the waits between them, headers and body. When it passes,
   * the call fails with `UPSTREAM_TIMEOUT` and its socket is closed.
   *
   * @default 20_000
   */
  timeoutMs?: number
  /**
   * Further attempts after a 408, a 5xx or a network failure of a read or search, and after a 429 of anything. `0` turns repeating off.
   * When they are used up, or the next wait would pass the deadline, the last failure is thrown.
   *
   * @default 2
   */
  maxRetries?: number
  /**
   * Keep-alive sockets to Intercom. Calls beyond them wait in line, within their deadline. At 100 ms a call, 16 carry the 167 calls per second
   * that Intercom's default rate limit allows.
   *
   * @default 16
   */
  maxSockets?: number
  /**
   * What the body of an answer may come to, in bytes. A larger one is given up and fails with `UPSTREAM_ERROR`, which is not retryable.
   *
   * @default 67_108_864 // 64 MiB
   */
  maxAnswerBytes?: number
  /** The calls that Intercom allows, and who gets how many of them. @default Intercom's own limit, for this process alone */
  budget?: Partial<BudgetOptions>
  /** Told of every call that waited for the budget, once it is over, and of every one that was refused because it would have waited too long. */
  onWaited?: (wait: { lane: Lane; waitedMs: number }) => void
  onRefused?: (refusal: { lane: Lane }) => void
  /** Told of every attempt that went out, once it is over. */
  onCall?: (call: EndedCall) => void
  /** The clock, in unix milliseconds. @default Date.now */
  now?: () => number
  /** From 0 up to 1, for the jitter of waits. @default Math.random */
  random?: () => number
}

type CallOptions = {
  /** Gives the call up at once, wherever it stands. Nothing of it is repeated afterwards. */
  signal?: AbortSignal
}

/** A call to an endpoint that the SDK does not have. */
type EndpointCall = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** As in the OpenAPI description: `/contacts/{id}/merge_history`. */
  route: string
  /** Values of the route's placeholders, percent-encoded here. Empty ones and dot segments are refused with `INVALID`. */
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  body?: unknown
}

export type Intercom = {
  version: IntercomVersion
  /** Whether the API version in use is `since` or newer. */
  speaks(since: IntercomVersion): boolean
  /**
   * One call through the SDK: `call((sdk, options) => sdk.contacts.find({ contact_id }, options))`. Throws only GatewayErrors, never an
   * error of the SDK, and never with an upstream body in the message.
   */
  call<T>(ask: (sdk: IntercomClient, options: SdkRequestOptions) => PromiseLike<T>, options?: CallOptions): Promise<T>
  /** One call to an endpoint that the SDK does not have: the same transport, the same errors. */
  request<T>(ask: EndpointCall, options?: CallOptions): Promise<T>
  /** The calls that are left. */
  budget: Pick<Budget, 'state' | 'current' | 'share' | 'meanCallMs'>
  /** Closes every socket; calls still under way fail at once, and so does whoever calls later. */
  dispose(): Promise<void>
}

/** Speaks to one Intercom workspace. Opens no connection before the first call. */
export function createIntercom(options: IntercomOptions): Intercom {
  const {
    token,
    version,
    timeoutMs = 20_000,
    maxRetries = 2,
    maxSockets = 16,
    maxAnswerBytes = 64 * 1024 * 1024,
    onWaited = () => {},
    onRefused = () => {},
    onCall = () => {},
    now = Date.now,
    random = Math.random,
  } = options
  const baseUrl = new URL(options.baseUrl)
  const basePath = baseUrl.pathname.replace(/\/$/, '')
  const budget = createBudget({ ...intercomsOwnLimit, ...options.budget, places: maxSockets, now, random, later, onWaited, onRefused })
  const transport = createTransport({
    origin: baseUrl.origin,
    timeoutMs,
    maxRetries,
    maxSockets,
    maxAnswerBytes,
    budget,
    onCall,
    now,
    random,
  })
  const ownHeaders = { ...acceptHeaders, authorization: `Bearer ${token}`, 'intercom-version': version }
  const sdk = createSdk({ transport, baseUrl, token, version })

  return {
    version,
    speaks: (since) => minor(version) >= minor(since),
    call: (ask, { signal } = {}) => patiently(() => asGatewayErrors(async () => ask(sdk, signal ? { abortSignal: signal } : {}))),
    request: <T>({ method, route, params = {}, query, body }: EndpointCall, { signal }: CallOptions = {}) =>
      patiently(() =>
        asGatewayErrors(async () => {
          const hasBody = body !== undefined
          const received = await transport.send({
            method,
            route: `${method} ${route}`,
            path: basePath + fillRoute(route, params) + queryString(query),
            headers: hasBody ? { ...ownHeaders, 'content-type': 'application/json' } : ownHeaders,
            body: hasBody ? JSON.stringify(body) : undefined,
            ...(signal && { signal }),
          })
          return received.data as T
        }),
      ),
    budget,
    async dispose() {
      budget.dispose()
      await transport.dispose()
    },
  }
}

/** "Rate limiting" on developers.intercom.com: so many for a private app, spread evenly over windows of ten seconds. */
const intercomsOwnLimit: BudgetOptions = {
  requestsPerMinute: 10_000,
  windowMs: 10_000,
  mutationReserve: 0.1,
  interactiveReserve: 0.3,
  aloneShare: 1,
}

function later(ms: number, run: () => void) {
  // whoever waits has a deadline of its own that keeps the process up; the timer goes on for all, whichever request began it
  const timer = runOutsideScopes(() => setTimeout(run, ms)).unref()
  return () => clearTimeout(timer)
}

const minor = (version: IntercomVersion) => Number(version.slice('2.'.length))

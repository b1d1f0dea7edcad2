import { AsyncLocalStorage } from 'node:async_hooks'
import type { GatewayError } from '../errors.ts'
import type { Lane } from './lanes.ts'

/** One call that really went to Intercom, named by its route template, never by its ids. */
export type UpstreamCall = {
  /** `GET /contacts/{contact_id}`: method and route template. */
  route: string
  /** HTTP status; 0 when no answer came. */
  status: number
  startedAtMs: number
  durationMs: number
}

/** A condition of a filter, by where it stands there, and what Intercom was asked for it. Of what the caller asked for, it holds days only. */
export type Rewrite = { condition: string; sent: string }

/** A list that shows what Intercom's index says, although the gateway knows of records that changed since, and why. */
export type UncorrectedList = { list: string; applied: false; reason: string }

/** An attempt at a call that is over: `outcome` is `OK`, or the code of `error`. */
export type EndedCall = UpstreamCall & { attempt: number; outcome: string; error?: GatewayError }

/**
 * What one GraphQL request did and must know, from its first byte to its last: the engines below write into it, `api/` reads it into
 * `extensions.intercom` and `extensions.degraded`.
 */
export type RequestScope = {
  requestId: string
  /** How urgent its calls to Intercom are. */
  lane: Lane
  /** Calls this request caused. A caller that joined another's flight pays nothing and counts as coalesced. */
  calls: UpstreamCall[]
  /** Values served from a cache tier, one per key. */
  cacheHits: number
  /** Waits on a call that another request had already started. */
  coalesced: number
  /** Why an answer may be older than promised, in words: shown as `extensions.degraded`. */
  degraded: Set<string>
  /** What of its filters Intercom was asked for otherwise, by what they say: shown as `extensions.intercom.rewrites`. */
  rewrites: Map<string, Rewrite>
  /** Which of its lists could not be corrected by what changed lately, by what is said of them: shown as `extensions.intercom.overlay`. */
  uncorrected: Map<string, UncorrectedList>
  /** This process has not followed the log to its head in time: read past L1. */
  bypassL1: boolean
  /**
   * Nobody waits for its answers: its calls wait for their turn in the budget for as long as that takes, until this is aborted.
   *
   * @default none // a call that cannot be sent in time is refused
   */
  patience?: AbortSignal
  /** The cursor of the event that is told, in a stream: shown as `extensions.cursor`. */
  eventCursor?: string
}

const scopes = new AsyncLocalStorage<RequestScope | undefined>()

export const createRequestScope = (requestId: string, lane: Lane = 'interactive'): RequestScope => ({
  requestId,
  lane,
  calls: [],
  cacheHits: 0,
  coalesced: 0,
  degraded: new Set(),
  rewrites: new Map(),
  uncorrected: new Map(),
  bypassL1: false,
})

export const runInScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work)

/** For what outlives the request that happens to begin it: nothing it does later is that request's. */
export const runOutsideScopes = <T>(work: () => T): T => scopes.run(undefined, work)

/** The request being served, or undefined outside one (start-up, background refreshes). */
export const currentScope = (): RequestScope | undefined => scopes.getStore()

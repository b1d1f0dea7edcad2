import type { CallLog, RouteCalls } from '../http/call-log.ts'
import type { RateLimit } from '../http/rate-window.ts'
import type { Version } from '../http/versions.ts'
import type { WorkspaceRecord } from '../records.ts'
import type { Failure, Faults, Refusal } from './faults.ts'

/** What can be turned while the sandbox runs. */
export type Settings = {
  latencyMs: number
  indexLagMs: number
  rateLimit: RateLimit | null
  /** The one bearer token that is taken. */
  token: string
  /** The versions of the API that are served. */
  versions: readonly Version[]
  /** How far the clock that the answers show is ahead of the true one. Negative: behind. */
  clockAheadMs: number
}

/** What a test, or a person through the control endpoint, can do to a running sandbox. Routes are named as in the log; `*` is every route. */
export type ControlVerbs = {
  /** Every answer waits this long, in milliseconds. 0 turns it off. */
  setLatency(ms: number): void
  /** Fails this share of all requests (0 to 1), evenly spread. 0 turns it off. `status` is 500 unless said. */
  setErrorRate(ratio: number, status?: number): void
  /** How long the changes made from now on stay unseen by search, in milliseconds. */
  setIndexLag(ms: number): void
  /** Null turns the limit off; the headers stay. */
  setRateLimit(limit: RateLimit | null): void
  /** Fails the next request of the route, or the next `times`. Several failures of one route queue up. */
  failNext(route: string, failure: Failure): void
  /** Requests of the route arrive and wait, until `resume`. */
  pause(route: string): void
  resume(route: string): void
  /** Takes this access token only, as after the old one was revoked. */
  setToken(token: string): void
  /** Refuses the route until `grant`, or a reset: the token's app may not do it. */
  withhold(route: string, as: Refusal): void
  grant(route: string): void
  /** Where `GET /me` says that the workspace lives. */
  setRegion(region: WorkspaceRecord['region']): void
  /** Serves these versions of the API; others answer 400 `intercom_version_invalid`. */
  setVersions(versions: readonly Version[]): void
  /** Moves the clock that answers show, in their `Date` and the ends of rate windows, by so many milliseconds from the true one. */
  setClockAhead(ms: number): void
  /** How many requests each route had since the last `forgetRequests`, and how many of them at once. */
  calls(): Record<string, RouteCalls>
  /** Empties the log and the counts. */
  forgetRequests(): void
  /** As at the start: settings, faults, pauses and the log. The records stay. */
  reset(): void
}

type ControlDeps = { settings: Settings; faults: Faults; calls: CallLog; workspace: WorkspaceRecord }

export function createControl({ settings, faults, calls, workspace }: ControlDeps): ControlVerbs {
  const atStart = { ...settings }
  const { region } = workspace
  return {
    setLatency(ms) {
      settings.latencyMs = ms
    },
    setErrorRate: (ratio, status = 500) => faults.setErrorRate(ratio, status),
    setIndexLag(ms) {
      settings.indexLagMs = ms
    },
    setRateLimit(limit) {
      settings.rateLimit = limit
    },
    failNext: faults.failNext,
    pause: faults.pause,
    resume: faults.resume,
    setToken(token) {
      settings.token = token
    },
    withhold: faults.withhold,
    grant: faults.grant,
    setRegion(moved) {
      workspace.region = moved
    },
    setVersions(versions) {
      settings.versions = versions
    },
    setClockAhead(ms) {
      settings.clockAheadMs = ms
    },
    calls: calls.calls,
    forgetRequests: calls.forget,
    reset() {
      Object.assign(settings, atStart)
      workspace.region = region
      faults.reset()
      calls.forget()
    },
  }
}

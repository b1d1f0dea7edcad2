import type { CallLog, RouteCalls } from '../http/call-log.ts'
import type { RateLimit } from '../http/rate-window.ts'
import type { Failure, Faults } from './faults.ts'

/** What can be turned while the sandbox runs. */
export type Settings = { latencyMs: number; indexLagMs: number; rateLimit: RateLimit | null }

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
  /** How many requests each route had since the last `forgetRequests`, and how many of them at once. */
  calls(): Record<string, RouteCalls>
  /** Empties the log and the counts. */
  forgetRequests(): void
  /** As at the start: settings, faults, pauses and the log. The records stay. */
  reset(): void
}

export function createControl({ settings, faults, calls }: { settings: Settings; faults: Faults; calls: CallLog }): ControlVerbs {
  const atStart = { ...settings }
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
    calls: calls.calls,
    forgetRequests: calls.forget,
    reset() {
      Object.assign(settings, atStart)
      faults.reset()
      calls.forget()
    },
  }
}

import type { Logger } from './logger.ts'
import { type EndedCall, runOutsideScopes } from './request-scope.ts'

type Options = {
  say: Pick<Logger, 'warn'>
  /** Lines of a period that are written; the others are counted, and one line says at its end how many they were. @default 20 */
  atMost?: number
  /** How long a period is, from the first line of it. @default 10_000 */
  periodMs?: number
  /** @default a timer that keeps no process up */
  later?: (ms: number, run: () => void) => void
}

/** Nothing there is an answer like another, and becomes null. */
const notFailures: readonly string[] = ['OK', 'NOT_FOUND']

/**
 * A line for each call to Intercom that failed, with what its support asks for, and without ids or words of customers. An outage is many of them
 * in each second: a period has a bounded number of lines.
 */
export function createFailedCalls({ say, atMost = 20, periodMs = 10_000, later = timer }: Options) {
  let said = 0
  let leftOut = 0
  function endPeriod() {
    if (leftOut > 0) say.warn({ leftOut, periodMs }, 'more calls to Intercom failed than there are lines about')
    said = 0
    leftOut = 0
  }
  return ({ route, status, outcome, attempt, durationMs, error }: EndedCall) => {
    if (notFailures.includes(outcome)) return
    if (said >= atMost) {
      leftOut += 1
      return
    }
    if (said === 0) later(periodMs, endPeriod)
    said += 1
    const facts = { intercomRequestId: error?.intercomRequestId, reason: reasonOf(error?.cause) }
    say.warn({ route, status, code: outcome, attempt, durationMs: Math.round(durationMs), ...facts }, 'a call to Intercom failed')
  }
}

/** The network's word for why there was no answer: `ECONNREFUSED`. */
const reasonOf = (cause: unknown) => (cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined)

const timer = (ms: number, run: () => void) => void runOutsideScopes(() => setTimeout(run, ms)).unref()

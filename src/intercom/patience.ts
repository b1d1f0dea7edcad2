import { setTimeout as delay } from 'node:timers/promises'
import { RateLimitedError } from '../errors.ts'
import { currentScope } from '../monitoring/request-scope.ts'

/** Others may be ahead of whoever waits for longer than was foreseen, or for less: it is asked again this often at least. */
const longestWaitMs = 10_000
const shortestWaitMs = 50

/** Sends a call, and where nobody waits for its answer, sends it again each time the budget has refused it: it was not sent, or not done (429). */
export async function patiently<T>(send: () => Promise<T>): Promise<T> {
  const patience = currentScope()?.patience
  for (;;) {
    try {
      return await send()
    } catch (error) {
      if (!patience || patience.aborted || !(error instanceof RateLimitedError)) throw error
      const waitMs = Math.min(longestWaitMs, Math.max(shortestWaitMs, error.retryAfterMs ?? 0))
      await delay(waitMs, undefined, { signal: patience, ref: false }).catch(() => {})
      if (patience.aborted) throw error
    }
  }
}

import { setTimeout as delay } from 'node:timers/promises'
import { GatewayError } from '../errors.ts'

/** What may pass by itself is tried so often at once; after that it is a failure, of which the job or a person makes another try. */
const tries = 3
const firstRetryMs = 500

/**
 * Does what may fail for a moment, and is harmless to do again.
 *
 * @param signal ends it between two tries, with its reason
 */
export async function persistently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (tried === tries || !mayPass(error)) throw error
      const waitMs = Math.max(firstRetryMs * 2 ** (tried - 1), error.retryAfterMs ?? 0)
      await delay(waitMs, undefined, { signal, ref: false }).catch(() => signal.throwIfAborted())
    }
  }
}

/** Whether another try may come to something else. */
export const mayPass = (error: unknown): error is GatewayError => error instanceof GatewayError && error.retryable

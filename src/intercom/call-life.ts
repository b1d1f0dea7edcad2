import { GatewayError, UpstreamError } from '../errors.ts'

/** How long one call may live, whatever number of attempts it takes: watched once, by its deadline and by whoever asked for it. */
export type CallLife = {
  /** Milliseconds until the deadline. */
  leftMs(): number
  /** Why the call is over before its answer came; undefined while it lives. */
  over(): GatewayError | undefined
  /**
   * Runs one step of the call (an exchange, a wait), one at a time. When the call ends first, the step rejects at once and is told to stop.
   * @param start begins the step and returns how to stop it
   */
  hold<T>(start: (resolve: (value: T) => void, reject: (error: unknown) => void) => (why: GatewayError) => unknown): Promise<T>
  /** Ends the call here and now. */
  end(why: GatewayError): void
  /** Stops watching. Always called, or the timer keeps the process up until the deadline. */
  release(): void
}

export function createCallLife(options: { route: string; timeoutMs: number; signal?: AbortSignal; now: () => number }): CallLife {
  const { route, timeoutMs, signal, now } = options
  const endsAtMs = now() + timeoutMs
  let over: GatewayError | undefined
  let stopStep: ((why: GatewayError) => void) | undefined
  const end = (why: GatewayError) => {
    over ??= why
    stopStep?.(over)
  }
  const timer = setTimeout(() => end(late(route, timeoutMs)), timeoutMs)
  const abandon = () => end(abandoned(route, signal?.reason))
  signal?.addEventListener('abort', abandon)
  if (signal?.aborted) abandon()
  return {
    leftMs: () => endsAtMs - now(),
    over: () => over,
    end,
    hold: (start) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over)
        const stop = start(resolve, reject)
        stopStep = (why) => {
          reject(why)
          stop(why)
        }
      }),
    release() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abandon)
    },
  }
}

const late = (route: string, timeoutMs: number) =>
  new UpstreamError('UPSTREAM_TIMEOUT', `Intercom did not answer ${route} within ${timeoutMs / 1000} s.`, { retryable: true })

/** The caller's own reason when it is one of ours (a request's deadline, say), else a sentence about it. */
const abandoned = (route: string, reason: unknown) =>
  reason instanceof GatewayError
    ? reason
    : new UpstreamError('UPSTREAM_TIMEOUT', `${route} was given up before Intercom answered.`, { retryable: true, cause: reason })

/** At most `perWindow` authenticated requests in each window; further ones answer 429. */
export type RateLimit = {
  perWindow: number
  /** @default 10_000 // 10 seconds, as Intercom's */
  windowMs?: number
}

export type RateWindow = ReturnType<typeof createRateWindow>

/** What the headers say when there is no limit. */
const generous = 1_000_000

/**
 * Intercom spreads its limits over windows of ten seconds. The windows stand on the clock, not on the first request:
 * all clients of a workspace share them and see the same reset.
 */
export function createRateWindow({ limit, now }: { limit: () => RateLimit | null; now: () => number }) {
  let window = 0
  let taken = 0

  return {
    /** Counts one request and says whether it may pass. `X-RateLimit-Reset` is in unix seconds, rounded up. */
    take() {
      const { perWindow, windowMs = 10_000 } = limit() ?? { perWindow: generous }
      const current = Math.floor(now() / windowMs)
      if (current !== window) {
        window = current
        taken = 0
      }
      taken++
      return {
        isExceeded: limit() !== null && taken > perWindow,
        message: `Exceeded rate limit of ${perWindow} in ${windowMs / 1000}_seconds`,
        headers: {
          'X-RateLimit-Limit': String(perWindow),
          'X-RateLimit-Remaining': String(Math.max(0, perWindow - taken)),
          'X-RateLimit-Reset': String(Math.ceil(((current + 1) * windowMs) / 1000)),
        },
      }
    },
  }
}

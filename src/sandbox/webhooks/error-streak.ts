const minuteMs = 60_000

/** Intercom's guide to webhook notifications, "Failures": more than so many errors in a row, within so long, … */
const mostInARow = 1_000
const withinMs = 15 * minuteMs
/** … and for so long nothing is sent. */
const pauseMs = 15 * minuteMs
/** Nothing but errors for longer than this ends it. */
const longestMs = 7 * 24 * 60 * minuteMs

/** What an endpoint that answers badly, time after time, brings upon itself. `now` in unix milliseconds. */
export function createErrorStreak(now: () => number) {
  /** When the last errors in a row were, as many as count. */
  let recent: number[] = []
  let sinceMs: number | null = null
  let pausedUntilMs = 0
  return {
    good() {
      recent = []
      sinceMs = null
    },
    bad() {
      sinceMs ??= now()
      recent.push(now())
      if (recent.length <= mostInARow) return
      if (now() - (recent.shift() ?? 0) > withinMs) return
      pausedUntilMs = now() + pauseMs
      recent = []
    },
    isPaused: () => pausedUntilMs > now(),
    isSuspended: () => sinceMs !== null && now() - sinceMs > longestMs,
  }
}

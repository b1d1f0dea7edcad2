/** The first pause after a 429 that does not say why. Doubled as long as nothing but such answers come, up to a window. */
const firstPauseMs = 250
/** Longest that a 429 keeps everybody away: one that names a longer time is not from Intercom's rate limit. */
const longestMs = 60_000

/**
 * For how long nobody may call, because Intercom said 429.
 *
 * - It named a time (`Retry-After`), or said that its window is used up: until then.
 * - It says that calls are left, or nothing at all: what is overloaded is something else, an endpoint or the workspace. Everybody pauses
 *   for a moment, and longer each time that nothing else was answered in between. Those that were under way together count as one.
 */
export function createClosure({ windowMs, now, random }: { windowMs: number; now: () => number; random: () => number }) {
  let untilMs = 0
  let ownUntilMs = 0
  let pausedAtMs = Number.NEGATIVE_INFINITY
  let pauses = 0
  const leftMs = () => Math.max(0, untilMs - now())

  function close(forMs: number) {
    ownUntilMs = Math.max(ownUntilMs, now() + Math.min(forMs, longestMs))
    untilMs = Math.max(untilMs, ownUntilMs)
  }

  return {
    leftMs,
    /** What of it Intercom said to this process. */
    ownLeftMs: () => Math.max(0, ownUntilMs - now()),
    /** Another process was told. */
    heard(forMs: number) {
      if (forMs > 0) untilMs = Math.max(untilMs, now() + forMs)
    },
    /**
     * A 429 came for a call that was sent then.
     * @param askedMs for how long Intercom wants to be left alone; null when it did not say
     */
    refused({ askedMs, sentAtMs }: { askedMs: number | null; sentAtMs: number }) {
      if (askedMs !== null) return close(askedMs)
      if (sentAtMs < pausedAtMs) return
      pausedAtMs = now()
      close(Math.min(firstPauseMs * 2 ** pauses++, windowMs) * (1 - random() / 2))
    },
    /** Another answer came for a call that was sent then. */
    answered(sentAtMs: number) {
      if (sentAtMs >= pausedAtMs) pauses = 0
    },
  }
}

/** A window of ours begins so much after Intercom's, so that a call at its very beginning does not arrive in the window before. */
const guardMs = 25

export type WindowClock = ReturnType<typeof createWindowClock>

/**
 * Which of Intercom's rate windows it is now. The windows stand on Intercom's clock and are numbered on from 1970; this side has only its
 * own clock. Every answer names the end of the window in which it was counted, and it was counted between our sending and our receiving: that
 * bounds how far Intercom's clock is ahead of ours. Until an answer contradicts, the two are taken to agree.
 */
export function createWindowClock({ windowMs, now }: { windowMs: number; now: () => number }) {
  let aheadAtLeastMs = Number.NEGATIVE_INFINITY
  let aheadAtMostMs = Number.POSITIVE_INFINITY
  /** Where between two multiples of their length the windows end, when not on them. */
  let phaseMs = 0

  const aheadMs = () => Math.min(Math.max(0, aheadAtLeastMs), aheadAtMostMs)
  /** Intercom's time since window 0 began. */
  const sinceFirstMs = () => now() + aheadMs() - guardMs - phaseMs
  const windowAt = (ms: number) => Math.floor(ms / windowMs)
  const endOf = (window: number) => (window + 1) * windowMs + phaseMs

  return {
    /** Intercom's time, in unix milliseconds. */
    now: () => now() + aheadMs(),
    /** The number of the present window. It steps back when an answer shows that our clock was ahead. */
    window: () => windowAt(sinceFirstMs()),
    /** How much of the present window is over, from 0 up to 1. */
    elapsed: () => sinceFirstMs() / windowMs - windowAt(sinceFirstMs()),
    /** Milliseconds until the next window, never 0. */
    endsInMs() {
      const atMs = sinceFirstMs()
      return Math.max(1, Math.ceil((windowAt(atMs) + 1) * windowMs - atMs))
    },
    /** When a window ends, by Intercom's clock. */
    endOf: (window: number) => new Date(endOf(window)),
    /** The window that an answer names by its end. */
    windowEndingAt: (resetAt: Date) => Math.round((resetAt.getTime() - phaseMs) / windowMs) - 1,
    /** Learns from the end of the window in which a call was counted that was sent and answered at these times of ours. */
    learn({ resetAt, sentAtMs, receivedAtMs }: { resetAt: Date; sentAtMs: number; receivedAtMs: number }) {
      const endsAtMs = resetAt.getTime()
      const atLeastMs = endsAtMs - windowMs - receivedAtMs
      const atMostMs = endsAtMs - sentAtMs
      const rest = endsAtMs % windowMs
      phaseMs = rest > windowMs / 2 ? rest - windowMs : rest
      aheadAtLeastMs = Math.max(aheadAtLeastMs, atLeastMs)
      aheadAtMostMs = Math.min(aheadAtMostMs, atMostMs)
      if (aheadAtLeastMs <= aheadAtMostMs) return
      // one of the clocks was set: the newest word counts alone
      aheadAtLeastMs = atLeastMs
      aheadAtMostMs = atMostMs
    },
  }
}

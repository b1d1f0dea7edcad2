/** One timer for many reasons: it rings at the earliest time that was asked for, and nobody puts it off by asking for a later one. */
export function createAlarm({
  now,
  later,
  ring,
}: {
  now: () => number
  later: (ms: number, run: () => void) => () => void
  ring: () => void
}) {
  let set: { atMs: number; cancel: () => void } | null = null
  return {
    ringIn(ms: number) {
      const atMs = now() + ms
      if (set && set.atMs <= atMs) return
      set?.cancel()
      const run = () => {
        set = null
        ring()
      }
      set = { atMs, cancel: later(ms, run) }
    },
    cancel() {
      set?.cancel()
      set = null
    },
  }
}

import type { Say } from './log.ts'

/** How soon after one was said the next one is: what comes and goes, as at the edge of a memory limit, is not two lines each time. */
const QUIET_MS = 60_000

/** A failure that is met again and again while it lasts: said when it begins and when it is over. */
export function createOutage({ begins, ends, now, say }: { begins: string; ends: string; now(): number; say: Say }) {
  let isOn = false
  let saidAtMs = Number.NEGATIVE_INFINITY
  return {
    failed(error: unknown) {
      if (isOn || now() - saidAtMs < QUIET_MS) return
      isOn = true
      saidAtMs = now()
      say.warn({ err: error }, begins)
    },
    worked() {
      if (!isOn) return
      isOn = false
      say.info({}, ends)
    },
  }
}

export type Outage = ReturnType<typeof createOutage>

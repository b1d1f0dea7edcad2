import type { PerLane } from './ledger.ts'

type Forecast = {
  /** How many are to be served before, in each lane up to the caller's own. */
  ahead: PerLane
  /** Calls that are left of the present window. */
  left: number
  /** Calls of each window to come. */
  perWindow: number
  /** Those of them that are kept for mutations. */
  reserved: number
  windowMs: number
  /** Until the next window begins. */
  windowEndsInMs: number
}

/** Milliseconds until a caller can be served, at the earliest. `0`: in the present window. Mutations, the second lane, have a part of their own. */
export function forecastMs({ ahead, left, perWindow, reserved, windowMs, windowEndsInMs }: Forecast): number {
  const untilMs = (before: number, now: number, each: number) =>
    before < now ? 0 : windowEndsInMs + Math.floor((before - Math.max(0, now)) / Math.max(1, each)) * windowMs
  const amongAll = untilMs(
    ahead.reduce((sum, waiting) => sum + waiting, 0),
    left,
    perWindow,
  )
  if (ahead.length !== 2 || reserved < 1) return amongAll
  return Math.min(amongAll, untilMs(ahead[1] ?? 0, Math.min(left, reserved), reserved))
}

type Forecast = {
  /** How many are to be served before. */
  ahead: number
  /** Calls that are left of the present window. */
  left: number
  /** Calls of each window to come. */
  perWindow: number
  windowMs: number
  /** Until the next window begins. */
  windowEndsInMs: number
}

/** Milliseconds until somebody with so many before it can be served, at the earliest. `0`: in the present window. */
export function forecastMs({ ahead, left, perWindow, windowMs, windowEndsInMs }: Forecast): number {
  if (ahead < left) return 0
  return windowEndsInMs + Math.floor((ahead - Math.max(0, left)) / Math.max(1, perWindow)) * windowMs
}

import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'

/**
 * Resolves at this time of `performance.now()`: never before it, and hardly after; at once when the sandbox stops.
 *
 * Timers count whole milliseconds and ring up to two too late, which is a good part of what the gateway itself takes. So the timer ends early,
 * and what is left of the last millisecond goes by turn for turn of the event loop.
 */
export async function until(atMs: number, stopping: AbortSignal): Promise<void> {
  const wholeMs = Math.floor(atMs - performance.now())
  if (wholeMs > 0) await sleep(wholeMs, undefined, { signal: stopping, ref: false }).catch(() => {})
  while (performance.now() < atMs && !stopping.aborted) await turn()
}

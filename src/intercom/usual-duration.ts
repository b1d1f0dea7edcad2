export type UsualDuration = ReturnType<typeof createUsualDuration>

/** What an exchange takes from being sent to being answered, roughly and on the safe side: the mean of the last ones and four times how far they stray. */
export function createUsualDuration() {
  let meanMs = 0
  let strayMs = 0
  return {
    ms: () => meanMs + 4 * strayMs,
    /** The mean alone; 0 while nothing was exchanged. */
    meanMs: () => meanMs,
    learn(ms: number) {
      strayMs += (Math.abs(ms - meanMs) - strayMs) / 4
      meanMs += (ms - meanMs) / 8
    },
  }
}

/** So many reads of different keys have to fail, and nothing work between, to speak of more than themselves. */
const MANY = 3
/** For how long after it, with nothing working since, a failure counts; and for how long after the last one, or attempt, there are many. */
const COUNTS_FOR_MS = 30_000
/** So many are remembered. */
const MAX_KEYS = 1_000

export type Failures = ReturnType<typeof createFailures>

/** The keys of which reads have failed since something worked. */
export function createFailures(now: () => number) {
  /** The longest ago first. */
  const failedAtMs = new Map<string, number>()
  let manyUntilMs = Number.NEGATIVE_INFINITY

  const areMany = () => now() < manyUntilMs
  const counts = (atMs: number) => now() - atMs < COUNTS_FOR_MS

  return {
    add(key: string) {
      failedAtMs.delete(key)
      failedAtMs.set(key, now())
      for (const [oldest, atMs] of failedAtMs) {
        if (counts(atMs) && failedAtMs.size <= MAX_KEYS) break
        failedAtMs.delete(oldest)
      }
      if (areMany() || failedAtMs.size >= MANY) manyUntilMs = now() + COUNTS_FOR_MS
    },
    has: (key: string) => counts(failedAtMs.get(key) ?? Number.NEGATIVE_INFINITY),
    areMany,
    /** Somebody is about to find out: until that is known, many stay many. */
    prolong() {
      if (areMany()) manyUntilMs = now() + COUNTS_FOR_MS
    },
    clear() {
      failedAtMs.clear()
      manyUntilMs = Number.NEGATIVE_INFINITY
    },
  }
}

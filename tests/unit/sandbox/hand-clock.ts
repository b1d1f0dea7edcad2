import type { Later } from '../../../src/sandbox/timer.ts'

/** Time that passes when the test says so, from this instant on (unix milliseconds). */
export function createHandClock(startMs: number) {
  let nowMs = startMs
  let jobs: { atMs: number; job: () => void }[] = []
  const later: Later = (ms, job) => {
    const entry = { atMs: nowMs + ms, job }
    jobs.push(entry)
    return () => {
      jobs = jobs.filter((one) => one !== entry)
    }
  }
  /** What was begun has gone as far as it can without time. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    now: () => nowMs,
    clock: () => new Date(nowMs),
    later,
    settled,
    /** Does what is due meanwhile, each at its time. */
    async pass(ms: number) {
      const endMs = nowMs + ms
      await settled()
      for (;;) {
        const next = jobs.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (!next) break
        jobs = jobs.filter((one) => one !== next)
        nowMs = next.atMs
        next.job()
        await settled()
      }
      nowMs = endMs
    },
  }
}

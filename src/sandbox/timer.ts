/** Does something so many milliseconds from now. What it gives calls it off. */
export type Later = (ms: number, job: () => void) => () => void

/** By the clock of the machine. A process that has nothing else to do does not wait for it. */
export const later: Later = (ms, job) => {
  const timer = setTimeout(job, ms).unref()
  return () => clearTimeout(timer)
}

/** The same, and everything that has not been done yet can be called off together; after that nothing is begun any more. */
export function createTimers(start: Later) {
  const waiting = new Set<() => void>()
  let isStopped = false
  return {
    later(ms: number, job: () => void): void {
      if (isStopped) return
      const cancel = start(ms, () => {
        waiting.delete(cancel)
        job()
      })
      waiting.add(cancel)
    },
    stop() {
      isStopped = true
      for (const cancel of waiting) cancel()
      waiting.clear()
    },
  }
}

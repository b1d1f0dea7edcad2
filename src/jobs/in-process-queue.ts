import type { JobQueue, RunAgain } from './queue.ts'

/** The queue of a process without Redis. What it knows goes with it: whoever starts anew says again what is not over. */
export function createInProcessQueue({ concurrency }: { concurrency: number }): JobQueue {
  const waiting = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const later = new Map<string, NodeJS.Timeout>()
  let run: ((id: string) => Promise<RunAgain>) | undefined
  let isStopped = false

  function next() {
    for (const id of waiting) {
      if (isStopped || !run || running.size >= concurrency) return
      waiting.delete(id)
      const over = run(id).then((again) => {
        running.delete(id)
        if (again && !isStopped) later.set(id, setTimeout(wake, again.againInMs, id).unref())
        next()
      })
      running.set(id, over)
    }
  }

  function wake(id: string) {
    later.delete(id)
    waiting.add(id)
    next()
  }

  return {
    async push(id) {
      if (running.has(id) || later.has(id)) return
      waiting.add(id)
      next()
    },
    open(given) {
      run = given
      next()
    },
    async dispose() {
      isStopped = true
      for (const timer of later.values()) clearTimeout(timer)
      await Promise.all(running.values())
    },
  }
}

import { setTimeout as delay } from 'node:timers/promises'

export type LoadResult = {
  asked: number
  /** Why each failed request failed. */
  failures: string[]
  longestMs: number
}

/**
 * Asks so many times a second whether or not the earlier questions have been answered, as callers do, until `stop`, which waits for the last
 * answers. `ask` is given the number of the question and rejects when the answer is wrong.
 */
export function startLoad({ perSecond, ask }: { perSecond: number; ask: (question: number) => Promise<unknown> }) {
  const result: LoadResult = { asked: 0, failures: [], longestMs: 0 }
  const running = new Set<Promise<void>>()
  let stopped = false

  async function once(question: number) {
    const startedAtMs = performance.now()
    try {
      await ask(question)
    } catch (error) {
      result.failures.push(error instanceof Error ? error.message : String(error))
    }
    result.longestMs = Math.max(result.longestMs, performance.now() - startedAtMs)
  }

  const asking = (async () => {
    const startedAtMs = performance.now()
    while (!stopped) {
      const due = ((performance.now() - startedAtMs) / 1000) * perSecond
      for (; result.asked < due; result.asked++) {
        const question = once(result.asked)
        running.add(question)
        void question.then(() => running.delete(question))
      }
      await delay(5)
    }
    await Promise.all(running)
  })()

  return {
    /** As far as it is known now. */
    result: result as Readonly<LoadResult>,
    async stop(): Promise<LoadResult> {
      stopped = true
      await asking
      return result
    },
  }
}

import { setTimeout as delay } from 'node:timers/promises'

export type LoadResult = {
  asked: number
  /** Why each failed request failed. */
  failures: string[]
  longestMs: number
}

type Load = {
  perSecond: number
  /** Given the number of the question. Rejects when the answer is wrong. */
  ask: (question: number) => Promise<unknown>
  /** While so many are unanswered no more are asked: a machine too busy for the pace then sets its own. @default Infinity */
  mostWaiting?: number
}

/**
 * Asks so many times a second whether or not the earlier questions have been answered, as callers do, until `stop`, which waits for the last
 * answers.
 */
export function startLoad({ perSecond, ask, mostWaiting = Number.POSITIVE_INFINITY }: Load) {
  const result: LoadResult = { asked: 0, failures: [], longestMs: 0 }
  const running = new Set<Promise<void>>()
  const takers = new Set<(question: Promise<void>) => void>()
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
      for (; result.asked < due && running.size < mostWaiting; result.asked++) {
        const question = once(result.asked)
        running.add(question)
        for (const take of takers) take(question)
        void question.then(() => running.delete(question))
      }
      await delay(5)
    }
    await Promise.all(running)
  })()

  return {
    /** As far as it is known now. */
    result: result as Readonly<LoadResult>,
    /** Resolves when the next so many questions have been answered, from the one that is asked next. */
    answered: (count: number) =>
      new Promise<void>((resolve) => {
        const questions: Promise<void>[] = []
        const take = (question: Promise<void>) => {
          questions.push(question)
          if (questions.length < count) return
          takers.delete(take)
          void Promise.all(questions).then(() => resolve())
        }
        takers.add(take)
      }),
    async stop(): Promise<LoadResult> {
      stopped = true
      await asking
      return result
    },
  }
}

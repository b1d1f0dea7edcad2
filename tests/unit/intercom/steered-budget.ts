import { createBudget } from '../../../src/intercom/budget.ts'
import type { BudgetOptions } from '../../../src/intercom/budget-options.ts'
import { type CallLife, createCallLife } from '../../../src/intercom/call-life.ts'
import type { Ledger } from '../../../src/intercom/ledger.ts'
import type { Told } from '../../../src/intercom/standing.ts'
import type { Lane } from '../../../src/monitoring/lanes.ts'

export const windowMs = 10_000
/** A moment after the beginning of a window. */
const beginningMs = 100 * windowMs + 30

type Settled = Told & { status: number }

/** A budget of twenty calls a window, unless said, on a clock that the test sets. */
export function startBudget({ places = 100, shared, ...options }: Partial<BudgetOptions> & { places?: number; shared?: Ledger } = {}) {
  let nowMs = beginningMs
  const timers = new Set<{ atMs: number; run: () => void }>()
  const lanesRefused: Lane[] = []
  const waits: [Lane, number][] = []
  const budget = createBudget({
    requestsPerMinute: 120,
    windowMs,
    mutationReserve: 0,
    interactiveReserve: 0,
    aloneShare: 1,
    places,
    now: () => nowMs,
    random: () => 0,
    later(ms, run) {
      const timer = { atMs: nowMs + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    onWaited: ({ lane, waitedMs }) => void waits.push([lane, waitedMs]),
    onRefused: ({ lane }) => void lanesRefused.push(lane),
    ...options,
  })
  if (shared) budget.share(shared)
  const quiet = () => new Promise((resolve) => setImmediate(resolve))

  return {
    ...budget,
    lanesRefused,
    waits,
    /** A call of the window was sent, and answered or lost. */
    settle(taken: number, { status = 200, rateLimit = null, sentAtMs = nowMs, receivedAtMs = nowMs }: Partial<Settled> = {}) {
      budget.settle(taken, { status, rateLimit, sentAtMs, receivedAtMs })
    },
    /** Intercom wants to be left alone. */
    close: (askedMs: number) => budget.refused({ askedMs, sentAtMs: nowMs }),
    now: () => nowMs,
    /** Lets so much time pass, and all that was to happen meanwhile. */
    async pass(ms: number) {
      await quiet()
      const untilMs = nowMs + ms
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
        if (!next) break
        timers.delete(next)
        nowMs = Math.max(nowMs, next.atMs)
        next.run()
        await quiet()
      }
      nowMs = untilMs
    },
    /** Takes a call for a caller with so much time, and says what became of it. */
    ask(lane: Lane = 'interactive', leftMs = 20_000) {
      const life = lifeOf(leftMs, () => nowMs)
      const asked: { window?: number; error?: unknown } = {}
      Promise.resolve()
        .then(() => budget.take(life, lane))
        .then(
          (window) => Object.assign(asked, { window }),
          (error) => Object.assign(asked, { error }),
        )
        .finally(life.release)
      return asked
    },
    /** `count` callers of a lane. */
    asks(count: number, lane: Lane = 'interactive', leftMs?: number) {
      return Array.from({ length: count }, () => this.ask(lane, leftMs))
    },
    /** Takes and settles a call, in a window of which Intercom says this. */
    async spend(rateLimit: { limit: number; remaining: number } | null = null) {
      const { window = Number.NaN } = await this.done(this.ask())
      const resetAt = new Date((window + 1) * windowMs)
      this.settle(window, { rateLimit: rateLimit && { ...rateLimit, resetAt } })
    },
    async done<Asked>(asked: Asked): Promise<Asked> {
      await quiet()
      return asked
    },
  }
}

/** Its deadline is the test's: the timer of a call runs on the system's clock, far away from here. */
export const lifeOf = (leftMs: number, now: () => number): CallLife => {
  const endsAtMs = now() + leftMs
  const life = createCallLife({ route: 'GET /admins', timeoutMs: 600_000, now })
  return { ...life, leftMs: () => endsAtMs - now() }
}

export const served = (asked: { window?: number }[]) => asked.filter(({ window }) => window !== undefined).length
export const errors = (asked: { error?: unknown }[]) => asked.flatMap(({ error }) => error ?? [])

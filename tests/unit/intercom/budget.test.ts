import { expect, test } from 'vitest'
import { RateLimitedError, UpstreamError } from '../../../src/errors.ts'
import { createCallLife } from '../../../src/intercom/call-life.ts'
import type { Ledger } from '../../../src/intercom/ledger.ts'
import { errors, lifeOf, served, startBudget, windowMs } from './steered-budget.ts'

test('a window has so many calls, and the next as many again', async () => {
  const budget = startBudget()
  const asked = budget.asks(50)

  await budget.pass(9_000)
  expect(served(asked)).toBe(20)
  await budget.pass(1_000)
  expect(served(asked)).toBe(20) // those of the first window are still under way, and may be counted in this one
  for (let call = 0; call < 20; call++) budget.settle(100)
  await budget.pass(100)

  expect(served(asked)).toBe(40)
  expect(asked.slice(20, 40).map(({ window }) => window)).toEqual(Array(20).fill(101))
})

test('calls that are still under way after a window and more may be counted when they arrive, and are kept in mind', async () => {
  const budget = startBudget()
  budget.asks(20)
  await budget.pass(2 * windowMs)
  const asked = budget.asks(5)
  await budget.pass(5_000)
  expect(served(asked)).toBe(0)

  for (let call = 0; call < 20; call++) budget.settle(100)
  await budget.pass(100)

  expect(served(asked)).toBe(5)
})

test('a call that was not sent is there for another', async () => {
  const budget = startBudget()
  const asked = budget.asks(21)
  await budget.pass(1_000)
  expect(served(asked)).toBe(20)

  budget.giveBack(100)
  await budget.pass(1_000)

  expect(served(asked)).toBe(21)
})

test('a hand of calls is taken at once, without asking anybody', async () => {
  const asked: number[] = []
  const ledger: Ledger = {
    async settle({ window, spare }) {
      asked.push(window)
      return { limit: 100, remaining: 50, closedForMs: 0, processes: 1, granted: [0, 0, 0, 0, 0], spare, others: [0, 0, 0, 0, 0] }
    },
  }
  const budget = startBudget({ shared: ledger })
  await budget.pass(0)
  expect(asked).toEqual([100])

  const life = lifeOf(20_000, budget.now)
  expect([1, 2].map(() => budget.take(life, 'interactive'))).toEqual([100, 100])

  expect(asked).toEqual([100])
  life.release()
})

test('what is in hand is not for the lanes that wait for others', async () => {
  const budget = startBudget({ mutationReserve: 0.5, interactiveReserve: 0.5 })
  await budget.spend()
  const asked = [budget.ask('backfill'), budget.ask('interactive')]
  await budget.pass(100)
  expect(asked).toEqual([{}, { window: 100 }])
})

test('what is in hand takes no place from the lanes that may not use it, however much that is after many calls', async () => {
  const budget = startBudget({ requestsPerMinute: 60_000, places: 2 })
  for (let call = 0; call < 600; call++) await budget.spend()
  const asked = budget.asks(4, 'backfill')
  await budget.pass(100)
  expect(served(asked)).toBe(4)
})

test('what a call takes is known by those that were answered', async () => {
  const budget = startBudget({ requestsPerMinute: 60_000 })
  expect(budget.meanCallMs()).toBe(0)
  for (let call = 0; call < 100; call++) {
    const { window = Number.NaN } = await budget.done(budget.ask())
    const rateLimit = { limit: 10_000, remaining: 9_000, resetAt: new Date((window + 1) * windowMs) }
    budget.settle(window, { rateLimit, sentAtMs: budget.now() - 80 })
  }
  expect(budget.meanCallMs()).toBeCloseTo(80, 0)
})

test('who cannot be served within its deadline hears so at once, and when to come back', async () => {
  const budget = startBudget()
  budget.asks(20)
  await budget.pass(4_000)

  const [late, inTime] = [budget.ask('interactive', 5_000), budget.ask('interactive', 15_000)]
  await budget.done(late)

  expect(late.error).toBeInstanceOf(RateLimitedError)
  expect(late.error).toMatchObject({ code: 'RATE_LIMITED', retryable: true, status: undefined })
  expect((late.error as RateLimitedError).retryAfterMs).toBeGreaterThan(5_900)
  expect((late.error as RateLimitedError).retryAfterMs).toBeLessThan(6_100)
  expect(inTime).toEqual({})
  expect(budget.lanesRefused).toEqual(['interactive'])
})

test('whoever stands behind more than fit into the windows until its deadline is refused, those before are not', async () => {
  const budget = startBudget()
  const asked = budget.asks(100, 'interactive', 15_000)
  await budget.done(asked)
  // twenty now, twenty in ten seconds; the third twenty would be served after twenty seconds
  expect(errors(asked)).toHaveLength(60)
  expect(errors(asked.slice(0, 40))).toHaveLength(0)
})

test('whoever stands behind callers that were refused has their places', async () => {
  const budget = startBudget()
  budget.asks(20)
  // as far as anybody knows there are twenty calls in the next window
  const impatient = budget.asks(15, 'interactive', 12_000)
  const patient = budget.asks(4, 'interactive', 15_000)
  await budget.pass(100)
  expect(errors([...impatient, ...patient])).toEqual([])

  const rateLimit = { limit: 5, remaining: 0, resetAt: new Date(101 * windowMs) }
  budget.settle(100, { rateLimit })
  budget.close(12_000)
  await budget.done(patient)

  expect(errors(impatient)).toHaveLength(15)
  expect(errors(patient)).toEqual([])
})

test('a call keeps some of its time for being answered: the last moment is too late', async () => {
  const budget = startBudget({ requestsPerMinute: 6 })
  const { window = 0 } = await budget.done(budget.ask())
  // answers take seven seconds
  const rateLimit = { limit: 1, remaining: 0, resetAt: new Date(101 * windowMs) }
  const [sentAtMs, receivedAtMs] = [budget.now(), budget.now() + 7_000]
  for (let call = 0; call < 60; call++) budget.settle(window, { rateLimit, sentAtMs, receivedAtMs })
  const [short, long] = [budget.ask('interactive', 14_000), budget.ask('interactive', 18_000)]
  await budget.done(short)
  expect([errors([short]).length, errors([long]).length]).toEqual([1, 0])
})

test('a deadline that nobody could foresee is told as the rate limit that it is; a caller that leaves is not', async () => {
  const budget = startBudget({ interactiveReserve: 1 })
  const caller = new AbortController()
  const life = (signal?: AbortSignal) =>
    createCallLife({ route: 'GET /admins', timeoutMs: signal ? 60_000 : 30, now: Date.now, ...(signal && { signal }) })
  const waits = [life(), life(caller.signal)].map((one) => Promise.resolve(budget.take(one, 'backfill')).catch((error: unknown) => error))
  caller.abort()

  const [late, left] = await Promise.all(waits)

  expect(late).toMatchObject({ code: 'RATE_LIMITED', retryable: true })
  expect((late as RateLimitedError).retryAfterMs).toBeGreaterThan(9_000)
  expect(left).toBeInstanceOf(UpstreamError)
  expect(budget.lanesRefused).toEqual(['backfill'])
})

test('the most urgent lane is served first, whoever came first', async () => {
  const budget = startBudget({ requestsPerMinute: 60 })
  budget.asks(10)
  await budget.pass(5_000)
  const backfill = budget.asks(10, 'backfill')
  const sync = budget.asks(4, 'sync')
  const interactive = budget.asks(3, 'interactive')
  for (let call = 0; call < 10; call++) budget.settle(100)

  await budget.pass(6_000)

  expect([interactive, sync, backfill].map(served)).toEqual([3, 4, 3])
})

test('a mutation has its part while so many wait for answers that they could use every socket', async () => {
  const budget = startBudget({ places: 1, mutationReserve: 0.1 })
  const interactive = budget.asks(60)
  for (let round = 0; round < 30; round++) {
    await budget.pass(60)
    const underWay = interactive.filter((asked) => asked.window !== undefined && !('settled' in asked))
    for (const asked of underWay) {
      Object.assign(asked, { settled: true })
      budget.settle(asked.window ?? 0)
    }
  }
  expect(served(interactive)).toBe(18)

  const mutations = budget.asks(3, 'mutation')
  await budget.pass(1_000)

  expect(served(mutations)).toBe(2)
  expect(served(interactive)).toBe(18)
})

test('what is kept for others is let go towards the end of the window', async () => {
  const budget = startBudget({ mutationReserve: 0.2, interactiveReserve: 0.3 })
  const asked = budget.asks(20, 'backfill')
  await budget.pass(4_000)
  expect(served(asked)).toBe(10)
  await budget.pass(3_000)
  expect(served(asked)).toBeGreaterThan(10)
  expect(served(asked)).toBeLessThan(20)
  await budget.pass(2_500)
  expect(served(asked)).toBe(20)
})

test('callers may come faster than a dry budget is asked again, and it is asked all the same', async () => {
  const budget = startBudget()
  const first = budget.asks(25)
  await budget.pass(1_000)
  budget.giveBack(100)
  for (let arrival = 0; arrival < 20; arrival++) {
    budget.ask('interactive', 60_000)
    await budget.pass(10)
  }
  expect(served(first)).toBe(21)
})

test('without the others a process goes on with its part of what was left, and is back with the next window', async () => {
  let isLost = false
  const granted: number[] = []
  const ledger: Ledger = {
    async settle({ window, needs, room }) {
      if (isLost) throw new Error('gone')
      granted.push(window)
      const want = Math.min(needs[0] ?? 0, room)
      return { limit: 40, remaining: 16, closedForMs: 0, processes: 4, granted: [want, 0, 0, 0, 0], spare: 0, others: [0, 0, 0, 0, 0] }
    },
  }
  const budget = startBudget({ shared: ledger })
  const before = budget.asks(3)
  await budget.pass(100)
  expect(served(before)).toBe(3)

  isLost = true
  const alone = budget.asks(30)
  await budget.pass(9_000)
  // a quarter of the sixteen that were left
  expect(served(alone)).toBe(4)

  isLost = false
  await budget.pass(1_000)
  // in the first window back it keeps to its quarter of forty
  expect(served(alone)).toBe(14)
  expect(granted.at(-1)).toBe(101)
})

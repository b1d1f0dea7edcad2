import { expect, test } from 'vitest'
import type { Ledger } from '../../../src/intercom/ledger.ts'
import { errors, served, startBudget, windowMs } from './steered-budget.ts'

test('an answer tells what others have spent, and the limit in truth', async () => {
  const budget = startBudget()
  await budget.spend({ limit: 40, remaining: 10 })
  expect(budget.state()).toEqual({ limit: 40, remaining: expect.any(Number), resetAt: new Date(101 * windowMs) })
  expect(budget.state().remaining).toBeLessThanOrEqual(10)

  const asked = budget.asks(50)
  await budget.pass(9_000)

  // 29 were spent by others, of whom a little more is expected
  expect(served(asked)).toBe(8)
})

test('when Intercom says that nothing is left, what is in hand is worth nothing', async () => {
  const budget = startBudget()
  await budget.spend({ limit: 20, remaining: 15 })
  const [line] = [await budget.done(budget.ask())]
  await budget.spend({ limit: 20, remaining: 0 })

  expect(budget.isGood(line?.window ?? 0)).toBe(false)
  const asked = budget.asks(3)
  await budget.pass(5_000)
  expect(served(asked)).toBe(0)
  expect(budget.state().remaining).toBe(0)
})

test('a 429 keeps everybody away until it is over, and those who cannot wait so long hear it at once', async () => {
  const budget = startBudget()
  await budget.spend()
  const waiting = budget.asks(3, 'interactive', 4_000)
  budget.close(6_000)
  const [patient, impatient] = [budget.ask('interactive', 9_000), budget.ask('interactive', 5_000)]

  await budget.pass(5_900)
  expect(errors([...waiting, impatient])).toMatchObject(Array(4).fill({ code: 'RATE_LIMITED', retryAfterMs: 6_000 }))
  expect(patient).toEqual({})
  expect(budget.state().remaining).toBe(0)
  await budget.pass(200)
  expect(patient).toEqual({ window: 100 })
})

test('calls that ended without a word are taken for counted until a later answer tells', async () => {
  const budget = startBudget()
  const lost = budget.asks(12)
  await budget.pass(100)
  expect(served(lost)).toBe(12)
  for (let call = 0; call < 12; call++) budget.settle(100, { status: 0 })
  expect(budget.state().remaining).toBe(8)

  // sent while they were under way, it cannot know
  await budget.spend()
  budget.settle((await budget.done(budget.ask())).window ?? 0, {
    rateLimit: { limit: 20, remaining: 18, resetAt: new Date(101 * windowMs) },
    sentAtMs: budget.now() - 50,
  })
  expect(budget.state().remaining).toBe(6)

  // two of the twelve had arrived, it seems; others may spend, so a little is left to them
  await budget.pass(10)
  await budget.spend({ limit: 20, remaining: 15 })
  expect((await budget.current()).remaining).toBe(14)
  const asked = budget.asks(30)
  await budget.pass(9_000)
  expect(served(asked)).toBe(15)
})

test('an answer that comes late says nothing about the limit of now', async () => {
  const budget = startBudget()
  const late = await budget.done(budget.ask())
  await budget.pass(windowMs)
  await budget.spend({ limit: 40, remaining: 39 })

  budget.settle(late.window ?? 0, {
    rateLimit: { limit: 10, remaining: 0, resetAt: new Date(101 * windowMs) },
    sentAtMs: budget.now() - windowMs,
  })

  expect(await budget.current()).toMatchObject({ limit: 40, remaining: 39 })
})

test('a limit of nothing leaves a call, or nobody would ever hear of a better one', async () => {
  const budget = startBudget()
  await budget.spend({ limit: 0, remaining: 0 })
  await budget.pass(windowMs)
  const asked = budget.asks(3)
  await budget.pass(100)
  expect(served(asked)).toBe(1)
})

test('a window that is said to end in another year is no window', async () => {
  const budget = startBudget()
  const { window = 0 } = await budget.done(budget.ask())
  budget.settle(window, { rateLimit: { limit: 20, remaining: 3, resetAt: new Date(366 * 86_400_000) } })
  expect(budget.state()).toEqual({ limit: 20, remaining: 19, resetAt: new Date(101 * windowMs) })
})

test('a 429 that says nothing of the window is over in a moment, and tells when', async () => {
  const budget = startBudget()
  await budget.spend({ limit: 20, remaining: 19 })
  const closedForMs = budget.refused({ askedMs: null, sentAtMs: budget.now() })
  expect(budget.state()).toEqual({ limit: 20, remaining: 0, resetAt: new Date(budget.now() + closedForMs) })
  const asked = budget.asks(5)

  await budget.pass(closedForMs - 1)
  expect(served(asked)).toBe(0)
  await budget.pass(2)

  expect(served(asked)).toBe(5)
  expect(closedForMs).toBeLessThan(500)
})

test('the others are told of a 429 until one report of it has arrived', async () => {
  const closures: number[] = []
  let isLost = false
  const ledger: Ledger = {
    async settle({ closeForMs }) {
      if (isLost) throw new Error('gone')
      closures.push(closeForMs)
      return { limit: 20, remaining: 5, closedForMs: closeForMs, processes: 2, granted: [0, 0, 0, 0, 0], spare: 0, others: [0, 0, 0, 0, 0] }
    },
  }
  const budget = startBudget({ shared: ledger })
  await budget.pass(0)
  expect(closures).toEqual([0])

  isLost = true
  budget.close(30_000)
  await budget.pass(windowMs)
  isLost = false
  await budget.pass(windowMs)

  expect(closures[1]).toBeGreaterThan(9_000)
  expect(closures[1]).toBeLessThanOrEqual(20_000)
})

test('how things stand now is asked of the ledger', async () => {
  let remaining = 90
  const ledger: Ledger = {
    async settle() {
      return { limit: 100, remaining, closedForMs: 0, processes: 2, granted: [0, 0, 0, 0, 0], spare: 0, others: [0, 0, 0, 0, 0] }
    },
  }
  const budget = startBudget({ shared: ledger })
  await budget.pass(0)
  remaining = 20

  expect(budget.state()).toMatchObject({ remaining: 90 })
  expect(await budget.current()).toMatchObject({ limit: 100, remaining: 20 })
})

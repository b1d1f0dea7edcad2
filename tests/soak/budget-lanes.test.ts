import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Lane, lanes } from '../../src/monitoring/lanes.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { callsByWindow, startSpender, windowBegins } from '../support/budget.ts'
import { startRedis } from '../support/redis.ts'
import { startLoad } from '../support/steady-load.ts'

const windowMs = 10_000
/** 60 s are six windows. */
const windows = Math.max(3, Math.round(Number(process.env.SOAK_SECONDS ?? 60) / 10))
/** As an app of a thousand calls a minute has. */
const perWindow = 167

/**
 * What becomes of three processes that share a budget, from the beginning of a window on, when so many times the budget is wanted in each lane. What is
 * served is counted from the second window on: at the beginning of the first nobody waits yet.
 */
async function share(wanted: Partial<Record<Lane, number>>) {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 1, conversations: 0, rateLimit: { perWindow, windowMs }, latencyMs: 20 })
  await using parts = new AsyncDisposableStack()
  const budget = { requestsPerMinute: perWindow * 6, windowMs }
  const spenders = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => parts.use(await startSpender({ sandbox, redisUrl: redis.url, name, budget }))),
  )
  const served = Object.fromEntries(lanes.map((lane) => [lane, 0])) as Record<Lane, number>
  let isCounting = false
  await windowBegins(windowMs)
  sandbox.forgetRequests()

  const loads = Object.entries(wanted).map(([lane, times]) =>
    startLoad({
      perSecond: (times * perWindow * 1_000) / windowMs,
      ask: async (nth) => {
        await spenders[nth % 3]!.ask(lane as Lane)
        if (isCounting) served[lane as Lane]++
      },
    }),
  )
  await delay(windowMs)
  isCounting = true
  const calls = () => callsByWindow(sandbox, windowMs)
  await expect.poll(() => calls().length, { timeout: (windows + 2) * windowMs, interval: 500 }).toBeGreaterThan(windows)
  isCounting = false
  const used = calls().slice(0, windows)
  const tooMany = sandbox.log.filter(({ status }) => status === 429).length
  const refused = spenders.flatMap((spender) => spender.refused)
  // those that wait would wait in vain for as long as they may
  for (const spender of spenders) void spender.intercom.dispose()
  await Promise.all(loads.map((load) => load.stop()))
  console.log(`wanted`, wanted, `calls by window ${used.join(', ')} of ${perWindow}, ${tooMany} upstream 429, served`, served)
  return { served, tooMany, refused: Object.fromEntries(lanes.map((lane) => [lane, refused.filter((one) => one === lane).length])), used }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

test(`for ${windows} windows at ten times the budget no lane overtakes another, and mutations have their part`, async () => {
  const { served, tooMany, used } = await share({ interactive: 2, mutation: 2, enrichment: 2, sync: 2, backfill: 2 })

  expect(tooMany).toBe(0)
  expect(sum(used)).toBeGreaterThanOrEqual(0.95 * windows * perWindow)
  const all = sum(Object.values(served))
  expect(served.interactive).toBeGreaterThan(0.75 * all)
  expect(served.mutation).toBeGreaterThan(0.06 * all)
  // those before them want more than there is
  expect([served.enrichment, served.sync, served.backfill]).toEqual([0, 0, 0])
})

test(`for ${windows} windows a backfill of ten times the budget has what the others leave, and nobody before it is refused`, async () => {
  const { served, tooMany, refused, used } = await share({ interactive: 0.4, mutation: 0.05, enrichment: 0.1, backfill: 10 })

  expect(tooMany).toBe(0)
  expect(sum(used)).toBeGreaterThanOrEqual(0.95 * windows * perWindow)
  expect(refused).toMatchObject({ interactive: 0, mutation: 0, enrichment: 0 })
  expect(served.backfill).toBeGreaterThan(0.35 * (windows - 1) * perWindow)
})

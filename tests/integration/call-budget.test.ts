import { expect, test } from 'vitest'
import { lanes } from '../../src/monitoring/lanes.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { type Spender, startSpender, windowBegins } from '../support/budget.ts'
import { startRedis } from '../support/redis.ts'
import { startLoad } from '../support/steady-load.ts'

const windowMs = 1_000
const perWindow = 60
const budget = { requestsPerMinute: perWindow * 60, windowMs }

// how much of the budget is used is for the soak to tell: a machine busy with other tests does not always call when it could

const startLimited = (latencyMs = 5) => startSandbox({ contacts: 1, conversations: 0, rateLimit: { perWindow, windowMs }, latencyMs })

/** Callers wait for some windows, so that a queue is there all the time; whoever comes when it is longer is refused. */
const patienceMs = 3 * windowMs

/** Three processes, from the beginning of a window on. */
async function startThree(sandbox: Sandbox, redisUrl: string, { timeoutMs = patienceMs } = {}) {
  const spenders = await Promise.all(['a', 'b', 'c'].map((name) => startSpender({ sandbox, redisUrl, name, budget, timeoutMs })))
  await windowBegins(windowMs)
  sandbox.forgetRequests()
  return {
    spenders,
    async [Symbol.asyncDispose]() {
      for (const spender of spenders) await spender[Symbol.asyncDispose]()
    },
  }
}

/** Ten times the budget, over all of them, until it is stopped. */
function overload(spenders: readonly Spender[]) {
  const load = startLoad({
    perSecond: (10 * perWindow * 1_000) / windowMs,
    // a machine that is too busy for so many asks fewer at once, or it would do nothing else
    mostWaiting: 6 * perWindow,
    ask: async (nth) => spenders[nth % 3]!.ask(),
  })
  const answered = () => spenders.reduce((sum, { counts }) => sum + (counts.OK ?? 0), 0)
  return {
    /** So many windows' worth of calls more have been answered; or, where next to nothing is, this rejects. */
    async answers(windows: number) {
      const enough = answered() + windows * perWindow
      await expect.poll(answered, { timeout: 8 * windows * windowMs }).toBeGreaterThanOrEqual(enough)
    },
    /** Why those failed that failed until now. Who still waits would wait for long, and is given up. */
    async stop(): Promise<string[]> {
      const failures = [...load.result.failures]
      for (const spender of spenders) void spender.intercom.dispose()
      await load.stop()
      return failures
    },
  }
}

const refusals = (spenders: readonly Spender[]) => spenders.reduce((sum, { counts }) => sum + (counts.RATE_LIMITED ?? 0), 0)

test('three processes at ten times the budget share it, and Intercom never says no', async () => {
  await using redis = await startRedis()
  await using sandbox = await startLimited()
  await using three = await startThree(sandbox, redis.url)

  const load = overload(three.spenders)
  await load.answers(4)
  const failures = await load.stop()

  // it counts by windows of its own, and would have
  expect(sandbox.log.filter(({ status }) => status === 429)).toEqual([])
  for (const { counts } of three.spenders) expect(counts.OK).toBeGreaterThan(perWindow / 10)
  // whoever was not served was told so; a few had so little time left that a busy machine did not answer them
  const reasons = Map.groupBy(failures, (failure) => failure.replace(/[\d.]+/, '…'))
  const told = reasons.get("Intercom's rate limit is reached; it resets in … s.")?.length ?? 0
  expect(told).toBeGreaterThan(failures.length / 2)
  expect([...reasons.keys()].filter((reason) => !/rate limit is reached|did not answer/.test(reason))).toEqual([])
})

test('with Redis lost in the middle, and back later, at most one call a window is one too many', async () => {
  await using redis = await startRedis()
  await using sandbox = await startLimited()
  await using three = await startThree(sandbox, redis.url)

  const load = overload(three.spenders)
  await load.answers(2.4)
  await redis.kill()
  await load.answers(2)
  await redis.start()
  await load.answers(2)
  await load.stop()

  const tooMany = sandbox.log.filter(({ status }) => status === 429)
  const windowOf = ({ startedAtMs }: { startedAtMs: number }) => Math.floor((performance.timeOrigin + startedAtMs) / windowMs)
  expect(new Set(tooMany.map(windowOf)).size).toBe(tooMany.length)
})

test('the lanes are served in their order, over all processes, and mutations have their part', async () => {
  await using redis = await startRedis()
  await using sandbox = await startLimited()
  // long enough for a queue of each lane to be there all the time: who is refused at once comes before nobody
  await using three = await startThree(sandbox, redis.url, { timeoutMs: 20 * windowMs })
  const served = Object.fromEntries(lanes.map((lane) => [lane, 0])) as Record<(typeof lanes)[number], number>
  const all = () => Object.values(served).reduce((sum, each) => sum + each, 0)

  // every lane wants the whole budget, and each process has the lanes in another measure
  const load = startLoad({
    perSecond: (5 * perWindow * 1_000) / windowMs,
    ask: async (nth) => {
      const lane = lanes[nth % 5]!
      await three.spenders[(nth + Math.floor(nth / 5)) % 3]!.ask(lane)
      served[lane]++
    },
  })
  await expect.poll(all, { timeout: 30 * windowMs }).toBeGreaterThan(5 * perWindow)
  const counted = { ...served }
  const tooMany = refusals(three.spenders)
  // those who still wait would wait for long
  for (const spender of three.spenders) void spender.intercom.dispose()
  await load.stop()

  expect(tooMany).toBe(0)
  expect(counted.interactive).toBeGreaterThan(2 * counted.mutation)
  expect(counted.mutation).toBeGreaterThan(0.05 * 5 * perWindow)
  for (const lane of ['enrichment', 'sync', 'backfill'] as const) expect(counted[lane]).toBeLessThan(counted.mutation)
})

test('a backfill that could take all leaves the others room, wherever they are', async () => {
  await using redis = await startRedis()
  await using sandbox = await startLimited()
  await using three = await startThree(sandbox, redis.url, { timeoutMs: 20 * windowMs })
  const [a, b] = three.spenders
  const waiting = new Set<number>()
  const backfill = startLoad({
    perSecond: 3 * perWindow,
    mostWaiting: 5 * perWindow,
    ask: (nth) => {
      waiting.add(nth)
      return a!.ask('backfill').finally(() => waiting.delete(nth))
    },
  })
  await expect.poll(() => waiting.size, { timeout: 20_000 }).toBeGreaterThan(4 * perWindow)

  const before = [...waiting]
  await Promise.all(Array.from({ length: 10 }, () => b!.ask('interactive')))
  const stillWaiting = before.filter((nth) => waiting.has(nth))
  for (const spender of three.spenders) void spender.intercom.dispose()
  await backfill.stop()

  // were it first come, first served, none of them would wait any more
  expect(stillWaiting.length).toBeGreaterThan(before.length / 2)
})

test('what another app spends is not spent again', async () => {
  await using redis = await startRedis()
  await using sandbox = await startLimited()
  await using three = await startThree(sandbox, redis.url)
  const askAsAnotherApp = () => fetch(`${sandbox.url}/admins`, { headers: { authorization: 'Bearer sandbox-token' } })
  await Promise.all(Array.from({ length: 40 }, askAsAnotherApp))
  await three.spenders[0]!.ask()
  expect(three.spenders[0]!.intercom.budget.state()).toMatchObject({ limit: perWindow, remaining: expect.toSatisfy((left) => left <= 19) })

  const answers = await Promise.allSettled(Array.from({ length: 90 }, (_, nth) => three.spenders[nth % 3]!.ask()))

  expect(refusals(three.spenders)).toBe(0)
  expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true)
})

test('one 429 keeps all processes away until it is over', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 1, conversations: 0 })
  await using three = await startThree(sandbox, redis.url)
  const [a, b, c] = three.spenders
  await Promise.all(three.spenders.map((each) => each.ask()))
  sandbox.control.failNext('GET /admins', { status: 429, retryAfterSeconds: 1 })
  sandbox.forgetRequests()

  const first = a!.ask()
  await expect.poll(() => a!.counts.RATE_LIMITED).toBe(1)
  const others = Array.from({ length: 30 }, (_, nth) => [b, c][nth % 2]!.ask())
  await Promise.all([first, ...others])

  // what was in the hand of another process may have gone out; the rest waited
  const { endedAtMs } = sandbox.log.find(({ status }) => status === 429)!
  const waited = sandbox.log.filter(({ startedAtMs }) => startedAtMs >= endedAtMs! + 1_000)
  expect(waited.length).toBeGreaterThan(10)
  expect(refusals(three.spenders)).toBe(1)
  expect(sandbox.requests).toHaveLength(32)
})

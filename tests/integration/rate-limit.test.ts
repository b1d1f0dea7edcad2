import { expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startTestGateway } from '../support/gateway.ts'
import { RateLimitDocument, type RateLimitQuery } from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'

test('the graph, its extensions and the metrics tell what is left, at no call', async () => {
  await using redis = await startRedis()
  await using gateway = await startTestGateway({ contacts: 1, rateLimit: { perWindow: 500 }, env: { REDIS_URL: redis.url } })
  await gateway.query('{ contacts(first: 1) { nodes { id } } }')
  gateway.forgetRequests()
  // alone, a process counts on its part only, until it has met the others in Redis
  await expect.poll(async () => (await gateway.ask(RateLimitDocument)).rateLimit.budget.remaining, { timeout: 12_000 }).toBeGreaterThan(450)

  const { rateLimit } = await gateway.ask(RateLimitDocument)

  expect(rateLimit.budget).toMatchObject({ limit: 500 })
  expect(rateLimit.budget.remaining).toBeLessThanOrEqual(500)
  const untilResetMs = Date.parse(String(rateLimit.budget.resetAt)) - Date.now()
  expect(untilResetMs).toBeGreaterThan(-100)
  expect(untilResetMs).toBeLessThanOrEqual(10_100)
  const { extensions } = await gateway.query('{ rateLimit { budget { limit } } }')
  expect(extensions.intercom.budget).toEqual({ limit: 500, remaining: expect.any(Number), resetAt: expect.any(String) })
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  expect(metrics).toContain('gateway_intercom_budget_limit 500')
  expect(metrics).toMatch(/^gateway_intercom_budget_remaining \d+$/m)
  expect(gateway.calls).toEqual([])
})

/** A window that does not end while a test runs: of those that last about an hour, one that has ten minutes left. They begin with the epoch. */
const hour = Array.from({ length: 100 }, (_, seconds) => 3_600_000 + seconds * 1_000).find((ms) => ms - (Date.now() % ms) > 600_000)!
const hourly = (config: Config): Config => ({
  ...config,
  intercom: { ...config.intercom, budget: { ...config.intercom.budget, windowMs: hour } },
})

/** What is left of the window by the sandbox's own word, before it was asked. */
async function leftIn({ url }: { url: string }) {
  const { headers } = await fetch(`${url}/me`, { headers: { authorization: 'Bearer sandbox-token' } })
  return Number(headers.get('x-ratelimit-remaining')) + 1
}

/** What a gateway says is left: the graph, the extensions, the metrics. */
async function saidBy(gateway: Awaited<ReturnType<typeof startTestGateway>>) {
  const { data, extensions } = await gateway.query<RateLimitQuery>('{ rateLimit { budget { limit remaining resetAt } } }')
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  const metric = (name: string) => Number(new RegExp(`^gateway_intercom_budget_${name} (\\d+)$`, 'm').exec(metrics)?.[1])
  return {
    graph: data?.rateLimit.budget,
    extensions: extensions.intercom.budget,
    metrics: { limit: metric('limit'), remaining: metric('remaining') },
  }
}

test('what the graph, its extensions and the metrics tell is what Intercom has counted', async () => {
  await using gateway = await startTestGateway({ contacts: 9, rateLimit: { perWindow: 500, windowMs: hour }, configure: hourly })
  for (let first = 1; first <= 9; first++) await gateway.query(`{ contacts(first: ${first}) { nodes { id } } }`)

  const said = await saidBy(gateway)

  const budget = { limit: 500, remaining: await leftIn(gateway.sandbox) }
  expect(budget.remaining).toBeLessThanOrEqual(500 - 9)
  const resetAt = new Date(Math.ceil(Date.now() / hour) * hour).toISOString()
  expect(said).toEqual({ graph: { ...budget, resetAt }, extensions: { ...budget, resetAt }, metrics: budget })
})

test('a gateway that has made no call knows what another has spent, once it is asked', async () => {
  await using redis = await startRedis()
  const env = { REDIS_URL: redis.url }
  await using busy = await startTestGateway({ contacts: 60, rateLimit: { perWindow: 500, windowMs: hour }, configure: hourly, env })
  await using idle = await startTestGateway({ sandbox: busy.sandbox, configure: hourly, env })
  await expect.poll(async () => (await saidBy(idle)).graph?.remaining, { timeout: 10_000 }).toBeGreaterThan(490)
  for (let first = 1; first <= 60; first++) await busy.query(`{ contacts(first: ${first}) { nodes { id } } }`)
  // what it has counted, and at most what the other has in hand
  const left = await leftIn(busy.sandbox)

  await expect.poll(async () => (await saidBy(idle)).graph?.remaining).toBeLessThanOrEqual(left)
  const { graph, metrics } = await saidBy(idle)

  expect(metrics.remaining).toBe(graph?.remaining)
  expect(graph?.remaining).toBeGreaterThanOrEqual(left - 32)
})

test('a query that would have to wait beyond its deadline is told so, and when to come back', async () => {
  await using gateway = await startTestGateway({
    contacts: 5,
    rateLimit: { perWindow: 4 },
    configure: (config) => ({ ...config, intercom: { ...config.intercom, timeoutMs: 300 } }),
  })
  const ask = (nth: number) => gateway.query(`{ contacts(first: ${nth + 1}) { nodes { id } } }`)

  const answers = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(ask))

  const refused = answers.flatMap(({ errors }) => errors ?? [])
  expect(refused.length).toBeGreaterThan(0)
  for (const { extensions } of refused) {
    expect(extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAt: expect.any(String) })
  }
})

test('a contact that answers 429 while calls are left keeps nobody else waiting until the window resets', async () => {
  await using gateway = await startTestGateway({
    contacts: 5,
    rateLimit: { perWindow: 500, windowMs: 60_000 },
    configure: (config) => ({ ...config, intercom: { ...config.intercom, timeoutMs: 5_000 } }),
  })
  const sentinel = gateway.query('{ contact(by: { id: "000000000000000000000429" }) { id } }')
  await expect.poll(() => gateway.calls.filter((call) => call === 'GET /contacts/{contact_id}').length).toBeGreaterThan(0)

  const others = await Promise.all([1, 2, 3, 4, 5].map((first) => gateway.query(`{ contacts(first: ${first}) { nodes { id } } }`)))

  expect(others.flatMap(({ errors }) => errors ?? [])).toEqual([])
  expect((await sentinel).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }])
  expect(gateway.calls.filter((call) => call === 'GET /contacts/{contact_id}')).toHaveLength(3)
})

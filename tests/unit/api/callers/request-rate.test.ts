import { describe, expect, test } from 'vitest'
import { createRequestRate } from '../../../../src/api/callers/request-rate.ts'
import { createRedis } from '../../../../src/changes/redis.ts'
import { createListener } from '../../../support/house.ts'
import { startRedis } from '../../../support/redis.ts'

const three = { requestsPerMinute: 3, callers: {} }
type Rate = ReturnType<typeof createRequestRate>

/** Of so many requests of a caller, how many were let in. */
async function letIn(caller: string, count: number, ...rates: Rate[]) {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, (_, index) => rates[index % rates.length]!.take(caller)))
  return outcomes.filter(({ status }) => status === 'fulfilled').length
}

/** Two processes on one Redis. */
async function sharing(url: string, config: Parameters<typeof createRequestRate>[0] = three, workspaces = ['desk', 'desk']) {
  const { say } = createListener()
  const links = workspaces.map((_, index) => createRedis({ url, name: `process ${index}`, timeoutMs: 1_000, say }))
  await Promise.all(links.map((link) => link.ready(5_000)))
  const rates = links.map((redis, index) => {
    const rate = createRequestRate(config)
    rate.share({ redis, workspace: workspaces[index]! })
    return rate
  })
  return {
    rates: rates as [Rate, Rate],
    links,
    [Symbol.asyncDispose]: async () => void (await Promise.all(links.map((link) => link.dispose()))),
  }
}

describe('a caller', () => {
  test('is let in as often as it may within a minute, each for itself', async () => {
    const rate = createRequestRate(three)
    expect(await letIn('crm', 10, rate)).toBe(3)
    expect(await letIn('desk', 2, rate)).toBe(2)
  })

  test('is told how many it may send and when it may again', async () => {
    const rate = createRequestRate(three)
    await letIn('crm', 3, rate)
    const refusal = rate.take('crm')
    await expect(refusal).rejects.toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) })
    await expect(refusal).rejects.toThrow(/more than the 3 requests that it may in a minute; it may again in (5\d|60) s\./)
  })

  test('may have a number of its own, or none', async () => {
    const rate = createRequestRate({ ...three, callers: { crm: { requestsPerMinute: 5 }, report: { requestsPerMinute: 0 }, desk: {} } })
    expect(await letIn('crm', 10, rate)).toBe(5)
    expect(await letIn('report', 50, rate)).toBe(50)
    expect(await letIn('desk', 10, rate)).toBe(3)
    expect(await letIn('constructor', 10, rate)).toBe(3)
  })

  test('may ask as often as it likes where there is no number', async () => {
    expect(await letIn('crm', 500, createRequestRate({ requestsPerMinute: 0, callers: {} }))).toBe(500)
  })
})

describe('processes on one Redis', () => {
  test('count together, but not with those of another workspace', async () => {
    await using redis = await startRedis()
    await using house = await sharing(redis.url)
    expect(await letIn('crm', 20, ...house.rates)).toBe(3)
    await using others = await sharing(redis.url, three, ['another', 'third'])
    expect(await letIn('crm', 20, others.rates[0])).toBe(3)
    expect(await letIn('crm', 20, others.rates[1])).toBe(3)
  })

  test('count each for itself while it is gone, and let nobody wait or fail', async () => {
    await using redis = await startRedis()
    await using house = await sharing(redis.url)
    await redis.kill()
    expect(await letIn('crm', 20, house.rates[0])).toBe(3)
    expect(await letIn('crm', 20, house.rates[1])).toBe(3)
    await redis.start()
    await expect.poll(() => house.links.every((link) => link.isReachable())).toBe(true)
    expect(await letIn('desk', 20, ...house.rates)).toBe(3)
  })

  test('no longer ask it about a caller that has asked too often', async () => {
    await using redis = await startRedis()
    await using house = await sharing(redis.url)
    await letIn('crm', 4, house.rates[0])
    const asked = async () => (await redis.calls()).evalsha ?? 0
    const before = await asked()
    expect(await letIn('crm', 100, house.rates[0])).toBe(0)
    expect(await asked()).toBe(before)
  })
})

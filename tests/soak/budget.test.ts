import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createAsker } from '../support/asker.ts'
import { callsByWindow, windowBegins } from '../support/budget.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'
import { startLoad } from '../support/steady-load.ts'

const windowMs = 10_000
/** 60 s are six windows. */
const windows = Math.max(2, Math.round(Number(process.env.SOAK_SECONDS ?? 60) / 10))
/** As an app of a thousand calls a minute has. */
const perWindow = 167

describe(`three gateways at ten times the budget of calls for ${windows} windows`, () => {
  test.each([
    { redisIs: 'there', others: 0, most429PerWindow: 0, leastUsed: 0.95 },
    { redisIs: 'lost after a window and a half', others: 0, most429PerWindow: 1, leastUsed: 0.9 },
    // what it spends is known only after an answer of ours: what each process has just sent may be too much, and then all know
    { redisIs: 'there and another app spending a third', others: 1 / 3, most429PerWindow: 3, leastUsed: 0.95 },
  ])('with Redis $redisIs', async ({ redisIs, others, most429PerWindow, leastUsed }) => {
    await using redis = await startRedis()
    await using sandbox = await startSandbox({ contacts: 2_000, conversations: 0, rateLimit: { perWindow, windowMs }, latencyMs: 20 })
    const env = { REDIS_URL: redis.url, NODE_ENV: 'development' }
    await using one = await startGatewayProcess(sandbox.url, env)
    await using two = await startGatewayProcess(sandbox.url, env)
    await using three = await startGatewayProcess(sandbox.url, env)
    const askers = [one, two, three].map(({ url }) => createAsker(url, { connections: 1_000 }))
    const ids = [...sandbox.world.contacts.keys()]
    await windowBegins(windowMs)
    sandbox.forgetRequests()

    const outcomes: Record<string, number> = {}
    const load = startLoad({
      perSecond: (10 * perWindow * 1_000) / windowMs,
      ask: async (question) => {
        // nearly every one is a call: the cache holds few of so many
        const { errors } = await askers[question % 3]!.ask('query One($id: ID!) { contact(by: { id: $id }) { name } }', {
          id: ids[(question * 7) % ids.length],
        })
        const outcome = errors?.[0]?.extensions.code ?? 'ok'
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      },
    })
    const otherApp = startLoad({
      perSecond: (others * perWindow * 1_000) / windowMs,
      ask: () => fetch(`${sandbox.url}/tags`, { headers: { authorization: 'Bearer sandbox-token' } }),
    })
    if (redisIs.startsWith('lost')) {
      await delay(1.5 * windowMs)
      await redis.kill()
    }
    const calls = () => callsByWindow({ log: sandbox.log.filter(({ status }) => status !== 429) }, windowMs)
    await expect.poll(() => calls().length, { timeout: (windows + 2) * windowMs, interval: 500 }).toBeGreaterThan(windows)
    const used = calls().slice(0, windows)
    const isOurs = ({ route }: { route: string }) => route !== 'GET /tags'
    const refused = callsByWindow({ log: sandbox.log.filter((call) => call.status === 429 && isOurs(call)) }, windowMs)
    const theirs = sandbox.log.filter((call) => call.status === 200 && !isOurs(call)).length
    await Promise.all([load.stop(), otherApp.stop()])
    await Promise.all(askers.map((asker) => asker[Symbol.asyncDispose]()))
    console.log(
      `redis ${redisIs}: calls by window ${used.join(', ')} of ${perWindow}, upstream 429 in those that had any: ${refused.join(', ') || 'none'}, ${theirs} of another app,`,
      outcomes,
    )

    expect(Math.max(0, ...refused)).toBeLessThanOrEqual(most429PerWindow)
    expect(used.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(leastUsed * windows * perWindow)
    expect(Object.keys(outcomes).filter((outcome) => !['ok', 'RATE_LIMITED', 'UPSTREAM_TIMEOUT'].includes(outcome))).toEqual([])
  })
})

import { expect, test, vi } from 'vitest'
import { createAnswers } from '../../bench/answers.ts'
import { fourOperations, type OperationName } from '../../bench/four-operations.ts'
import { createRest } from '../../bench/rest.ts'
import { createTruth, saysTheSame } from '../../bench/truth.ts'
import type { Config } from '../../src/config.ts'
import { createAsker } from '../support/asker.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'

const callers = 1_000
const slow = { timeout: 60_000 }
const names: OperationName[] = ['contact', 'inbox', 'thread', 'help-center']

/** How long a busy machine takes is not asked about here. */
const patient = (config: Config): Config => ({
  ...config,
  cache: { ...config.cache, redisTimeoutMs: 10_000, fenceTimeoutMs: 10_000, lostLogTtlSeconds: 600 },
})

type TestGateway = Awaited<ReturnType<typeof startTestGateway>>

/** A thousand callers of these gateways, which share an Intercom, ask one question; Intercom answers none of it before all have asked. */
async function askAll(gateways: readonly TestGateway[], name: OperationName) {
  const { sandbox } = gateways[0] as TestGateway
  await using rest = createRest(sandbox.url)
  const { document, variables, calls } = (await fourOperations(rest)).find((operation) => operation.name === name)!
  const [question = {}] = variables
  const truth = await createTruth({ rest, answers: createAnswers(await rest.workspaceId()) })(name, question.id)

  const each = callers / gateways.length
  await using stack = new AsyncDisposableStack()
  const askers = gateways.map((gateway) => stack.use(createAsker(gateway.url, { connections: each })))
  const all = askers.flatMap((asker) => Array.from({ length: each }, () => asker))
  await Promise.all(all.map((asker) => asker.ask('{ __typename }'))) // every caller has its connection
  sandbox.forgetRequests()

  sandbox.control.pause('*')
  const asked = Promise.all(all.map((asker) => asker.ask(document, question)))
  await vi.waitFor(() => expect(sandbox.requests.length).toBeGreaterThan(0), slow)
  await vi.waitFor(() => expect(askers.map((asker) => asker.waiting())).toEqual(askers.map(() => each)), slow)
  for (const { url } of gateways) await (await fetch(`${url}/health/live`)).json()
  sandbox.control.resume('*')
  return { calls, answers: await asked, truth, asked: sandbox.requests.toSorted() }
}

test.each(names)(
  'a thousand callers with one question (%s) before empty caches cost what one costs, and all are told the truth',
  { timeout: 180_000 },
  async (name) => {
    await using gateway = await startTestGateway({ configure: patient })
    const { calls, answers, truth, asked } = await askAll([gateway], name)
    expect(asked).toEqual(calls)
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(saysTheSame(answers[0]?.data, truth)).toBe(true)
    const cost = answers.map(({ extensions }) => extensions.intercom)
    expect(cost.reduce((sum, { actualCalls }) => sum + actualCalls, 0)).toBe(calls.length)
    // most of them waited for another's call: they really were there together
    expect(cost.filter(({ coalesced }) => coalesced > 0).length).toBeGreaterThan(callers / 2)
  },
)

/** What Intercom lists whole. */
const lists = ['GET /admins', 'GET /articles', 'GET /help_center/collections']

test.each(['inbox', 'help-center'] as const)(
  'a thousand callers of two gateways on one Redis with one question (%s) list once, for both, what Intercom lists whole; for the rest each gateway asks once',
  { timeout: 180_000 },
  async (name) => {
    await using redis = await startRedis()
    const options = { env: { REDIS_URL: redis.url }, configure: patient }
    await using one = await startTestGateway(options)
    await using other = await startTestGateway({ ...options, sandbox: one.sandbox })
    const { calls, answers, truth, asked } = await askAll([one, other], name)
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(saysTheSame(answers[0]?.data, truth)).toBe(true)

    const times = (routes: readonly string[], route: string) => routes.filter((called) => called === route).length
    for (const route of new Set([...asked, ...calls])) {
      const least = times(calls, route)
      const most = lists.includes(route) ? least : 2 * least
      expect([route, times(asked, route)]).toSatisfy(([, count]) => count >= least && count <= most)
    }
  },
)

import { Agent, request } from 'undici'
import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { signatureOf } from '../../src/webhooks/signature.ts'
import { startFollower, ways } from '../support/live-client.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'
import { startLoad } from '../support/steady-load.ts'
import { deskWorld } from '../support/webhook-house.ts'
import { clientSecret, notificationOf } from '../support/webhooks.ts'

const perSecond = 500
const seconds = Number(process.env.SOAK_SECONDS ?? 20)
const atOnce = 2_000
const subscribers = 20

function signed(part: number) {
  const item = {
    type: 'conversation',
    id: String(1 + (part % 500)),
    conversation_parts: { conversation_parts: [{ id: String(1 + part), part_type: 'comment' }] },
  }
  const body = Buffer.from(JSON.stringify(notificationOf('conversation.user.replied', item)))
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature': signatureOf(body, clientSecret) } }
}

async function deliver(url: string, agent: Agent, what: ReturnType<typeof signed>) {
  const startedAtMs = performance.now()
  const { statusCode, body } = await request(`${url}/webhooks/intercom`, { method: 'POST', dispatcher: agent, ...what })
  await body.dump()
  if (statusCode !== 200) throw new Error(`It was answered ${statusCode}.`)
  return performance.now() - startedAtMs
}

test(`with ${subscribers} subscribers, ${perSecond} webhooks a second are answered within 100 ms (p99), and ${atOnce} at once, with nobody there, within a second`, async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ world: deskWorld() })
  await using gateway = await startGatewayProcess(sandbox.url, { REDIS_URL: redis.url, INTERCOM_CLIENT_SECRET: clientSecret })
  await using stack = new AsyncDisposableStack()
  const followers = Array.from({ length: subscribers }, (_, at) => stack.use(startFollower({ way: ways[at % 2]!, url: gateway.url })))
  await expect.poll(() => followers.every(({ caughtUp }) => caughtUp.length > 0), { timeout: 60_000 }).toBe(true)

  const agent = new Agent({ connections: 64, pipelining: 1 })
  const took: number[] = []
  const load = startLoad({ perSecond, ask: async (part) => took.push(await deliver(gateway.url, agent, signed(part))) })
  await expect.poll(() => load.result.asked, { timeout: seconds * 3_000, interval: 200 }).toBeGreaterThanOrEqual(perSecond * seconds)
  const { asked, failures } = await load.stop()
  await expect.poll(() => Math.min(...followers.map(({ parts }) => parts.length)), { timeout: 120_000, interval: 200 }).toBe(asked)
  const sorted = took.toSorted((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.POSITIVE_INFINITY
  await agent.destroy()
  // who follows lives in this process, too, and would keep it from asking
  await stack.disposeAsync()

  const many = new Agent({ connections: atOnce, pipelining: 1 })
  const crowd = Array.from({ length: atOnce }, (_, part) => signed(1_000_000 + part))
  const startedAtMs = performance.now()
  const answers = await Promise.allSettled(crowd.map((each) => deliver(gateway.url, many, each)))
  const crowdMs = performance.now() - startedAtMs
  await many.destroy()
  const refused = answers.filter(({ status }) => status === 'rejected').length

  console.log(
    `webhook timings: ${asked} at ${perSecond}/s, p99 ${Math.round(p99)} ms, ${failures.length} failed; ${atOnce} at once in ${Math.round(crowdMs)} ms, ${refused} refused`,
  )
  expect({ failures, refused }).toEqual({ failures: [], refused: 0 })
  expect(p99).toBeLessThan(100)
  expect(crowdMs).toBeLessThan(1_000)
})

import { expect, test, vi } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'
import { aContact, aConversation, aPart, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const conversations = 50
/** Nearly as many as Intercom answers. */
const partsEach = 490
const body = `<p>${'x'.repeat(1_000)}</p>`

const Threads = `{ conversations(first: ${conversations}) { nodes { parts(last: 1) { totalCount } } } }`
type Threads = { conversations: { nodes: { parts: { totalCount: number } }[] } }

/** A machine that is busy with other tests may take longer over a small question than a Redis that is well. */
const onBusyMachine = (config: Config): Config => ({ ...config, cache: { ...config.cache, redisTimeoutMs: 100 } })

test('25 MB of threads are written by one process and read by the next, and neither takes Redis for lost', {
  timeout: 60_000,
}, async () => {
  const world = aWorld({
    contacts: [aContact(1)],
    conversations: Array.from({ length: conversations }, (_, at) =>
      aConversation(at + 1, { contact_ids: [hexId(1)], parts: Array.from({ length: partsEach }, (_, part) => aPart(part + 1, { body })) }),
    ),
  })
  await using redis = await startRedis()
  const logLines: string[] = []
  const options = { env: { REDIS_URL: redis.url }, configure: onBusyMachine, logLines }
  const isWell = (gateway: Awaited<ReturnType<typeof startTestGateway>>) =>
    vi.waitFor(async () => expect((await gateway.query('{ viewer { id } }')).extensions.degraded).toBeUndefined(), 10_000)
  const whole = { nodes: Array(conversations).fill({ parts: { totalCount: partsEach } }) }

  await using first = await startTestGateway({ world, ...options })
  await isWell(first)
  const cold = await first.query<Threads>(Threads)
  expect([cold.errors, cold.data?.conversations, cold.extensions.degraded]).toEqual([undefined, whole, undefined])
  const keptThreads = async () => ((await redis.command('KEYS', '*:value:*:thread:*')) as string[]).length
  await vi.waitFor(async () => expect(await keptThreads()).toBe(conversations), 20_000)

  await using second = await startTestGateway({ sandbox: first.sandbox, ...options })
  await isWell(second)
  const warm = await second.query<Threads>(Threads)
  expect([warm.errors, warm.data?.conversations, warm.extensions.degraded]).toEqual([undefined, whole, undefined])
  expect(second.calls).toEqual([])
  expect(logLines.filter((line) => line.includes('redis does not answer'))).toEqual([])
})

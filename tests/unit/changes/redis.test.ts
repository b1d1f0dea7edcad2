import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Say } from '../../../src/changes/log.ts'
import { createRedis } from '../../../src/changes/redis.ts'
import { startGate } from '../../support/gate.ts'
import { createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const timeoutMs = 100

/** A connection through a gate that can hold answers back. */
async function open(patienceMs: number) {
  const gate = await startGate(server.url)
  const { said, say } = createListener()
  const link = createRedis({ url: gate.url, name: 'test', timeoutMs, patienceMs, say })
  expect(await link.ready(5_000)).toBe(true)
  let sent = 0
  const ask = () =>
    link.ask((client) => {
      sent++
      return client.get('nothing')
    })
  async function dispose() {
    await link.dispose()
    await gate[Symbol.asyncDispose]()
  }
  return { gate, link, ask, sent: () => sent, said, [Symbol.asyncDispose]: dispose }
}

const refusal = 'Redis (test) does not answer.'
const lost = ['redis does not answer; going on without it']

/** How long a question takes to be refused. */
async function untilRefused(ask: () => Promise<unknown>) {
  const startedAtMs = performance.now()
  await expect(ask()).rejects.toThrow(refusal)
  return performance.now() - startedAtMs
}

describe('an answer that is late', () => {
  test('is the loss of Redis where answers are small', async () => {
    await using opened = await open(0)
    opened.gate.state.delayMs = timeoutMs * 3
    expect(await untilRefused(opened.ask)).toBeGreaterThanOrEqual(timeoutMs - 5)
    expect(opened.link.isReachable()).toBe(false)
    await vi.waitFor(() => expect(opened.link.silentForMs()).toBeGreaterThan(0))
    expect(opened.said).toEqual(lost)
    opened.gate.state.delayMs = 0
    await vi.waitFor(async () => expect(await opened.ask()).toBeNull(), 5_000)
    expect(opened.link.silentForMs()).toBe(0)
  })

  test('is a miss where they may be large: nobody waits until it has come, and then all goes on as before', async () => {
    await using opened = await open(20_000)
    opened.gate.pause()
    await untilRefused(opened.ask)
    const sent = opened.sent()
    await untilRefused(opened.ask)
    expect(opened.sent()).toBe(sent)
    expect(opened.link.isReachable()).toBe(true)
    opened.gate.resume()
    await vi.waitFor(async () => expect(await opened.ask()).toBeNull(), 5_000)
    expect(opened.said).toEqual([])
  })

  test('that does not come at all is the loss of Redis, also there', async () => {
    await using opened = await open(timeoutMs * 2)
    opened.gate.pause()
    await untilRefused(opened.ask)
    expect(opened.said).toEqual([])
    await vi.waitFor(() => expect(opened.link.isReachable()).toBe(false), 5_000)
    expect(opened.said).toEqual(lost)
    opened.gate.resume()
    await vi.waitFor(async () => expect(await opened.ask()).toBeNull(), 5_000)
    expect(opened.said).toEqual([...lost, 'redis answers again'])
  })

  test('whose connection breaks meanwhile is waited for by nobody after that', async () => {
    await using opened = await open(20_000)
    opened.gate.pause()
    await untilRefused(opened.ask)
    await opened.gate.kill()
    await vi.waitFor(() => expect(opened.link.isReachable()).toBe(false), 5_000)
    await opened.gate.start()
    await vi.waitFor(async () => expect(await opened.ask()).toBeNull(), 5_000)
    await delay(0)
    expect(opened.said).toEqual([...lost, 'redis answers again'])
  })
})

test.each([
  ['a password that it does not know', 'stranger:hunter2@', '', /^WRONGPASS/],
  ['a database that it does not have', '', '/999', /DB index is out of range/],
])('a Redis that refuses the connection for %s is not used, and that is said once, with its words', async (_, user, database, words) => {
  const { hostname, port } = new URL(server.url)
  const lines: { level: string; facts: object; sentence: string }[] = []
  const say: Say = {
    info: (facts, sentence) => void lines.push({ level: 'info', facts, sentence }),
    warn: (facts, sentence) => void lines.push({ level: 'warn', facts, sentence }),
  }
  const url = `redis://${user}${hostname}:${port}${database}`
  const link = createRedis({ url, name: 'test', variable: 'REDIS_CACHE_URL', timeoutMs, say })
  let attempts = 0
  link.client.on('connect', () => void attempts++)
  await vi.waitFor(() => expect(attempts).toBeGreaterThan(3), 10_000)
  expect(link.isReachable()).toBe(false)
  await expect(link.ask((client) => client.get('nothing'))).rejects.toThrow(refusal)
  await link.dispose()
  expect(lines).toEqual([
    {
      level: 'warn',
      facts: { redis: 'test', refusal: expect.stringMatching(words) },
      sentence: 'redis refuses the connection of REDIS_CACHE_URL; going on without it',
    },
  ])
})

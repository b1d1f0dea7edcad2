import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { tellOneAskAnother } from '../support/two-desks.ts'
import { startDesk, titlesOf } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const changed = () => notificationOf('conversation.priority.updated', { type: 'conversation', id: '1' })

test('a query that starts after one process took a webhook never shows the state before it, on the other process, in 300 tries', async () => {
  expect(await tellOneAskAnother({ url: server.url, tries: 300 })).toEqual({ tries: 300, older: [] })
})

test('a delivery that comes to both processes is one Change', async () => {
  await using one = await startDesk({ env: { REDIS_URL: server.url } })
  await using other = await startDesk({ env: { REDIS_URL: server.url }, sandbox: one.sandbox })
  const notification = changed()
  const told = await Promise.all(Array.from({ length: 20 }, (_, index) => deliver([one, other][index % 2]?.url ?? '', notification)))
  expect(told.map((answer) => answer.told).toSorted()).toEqual(['accepted', ...Array(19).fill('duplicate')])
})

test('two thousand at once are all taken', async () => {
  // how long each may take is not what is asked here, and test machines are slow
  const patient = (config: Config): Config => ({ ...config, webhooks: { ...config.webhooks, appendTimeoutMs: 20_000 } })
  await using gateway = await startDesk({ env: { REDIS_URL: server.url }, configure: patient })
  const told = await Promise.all(Array.from({ length: 2_000 }, () => deliver(gateway.url, changed())))
  expect(new Set(told.map(({ status, told: outcome }) => `${status} ${outcome}`))).toEqual(new Set(['200 accepted']))
})

describe('while Redis is', () => {
  const length = async (own: RedisServer) => Number(await own.command('XLEN', '{small}:changes:log'))

  test('gone, a webhook is asked for again and nothing is lost of what was taken', async () => {
    await using own = await startRedis()
    await using gateway = await startDesk({ env: { REDIS_URL: own.url } })
    expect(await deliver(gateway.url, changed())).toEqual({ status: 200, told: 'accepted' })
    await own.kill()
    const late = changed()
    for (let attempt = 0; attempt < 5; attempt++) expect((await deliver(gateway.url, late)).status).toBe(503)
    await own.start()
    await expect.poll(() => deliver(gateway.url, late), { timeout: 10_000 }).toEqual({ status: 200, told: 'accepted' })
    expect(await length(own)).toBe(1)
    expect(await titlesOf(gateway)).toEqual(['first', 'first'])
  })

  test('paused, a webhook is asked for again, and is one Change however often it came', async () => {
    await using own = await startRedis()
    await using gateway = await startDesk({ env: { REDIS_URL: own.url } })
    const late = changed()
    own.pause()
    for (let attempt = 0; attempt < 5; attempt++) expect((await deliver(gateway.url, late)).status).toBe(503)
    own.resume()
    await expect.poll(async () => (await deliver(gateway.url, late)).status, { timeout: 10_000 }).toBe(200)
    expect(await deliver(gateway.url, late)).toEqual({ status: 200, told: 'duplicate' })
    expect(await length(own)).toBe(1)
  })

  test('full, a webhook is asked for again and nothing is written', async () => {
    await using own = await startRedis()
    await using gateway = await startDesk({ env: { REDIS_URL: own.url } })
    expect((await deliver(gateway.url, changed())).status).toBe(200)
    await own.command('CONFIG', 'SET', 'maxmemory', '1')
    const late = changed()
    expect((await deliver(gateway.url, late)).status).toBe(503)
    expect(await length(own)).toBe(1)
    await own.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(await deliver(gateway.url, late)).toEqual({ status: 200, told: 'accepted' })
  })

  test('not there at the start, a webhook is asked for again until it is', async () => {
    await using own = await startRedis({ started: false })
    await using gateway = await startDesk({ env: { REDIS_URL: own.url } })
    expect((await deliver(gateway.url, changed())).status).toBe(503)
    await own.start()
    await expect.poll(() => deliver(gateway.url, changed()), { timeout: 10_000 }).toEqual({ status: 200, told: 'accepted' })
  })
})

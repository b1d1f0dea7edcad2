import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inMemory, inStorage } from '../../clients/live/cursors.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startGate } from '../support/gate.ts'
import { startIssuer } from '../support/issuer.ts'
import { startFollower, ways } from '../support/live-client.ts'
import { freePort, startRedis } from '../support/redis.ts'
import { deskWorld, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const itemOf = (part: number) => ({
  type: 'conversation',
  id: '1',
  conversation_parts: { conversation_parts: [{ id: String(part), part_type: 'comment' }] },
})
const announce = async (url: string, part: number) =>
  expect(await deliver(url, notificationOf('conversation.user.replied', itemOf(part)))).toMatchObject({ status: 200 })
const partsTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, at) => `1:${first + at}`)
const keys = ['all:CONVERSATIONS_READ', 'none:CONTACTS_READ'].map((key) => {
  const [name, scopes] = key.split(':') as [string, string]
  return `${name}:${createHash('sha256').update(name).digest('hex')}:${scopes}`
})
const guarded = { env: { GATEWAY_API_KEYS: keys.join() } }
const patient = { timeout: 30_000 }

describe.each(ways)('the client over %s', (way) => {
  test('is told all that is published, once and in order, while its connection breaks wherever it likes', async () => {
    await using gateway = await startDesk()
    await using gate = await startGate(gateway.url)
    gate.state.bytesUntilCut = () => 300 + Math.floor(Math.random() * 4_000)
    await using client = startFollower({ way, url: gate.url.replace('redis', 'http') })
    await expect.poll(() => client.caughtUp.length, patient).toBeGreaterThan(0)
    for (let part = 1; part <= 100; part++) await announce(gateway.url, part)
    await expect.poll(() => client.parts.length, patient).toBeGreaterThanOrEqual(100)
    expect(client.parts).toEqual(partsTo(100))
    expect(gate.state.cuts).toBeGreaterThan(5)
    expect({ gaps: client.gaps, failures: client.failures }).toEqual({ gaps: [], failures: [] })
  })

  test('goes on where it was when its gateway is started anew, and is told what another took meanwhile', async () => {
    await using redis = await startRedis()
    await using sandbox = await startSandbox({ world: deskWorld() })
    const env = { REDIS_URL: redis.url }
    await using other = await startDesk({ sandbox, env })
    const PORT = String(await freePort())
    const before = await startDesk({ sandbox, env: { ...env, PORT } })
    await using client = startFollower({ way, url: before.url })
    await expect.poll(() => client.caughtUp).toEqual([0])
    await announce(before.url, 1)
    await expect.poll(() => client.parts).toEqual(['1:1'])
    await before.dispose()
    await announce(other.url, 2)
    await announce(other.url, 3)
    await using _after = await startDesk({ sandbox, env: { ...env, PORT } })
    await expect.poll(() => client.caughtUp, patient).toEqual([0, 2])
    await announce(other.url, 4)
    await expect.poll(() => client.parts).toEqual(partsTo(4))
    expect(client.states.map(({ is }) => is)).toEqual(expect.arrayContaining(['CONNECTING', 'LIVE', 'WAITING']))
    expect(client.gaps).toEqual([])
  })

  test('shows another token when its own has expired, and misses nothing', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startDesk({
      configure: (config) => ({ ...config, api: { ...config.api, jwt: [issuer.trust] } }),
    })
    const asked: boolean[] = []
    const token = (isRefused: boolean) => {
      asked.push(isRefused)
      const exp = Math.floor(Date.now() / 1_000) + (isRefused ? 300 : 5)
      return issuer.sign({ sub: 'ada', scope: 'CONVERSATIONS_READ', exp })
    }
    await using client = startFollower({ way, url: gateway.url, token })
    await expect.poll(() => client.caughtUp.length).toBe(1)
    for (let part = 1; client.caughtUp.length === 1; part++) await announce(gateway.url, part)
    const published = client.parts.length
    await announce(gateway.url, 100_000)
    await expect.poll(() => client.parts.at(-1)).toBe('1:100000')
    expect(client.parts.slice(0, -1)).toEqual(partsTo(client.parts.length - 1))
    expect(published).toBeGreaterThan(0)
    expect(asked).toEqual([false, true])
    expect(client.failures).toEqual([])
  })

  test('tells the app of a gap, and goes on behind it', async () => {
    const PORT = String(await freePort())
    const before = await startDesk({ env: { PORT } })
    await using client = startFollower({ way, url: before.url })
    await expect.poll(() => client.caughtUp).toEqual([0])
    // without Redis the log goes with the process
    await before.dispose()
    await using after = await startDesk({ env: { PORT } })
    await expect.poll(() => client.gaps, patient).toEqual(['The cursor is of a log of changes that is no more.'])
    await announce(after.url, 1)
    await expect.poll(() => client.parts).toEqual(['1:1'])
  })

  test('gives up with the reason when another try would not help', async () => {
    await using gateway = await startDesk(guarded)
    await using forbidden = startFollower({ way, url: gateway.url, token: () => 'none' })
    await expect.poll(() => forbidden.failures).toMatchObject([{ reason: 'REFUSED', errors: [{ extensions: { code: 'FORBIDDEN' } }] }])
    const asked: boolean[] = []
    await using unknown = startFollower({ way, url: gateway.url, token: (isRefused) => `wrong${asked.push(isRefused)}` })
    await expect.poll(() => unknown.failures).toMatchObject([{ reason: 'UNAUTHENTICATED', message: expect.stringContaining('key') }])
    expect(asked).toEqual([false, true])
    await using untyped = startFollower({
      way,
      url: gateway.url,
      token: () => 'all',
      query: 'subscription { conversationEvents { ... on StreamItem { cursor } } }',
    })
    await expect.poll(() => untyped.failures).toMatchObject([{ message: expect.stringContaining('"__typename"') }])
  })

  test('tells an event again whose handling has failed, when the app follows again from the same cursor', async () => {
    await using gateway = await startDesk()
    const kept = new Map<string, string>()
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
    const cursors = inStorage(storage, 'parts')
    const onPart = (part: string) => {
      if (part === '1:2') throw new Error('The app is out of order.')
    }
    await using broken = startFollower({ way, url: gateway.url, cursors, onPart })
    await expect.poll(() => broken.caughtUp.length).toBe(1)
    for (const part of [1, 2, 3]) await announce(gateway.url, part)
    await expect.poll(() => broken.failures).toMatchObject([{ message: 'The app is out of order.' }])
    expect(broken.parts).toEqual(['1:1'])
    await using mended = startFollower({ way, url: gateway.url, cursors })
    await expect.poll(() => mended.parts).toEqual(['1:2', '1:3'])
  })

  test('takes a connection on which nothing moves any more for lost', async () => {
    await using gateway = await startDesk()
    await using gate = await startGate(gateway.url)
    const url = gate.url.replace('redis', 'http')
    await using client = startFollower({ way, url, silentMs: 400, askEveryMs: 100, cursors: inMemory() })
    await expect.poll(() => client.caughtUp.length).toBeGreaterThan(0)
    gate.pause()
    await announce(gateway.url, 1)
    await expect.poll(() => client.states.filter(({ is }) => is === 'WAITING').length, patient).toBeGreaterThan(0)
    gate.resume()
    await expect.poll(() => client.parts, patient).toEqual(['1:1'])
  })

  test('leaves when it is told to, also while it waits, and calls nobody any more', async () => {
    const gateway = await startDesk()
    const client = startFollower({ way, url: gateway.url })
    await expect.poll(() => client.caughtUp.length).toBe(1)
    await gateway.dispose()
    await expect.poll(() => client.states.some(({ is }) => is === 'WAITING')).toBe(true)
    await client.stop()
    const before = client.states.length
    expect(client.failures).toEqual([])
    await using again = await startDesk()
    await announce(again.url, 1)
    expect(client.states).toHaveLength(before)
  })
})

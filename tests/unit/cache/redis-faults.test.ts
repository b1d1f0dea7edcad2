import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createRequestScope, currentScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { startGate } from '../../support/gate.ts'
import { changeOf, type Process, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { startLoad } from '../../support/steady-load.ts'
import { createUpstream } from './upstream.ts'

const IDS = Array.from({ length: 20 }, (_, index) => `${index}`)
/** Some 200 requests a second, each behind the fence, until stopped. */
const startAsking = (house: Process, things: ReturnType<typeof openThings>['things']) =>
  startLoad({
    perSecond: 200,
    mostWaiting: 100,
    ask: (question) =>
      runInScope(createRequestScope('load'), async () => {
        await house.cache.fence()
        const scope = currentScope()
        if (scope && question % 2) scope.bypassL1 = true // every second one needs Redis, whatever memory holds
        const answers = await things.getMany(IDS)
        expect(answers.map((answer) => (answer instanceof Error ? answer : answer?.id))).toEqual(IDS)
      }),
  })

function openThings(house: Process) {
  const upstream = createUpstream()
  for (const id of IDS) upstream.set(id, 1)
  return { upstream, things: house.cache.entities(upstream.kind) }
}

/** With Redis well again, a read past L1 is one MGET and no call. */
async function expectOneMgetPerLevel(server: RedisServer, house: Process, { things, upstream }: ReturnType<typeof openThings>) {
  await vi.waitFor(() => expect(house.log.isReachable()).toBe(true), 8_000)
  const pastL1 = () => runInScope({ ...createRequestScope('past L1'), bypassL1: true }, () => things.getMany(IDS))
  await vi.waitFor(
    async () => {
      const calls = upstream.calls.length
      await pastL1()
      expect(upstream.calls).toHaveLength(calls)
    },
    { timeout: 5_000, interval: 50 },
  )
  const before = await server.calls()
  for (let read = 0; read < 10; read++) await pastL1()
  const after = await server.calls()
  expect((after.mget ?? 0) - (before.mget ?? 0)).toBe(10)
}

/**
 * @param fault awaits `answered` while Redis is as it should not be: it resolves when the next fifty requests have been answered, so whoever
 * waits for Redis waits for ever
 */
async function whileAsking(
  fault: (server: RedisServer, answered: () => Promise<void>, house: Process) => Promise<void>,
  { url }: { url?: string } = {},
  own?: RedisServer,
) {
  await using server = own ?? (await startRedis())
  const house = await startOnRedis(url ?? server.url)
  const opened = openThings(house)
  const load = startAsking(house, opened.things)
  await load.answered(50)
  await fault(server, () => load.answered(50), house)
  await vi.waitFor(() => expect(house.log.isReachable()).toBe(true), 8_000)
  await load.answered(50)
  expect((await load.stop()).failures).toEqual([])
  await expectOneMgetPerLevel(server, house, opened)
  await house.dispose()
}

describe('while requests come, none fails and none waits for Redis, when that', () => {
  test('is killed and started again', () =>
    whileAsking(async (server, answered) => {
      await server.kill()
      await answered()
      await server.start()
    }))

  test('is paused', () =>
    whileAsking(async (server, answered) => {
      server.pause()
      await answered()
      server.resume()
    }))

  test('stutters', () =>
    whileAsking(async (server) => {
      for (let pulse = 0; pulse < 8; pulse++) {
        server.pause()
        await delay(30 + pulse * 20)
        server.resume()
        await delay(60)
      }
    }))

  test('is out of memory', () =>
    whileAsking(async (server, answered, house) => {
      await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
      await server.command('CONFIG', 'SET', 'maxmemory', '1')
      await expect(house.log.append(changeOf('thing:1'))).rejects.toThrow('OOM')
      await answered()
      await server.command('CONFIG', 'SET', 'maxmemory', '0')
      await house.log.append(changeOf(IDS.map((id) => `thing:${id}`)))
    }))

  test('answers when nobody waits for it any more, again and again', async () => {
    const server = await startRedis()
    await using proxy = await startGate(server.url)
    const fault = async (_: RedisServer, answered: () => Promise<void>) => {
      for (let time = 0; time < 5; time++) {
        proxy.pause()
        await answered()
        proxy.resume()
        await answered()
      }
    }
    await whileAsking(fault, proxy, server)
  })

  test('is not there at the start, and comes later', async () => {
    await using server = await startRedis({ started: false })
    const house = await startOnRedis(server.url, { waitMs: 300 })
    const opened = openThings(house)
    const load = startAsking(house, opened.things)
    await load.answered(50)
    expect(opened.upstream.calls.length).toBeGreaterThan(0)
    await server.start()
    await vi.waitFor(() => expect(house.log.isReachable()).toBe(true), 8_000)
    expect((await load.stop()).failures).toEqual([])
    await expectOneMgetPerLevel(server, house, opened)
    await house.dispose()
  })
})

describe('without Redis', () => {
  test('what this process shows is never older than five seconds, and says so', async () => {
    let nowMs = Date.now()
    await using server = await startRedis()
    await using house = await startOnRedis(server.url, { now: () => nowMs })
    const { upstream, things } = openThings(house)
    const request = async () => {
      const scope = createRequestScope('test')
      const answer = await runInScope(scope, async () => {
        await house.cache.fence()
        return things.get('1')
      })
      return { version: answer?.version, degraded: [...scope.degraded] }
    }
    expect(await request()).toEqual({ version: 1, degraded: [] })
    await server.kill()
    upstream.set('1', 2)
    const late = ['Changes made elsewhere may show up to 5 s late: Redis cannot be reached.']
    await vi.waitFor(async () => expect((await request()).degraded).toEqual(late))
    expect(await request()).toEqual({ version: 1, degraded: late })
    nowMs += 5_001
    expect(await request()).toEqual({ version: 2, degraded: late })
    upstream.set('1', 3)
    expect((await request()).version).toBe(2)
    nowMs += 5_001
    expect((await request()).version).toBe(3)
  })

  test('it says once that Redis is gone, and once that it is back', async () => {
    await using server = await startRedis()
    await using house = await startOnRedis(server.url)
    const { things } = openThings(house)
    await server.kill()
    for (let read = 0; read < 20; read++) await runInScope({ ...createRequestScope('past L1'), bypassL1: true }, () => things.getMany(IDS))
    await server.start()
    await vi.waitFor(() => expect(house.log.isReachable()).toBe(true), 8_000)
    const about = (text: string) => house.said.filter((sentence) => sentence.includes(text)).length
    await vi.waitFor(() => expect(about('answers again')).toBe(3)) // three connections: questions, values, and the reader of the log
    expect(about('going on without it')).toBe(3)
    expect(house.said.length).toBeLessThan(10)
  })

  test('it says once that the server of values is gone, whatever the server of the log does', async () => {
    await using server = await startRedis()
    await using values = await startRedis()
    await using house = await startOnRedis(server.url, { valuesUrl: values.url })
    const { things, upstream } = openThings(house)
    const read = () => runInScope({ ...createRequestScope('past L1'), bypassL1: true }, () => things.getMany(IDS))
    await values.kill()
    await vi.waitFor(() => expect(house.said).toContain('redis does not answer; going on without it'))
    const said = [...house.said]
    for (let nth = 0; nth < 20; nth++) expect((await read()).every((thing) => thing && !(thing instanceof Error))).toBe(true)
    expect(house.said).toEqual(said)
    expect(house.log.isReachable()).toBe(true)
    await values.start()
    await vi.waitFor(async () => {
      const calls = upstream.calls.length
      await read()
      expect(upstream.calls).toHaveLength(calls)
    }, 8_000)
  })

  test('it says once that a full Redis keeps nothing more, and once that it does again', async () => {
    await using server = await startRedis()
    const house = await startOnRedis(server.url)
    const { things } = openThings(house)
    const about = () => house.said.filter((sentence) => sentence.includes('kept in redis'))
    const begins = 'copies cannot be kept in redis; the next process asks Intercom'
    const read = () => runInScope({ ...createRequestScope('past L1'), bypassL1: true }, () => things.getMany(IDS))
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
    await server.command('CONFIG', 'SET', 'maxmemory', '1')
    for (let nth = 0; nth < 20; nth++) await read()
    await vi.waitFor(() => expect(about()).toContain(begins))
    await server.command('CONFIG', 'SET', 'maxmemory', '0')
    await vi.waitFor(async () => {
      await read()
      expect(about()).toContain('copies are kept in redis again')
    })
    await house.dispose()
    expect(about()).toEqual([begins, 'copies are kept in redis again'])
  })
})

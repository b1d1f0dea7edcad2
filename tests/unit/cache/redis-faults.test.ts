import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createRequestScope, currentScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { startGate } from '../../support/gate.ts'
import { changeOf, type Process, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { createUpstream } from './upstream.ts'

const IDS = Array.from({ length: 20 }, (_, index) => `${index}`)
/** How long a read may take beside upstream: a miss within 50 ms, and what a busy machine adds. */
const LONGEST_MS = 50 + 100

/** Some 200 requests a second, each behind the fence, until stopped; answers what came of them. */
function keepAsking(house: Process, things: ReturnType<typeof openThings>['things']) {
  let stopped = false
  const tookMs: number[] = []
  const errors: unknown[] = []
  const running = new Set<Promise<void>>()
  async function once() {
    const startedAtMs = performance.now()
    try {
      await runInScope(createRequestScope('load'), async () => {
        await house.cache.fence()
        const scope = currentScope()
        if (scope && tookMs.length % 2) scope.bypassL1 = true // every second one needs Redis, whatever memory holds
        const answers = await things.getMany(IDS)
        answers.forEach((answer, index) => {
          if (answer instanceof Error || answer?.id !== IDS[index]) errors.push(answer)
        })
      })
    } catch (error) {
      errors.push(error)
    }
    tookMs.push(performance.now() - startedAtMs)
  }
  const loop = (async () => {
    while (!stopped) {
      const work = once()
      running.add(work)
      void work.then(() => running.delete(work))
      await delay(5)
    }
    await Promise.all(running)
  })()
  return async () => {
    stopped = true
    await loop
    return { count: tookMs.length, errors, longestMs: Math.max(...tookMs) }
  }
}

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

async function whileAsking(
  fault: (server: RedisServer, house: Process) => Promise<void>,
  { url }: { url?: string } = {},
  own?: RedisServer,
) {
  await using server = own ?? (await startRedis())
  const house = await startOnRedis(url ?? server.url)
  const opened = openThings(house)
  const stop = keepAsking(house, opened.things)
  await delay(200)
  await fault(server, house)
  await vi.waitFor(() => expect(house.log.isReachable()).toBe(true), 8_000)
  await delay(200)
  const result = await stop()
  expect(result.errors).toEqual([])
  expect(result.count).toBeGreaterThan(100)
  expect(result.longestMs).toBeLessThan(LONGEST_MS)
  await expectOneMgetPerLevel(server, house, opened)
  await house.dispose()
}

describe('while requests come, none fails and none waits longer than a miss, when Redis', () => {
  test('is killed and started again', () =>
    whileAsking(async (server) => {
      await server.kill()
      await delay(700)
      await server.start()
    }))

  test('is paused', () =>
    whileAsking(async (server) => {
      server.pause()
      await delay(1_500)
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
    whileAsking(async (server, house) => {
      await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
      await server.command('CONFIG', 'SET', 'maxmemory', '1')
      await expect(house.log.append(changeOf('thing:1'))).rejects.toThrow('OOM')
      await delay(500)
      await server.command('CONFIG', 'SET', 'maxmemory', '0')
      await house.log.append(changeOf(IDS.map((id) => `thing:${id}`)))
    }))

  test('answers everything two seconds late', async () => {
    const server = await startRedis()
    await using proxy = await startGate(server.url)
    const fault = async () => {
      proxy.state.delayMs = 2_000
      await delay(3_000)
      proxy.state.delayMs = 0
    }
    await whileAsking(fault, proxy, server)
  })

  test('is not there at the start, and comes later', async () => {
    const server = await startRedis({ started: false })
    const house = await startOnRedis(server.url, { waitMs: 300 })
    const opened = openThings(house)
    const stop = keepAsking(house, opened.things)
    await delay(300)
    const calls = opened.upstream.calls.length
    expect(calls).toBeGreaterThan(0)
    await server.start()
    await vi.waitFor(() => expect(house.log.isReachable()).toBe(true), 8_000)
    const result = await stop()
    expect(result).toMatchObject({ errors: [] })
    expect(result.longestMs).toBeLessThan(LONGEST_MS)
    await expectOneMgetPerLevel(server, house, opened)
    await house.dispose()
    await server[Symbol.asyncDispose]()
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

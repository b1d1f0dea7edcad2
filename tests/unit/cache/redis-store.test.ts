import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRedisStore } from '../../../src/cache/redis-store.ts'
import { createRedis } from '../../../src/changes/redis.ts'
import { createLogKeys } from '../../../src/changes/redis-keys.ts'
import { createRedisLog } from '../../../src/changes/redis-log.ts'
import { startGate } from '../../support/gate.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { itKeepsTheStorePromise } from './store-contract.ts'

let server: RedisServer
let valuesServer: RedisServer
let workspaces = 0
beforeAll(async () => {
  ;[server, valuesServer] = await Promise.all([startRedis(), startRedis()])
})
afterAll(() => Promise.all([server[Symbol.asyncDispose](), valuesServer[Symbol.asyncDispose]()]))

async function open({ apart = false, url = server.url, workspace = `w${++workspaces}`, intercomVersion = '2.14' } = {}) {
  const { say } = createListener()
  const link = (url: string) => createRedis({ url, name: 'test', timeoutMs: 500, say })
  const [redis, reader] = [link(url), link(url)]
  const values = link(apart ? valuesServer.url : url)
  const log = createRedisLog({ ...changesConfig, workspace, redis, reader, generationTtlMs: 3_600_000, now: Date.now, say })
  const store = createRedisStore({ workspace, intercomVersion, redis, values, isOneServer: !apart })
  await vi.waitFor(() => expect(log.isReachable() && values.isReachable()).toBe(true), 5_000)
  async function dispose() {
    await log.dispose()
    await Promise.all([redis, reader, values].map((one) => one.dispose()))
  }
  return { store, log, workspace, [Symbol.asyncDispose]: dispose }
}

const slot = (key: string) => ({ key, generation: key })
const fillOf = (key: string, value: string, under: string) => ({ ...slot(key), value, under, storedAtMs: 1, keepMs: 60_000, bytes: 1 })

describe('the store in Redis', () => {
  itKeepsTheStorePromise(() => open())
})

describe('the store in Redis, values on a server of their own', () => {
  itKeepsTheStorePromise(() => open({ apart: true }))

  test('a server for values that is full says so', async () => {
    await using opened = await open({ apart: true })
    const [standing] = await opened.store.standings(['a'])
    await valuesServer.command('CONFIG', 'SET', 'maxmemory', '1')
    await expect(opened.store.fill([fillOf('a', 'one', standing?.generation ?? '')])).rejects.toThrow('OOM')
    await valuesServer.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(await opened.store.fill([fillOf('a', 'one', standing?.generation ?? '')])).toEqual([true])
  })

  test('values that outlive their log are neither current nor shown', async () => {
    await using opened = await open({ apart: true })
    const [standing] = await opened.store.standings(['a'])
    await opened.store.fill([fillOf('a', 'A', standing?.generation ?? '')])
    await server.command('DEL', `{${opened.workspace}}:changes:head`)
    await opened.log.append(changeOf('b'))
    expect((await opened.store.getMany([slot('a')]))[0]).toMatchObject({ value: undefined, isCurrent: false })
  })
})

describe('after the log was lost', () => {
  test('the generations it left behind count as none, and what is filled from then on is current', async () => {
    await using opened = await open()
    const { store, log, workspace } = opened
    await log.append(changeOf('a', { erase: true }))
    await server.command('DEL', `{${workspace}}:changes:head`)
    const { cursor } = await log.append(changeOf('b'))
    const [standing] = await store.standings(['a'])
    expect(standing).toMatchObject({ changedAtMs: 0, asOf: cursor })
    expect(await store.fill([fillOf('a', 'A', standing?.generation ?? '')])).toEqual([true])
    expect((await store.getMany([slot('a')]))[0]).toMatchObject({ value: 'A', isCurrent: true })
  })
})

describe('after Redis evicted a generation', () => {
  test.each([true, false])('what lay under it is neither current nor shown, whether a Change had erased it (%s) or not', async (erase) => {
    await using opened = await open()
    const { store, log, workspace } = opened
    const [standing] = await store.standings(['a'])
    await store.fill([fillOf('a', 'A', standing?.generation ?? '')])
    expect((await store.getMany([slot('a')]))[0]).toMatchObject({ value: 'A', isCurrent: true })
    await log.append(changeOf('a', { erase }))
    await server.command('DEL', createLogKeys(workspace).generation('a'))
    expect((await store.getMany([slot('a')]))[0]).toMatchObject({ value: undefined, isCurrent: false })
    const [next] = await store.standings(['a'])
    expect(await store.fill([fillOf('a', 'B', next?.generation ?? '')])).toEqual([true])
    expect((await store.getMany([slot('a')]))[0]).toMatchObject({ value: 'B', isCurrent: true })
  })

  test('that no Change had made, it lives as long as the longest of the values under it', async () => {
    await using opened = await open()
    const { store, workspace } = opened
    const [standing] = await store.standings(['a'])
    const under = standing?.generation ?? ''
    await store.fill([fillOf('a', 'A', under)])
    await store.fill([{ ...fillOf('a', 'A', under), key: 'a, apart', keepMs: 600_000 }])
    await store.fill([fillOf('a', 'A', under)])
    expect(Number(await server.command('PTTL', createLogKeys(workspace).generation('a')))).toBeGreaterThan(60_000)
  })
})

describe('what the store in Redis costs', () => {
  test('what is asked in one turn of the event loop is one MGET, and each gets its own', async () => {
    await using opened = await open()
    const { store } = opened
    const names = Array.from({ length: 200 }, (_, index) => `k${index}`)
    const standings = await store.standings(names)
    await store.fill(names.map((name, index) => fillOf(name, name.toUpperCase(), standings[index]?.generation ?? '')))
    const before = await server.calls()
    const answers = await Promise.all(names.map((name) => store.getMany([slot(name), slot('nothing')])))
    const after = await server.calls()
    expect((after.mget ?? 0) - (before.mget ?? 0)).toBe(1)
    expect(answers.map(([first, second]) => [first?.value, second?.value])).toEqual(names.map((name) => [name.toUpperCase(), undefined]))
  })

  test('many thousand keys at once are split between commands, and stay aligned', async () => {
    await using opened = await open()
    const names = Array.from({ length: 9_000 }, (_, index) => `k${index}`)
    const standing = (await opened.store.standings(['any']))[0]?.generation ?? ''
    await opened.store.fill(names.filter((_, index) => index % 3 === 0).map((name) => fillOf(name, name, standing)))
    const found = await opened.store.getMany(names.map(slot))
    expect(found.map((one) => one?.value)).toEqual(names.map((name, index) => (index % 3 === 0 ? name : undefined)))
  })

  const large = 'x'.repeat(300_000)
  const fortyLarge = Array.from({ length: 40 }, (_, index) => `large:${index}`)
  async function costOf(work: () => Promise<unknown>) {
    const before = await server.calls()
    await work()
    const after = await server.calls()
    return (name: string) => (after[name] ?? 0) - (before[name] ?? 0)
  }

  test('what is large is written in pieces, made into text one after the other', async () => {
    await using opened = await open()
    const standing = (await opened.store.standings(['any']))[0]?.generation ?? ''
    let texts = 0
    function* fills() {
      for (const key of fortyLarge) {
        texts++
        yield { ...fillOf(key, large, standing), bytes: large.length }
      }
    }
    const cost = await costOf(async () => {
      const written = opened.store.fill(fills())
      expect(texts).toBe(2) // one that is written, one that shows that it is full
      expect(await written).toEqual(Array(40).fill(true))
    })
    expect(cost('evalsha')).toBeGreaterThanOrEqual(20) // of at most half a megabyte
  })

  test('what is large is read in pieces, also by a process that has never seen it; what is small is one MGET again', async () => {
    await using filler = await open()
    const standing = (await filler.store.standings(['any']))[0]?.generation ?? ''
    await filler.store.fill(fortyLarge.map((key) => ({ ...fillOf(key, large, standing), bytes: large.length })))
    await filler.store.fill(fortyLarge.map((_, index) => fillOf(`small:${index}`, `${index}`, standing)))
    await using reader = await open({ workspace: filler.workspace })
    for (const { store } of [reader, reader, filler]) {
      const cost = await costOf(async () => {
        const found = await store.getMany([slot('none'), ...fortyLarge.map(slot)])
        expect(found.map((one) => one?.value)).toEqual([undefined, ...fortyLarge.map(() => large)])
      })
      expect(cost('mget')).toBeGreaterThanOrEqual(20)
    }
    for (const { store } of [reader, filler]) {
      const cost = await costOf(() => store.getMany(fortyLarge.map((_, index) => slot(`small:${index}`))))
      expect(cost('mget')).toBe(1)
    }
  })

  test('values expire, and a generation lives on', async () => {
    await using opened = await open()
    const { cursor } = await opened.log.append(changeOf('a'))
    await opened.store.fill([{ ...fillOf('a', 'A', cursor), keepMs: 30 }])
    await vi.waitFor(async () => expect((await opened.store.getMany([slot('a')]))[0]?.value).toBeUndefined())
    expect((await opened.store.standings(['a']))[0]?.generation).toBe(cursor)
  })

  test('a gateway of another API version reads none of these values, and hears the same Changes', async () => {
    await using a = await open()
    await using b = await open({ workspace: a.workspace, intercomVersion: '2.16' })
    const { cursor } = await a.log.append(changeOf('a'))
    await a.store.fill([fillOf('a', 'A', cursor)])
    expect((await b.store.getMany([slot('a')]))[0]).toMatchObject({ value: undefined, generation: cursor })
  })

  test('a lock is held by one, until it lets go or shows no sign of life', async () => {
    await using opened = await open()
    const { store } = opened
    const [first, second, third] = [store.lock('a', 5_000), store.lock('a', 40), store.lock('a', 5_000)]
    expect(await first.take()).toBe(true)
    expect(await second.take()).toBe(false)
    await first.release()
    expect(await second.take()).toBe(true)
    await first.release() // not its own any more
    await vi.waitFor(async () => expect(await third.take()).toBe(true))
    expect(await second.take()).toBe(false)
  })

  test('a lock that Redis gave too late for the one who had asked is its own when it asks again, and lasts from then on', async () => {
    await using gate = await startGate(server.url)
    await using opened = await open({ url: gate.url })
    const lock = opened.store.lock('a', 60_000)
    gate.pause()
    await expect(lock.take()).rejects.toThrow('does not answer')
    gate.resume()
    await vi.waitFor(async () => expect(await lock.take()).toBe(true))
    const [name = ''] = (await server.command('KEYS', `{${opened.workspace}}*lock:a`)) as string[]
    await server.command('PEXPIRE', name, '1000')
    expect(await lock.take()).toBe(true)
    expect(Number(await server.command('PTTL', name))).toBeGreaterThan(1_000)
  })
})

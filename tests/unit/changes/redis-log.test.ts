import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { LogEntry } from '../../../src/changes/change.ts'
import { epochOf } from '../../../src/changes/cursor.ts'
import { createRedis } from '../../../src/changes/redis.ts'
import { createRedisLog } from '../../../src/changes/redis-log.ts'
import type { ChangesConfig } from '../../../src/config.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { itKeepsTheHubPromise } from './hub-contract.ts'
import { itKeepsTheLogPromise } from './log-contract.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Options = { url?: string; workspace?: string; config?: Partial<ChangesConfig> }

async function open({ url = server.url, workspace = `w${++workspaces}`, config }: Options = {}) {
  const { say, said } = createListener()
  const redis = createRedis({ url, name: 'redis', timeoutMs: 500, say })
  const reader = createRedis({ url, name: 'reader', timeoutMs: 500, say })
  const log = createRedisLog({ ...changesConfig, ...config, workspace, redis, reader, generationTtlMs: 3_600_000, now: Date.now, say })
  await vi.waitFor(() => expect(log.isReachable()).toBe(true), 5_000)
  async function dispose() {
    await log.dispose()
    await Promise.all([redis.dispose(), reader.dispose()])
  }
  return { log, workspace, redis, reader, said, [Symbol.asyncDispose]: dispose }
}

function record(log: Awaited<ReturnType<typeof open>>['log']) {
  const topics: string[] = []
  const gaps: string[] = []
  log.follow({ onChange: ({ change }: LogEntry) => void topics.push(change.topic), onGap: (position) => void gaps.push(position) })
  return { topics, gaps }
}

const appendAll = async (log: Awaited<ReturnType<typeof open>>['log'], topics: readonly string[]) => {
  for (const topic of topics) await log.append(changeOf('a', { topic }))
}

describe('the log in Redis', () => {
  itKeepsTheLogPromise((config) => open({ config }))

  test('what one process appends, every other one hears, in the same order', async () => {
    await using a = await open()
    await using b = await open({ workspace: a.workspace })
    const heard = [record(a.log), record(b.log)]
    const topics = Array.from({ length: 50 }, (_, index) => `t${index}`)
    await Promise.all(topics.map((topic, index) => (index % 2 ? a : b).log.append(changeOf('x', { topic }))))
    const head = await a.log.head()
    expect(await Promise.all([a.log.until(head, 2_000), b.log.until(head, 2_000)])).toEqual([true, true])
    expect(heard[0]?.topics).toEqual(heard[1]?.topics)
    expect([...(heard[0]?.topics ?? [])].sort()).toEqual([...topics].sort())
  })

  test('a reader whose connection breaks goes on where it was, hearing everything once', async () => {
    await using follower = await open()
    await using writer = await open({ workspace: follower.workspace })
    const heard = record(follower.log)
    await appendAll(writer.log, ['1', '2'])
    follower.reader.client.disconnect(true)
    await appendAll(writer.log, ['3', '4', '5'])
    await vi.waitFor(() => expect(heard.topics).toEqual(['1', '2', '3', '4', '5']), 5_000)
    expect(heard.gaps).toEqual([])
  })

  test('a log that was flushed is a gap, and goes on under another epoch', async () => {
    await using own = await startRedis()
    await using opened = await open({ url: own.url })
    const heard = record(opened.log)
    const { cursor } = await opened.log.append(changeOf('a', { topic: 'before' }))
    await opened.log.until(cursor, 1_000)
    await own.command('FLUSHDB')
    const after = await opened.log.append(changeOf('a', { topic: 'after' }))
    expect(epochOf(after.cursor)).not.toBe(epochOf(cursor))
    await vi.waitFor(() => expect(heard.topics).toEqual(['before', 'after']), 5_000)
    expect(heard.gaps).toHaveLength(1)
    expect(await opened.log.read(cursor, 10)).toMatchObject({ gap: true, entries: [{ change: { topic: 'after' } }] })
  })

  test('a flush is noticed without anybody appending', async () => {
    await using own = await startRedis()
    await using opened = await open({ url: own.url })
    const heard = record(opened.log)
    await own.command('FLUSHDB')
    await vi.waitFor(() => expect(heard.gaps).toHaveLength(1), 5_000)
    expect(opened.log.position()).toBe(await opened.log.head())
  })

  test('a log that is set back, as by an old backup, is a gap and a new epoch', async () => {
    await using opened = await open()
    const heard = record(opened.log)
    const head = `{${opened.workspace}}:changes:head`
    const first = await opened.log.append(changeOf('a', { topic: '1' }))
    await opened.log.until((await opened.log.append(changeOf('a', { topic: '2' }))).cursor, 1_000)
    await server.command('SET', head, first.cursor)
    await vi.waitFor(() => expect(heard.gaps).toHaveLength(1), 5_000)
    expect(epochOf(opened.log.position())).not.toBe(epochOf(first.cursor))
    const after = await opened.log.append(changeOf('a', { topic: '3' }))
    expect(await opened.log.until(after.cursor, 2_000)).toBe(true)
    expect(heard.topics).toEqual(['1', '2', '3'])
  })

  test('a log that is set back and appended to before anybody looks is a gap and a new epoch too', async () => {
    await using opened = await open()
    const heard = record(opened.log)
    const head = `{${opened.workspace}}:changes:head`
    const first = await opened.log.append(changeOf('a', { topic: '1' }))
    await opened.log.until((await opened.log.append(changeOf('a', { topic: '2' }))).cursor, 1_000)
    await server.command('SET', head, first.cursor)
    await opened.log.append(changeOf('b', { topic: '3' }))
    await vi.waitFor(() => expect(heard.gaps).toHaveLength(1), 5_000)
    // the generation that the second change gave is forgotten there, so nothing under an older one may look current
    expect(epochOf(opened.log.position())).not.toBe(epochOf(first.cursor))
    const after = await opened.log.append(changeOf('a', { topic: '4' }))
    expect(await opened.log.until(after.cursor, 2_000)).toBe(true)
    expect(heard.topics.at(-1)).toBe('4')
  })

  test('entries trimmed before they were followed are a gap, and the rest is told', async () => {
    await using opened = await open({ config: { maxLength: 100 } })
    await using writer = await open({ workspace: opened.workspace, config: { maxLength: 100 } })
    const heard = record(opened.log)
    await opened.log.until((await writer.log.append(changeOf('a', { topic: 'first' }))).cursor, 1_000)
    opened.reader.client.disconnect(true)
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => writer.log.append(changeOf('a', { topic: `${index}` }))))
    expect(await opened.log.until(await writer.log.head(), 5_000)).toBe(true)
    expect(heard.gaps.length + heard.topics.length).toBeGreaterThan(100)
    expect(heard.topics.at(-1)).toBe('999')
    // either it was fast enough to hear them all, or it was told that it was not
    expect(heard.gaps.length > 0 || heard.topics.length === 1_001).toBe(true)
  })

  test('while Redis is paused an append fails within its time, and nobody is left waiting after', async () => {
    await using own = await startRedis()
    await using opened = await open({ url: own.url })
    const heard = record(opened.log)
    own.pause()
    await expect(opened.log.head()).rejects.toThrow('does not answer')
    await expect(opened.log.append(changeOf('a'))).rejects.toThrow('does not answer')
    expect(opened.log.isReachable()).toBe(false)
    own.resume()
    await vi.waitFor(() => expect(opened.log.isReachable()).toBe(true), 5_000)
    const { cursor } = await opened.log.append(changeOf('a', { topic: 'again' }))
    expect(await opened.log.until(cursor, 2_000)).toBe(true)
    expect(heard).toMatchObject({ topics: ['again'], gaps: [] })
  })

  test('an append waits within its time for a Redis that is away for a moment', async () => {
    await using own = await startRedis()
    await using opened = await open({ url: own.url })
    own.pause()
    await expect(opened.log.head()).rejects.toThrow('does not answer')
    const appended = opened.log.append(changeOf('a', { topic: 'meanwhile' }), { timeoutMs: 20_000 })
    own.resume()
    const { cursor } = await appended
    expect(await opened.log.head()).toBe(cursor)
  })

  test('whoever has less time does not wait for a Redis that is away behind a crowd that has more', async () => {
    await using own = await startRedis()
    await using opened = await open({ url: own.url })
    own.pause()
    await expect(opened.log.head()).rejects.toThrow('does not answer')
    const crowd = Array.from({ length: 150 }, () => opened.log.append(changeOf('a'), { timeoutMs: 20_000 }))
    await expect(opened.log.append(changeOf('a'), { timeoutMs: 50 })).rejects.toThrow('does not answer')
    own.resume()
    expect(new Set((await Promise.all(crowd)).map(({ cursor }) => cursor)).size).toBe(150)
  })

  test('a Redis that takes no writes, and so begins no log, is said once, however often it is tried', async () => {
    await using own = await startRedis()
    await own.command('CONFIG', 'SET', 'min-replicas-to-write', '1')
    const { say, said } = createListener()
    const redis = createRedis({ url: own.url, name: 'redis', timeoutMs: 500, say })
    const reader = createRedis({ url: own.url, name: 'reader', timeoutMs: 500, say })
    const log = createRedisLog({ ...changesConfig, workspace: 'w', redis, reader, generationTtlMs: 1_000, now: Date.now, say })
    await vi.waitFor(async () => expect((await own.calls()).evalsha).toBeGreaterThan(5), 5_000)
    await own.command('CONFIG', 'SET', 'min-replicas-to-write', '0')
    await vi.waitFor(() => expect(log.isReachable()).toBe(true), 5_000)
    expect(said).toEqual(['following the log of changes failed; trying again', 'the log of changes is followed again'])
    await log.dispose()
    await Promise.all([redis.dispose(), reader.dispose()])
  })

  test('a Redis that is not there yet is found when it comes, and the position that was unknown is a gap', async () => {
    await using own = await startRedis({ started: false })
    const { say } = createListener()
    const redis = createRedis({ url: own.url, name: 'redis', timeoutMs: 50, say })
    const reader = createRedis({ url: own.url, name: 'reader', timeoutMs: 50, say })
    const log = createRedisLog({ ...changesConfig, workspace: 'w', redis, reader, generationTtlMs: 1_000, now: Date.now, say })
    const heard = record(log)
    await expect(log.append(changeOf('a'))).rejects.toThrow('does not answer')
    await own.start()
    await vi.waitFor(() => expect(log.isReachable()).toBe(true), 5_000)
    expect(heard.gaps).toHaveLength(1)
    const { cursor } = await log.append(changeOf('a', { topic: 'now' }))
    expect(await log.until(cursor, 2_000)).toBe(true)
    await log.dispose()
    await Promise.all([redis.dispose(), reader.dispose()])
  })
})

describe('the hub over the log in Redis', () => {
  itKeepsTheHubPromise((config) => open({ config }))
})

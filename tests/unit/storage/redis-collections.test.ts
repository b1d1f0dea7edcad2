import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRedis } from '../../../src/changes/redis.ts'
import { createRedisCollections } from '../../../src/storage/redis-collections.ts'
import { createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { itIsOneForAllProcesses, itKeepsThePromiseOfCollections } from './collections-contract.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

async function open({ url = server.url, workspace = `w${++workspaces}` } = {}) {
  const redis = createRedis({ url, name: 'collections', timeoutMs: 2_000, say: createListener().say })
  await vi.waitFor(() => expect(redis.isReachable()).toBe(true), 5_000)
  return { collections: createRedisCollections({ redis, workspace }), workspace, pass() {}, [Symbol.asyncDispose]: redis.dispose }
}

describe('collections in Redis', () => {
  itKeepsThePromiseOfCollections(open)
  itIsOneForAllProcesses((shared, workspace) => open({ workspace: `${shared} ${workspace}` }))

  test('a write that Redis has no room for leaves nothing', async () => {
    await using own = await startRedis()
    await using house = await open({ url: own.url })
    await house.collections.write([{ collection: 'a', key: '1', value: 'one' }])
    const changes = ['a', 'b', 'c'].map((collection) => ({ collection, key: '2', value: 'two' }))
    await own.command('CONFIG', 'SET', 'maxmemory', '1')
    await expect(house.collections.write(changes)).rejects.toThrow(/OOM/)
    await own.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(await Promise.all(['a', 'b', 'c'].map((name) => house.collections.count(name)))).toEqual([1, 0, 0])
    await house.collections.write(changes)
    expect(await house.collections.count('c')).toBe(1)
  })

  test('all keys carry the workspace, and what is over leaves none', async () => {
    await using own = await startRedis()
    await using house = await open({ url: own.url, workspace: 'w' })
    const { collections } = house
    const keys = async () => (await own.command('KEYS', '*')) as string[]
    await collections.write([{ collection: 'a', key: '1', value: 'one' }])
    await collections.expire('a', 1_000)
    expect(await keys()).toHaveLength(3)
    expect((await keys()).every((key) => key.startsWith('{w}:'))).toBe(true)
    await expect.poll(keys).toEqual([])
    await collections.write([{ collection: 'b', key: '1', value: 'one' }])
    await collections.drop('b')
    expect(await keys()).toEqual([])
  })

  test('rejects while Redis is away', async () => {
    const own = await startRedis()
    await using house = await open({ url: own.url })
    await own[Symbol.asyncDispose]()
    await expect(house.collections.list('a', { limit: 1 })).rejects.toThrow()
    await expect(house.collections.write([{ collection: 'a', key: '1', value: 'one' }])).rejects.toThrow()
  })
})

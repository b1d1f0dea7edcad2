import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRedis } from '../../../src/changes/redis.ts'
import { createRedisStorage } from '../../../src/storage/redis-store.ts'
import { createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { itKeepsTheStorePromise } from './store-contract.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

async function open({ url = server.url, workspace = `w${++workspaces}` } = {}) {
  const redis = createRedis({ url, name: 'store', timeoutMs: 500, say: createListener().say })
  await vi.waitFor(() => expect(redis.isReachable()).toBe(true), 5_000)
  return { store: createRedisStorage({ redis, workspace }), workspace, pass() {}, [Symbol.asyncDispose]: redis.dispose }
}

describe('the store in Redis', () => {
  itKeepsTheStorePromise(open)

  test('is one for all processes of a workspace, and another for another', async () => {
    await using one = await open()
    await using other = await open({ workspace: one.workspace })
    await using foreign = await open()
    const version = await one.store.put('a', 'one', { over: null, keepMs: null })
    expect(await other.store.get('a')).toEqual({ value: 'one', version })
    expect(await foreign.store.get('a')).toBeUndefined()
  })

  test('rejects while Redis is away', async () => {
    const own = await startRedis()
    await using house = await open({ url: own.url })
    await own[Symbol.asyncDispose]()
    await expect(house.store.get('a')).rejects.toThrow()
    await expect(house.store.put('a', 'x', { over: null, keepMs: null })).rejects.toThrow()
  })
})

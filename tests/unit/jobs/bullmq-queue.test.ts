import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRedis } from '../../../src/changes/redis.ts'
import { createBullQueue } from '../../../src/jobs/bullmq-queue.ts'
import { createRedisStorage } from '../../../src/storage/redis-store.ts'
import { createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { itKeepsTheJobsPromise } from './jobs-contract.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const { say } = createListener()

describe('the queue in Redis', () => {
  itKeepsTheJobsPromise(async () => {
    const redis = createRedis({ url: server.url, name: 'jobs', timeoutMs: 500, say })
    const workspace = `w${++workspaces}`
    await vi.waitFor(() => expect(redis.isReachable()).toBe(true), 5_000)
    return {
      store: createRedisStorage({ redis, workspace }),
      queue: (concurrency) => createBullQueue({ url: server.url, workspace, concurrency, say, lockMs: 1_500 }),
      [Symbol.asyncDispose]: redis.dispose,
    }
  })

  test('lies under keys of the workspace alone, and leaves none of what is over', async () => {
    const queue = createBullQueue({ url: server.url, workspace: 'tagged', concurrency: 1, say })
    const ran: string[] = []
    queue.open(async (id) => void ran.push(id))
    await queue.push('one')
    await expect.poll(() => ran).toEqual(['one'])
    await queue.dispose()
    const keys = ((await server.command('KEYS', '*jobs*')) as string[]).filter((key) => key.includes('tagged'))
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter((key) => !key.startsWith('{tagged}:jobs:'))).toEqual([])
    expect(keys.filter((key) => key.endsWith(':one'))).toEqual([])
  })

  test('refuses within its deadline while Redis is away, and is closed all the same', async () => {
    const away = await startRedis({ started: false })
    const queue = createBullQueue({ url: away.url, workspace: 'w', concurrency: 1, say, pushTimeoutMs: 100 })
    queue.open(async () => undefined)
    await expect(queue.push('one')).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE', retryable: true })
    await queue.dispose()
    await away[Symbol.asyncDispose]()
  })
})

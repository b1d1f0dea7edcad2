import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRedis } from '../../../src/changes/redis.ts'
import { createRedisLog } from '../../../src/changes/redis-log.ts'
import type { ChangesConfig } from '../../../src/config.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { itKeepsTheDeliveriesPromise } from './deliveries-contract.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

async function open(config: Partial<ChangesConfig> = {}, workspace = `w${++workspaces}`) {
  const { say } = createListener()
  const redis = createRedis({ url: server.url, name: 'redis', timeoutMs: 2_000, say })
  const reader = createRedis({ url: server.url, name: 'reader', timeoutMs: 2_000, say })
  const log = createRedisLog({ ...changesConfig, ...config, workspace, redis, reader, generationTtlMs: 3_600_000, now: Date.now, say })
  await vi.waitFor(() => expect(log.isReachable()).toBe(true), 5_000)
  async function dispose() {
    await log.dispose()
    await Promise.all([redis.dispose(), reader.dispose()])
  }
  return { log, workspace, [Symbol.asyncDispose]: dispose }
}

describe('deliveries in Redis', () => {
  itKeepsTheDeliveriesPromise(open)

  test('are those of all processes: one sees, claims and settles what another held', async () => {
    await using one = await open()
    await using other = await open({}, one.workspace)
    const sick = { topic: 't', createdAt: new Date(), attempts: 1, ackMs: 0, about: null, failure: 'It is sick.' }
    await one.log.deliveries.hold({ ...sick, notificationId: 'n1' }, { state: 'failed', retryAfterMs: 0 })
    await one.log.append(changeOf('a', { dedupeId: 'n2' }), { delivery: { ...sick, failure: null, notificationId: 'n2' } })
    expect(await other.log.deliveries.counts()).toEqual({ failed: 1, dead: 0 })
    const claims = await Promise.all([one, other].map(({ log }) => log.deliveries.claim({ limit: 9, leaseMs: 60_000 })))
    expect(claims.flat()).toMatchObject([{ id: 'n1', failure: 'It is sick.' }])
    await other.log.deliveries.settle('n1', { state: 'dead', attempts: 2, failure: 'Still.', about: null })
    expect(await one.log.deliveries.get('n1')).toMatchObject({ state: 'dead', attempts: 2 })
  })
})

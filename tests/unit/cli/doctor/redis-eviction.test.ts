import { describe, expect, test } from 'vitest'
import { judgeEviction } from '../../../../src/cli/doctor/redis-eviction.ts'
import { aRedis } from '../../../support/doctor-redis.ts'

const judge = (info: Record<string, string>, use: { isLog: boolean; isShared: boolean }) =>
  judgeEviction({ variable: use.isLog ? 'REDIS_URL' : 'REDIS_CACHE_URL', place: 'redis:6379' }, aRedis({ info }), use)

const full = { maxmemory: '100000000' }

describe('the server of the log, with the values or without', () => {
  test.each([true, false])('must not evict (values too: %s)', (isShared) => {
    const use = { isLog: true, isShared }
    for (const policy of ['allkeys-lru', 'volatile-lru', 'volatile-ttl', 'allkeys-random']) {
      expect(judge({ ...full, maxmemory_policy: policy }, use)).toMatchObject({
        status: 'failure',
        found: `maxmemory-policy is ${policy}`,
        fix: expect.stringContaining('redis-cli -u "$REDIS_URL" CONFIG SET maxmemory-policy noeviction'),
      })
      // it evicts nothing yet
      expect(judge({ maxmemory_policy: policy }, use).status).toBe('warning')
    }
    expect(judge({ ...full, maxmemory_policy: 'noeviction' }, use).status).toBe('ok')
  })

  test('is told of a second one for values only where it has them itself', () => {
    const fix = (isShared: boolean) => JSON.stringify(judge({ ...full, maxmemory_policy: 'allkeys-lru' }, { isLog: true, isShared }))
    expect(fix(true)).toContain('REDIS_CACHE_URL')
    expect(fix(false)).not.toContain('REDIS_CACHE_URL')
  })

  test('that is nearly full is told with how full', () => {
    const use = { isLog: true, isShared: true }
    expect(judge({ maxmemory: '104857600', used_memory: '94371840' }, use)).toMatchObject({
      status: 'warning',
      found: '90 MiB of 100 MiB are used, and nothing is evicted',
    })
    expect(judge({ maxmemory: '104857600', used_memory: '73400320' }, use)).toMatchObject({ status: 'ok', found: 'noeviction at 100 MiB' })
  })
})

describe('the server of values alone', () => {
  const use = { isLog: false, isShared: false }
  test('may evict, or be without a limit', () => {
    expect(judge({ ...full, maxmemory_policy: 'allkeys-lru' }, use).status).toBe('ok')
    expect(judge({ maxmemory_policy: 'noeviction' }, use).status).toBe('ok')
  })

  test('should evict where there is one', () => {
    expect(judge({ ...full, maxmemory_policy: 'noeviction' }, use)).toMatchObject({
      status: 'warning',
      fix: expect.stringContaining('"$REDIS_CACHE_URL" CONFIG SET maxmemory-policy allkeys-lru'),
    })
  })

  test('that is the one of the log under another name gains nothing, and must not evict', () => {
    const same = { isLog: false, isShared: true }
    expect(judge({ ...full, maxmemory_policy: 'allkeys-lru' }, same)).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('same server'),
    })
    expect(judge({ maxmemory_policy: 'noeviction' }, same)).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('same server'),
    })
  })
})

import { describe, expect, test } from 'vitest'
import { judgeRedis } from '../../../../src/cli/doctor/redis.ts'
import { loadConfig } from '../../../../src/config.ts'
import { aRedis } from '../../../support/doctor-redis.ts'

const one = { REDIS_URL: 'redis://:hunter2hunter2@log.example/2' }
const two = { ...one, REDIS_CACHE_URL: 'rediss://user:hunter3hunter3@values.example:6380' }
const judge = (log: Parameters<typeof judgeRedis>[0]['log'], values?: typeof log) =>
  judgeRedis({ config: loadConfig({ env: values ? two : one }), log, values })
const wrong = (...args: Parameters<typeof judge>) => judge(...args).filter(({ status }) => status !== 'ok')
const evicting = { info: { run_id: 'b2', maxmemory: '1000000', maxmemory_policy: 'allkeys-lru' } }

test('one that is as it should be has nothing wrong, by one name or by two', () => {
  expect(judge(aRedis()).map(({ check, status }) => [check, status])).toEqual([
    ['REDIS_URL', 'ok'],
    ['REDIS_URL version', 'ok'],
    ['REDIS_URL role', 'ok'],
    ['REDIS_URL eviction', 'ok'],
    ['REDIS_URL persistence', 'ok'],
    ['clock against Redis', 'ok'],
  ])
  const both = judge(aRedis(), aRedis(evicting))
  expect(both.filter(({ status }) => status !== 'ok')).toEqual([])
  expect(both.map(({ check }) => check).slice(6)).toEqual([
    'REDIS_CACHE_URL',
    'REDIS_CACHE_URL version',
    'REDIS_CACHE_URL role',
    'REDIS_CACHE_URL eviction',
  ])
  expect(JSON.stringify(both)).not.toMatch(/hunter|user/)
})

describe('none', () => {
  const judgeNone = (env: Record<string, string>) => judgeRedis({ config: loadConfig({ env }), log: undefined, values: undefined })
  test('is fine for development, and elsewhere a warning', () => {
    expect(judgeNone({})).toMatchObject([{ check: 'redis', status: 'ok' }])
    expect(judgeNone({ INTERCOM_ACCESS_TOKEN: 'token' })).toMatchObject([{ status: 'ok' }])
    const production = {
      NODE_ENV: 'production',
      INTERCOM_ACCESS_TOKEN: 'token',
      INTERCOM_CLIENT_SECRET: 'secret',
      GATEWAY_API_KEYS: `web:${'ab'.repeat(32)}:CONTACTS_READ`,
    }
    expect(judgeNone(production)).toMatchObject([{ status: 'warning', fix: expect.stringContaining('REDIS_URL=') }])
  })
})

test.each([
  ['WRONGPASS', 'log.example:6379 does not let us in: WRONGPASS', 'REDIS_URL=redis://<user>:<password>@log.example:6379, percent-encoded'],
  ['ECONNREFUSED', 'log.example:6379 does not answer: ECONNREFUSED', 'redis-cli -u "$REDIS_URL" ping'],
])('one that cannot be asked (%s) is told once, and what it would say of itself is not', (why, found, fix) => {
  expect(judge({ why })).toMatchObject([{ check: 'REDIS_URL', status: 'failure', found, fix: expect.stringContaining(fix) }])
})

test('either of two can be away by itself', () => {
  expect(wrong({ why: 'ECONNREFUSED' }, aRedis(evicting)).map(({ check }) => check)).toEqual(['REDIS_URL'])
  expect(wrong(aRedis(), { why: 'ECONNREFUSED' }).map(({ check }) => check)).toEqual(['REDIS_CACHE_URL'])
})

test.each([
  [[1, 900], 'ok'],
  [[25, 26], 'ok'],
  [[26, 40], 'warning'],
  [[51, 80], 'failure'],
])('answers within %j ms are %s', (pingsMs, status) => {
  expect(judge(aRedis({ pingsMs }))[0]).toMatchObject({ check: 'REDIS_URL', status })
})

test.each([
  [{ redis_version: '6.2.0' }, 'ok', 'Redis 6.2.0'],
  [{ redis_version: '8.0.1' }, 'ok', 'Redis 8.0.1'],
  [{ redis_version: '7.2.4', valkey_version: '8.1.0' }, 'ok', 'Valkey 8.1.0, as Redis 7.2.4'],
  [{ redis_version: '6.0.16' }, 'failure', 'Redis 6.0.16 is older than 6.2'],
  [{ redis_version: '5.0.14' }, 'failure', 'Redis 5.0.14 is older than 6.2'],
])('version %j is %s', (info, status, found) => {
  expect(judge(aRedis({ info }))[1]).toMatchObject({ check: 'REDIS_URL version', status, found })
})

test('one that runs no scripts is told before its version', () => {
  const [told] = wrong(aRedis({ scriptRefusal: "NOPERM this user has no permissions to run the 'eval' command" }))
  expect(told).toMatchObject({ check: 'REDIS_URL version', status: 'failure', found: 'it runs no scripts: NOPERM' })
})

test('a replica is told with its primary', () => {
  const [told] = wrong(aRedis({ info: { role: 'slave', master_host: '10.0.0.9', master_port: '6379' } }))
  expect(told).toMatchObject({ found: 'it is a replica of 10.0.0.9:6379', fix: expect.stringContaining('10.0.0.9:6379') })
})

describe('of a cluster', () => {
  const info = { cluster_enabled: '1' }
  test('the node that has our keys will do', () => {
    expect(judge(aRedis({ info }))[2]).toMatchObject({ status: 'ok', found: expect.stringContaining('node of a cluster') })
  })

  test('another node is told with the one that has them', () => {
    const [told] = wrong(aRedis({ info, keyRefusal: 'MOVED 1234 10.0.0.7:6380' }))
    expect(told).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('belong to 10.0.0.7:6380'),
      fix: expect.stringContaining('@10.0.0.7:6380'),
    })
  })

  test('one that is down is told by its word', () => {
    const [told] = wrong(aRedis({ info, keyRefusal: 'CLUSTERDOWN Hash slot not served' }))
    expect(told).toMatchObject({
      found: 'it refuses to read a key of the workspace: CLUSTERDOWN',
      fix: expect.stringContaining('CLUSTER INFO'),
    })
  })
})

test('keys that the user may not touch are told', () => {
  const [told] = wrong(aRedis({ keyRefusal: 'NOPERM this user has no permissions to access one of the keys' }))
  expect(told).toMatchObject({ found: expect.stringContaining('NOPERM'), fix: expect.stringContaining('ACL SETUSER') })
})

test('one that keeps to itself what it is, is not held to be wrong', () => {
  const silent = { ...aRedis(), info: undefined, appendfsync: undefined, save: undefined }
  expect(judge(silent).map(({ check, status }) => [check, status])).toEqual([
    ['REDIS_URL', 'ok'],
    ['REDIS_URL version', 'skipped'],
    ['REDIS_URL role', 'ok'],
    ['REDIS_URL eviction', 'skipped'],
    ['REDIS_URL persistence', 'skipped'],
    ['clock against Redis', 'ok'],
  ])
})

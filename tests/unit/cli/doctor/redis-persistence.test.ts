import { expect, test } from 'vitest'
import { judgePersistence } from '../../../../src/cli/doctor/redis-persistence.ts'
import { aRedis } from '../../../support/doctor-redis.ts'

const judge = (facts: Parameters<typeof aRedis>[0]) => judgePersistence({ variable: 'REDIS_URL', place: 'redis:6379' }, aRedis(facts))

test.each([
  ['always', 'a crash loses nothing'],
  ['everysec', 'a crash loses about a second'],
  ['no', 'about half a minute'],
  [undefined, 'fsync unknown'],
])('an append-only file with appendfsync %s is fine, and what it loses is said', (appendfsync, told) => {
  expect(judge({ appendfsync })).toMatchObject({ status: 'ok', found: expect.stringContaining(told) })
})

test('snapshots alone are a warning, with their age by the clock of Redis', () => {
  expect(judge({ info: { aof_enabled: '0' }, save: '3600 1 300 100' })).toMatchObject({
    status: 'warning',
    found: 'snapshots only: a crash loses what came since the last one, now 10 min old',
    fix: expect.stringContaining('redis-cli -u "$REDIS_URL" CONFIG SET appendonly yes'),
  })
  expect(judge({ info: { aof_enabled: '0' }, save: '3600 1', time: undefined }).found).toMatch(/since the last one$/)
})

test('nothing at all is a warning', () => {
  expect(judge({ info: { aof_enabled: '0' }, save: '' })).toMatchObject({
    status: 'warning',
    found: expect.stringContaining('a restart loses the whole log'),
  })
})

test.each([
  [{ aof_last_write_status: 'err' }, 'aof_last_write_status'],
  [{ rdb_last_bgsave_status: 'err' }, 'rdb_last_bgsave_status'],
])('a disk that cannot be written is a failure: %j', (info, told) => {
  expect(judge({ info })).toMatchObject({
    status: 'failure',
    found: `it fails to write to its disk (${told})`,
    why: expect.stringContaining('MISCONF'),
  })
})

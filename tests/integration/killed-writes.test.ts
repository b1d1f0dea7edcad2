import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { killInTheMiddle, noWrongs } from '../support/killed-writes.ts'
import { startRedis } from '../support/redis.ts'

// a thousand: tests/soak/killed-writes.test.ts
describe('a gateway that is killed in the middle of keyed replies sends none of them twice, and forgets none that it answered', () => {
  test('with its keys in DATA_DIR', { timeout: 300_000 }, async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'gateway-keys-'))
    try {
      const { wrongs, counts } = await killInTheMiddle({ kills: 2, atOnce: 24, env: { DATA_DIR } })
      expect(wrongs).toEqual(noWrongs)
      expect(counts.inTheMiddle).toBeGreaterThan(0)
    } finally {
      rmSync(DATA_DIR, { recursive: true })
    }
  })

  test('with its keys in Redis', { timeout: 300_000 }, async () => {
    await using redis = await startRedis()
    const { wrongs, counts } = await killInTheMiddle({ kills: 1, atOnce: 24, env: { REDIS_URL: redis.url } })
    expect(wrongs).toEqual(noWrongs)
    expect(counts.inTheMiddle).toBeGreaterThan(0)
  })
})

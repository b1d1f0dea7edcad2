import { describe, expect, test } from 'vitest'
import { freshMsOf, generationTtlMs, keepMsOf, policyOf } from '../../../src/cache/policy.ts'
import { loadConfig } from '../../../src/config.ts'

const policy = { ttlSeconds: 60, negativeTtlSeconds: 10, staleOnErrorSeconds: 100, staleWhileRevalidateSeconds: 0 }
const config = {
  default: policy,
  kinds: { thing: { ttlSeconds: 5 }, thingPage: { negativeTtlSeconds: 0 }, rare: { staleOnErrorSeconds: 9_000 } },
}

test('a kind says what differs from the default; of several names the first that is known counts', () => {
  const inMs = { ttlMs: 60_000, negativeTtlMs: 10_000, staleOnErrorMs: 100_000, staleWhileRevalidateMs: 0 }
  expect(policyOf(config, 'unheard of')).toEqual(inMs)
  expect(policyOf(config, 'thing')).toEqual({ ...inMs, ttlMs: 5_000 })
  expect(policyOf(config, 'thingPage', 'thing')).toEqual({ ...inMs, negativeTtlMs: 0 })
  expect(policyOf(config, 'otherPage', 'thing')).toEqual({ ...inMs, ttlMs: 5_000 })
})

test('that there is nothing has a time of its own', () => {
  const of = policyOf(config, 'thing')
  expect([freshMsOf(of, 'here'), freshMsOf(of, 'moved'), freshMsOf(of, 'gone')]).toEqual([5_000, 5_000, 10_000])
})

describe('no value lasts longer than the generation it was kept under', () => {
  const live = { INTERCOM_ACCESS_TOKEN: 'token', INTERCOM_CLIENT_SECRET: 'secret', GATEWAY_API_KEYS: `all:${'a'.repeat(64)}:CONTACTS_READ` }
  const shipped = (['development', 'staging', 'production'] as const).map(
    (name) => [name, loadConfig({ env: { NODE_ENV: name, ...live } }).cache] as const,
  )
  test.each([['a small one', config] as const, ...shipped])('in %s', (_, cache) => {
    for (const kind of ['default', ...Object.keys(cache.kinds)])
      expect(generationTtlMs(cache)).toBeGreaterThan(keepMsOf(policyOf(cache, kind)))
  })
})

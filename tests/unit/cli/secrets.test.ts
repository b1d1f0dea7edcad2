import { describe, expect, test } from 'vitest'
import { createScrub, maskUrl } from '../../../src/cli/secrets.ts'

describe('a URL that is shown', () => {
  test.each([
    ['redis://cache:6379/2', 'redis://cache:6379/2'],
    ['redis://:hunter2@cache:6379/2', 'redis://(masked)@cache:6379/2'],
    ['redis://user:hunt%40er2@cache', 'redis://(masked)@cache'],
    ['rediss://a-token-alone@cache:6380', 'rediss://(masked)@cache:6380'],
    ['redis://cache?password=hunter2', 'redis://cache?(masked)'],
    ['https://me:hunter2@proxy.example/intercom', 'https://(masked)@proxy.example/intercom'],
    ['http://[::1]:4010', 'http://[::1]:4010/'],
    ['hunter2', '(masked)'],
  ])('%s is shown as %s', (url, shown) => {
    expect(maskUrl(url)).toBe(shown)
  })
})

describe('scrubbing takes out', () => {
  const hash = 'ab'.repeat(32)
  const scrub = createScrub({
    INTERCOM_ACCESS_TOKEN: ' dG9rOmFjY2Vzcw== ',
    INTERCOM_CLIENT_SECRET: 'client-secret-one,"client\\secret"two',
    GATEWAY_API_KEYS: `web:${hash.toUpperCase()}:CONTACTS_READ,not-a-hash-but-a-key`,
    REDIS_URL: 'redis://gateway:p%40ss%20word@cache:6379',
    REDIS_CACHE_URL: 'redis://lonely-token@values:6379?password=by-query',
    INTERCOM_BASE_URL: 'https://proxy:proxy-pass@proxy.example/',
  })

  test.each([
    'dG9rOmFjY2Vzcw==',
    'client-secret-one',
    '"client\\secret"two',
    JSON.stringify('"client\\secret"two').slice(1, -1),
    hash,
    hash.toUpperCase(),
    'not-a-hash-but-a-key',
    'p%40ss%20word',
    'p@ss word',
    'lonely-token',
    'by-query',
    'proxy-pass',
  ])('%s', (secret) => {
    expect(scrub(`before ${secret}, after ${secret}`)).toBe('before (masked), after (masked)')
  })

  test('no names, and no words that are only short', () => {
    const text = 'web gateway CONTACTS_READ cache:6379 values'
    expect(scrub(text)).toBe(text)
    expect(createScrub({ INTERCOM_ACCESS_TOKEN: 'test' })('the latest')).toBe('the latest')
    expect(createScrub({})(text)).toBe(text)
  })

  test('the longer of two secrets of which one begins with the other, whole', () => {
    expect(createScrub({ INTERCOM_CLIENT_SECRET: 'secret-1,secret-1-and-more' })('secret-1-and-more')).toBe('(masked)')
  })
})

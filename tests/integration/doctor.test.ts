import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/cli/doctor/finding.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { cli } from '../support/child.ts'
import { freePort, startRedis } from '../support/redis.ts'

type Printed = { about: string; exitCode: number; intercomCalls: number; checks: Finding[] }

/** Everything that a workspace needs, so that what a test takes away is all that is wrong. */
const sound = (sandbox: Sandbox): Record<string, string> => ({
  PORT: '0',
  INTERCOM_BASE_URL: sandbox.url,
  INTERCOM_ACCESS_TOKEN: 'sandbox-token',
  INTERCOM_CLIENT_SECRET: 'a-client-secret',
  GATEWAY_API_KEYS: `web:${createHash('sha256').update('key').digest('hex')}:CONTACTS_READ`,
})

const aSandbox = () => startSandbox({ contacts: 20, conversations: 5 })

async function doctor(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await cli(['doctor', '--json', ...args], { env })
  expect(stderr).toBe('')
  const printed = JSON.parse(stdout) as Printed
  expect(printed.exitCode).toBe(code)
  const wrong = printed.checks.filter(({ status }) => status !== 'ok')
  return { ...printed, stdout, wrong, names: wrong.map(({ check, status }) => `${status} ${check}`) }
}

describe('with nothing wrong', () => {
  test('and nothing configured it asks the embedded sandbox, and says so', async () => {
    const { code, stdout, stderr } = await cli(['doctor'], { env: { PORT: '0' } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^checking the configuration for development; INTERCOM_ACCESS_TOKEN is not set, so an embedded sandbox Intercom at http:\S+ is asked\n/,
    )
    expect(stdout).toMatch(/\n\d+ ok, 0 warnings, 0 failures; \d+ calls to Intercom\n$/)
  })

  test('it spends at most twenty calls to Intercom, and counts them, in the version that has the most to ask', async () => {
    await using sandbox = await aSandbox()
    const found = await doctor({ ...sound(sandbox), INTERCOM_VERSION: '2.16' }, '--strict')
    expect(found).toMatchObject({ names: [], exitCode: 0, intercomCalls: sandbox.requests.length })
    expect(found.intercomCalls).toBeLessThanOrEqual(20)
  })

  test('a warning fails it with --strict only', async () => {
    await using sandbox = await aSandbox()
    const { GATEWAY_API_KEYS: _, ...env } = sound(sandbox)
    expect(await doctor(env)).toMatchObject({ exitCode: 0, names: ['warning callers'] })
    expect(await doctor(env, '--strict')).toMatchObject({ exitCode: 1, names: ['warning callers'] })
  })
})

describe('of Intercom it finds', () => {
  type Fault = { names: string[]; env?: Record<string, string>; ask?: (sandbox: Sandbox) => void; found: RegExp[] }

  test.each<[string, Fault]>([
    [
      'a token that is not taken',
      {
        ask: ({ control }) => control.setToken('another'),
        names: ['failure token', 'skipped intercom'],
        found: [/401 unauthorized/],
      },
    ],
    [
      'another workspace in another region, by another clock, with less to spend, and a permission that is missing: each by itself',
      {
        ask: ({ control }) => {
          control.setRegion('EU')
          control.setClockAhead(90_000)
          control.setRateLimit({ perWindow: 200 })
          control.withhold('GET /tags', 'forbidden')
        },
        env: { INTERCOM_REGION: 'us', INTERCOM_WORKSPACE_ID: 'zz99zz99' },
        names: [
          'failure workspace',
          'warning region',
          'failure clock against Intercom',
          'warning rate limit',
          'failure permission "Read tags"',
        ],
        found: [
          /INTERCOM_WORKSPACE_ID says zz99zz99/,
          /INTERCOM_REGION=eu/,
          /behind Intercom's/,
          /"requestsPerMinute\W.* to 1200/,
          /GET \/tags: 403 forbidden.*"fields":\[[^\]]*"Contact.tags"[^\]]*"Workspace.tags"/,
        ],
      },
    ],
    [
      'a permission that is missing, in the older words; what would need the ids that it hides is not asked',
      {
        ask: ({ control }) => control.withhold('POST /contacts/search', 'token_unauthorized'),
        names: ['failure permission "Read and list users and companies"', 'skipped permission "Read events"'],
        found: [/POST \/contacts\/search: 401 token_unauthorized.*Query\.contacts/],
      },
    ],
    [
      'a version that it does not know',
      {
        ask: ({ control }) => control.setVersions(['2.14']),
        env: { INTERCOM_VERSION: '2.16' },
        names: ['failure api version', 'skipped permissions'],
        found: [/Intercom refuses 2\.16 \(400 intercom_version_invalid\); the app's own is 2\.14/],
      },
    ],
    [
      'a rate limit that is used up',
      {
        ask: ({ control }) => control.setRateLimit({ perWindow: 0 }),
        names: ['failure token', 'skipped intercom'],
        found: [/429 rate_limit_exceeded/],
      },
    ],
    [
      'one endpoint that does not answer',
      {
        ask: ({ control }) => control.pause('GET /segments'),
        names: ['warning permission "Read and list users and companies"'],
        found: [/GET \/segments: no answer within 4000 ms/],
      },
    ],
  ])('%s', async (_, { names, env = {}, ask, found }) => {
    await using sandbox = await aSandbox()
    ask?.(sandbox)
    const told = await doctor({ ...sound(sandbox), ...env }, '--timeout-ms', '4000')
    expect(told.names).toEqual(names)
    for (const pattern of found) expect(JSON.stringify(told.wrong)).toMatch(pattern)
    for (const finding of told.wrong) {
      if (finding.status !== 'skipped')
        expect(finding).toMatchObject({ why: expect.stringMatching(/\S/), fix: expect.stringMatching(/\S/) })
    }
  })
})

describe('of Redis it finds', () => {
  test('what it throws away and does not write down, and that two names are one server', async () => {
    await using sandbox = await aSandbox()
    await using redis = await startRedis()
    const [, policy = ''] = (await redis.command('CONFIG', 'GET', 'maxmemory-policy')) as string[]
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
    try {
      const { wrong, names } = await doctor({
        ...sound(sandbox),
        REDIS_URL: redis.url,
        REDIS_CACHE_URL: redis.url.replace('127.0.0.1', 'localhost'),
      })
      // what else it says depends on the server that TEST_REDIS_URL names
      expect(names).toEqual(expect.arrayContaining(['failure REDIS_CACHE_URL eviction']))
      const found = (check: string) => wrong.find((finding) => finding.check === check)?.found
      expect(found('REDIS_URL eviction')).toContain('maxmemory-policy is allkeys-lru')
      expect(found('REDIS_CACHE_URL eviction')).toContain('are the same server')
    } finally {
      await redis.command('CONFIG', 'SET', 'maxmemory-policy', policy)
    }
  })

  test('that it is not there, or hangs: by itself, while all else is looked at', async () => {
    await using sandbox = await aSandbox()
    await using redis = await startRedis()
    redis.pause()
    const env = { ...sound(sandbox), REDIS_URL: redis.url, REDIS_CACHE_URL: `redis://127.0.0.1:${await freePort()}` }
    const { wrong, names } = await doctor(env, '--timeout-ms', '1000')
    expect(names).toEqual(['failure REDIS_URL', 'failure REDIS_CACHE_URL'])
    expect(wrong[0]?.found).toMatch(/does not answer: no answer within 1000 ms/)
    expect(wrong[1]?.found).toMatch(/does not answer: ECONNREFUSED/)
  })

  test('that it wants another password', async () => {
    await using sandbox = await aSandbox()
    await using redis = await startRedis()
    const url = redis.url.replace('//', '//nobody-here:wrong-password@')
    const { wrong, stdout } = await doctor({ ...sound(sandbox), REDIS_URL: url })
    expect(wrong).toMatchObject([{ check: 'REDIS_URL', found: expect.stringContaining('does not let us in: WRONGPASS') }])
    expect(stdout).not.toMatch(/nobody-here|wrong-password/)
  })
})

test('an Intercom and a Redis that hang do not make it hang', async () => {
  await using sandbox = await aSandbox()
  await using redis = await startRedis()
  sandbox.control.pause('*')
  redis.pause()
  const { names } = await doctor({ ...sound(sandbox), REDIS_URL: redis.url }, '--timeout-ms', '300')
  expect(names).toEqual(['failure REDIS_URL', 'failure token', 'skipped intercom'])
})

test('a configuration that cannot be used is told whole, each problem by itself', async () => {
  const { names, checks, exitCode } = await doctor({ PORT: 'x', INTERCOM_REGION: 'mars', REDIS_CACHE_URL: 'redis://cache' })
  expect(exitCode).toBe(1)
  expect(names).toEqual(['failure configuration', 'failure configuration', 'failure configuration', 'skipped all else'])
  expect(checks.map(({ found }) => found).join('\n')).toMatch(
    /PORT is "x".*INTERCOM_REGION is "mars".*REDIS_CACHE_URL is set and REDIS_URL is not/s,
  )
})

test('no secret is shown, whatever is wrong', async () => {
  await using sandbox = await aSandbox()
  const secrets = ['s3cret-token', 's3cret-client', 's3cret-redis', 's3cret-cache', 's3cret-proxy', 'abababab']
  const port = await freePort()
  const env = {
    PORT: '0',
    INTERCOM_ACCESS_TOKEN: 's3cret-token',
    INTERCOM_CLIENT_SECRET: 's3cret-client',
    INTERCOM_BASE_URL: sandbox.url,
    REDIS_URL: `redis://:s3cret-redis@127.0.0.1:${port}`,
    REDIS_CACHE_URL: `redis://127.0.0.1:${port}?password=s3cret-cache`,
    GATEWAY_API_KEYS: `web:${'ab'.repeat(32)}:CONTACTS_READ`,
    DATA_DIR: '/nowhere/s3cret-token',
    INTERCOM_WORKSPACE_ID: 's3cret-client',
  }
  for (const args of [[], ['--json']]) {
    const { code, stdout, stderr } = await cli(['doctor', ...args], { env })
    expect(code).toBe(1)
    expect(stdout).toContain('ECONNREFUSED')
    expect(stdout).toContain('/nowhere/(masked)')
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
  }
  const refused = { ...env, INTERCOM_BASE_URL: sandbox.url.replace('//', '//s3cret-proxy:s3cret-proxy@') }
  const { stdout, stderr } = await cli(['doctor'], { env: refused })
  expect(stdout).toContain('INTERCOM_BASE_URL has a user or a password')
  for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
})

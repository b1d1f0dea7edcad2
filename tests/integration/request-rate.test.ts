import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { askHttp, codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const keys = `desk:${sha256('desk-key')}:CONTACTS_READ,crm:${sha256('crm-key')}:CONTACTS_READ`
const four = (config: Config): Config => ({
  ...config,
  api: { ...config.api, requestsPerMinute: 4, callers: { crm: { requestsPerMinute: 2 } } },
})
const viewer = { query: '{ viewer { id } }' }
const asked = (url: string, key: string, headers: Record<string, string> = {}) =>
  askHttp(`${url}/graphql`, { json: viewer, headers: { authorization: `Bearer ${key}`, ...headers } })

test('who asks too often is answered 429 with when to come again, whatever it accepts; others are not, nor are the probes', async () => {
  await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: { GATEWAY_API_KEYS: keys }, configure: four })
  for (let time = 0; time < 4; time++) expect((await asked(gateway.url, 'desk-key')).status).toBe(200)
  for (const accept of ['application/json', 'application/graphql-response+json']) {
    const answer = await asked(gateway.url, 'desk-key', { accept })
    expect([answer.status, codesOf(answer)]).toEqual([429, ['RATE_LIMITED']])
    const retryAfter = Number(answer.headers.get('retry-after'))
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(60)
    const { message, extensions } = JSON.parse(answer.text).errors[0]
    expect(message).toContain('more than the 4 requests that it may in a minute')
    expect(extensions).toMatchObject({ retryable: true, retryAt: expect.any(String) })
    expect(extensions).not.toHaveProperty('http')
  }
  const stream = await asked(gateway.url, 'desk-key', { accept: 'text/event-stream' })
  expect(stream.text).toContain('RATE_LIMITED')
  expect((await asked(gateway.url, 'crm-key')).status).toBe(200)
  for (const path of ['/health/live', '/health/ready', '/metrics']) expect((await askHttp(gateway.url + path)).status).toBe(200)
  expect((await askHttp(`${gateway.url}/metrics`)).text).toContain('gateway_requests_over_limit_total{limit="requestsPerMinute"} 3')
})

test('a stranger is told that it is one, however often it asks', async () => {
  await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: { GATEWAY_API_KEYS: keys }, configure: four })
  for (let time = 0; time < 6; time++) expect((await asked(gateway.url, 'no-key')).status).toBe(401)
})

test('two processes on one Redis count together', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 1, conversations: 1 })
  // a Redis that is late once would be counted without
  const patient = (config: Config): Config => ({ ...four(config), cache: { ...config.cache, redisTimeoutMs: 10_000 } })
  const options = { sandbox, env: { GATEWAY_API_KEYS: keys, REDIS_URL: redis.url }, configure: patient }
  await using one = await startTestGateway(options)
  await using other = await startTestGateway(options)
  const statuses = []
  for (let time = 0; time < 6; time++) statuses.push((await asked(time % 2 ? one.url : other.url, 'desk-key')).status)
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
})

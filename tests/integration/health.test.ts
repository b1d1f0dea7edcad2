import { expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { HealthDocument } from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'

const isWell = (name: string) => ({ name, status: 'OK', detail: null, latencyMs: expect.any(Number) })

test('the graph tells how Intercom and Redis are doing, at no call while Intercom answers', async () => {
  await using redis = await startRedis()
  await using gateway = await startTestGateway({ contacts: 1, env: { REDIS_URL: redis.url } })
  expect((await gateway.ask(HealthDocument)).health).toMatchObject({ status: 'OK', checks: [isWell('intercom'), isWell('redis')] })
  expect(gateway.calls).toEqual([])
})

test('after a failed call Intercom is looked at, and what is wrong is said', async () => {
  await using gateway = await startTestGateway({
    contacts: 1,
    configure: (config) => ({ ...config, intercom: { ...config.intercom, maxRetries: 0 } }),
  })
  gateway.sandbox.control.failNext('GET /contacts', { status: 503 })
  await gateway.query('{ contacts(first: 1) { nodes { id } } }')
  gateway.forgetRequests()
  gateway.sandbox.control.failNext('GET /me', { status: 503 })
  const { health } = await gateway.ask(HealthDocument)
  expect(health).toMatchObject({
    status: 'DEGRADED',
    checks: [{ name: 'intercom', status: 'DOWN', detail: expect.stringContaining('Intercom') }],
  })
  expect(gateway.calls).toEqual(['GET /me'])
  expect((await gateway.ask(HealthDocument)).health).toMatchObject({ status: 'OK', checks: [isWell('intercom')] })
  const ready = (await (await fetch(`${gateway.url}/health/ready`)).json()) as { status: string }
  expect(ready.status).toBe('OK')
})

test('a Redis that refuses the connection is said in the report, with its words, and the gateway serves without it', async () => {
  await using redis = await startRedis()
  const { host } = new URL(redis.url)
  await using gateway = await startTestGateway({ contacts: 1, env: { REDIS_URL: `redis://${host}/999` } })
  const detail = expect.stringMatching(/^Redis refuses the connection \(.*DB index is out of range\): /)
  await vi.waitFor(async () => {
    const { health } = await gateway.ask(HealthDocument)
    expect(health).toMatchObject({ status: 'DEGRADED', checks: [isWell('intercom'), { name: 'redis', status: 'DEGRADED', detail }] })
  }, 5_000)
})

test('a Redis that may evict the log of changes is said at the start and in the report, with the command that mends it', async () => {
  await using redis = await startRedis()
  await redis.command('CONFIG', 'SET', 'maxmemory', '100mb')
  await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
  const lines: string[] = []
  await using gateway = await startTestGateway({ contacts: 1, env: { REDIS_URL: redis.url }, logLines: lines })
  const said = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith('REDIS_URL'))
  await vi.waitFor(() => expect(said()).toMatchObject([{ level: 'warn', found: 'maxmemory-policy is allkeys-lru' }]), 5_000)
  const { health } = await gateway.ask(HealthDocument)
  const detail = expect.stringContaining(
    'maxmemory-policy is allkeys-lru. redis-cli -u "$REDIS_URL" CONFIG SET maxmemory-policy noeviction',
  )
  expect(health).toMatchObject({ status: 'DEGRADED', checks: [isWell('intercom'), { name: 'redis', status: 'DEGRADED', detail }] })
  await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
  expect((await gateway.ask(HealthDocument)).health.status).toBe('OK')
  expect(said().map(({ msg }) => msg)).toEqual(['REDIS_URL may evict the log of changes', 'REDIS_URL does not evict any more'])
})

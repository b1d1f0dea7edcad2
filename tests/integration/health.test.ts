import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { HealthDocument } from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'

const isWell = (name: string) => ({ name, status: 'OK', detail: null, latencyMs: expect.any(Number) })

test('the graph tells how Intercom and Redis are doing, at no call while Intercom answers', async () => {
  await using redis = await startRedis()
  await using gateway = await startTestGateway({ contacts: 1, env: { REDIS_URL: redis.url } })
  expect((await gateway.ask(HealthDocument)).health).toEqual({ status: 'OK', checks: [isWell('intercom'), isWell('redis')] })
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
  expect((await gateway.ask(HealthDocument)).health).toEqual({ status: 'OK', checks: [isWell('intercom')] })
  const ready = (await (await fetch(`${gateway.url}/health/ready`)).json()) as { status: string }
  expect(ready.status).toBe('OK')
})

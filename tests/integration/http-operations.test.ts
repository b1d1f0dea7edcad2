import { expect, test, vi } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { startGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/monitoring/logger.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { askHttp } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'
import { freePort, startRedis } from '../support/redis.ts'

const readiness = async (url: string) => {
  const answer = await askHttp(`${url}/health/ready`)
  const { status, checks } = JSON.parse(answer.text) as { status: string; checks: { name: string; status: string; detail?: string }[] }
  return {
    http: answer.status,
    status,
    checks: Object.fromEntries(checks.map(({ name, status: state }) => [name, state])),
    text: answer.text,
  }
}

test('it is alive at once, and ready only when it has tried to learn its workspace', async () => {
  await using sandbox = await startSandbox({ contacts: 1, conversations: 1 })
  sandbox.control.pause('GET /me')
  const url = `http://127.0.0.1:${await freePort()}`
  const env = { PORT: new URL(url).port, LOG_LEVEL: 'silent', INTERCOM_BASE_URL: sandbox.url, INTERCOM_ACCESS_TOKEN: 'sandbox-token' }
  const config = loadConfig({ env })
  const starting = startGateway({ config, log: createLogger(config.monitoring) })
  await vi.waitFor(async () => expect((await askHttp(`${url}/health/live`)).status).toBe(200), 10_000)
  expect(await readiness(url)).toMatchObject({ http: 503, status: 'DOWN' })
  sandbox.control.resume('GET /me')
  const gateway = await starting
  expect(await readiness(url)).toMatchObject({ http: 200, status: 'OK', checks: { intercom: 'OK' } })
  await gateway.dispose()
})

test('an Intercom that takes calls and answers none holds up no report, and the start for seconds only', async () => {
  await using sandbox = await startSandbox({ contacts: 1, conversations: 1 })
  sandbox.control.pause('*')
  const url = `http://127.0.0.1:${await freePort()}`
  const env = { PORT: new URL(url).port, INTERCOM_BASE_URL: sandbox.url, INTERCOM_ACCESS_TOKEN: 'sandbox-token' }
  const config = loadConfig({ env })
  const lines: string[] = []
  const starting = startGateway({
    config: { ...config, intercom: { ...config.intercom, timeoutMs: 600_000 } },
    log: createLogger({ logLevel: 'warn', logFormat: 'json' }, { write: (line) => void lines.push(line) }),
  })
  await vi.waitFor(async () => expect((await askHttp(`${url}/health/live`)).status).toBe(200), 10_000)
  expect(await readiness(url)).toMatchObject({ http: 503, status: 'DOWN', checks: { intercom: 'DOWN' } })
  const gateway = await starting
  expect(lines.join()).toContain('Intercom has not said yet which workspace this is; requests wait for it')
  expect(await readiness(url)).toMatchObject({ http: 200, status: 'DEGRADED', checks: { intercom: 'DOWN' } })
  const asked = askHttp(`${url}/graphql`, { json: { query: '{ contacts(first: 1) { nodes { id } } }' } })
  sandbox.control.resume('*')
  expect(JSON.parse((await asked).text).data.contacts.nodes).toHaveLength(1)
  expect(await readiness(url)).toMatchObject({ http: 200, status: 'OK' })
  await gateway.dispose()
})

test('an Intercom that is away is named in a 200, and so is its return', async () => {
  await using gateway = await startTestGateway({
    contacts: 3,
    conversations: 1,
    configure: (config) => ({ ...config, intercom: { ...config.intercom, maxRetries: 0 } }),
  })
  expect(await readiness(gateway.url)).toMatchObject({ http: 200, status: 'OK' })
  expect(gateway.calls).toEqual([])

  gateway.sandbox.control.setErrorRate(1, 503)
  await gateway.query('{ contacts(first: 1) { nodes { id } } }')
  const away = await readiness(gateway.url)
  expect(away).toMatchObject({ http: 200, status: 'DEGRADED', checks: { intercom: 'DOWN' } })

  gateway.sandbox.control.setErrorRate(0)
  expect(await readiness(gateway.url)).toMatchObject({ http: 200, status: 'OK', checks: { intercom: 'OK' } })
  gateway.forgetRequests()
  await readiness(gateway.url)
  expect(gateway.calls).toEqual([])
})

test('an Intercom that never answers does not hold the report up', async () => {
  await using gateway = await startTestGateway({
    contacts: 3,
    conversations: 1,
    configure: (config) => ({ ...config, intercom: { ...config.intercom, timeoutMs: 600_000, maxRetries: 0 } }),
  })
  gateway.sandbox.control.failNext('GET /contacts', { dropConnection: true })
  await gateway.query('{ contacts(first: 1) { nodes { id } } }')
  gateway.sandbox.control.pause('*')
  const reports = await Promise.all(Array.from({ length: 20 }, () => readiness(gateway.url)))
  expect(reports.map(({ http, checks }) => [http, checks.intercom])).toEqual(reports.map(() => [200, 'DOWN']))
  gateway.sandbox.control.resume('*')
})

test('a Redis that is away is named in a 200, and so is its return', async () => {
  await using redis = await startRedis()
  await using gateway = await startTestGateway({ contacts: 3, conversations: 1, env: { REDIS_URL: redis.url } })
  await vi.waitFor(async () => expect(await readiness(gateway.url)).toMatchObject({ http: 200, status: 'OK', checks: { redis: 'OK' } }))
  await redis.kill()
  await vi.waitFor(async () =>
    expect(await readiness(gateway.url)).toMatchObject({ http: 200, status: 'DEGRADED', checks: { redis: 'DEGRADED' } }),
  )
  expect((await gateway.query('{ contacts(first: 1) { nodes { id } } }')).errors).toBeUndefined()
  await redis.start()
  await vi.waitFor(async () => expect(await readiness(gateway.url)).toMatchObject({ http: 200, status: 'OK' }), { timeout: 10_000 })
})

test('the metrics tell requests by type and outcome, calls by route, status and outcome, reads by tier', async () => {
  await using gateway = await startTestGateway({ contacts: 3, conversations: 1 })
  const page = '{ contacts(first: 2) { nodes { id } } }'
  await gateway.query(page)
  await gateway.query(page)
  await gateway.query('{ viewer { id }')
  await gateway.query('{ nothingOfThisName }')
  await gateway.query('{ contact(by: { id: "nonsense" }) { id } }')
  await gateway.query('{ contact(by: { id: "000000000000000000000500" }) { id } }')

  const answer = await askHttp(`${gateway.url}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const counted = (name: string) =>
    Object.fromEntries(
      [...answer.text.matchAll(new RegExp(`^${name}{(.*)} (\\d+)$`, 'gm'))].map(([, labels, count]) => [labels, Number(count)]),
    )
  expect(counted('gateway_request_duration_seconds_count')).toEqual({
    'operation_type="query",outcome="ok"': 2,
    'operation_type="unknown",outcome="INVALID"': 2,
    'operation_type="query",outcome="INVALID"': 1,
    'operation_type="query",outcome="UPSTREAM_ERROR"': 1,
  })
  expect(counted('gateway_intercom_call_duration_seconds_count')).toMatchObject({
    'route="GET /me",status="200",outcome="OK"': 1,
    'route="GET /contacts",status="200",outcome="OK"': 1,
    'route="GET /contacts/{contact_id}",status="500",outcome="UPSTREAM_ERROR"': 3,
  })
  expect(answer.text).toMatch(/^gateway_cache_reads_total{tier="l1",kind="contact.*",result="hit"} \d+$/m)
  expect(answer.text).toContain('process_resident_memory_bytes')
  expect(answer.text).not.toMatch(/000000000000000000000500|nonsense/)
})

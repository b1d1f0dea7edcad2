import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aContact, aWorld, hexId } from '../small-world.ts'

const contact = 'GET /contacts/{contact_id}'
const path = `/contacts/${hexId(1)}`

test('every verb works over HTTP, without a token and without a trace in the log', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: [aContact(1)] }) })
  const control = (verb: string, body?: unknown) => ask(sandbox, `/__sandbox__${verb}`, { token: '', body })
  const status = async () => (await ask(sandbox, path)).status

  expect(Object.keys((await control('')).body).join()).toContain('POST /__sandbox__/fail-next')
  expect((await control('/fail-next', { route: contact, status: 503 })).body).toEqual({ done: 'fail-next' })
  expect([await status(), await status()]).toEqual([503, 200])
  await control('/fail-next', { route: contact, nonJson200: true })
  expect((await ask(sandbox, path)).text).toContain('<html>')
  await control('/error-rate', { ratio: 1, status: 502 })
  expect(await status()).toBe(502)
  await control('/reset', {})
  expect(await status()).toBe(200)
  await control('/rate-limit', { perWindow: 0 })
  expect(await status()).toBe(429)
  await control('/rate-limit', { perWindow: null })
  await control('/latency', { ms: 30 })
  expect(await status()).toBe(200)
  await control('/latency', { ms: 0 })
  expect((await control('/calls')).body).toEqual({ [contact]: { count: 3, maxConcurrent: 1 } })
  const log = (await control('/log')).body as unknown as { status: number; startedAtMs: number; endedAtMs: number }[]
  expect(log.map((entry) => entry.status)).toEqual([200, 429, 200])
  expect((log[2]?.endedAtMs ?? 0) - (log[2]?.startedAtMs ?? 0)).toBeGreaterThanOrEqual(29)

  await control('/pause', { route: '*' })
  const waiting = status()
  await expect.poll(() => sandbox.requests.length).toBe(4)
  await control('/resume', { route: '*' })
  expect(await waiting).toBe(200)
  await control('/forget-requests', {})
  expect(sandbox.requests).toEqual([])
  await control('/index-lag', { ms: 60_000 })
  sandbox.world.putContact(aContact(2))
  const search = await ask(sandbox, '/contacts/search', { body: { query: { field: 'id', operator: '=', value: hexId(2) } } })
  expect(search.body.total_count).toBe(0)
})

test('what a wrong configuration would meet can be asked for, and a reset ends it', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: [aContact(1)] }) })
  const control = (verb: string, body: unknown) => ask(sandbox, `/__sandbox__/${verb}`, { token: '', body })
  const me = (more = {}) => ask(sandbox, '/me', more)

  await control('token', { token: 'another' })
  expect([(await me()).status, (await me({ token: 'another' })).status]).toEqual([401, 200])
  await control('reset', {})

  for (const [as, status] of [
    ['forbidden', 403],
    ['token_unauthorized', 401],
    ['api_plan_restricted', 403],
  ]) {
    await control('withhold', { route: contact, as })
    const answer = await ask(sandbox, path)
    expect([answer.status, codeOf(answer), (await me()).status]).toEqual([status, as, 200])
  }
  await control('grant', { route: contact })
  expect((await ask(sandbox, path)).status).toBe(200)

  const region = async () => (await me()).body.app
  expect(await region()).toMatchObject({ region: 'US' })
  await control('region', { region: 'AU' })
  expect(await region()).toMatchObject({ region: 'AU' })

  await control('versions', { known: ['2.15'] })
  const answered = await me({ version: '2.15' })
  expect([answered.status, answered.headers.get('intercom-version')]).toEqual([200, '2.15'])
  expect(codeOf(await me({ version: '2.14' }))).toBe('intercom_version_invalid')

  await control('clock', { aheadMs: -90_000 })
  const { headers } = await me()
  const behindMs = Date.now() - Date.parse(headers.get('date') ?? '')
  expect(behindMs).toBeGreaterThanOrEqual(90_000)
  expect(behindMs).toBeLessThan(95_000)
  expect(Number(headers.get('x-ratelimit-reset')) * 1000).toBeLessThan(Date.now() - 75_000)

  await control('withhold', { route: '*' })
  expect((await me()).status).toBe(403)
  await control('reset', {})
  expect(await region()).toMatchObject({ region: 'US' })
  const after = await me({ version: '2.16' })
  expect([after.status, Math.abs(Date.parse(after.headers.get('date') ?? '') - Date.now()) < 5_000]).toEqual([200, true])
})

test.each([
  ['/nothing', {}, 404],
  ['/constructor', {}, 404],
  ['/latency', { ms: 'soon' }, 400],
  ['/latency', { ms: -1 }, 400],
  ['/fail-next', { status: 500 }, 400],
  ['/pause', {}, 400],
  ['/token', {}, 400],
  ['/withhold', { route: contact, as: 'teapot' }, 400],
  ['/region', { region: 'MARS' }, 400],
  ['/versions', { known: ['1.0'] }, 400],
  ['/clock', { aheadMs: 'an hour' }, 400],
  ['/latency', 'not json', 400],
])('%s with %j is refused with %i', async (verb, body, status) => {
  await using sandbox = await startSandbox({ world: aWorld() })
  expect(await ask(sandbox, `/__sandbox__${verb}`, { token: '', body })).toMatchObject({ status, body: { type: 'error.list' } })
})

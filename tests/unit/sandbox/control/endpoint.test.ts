import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask } from '../ask.ts'
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

test.each([
  ['/nothing', {}, 404],
  ['/constructor', {}, 404],
  ['/latency', { ms: 'soon' }, 400],
  ['/latency', { ms: -1 }, 400],
  ['/fail-next', { status: 500 }, 400],
  ['/pause', {}, 400],
  ['/latency', 'not json', 400],
])('%s with %j is refused with %i', async (verb, body, status) => {
  await using sandbox = await startSandbox({ world: aWorld() })
  expect(await ask(sandbox, `/__sandbox__${verb}`, { token: '', body })).toMatchObject({ status, body: { type: 'error.list' } })
})

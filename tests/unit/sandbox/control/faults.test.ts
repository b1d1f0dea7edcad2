import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask } from '../ask.ts'
import { aContact, aWorld, hexId } from '../small-world.ts'

const world = () => aWorld({ contacts: [aContact(1)] })
const contact = 'GET /contacts/{contact_id}'
const path = `/contacts/${hexId(1)}`

test('the next requests of a route fail as asked, the others do not', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.failNext(contact, { status: 503, times: 2 })
  sandbox.control.failNext(contact, { status: 429, retryAfterSeconds: 7 })
  expect((await ask(sandbox, '/me')).status).toBe(200)
  expect((await ask(sandbox, path)).status).toBe(503)
  expect(await ask(sandbox, path)).toMatchObject({ status: 503, body: { type: 'error.list', errors: [{ code: 'service_unavailable' }] } })
  const limited = await ask(sandbox, path)
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
  expect((await ask(sandbox, path)).status).toBe(200)
})

test('a star means the next request of any route', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.failNext('*', {})
  expect((await ask(sandbox, '/tags')).status).toBe(500)
  expect((await ask(sandbox, '/tags')).status).toBe(200)
})

test('a connection is dropped without an answer', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.failNext(contact, { dropConnection: true })
  await expect(ask(sandbox, path)).rejects.toThrow('fetch failed')
  expect((await ask(sandbox, path)).status).toBe(200)
})

test('a body stalls in the middle: the headers came, the end does not', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.failNext(contact, { stallBody: true })
  const response = await fetch(sandbox.url + path, { headers: { authorization: 'Bearer sandbox-token' }, signal: AbortSignal.timeout(150) })
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow('timeout')
})

test('a 200 can be a page of HTML', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.failNext(contact, { nonJson200: true })
  const { status, text } = await ask(sandbox, path)
  expect([status, text.startsWith('<!DOCTYPE html>')]).toEqual([200, true])
})

test('an error rate fails its share, evenly spread', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.setErrorRate(0.25, 502)
  const statuses: number[] = []
  for (let at = 0; at < 8; at++) statuses.push((await ask(sandbox, path)).status)
  expect(statuses).toEqual([200, 200, 200, 502, 200, 200, 200, 502])
})

test('a paused route keeps its requests until it is resumed', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.control.pause(contact)
  const waiting = Promise.all([ask(sandbox, path), ask(sandbox, path)])
  await expect.poll(() => sandbox.requests.length).toBe(2)
  expect((await ask(sandbox, '/me')).status).toBe(200)
  expect(sandbox.log.filter(({ endedAtMs }) => endedAtMs === null)).toHaveLength(2)
  sandbox.control.resume(contact)
  expect((await waiting).map(({ status }) => status)).toEqual([200, 200])
  expect(sandbox.control.calls()[contact]).toEqual({ count: 2, maxConcurrent: 2 })
})

test('a reset ends every fault and pause and takes the settings of the start', async () => {
  await using sandbox = await startSandbox({ world: world(), rateLimit: { perWindow: 1000 } })
  sandbox.control.setErrorRate(1)
  sandbox.control.failNext('*', { times: 100 })
  sandbox.control.setRateLimit({ perWindow: 0 })
  sandbox.control.setLatency(60_000)
  sandbox.control.pause('*')
  sandbox.control.reset()
  const { status, headers } = await ask(sandbox, path)
  expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, '1000'])
  expect(sandbox.requests).toEqual([contact])
})

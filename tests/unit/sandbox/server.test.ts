import { IntercomClient } from 'intercom-client'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { ask, codeOf } from './ask.ts'
import { aContact, aWorld, hexId } from './small-world.ts'

const world = () => aWorld({ contacts: [aContact(1)] })

test('a request without the token, or with another one, is answered 401 with an error list and no rate headers', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (const token of ['', 'wrong']) {
    const answer = await ask(sandbox, '/me', { token })
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({
      type: 'error.list',
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      errors: [{ code: 'unauthorized', message: 'Access Token Invalid' }],
    })
    expect(answer.headers.get('x-ratelimit-limit')).toBeNull()
  }
})

test('what is not there is a 404: an unknown path, a known path with another method, an id that decodes to nothing', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (const path of ['/nope', '/contacts/', '/contacts/%ff', '/contacts/a/b/c']) {
    expect(await ask(sandbox, path)).toMatchObject({ status: 404, body: { type: 'error.list', errors: [{ code: 'not_found' }] } })
  }
  expect(await ask(sandbox, '/admins', { body: {} })).toMatchObject({ status: 404 })
})

test('a body that is not JSON is a 400, once the token is right', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const answer = await ask(sandbox, '/contacts/search', { body: '{"query":' })
  expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
  expect((await ask(sandbox, '/contacts/search', { body: '{"query":', token: 'wrong' })).status).toBe(401)
})

test('a version it does not speak is refused', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (const version of ['2.14', '2.15', '2.16']) expect((await ask(sandbox, '/me', { version })).status).toBe(200)
  for (const version of ['2.13', '3.0', 'Unstable']) {
    const answer = await ask(sandbox, '/me', { version })
    expect([answer.status, codeOf(answer)]).toEqual([400, 'intercom_version_invalid'])
  }
})

test('every request is noted by its route template, with its times', async () => {
  await using sandbox = await startSandbox({ world: world() })
  await ask(sandbox, `/contacts/${hexId(1)}?a=b`, { version: '2.16' })
  await ask(sandbox, '/contacts/find_by_external_id/a%2Fb')
  await ask(sandbox, '/nope', { token: 'wrong' })
  expect(sandbox.requests).toEqual(['GET /contacts/{contact_id}', 'GET /contacts/find_by_external_id/{external_id}', 'GET /nope'])
  const [first, second] = sandbox.log
  expect(first).toMatchObject({ path: `/contacts/${hexId(1)}?a=b`, version: '2.16', status: 200 })
  expect(second?.startedAtMs).toBeGreaterThanOrEqual(first?.endedAtMs ?? Number.POSITIVE_INFINITY)
  sandbox.forgetRequests()
  expect(sandbox.requests).toEqual([])
  expect(sandbox.control.calls()).toEqual({})
})

test('the real client reads from it', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const client = new IntercomClient({ token: 'sandbox-token', baseUrl: sandbox.url, maxRetries: 0 })
  expect(await client.contacts.find({ contact_id: hexId(1) })).toMatchObject({ id: hexId(1), email: 'person1@example.com' })
  await expect(client.contacts.find({ contact_id: hexId(2) })).rejects.toMatchObject({ statusCode: 404 })
})

test('it stops while requests are waiting, and its port is free again', async () => {
  const sandbox = await startSandbox({ world: world(), latencyMs: 60_000 })
  const waiting = ask(sandbox, '/me').catch(() => 'cut')
  await expect.poll(() => sandbox.requests.length).toBe(1)
  await sandbox.dispose()
  expect(await waiting).toBe('cut')
  await using again = await startSandbox({ world: world(), port: Number(new URL(sandbox.url).port) })
  expect(again.url).toBe(sandbox.url)
  await expect(startSandbox({ world: world(), port: Number(new URL(sandbox.url).port) })).rejects.toThrow('EADDRINUSE')
})

test('latency is waited for by every answer, all at once', async () => {
  await using sandbox = await startSandbox({ world: world(), latencyMs: 40 })
  await Promise.all(Array.from({ length: 50 }, () => ask(sandbox, '/me')))
  for (const { startedAtMs, endedAtMs } of sandbox.log) expect((endedAtMs ?? 0) - startedAtMs).toBeGreaterThanOrEqual(39)
  expect(sandbox.control.calls()).toEqual({ 'GET /me': { count: 50, maxConcurrent: 50 } })
})

test('requests one after the other never count as two at once', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (let at = 0; at < 50; at++) await ask(sandbox, '/me')
  expect(sandbox.control.calls()).toEqual({ 'GET /me': { count: 50, maxConcurrent: 1 } })
})

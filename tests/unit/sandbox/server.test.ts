import { IntercomClient } from 'intercom-client'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { ask, codeOf } from './ask.ts'
import { aContact, anArticle, aWorld, hexId } from './small-world.ts'

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

test('the real client reads from it, and its pagers come to an end', async () => {
  const contacts = Array.from({ length: 7 }, (_, at) => aContact(at + 1))
  const articles = Array.from({ length: 7 }, (_, at) => anArticle(String(at + 1)))
  await using sandbox = await startSandbox({ world: aWorld({ contacts, articles }) })
  const client = new IntercomClient({ token: 'sandbox-token', baseUrl: sandbox.url, maxRetries: 0 })
  expect(await client.contacts.find({ contact_id: hexId(1) })).toMatchObject({ id: hexId(1), email: 'person1@example.com' })
  await expect(client.contacts.find({ contact_id: hexId(9) })).rejects.toMatchObject({ statusCode: 404 })

  const idsOf = async (pages: AsyncIterable<{ id?: string }>) => (await Array.fromAsync(pages)).map(({ id }) => id).sort()
  const query = { field: 'role', operator: '=' as const, value: 'user' }
  expect(await idsOf(await client.contacts.search({ query, pagination: { per_page: 3 } }))).toEqual(contacts.map(({ id }) => id))
  expect(await idsOf(await client.contacts.list({ per_page: 3 }))).toEqual(contacts.map(({ id }) => id))
  expect(await idsOf(await client.articles.list({ per_page: 3 }))).toEqual(articles.map(({ id }) => id))
})

test('without a world it serves what the seed makes, as much as was asked for', async () => {
  await using sandbox = await startSandbox({ contacts: 12, conversations: 5, clock: () => new Date('2025-06-15T12:00:00Z') })
  expect((await ask(sandbox, '/contacts')).body.total_count).toBe(12)
  expect((await ask(sandbox, '/conversations')).body.total_count).toBe(5)
  expect((await ask(sandbox, '/me')).status).toBe(200)
})

test('each request can be told as a line', async () => {
  const lines: string[] = []
  await using sandbox = await startSandbox({ world: world(), logLine: (line) => lines.push(line) })
  await ask(sandbox, '/tags?a=b')
  sandbox.control.failNext('*', { dropConnection: true })
  await ask(sandbox, '/me').catch(() => 'dropped')
  await expect.poll(() => lines).toEqual(['GET /tags?a=b 200', 'GET /me no answer'])
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
  await using sandbox = await startSandbox({ world: world(), latencyMs: 400 })
  await Promise.all(Array.from({ length: 50 }, () => ask(sandbox, '/me')))
  for (const { startedAtMs, endedAtMs } of sandbox.log) expect((endedAtMs ?? 0) - startedAtMs).toBeGreaterThanOrEqual(400)
  expect(sandbox.control.calls()).toEqual({ 'GET /me': { count: 50, maxConcurrent: 50 } })
})

test('requests one after the other never count as two at once', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (let at = 0; at < 50; at++) await ask(sandbox, '/me')
  expect(sandbox.control.calls()).toEqual({ 'GET /me': { count: 50, maxConcurrent: 1 } })
})

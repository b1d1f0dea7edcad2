import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { freePort, startRedis } from '../support/redis.ts'
import { aContact, aWorld } from '../unit/sandbox/small-world.ts'

const contacts = '{ contacts(first: 2) { nodes { id displayName } } }'
const fewRetries = {
  configure: <Config extends { intercom: object }>(config: Config) => ({ ...config, intercom: { ...config.intercom, maxRetries: 0 } }),
}

test('a gateway starts without Intercom, says so to each request, and serves as soon as it is there', async () => {
  const port = await freePort()
  const lines: string[] = []
  await using gateway = await startTestGateway({
    ...fewRetries,
    contacts: 1,
    conversations: 1,
    logLines: lines,
    env: { INTERCOM_BASE_URL: `http://127.0.0.1:${port}` },
  })
  expect(lines.join()).toContain('Intercom did not say which workspace this is; each request will ask again')
  for (const _ of [1, 2]) {
    const { data, errors } = await gateway.query(contacts)
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNREACHABLE', retryable: true } }])
  }
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200)

  await using late = await startSandbox({ port, contacts: 5, conversations: 1 })
  const { data, errors } = await gateway.query<{ contacts: { nodes: unknown[] } }>(contacts)
  expect(errors).toBeUndefined()
  expect(data?.contacts.nodes).toHaveLength(2)
  // and what was made this late is whole: its cache keeps, its start-up answer is used up once
  late.forgetRequests()
  await gateway.query(contacts)
  expect(late.requests).toEqual([])
})

test('the request that finds Intercom back pays for that, and for nothing that goes on after it', async () => {
  await using redis = await startRedis()
  const port = await freePort()
  const lines: string[] = []
  await using gateway = await startTestGateway({
    ...fewRetries,
    contacts: 1,
    conversations: 1,
    logLines: lines,
    env: { INTERCOM_BASE_URL: `http://127.0.0.1:${port}`, REDIS_URL: redis.url },
  })
  await using _late = await startSandbox({ port, contacts: 5, conversations: 1 })
  const { extensions } = await gateway.query(contacts, {}, { 'x-request-id': 'the-first' })
  expect(extensions.intercom.calls.map(({ route }) => route)).toEqual(['GET /me', 'GET /contacts'])

  const said = (sentence: string) => lines.map((line) => JSON.parse(line)).find(({ msg }) => msg.includes(sentence))
  expect(said('request served')).toMatchObject({ requestId: 'the-first' })
  // the reader of the log, which that request began, notices by itself
  await redis.command('FLUSHALL')
  await vi.waitFor(() => expect(said('the log of changes was lost')).toBeDefined(), 10_000)
  expect(said('the log of changes was lost')).not.toHaveProperty('requestId')
})

test('many who ask at once while it comes back ask for the workspace once', async () => {
  const port = await freePort()
  await using gateway = await startTestGateway({
    ...fewRetries,
    contacts: 1,
    conversations: 1,
    env: { INTERCOM_BASE_URL: `http://127.0.0.1:${port}` },
  })
  await using late = await startSandbox({ port, contacts: 5, conversations: 1, latencyMs: 50 })
  const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.query(contacts)))
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([])
  expect([...late.requests].sort()).toEqual(['GET /contacts', 'GET /me'])
})

test('a gateway whose Intercom goes answers what it knows, and the rest with the reason', async () => {
  const sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  await using gateway = await startTestGateway({ ...fewRetries, sandbox })
  await gateway.query(contacts)
  await sandbox.dispose()
  expect((await gateway.query(contacts)).errors).toBeUndefined()
  const { data, errors } = await gateway.query('{ viewer { id } companies { nodes { id } } }')
  expect(data).toEqual({ viewer: { id: 'anonymous' }, companies: null })
  expect(errors).toMatchObject([{ path: ['companies'], extensions: { code: 'UPSTREAM_UNREACHABLE', retryable: true } }])
})

test('a gateway that is told its workspace does not ask for it', async () => {
  await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  sandbox.control.failNext('GET /me', { status: 500, times: 1_000 })
  await using gateway = await startTestGateway({ sandbox, env: { INTERCOM_WORKSPACE_ID: 'told' } })
  const { data } = await gateway.query<{ contacts: { nodes: { id: string }[] } }>(contacts)
  expect(data?.contacts.nodes[0]?.id).toMatch(/^gid:\/\/intercom\/told\/Contact\//)
  expect(gateway.calls).toEqual(['GET /contacts'])
})

test('a gateway that is stopped while it waits for Intercom stops', async () => {
  await using sandbox = await startSandbox({ contacts: 1, conversations: 1 })
  const gateway = await startTestGateway({ ...fewRetries, sandbox })
  sandbox.control.pause('*')
  const asked = gateway.query(contacts).catch((error: Error) => error)
  await vi.waitFor(() => expect(gateway.calls).toEqual(['GET /contacts']))
  const stopped = gateway.dispose()
  sandbox.control.resume('*')
  await stopped
  expect(await asked).toHaveProperty('data.contacts.nodes')
})

/** Not the sandbox: another server that answers like Intercom, behind a path, and knows one contact. */
async function startElsewhere() {
  const seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = []
  const contact = {
    type: 'contact',
    id: '0123456789abcdef01234567',
    workspace_id: 'elsewhere',
    role: 'user',
    name: 'Ada',
    email: 'ada@example.com',
    created_at: 1_700_000_000,
    updated_at: 1_700_000_001,
  }
  const answers: Record<string, unknown> = {
    'GET /proxy/intercom/me': {
      type: 'admin',
      id: '1',
      name: 'Bo',
      email: 'bo@example.com',
      app: { type: 'app', id_code: 'elsewhere', name: 'Else', region: 'US', timezone: 'UTC' },
    },
    'GET /proxy/intercom/contacts': {
      type: 'list',
      data: [contact],
      total_count: 1,
      pages: { type: 'pages', page: 1, per_page: 2, total_pages: 1 },
    },
    'GET /proxy/intercom/contacts/0123456789abcdef01234567': contact,
    'POST /proxy/intercom/contacts/search': {
      type: 'list',
      data: [contact],
      total_count: 1,
      pages: { type: 'pages', page: 1, per_page: 2, total_pages: 1 },
    },
  }
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers })
    const answer = answers[`${request.method} ${request.url?.split('?')[0]}`]
    const isAllowed = request.headers.authorization === 'Bearer a-token-of-theirs'
    response.writeHead(isAllowed ? (answer ? 200 : 404) : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isAllowed && answer ? answer : { type: 'error.list', errors: [{ code: 'not_found', message: 'no' }] }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy/intercom/`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}

test('another server that answers like Intercom, behind a path of its own, serves as well', async () => {
  await using elsewhere = await startElsewhere()
  await using gateway = await startTestGateway({
    contacts: 1,
    conversations: 1,
    env: { INTERCOM_BASE_URL: elsewhere.url, INTERCOM_ACCESS_TOKEN: 'a-token-of-theirs', INTERCOM_VERSION: '2.15' },
  })
  const ada = { id: 'gid://intercom/elsewhere/Contact/0123456789abcdef01234567', displayName: 'Ada' }
  expect((await gateway.query(contacts)).data).toEqual({ contacts: { nodes: [ada] } })
  expect((await gateway.query(`{ contact(by: { id: "${ada.id}" }) { id displayName } }`)).data).toEqual({ contact: ada })
  expect((await gateway.query('{ contacts(filter: { name: { eq: "Ada" } }) { nodes { id displayName } } }')).data).toEqual({
    contacts: { nodes: [ada] },
  })
  expect((await gateway.query('{ workspace { name } }')).data).toEqual({ workspace: { name: 'Else' } })
  expect(gateway.calls).toEqual([])
  for (const { url, headers } of elsewhere.seen) {
    expect(url).toMatch(/^\/proxy\/intercom\/(me|contacts)/)
    expect(headers).toMatchObject({ authorization: 'Bearer a-token-of-theirs', 'intercom-version': '2.15' })
  }
})

test('calls that go to a path where no API is are told as that, not as records that are gone, and the log has them', async () => {
  await using elsewhere = await startElsewhere()
  const lines: string[] = []
  await using gateway = await startTestGateway({
    contacts: 1,
    conversations: 1,
    logLines: lines,
    env: { INTERCOM_BASE_URL: `${elsewhere.url}wrong`, INTERCOM_ACCESS_TOKEN: 'a-token-of-theirs' },
  })
  const sentence =
    'There is no GET /me where the gateway calls Intercom (404 not_found). Check INTERCOM_BASE_URL, and that INTERCOM_VERSION has it.'
  const { errors } = await gateway.query(contacts)
  expect(errors).toMatchObject([{ message: sentence, extensions: { code: 'UPSTREAM_ERROR', retryable: false } }])
  const health = await (await fetch(`${gateway.url}/health/ready`)).json()
  expect(health).toMatchObject({ status: 'DEGRADED', checks: [{ name: 'intercom', status: 'DOWN', detail: sentence }] })
  const failed = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a call to Intercom failed')
  expect(failed[0]).toMatchObject({ level: 'warn', route: 'GET /me', status: 404, code: 'UPSTREAM_ERROR' })
})

test('a token of another workspace than INTERCOM_WORKSPACE_ID says serves nothing from the moment that Intercom names its own', async () => {
  const lines: string[] = []
  await using gateway = await startTestGateway({
    contacts: 1,
    conversations: 1,
    logLines: lines,
    env: { INTERCOM_WORKSPACE_ID: 'another' },
  })
  const sentence = `The access token belongs to workspace "${gateway.sandbox.world.workspace.id_code}", INTERCOM_WORKSPACE_ID says "another": nothing is served. Set one of them right and start again.`
  const refused = { message: sentence, extensions: { code: 'UPSTREAM_ERROR', retryable: false } }
  expect((await gateway.query('{ workspace { name } }')).errors).toMatchObject([refused])
  gateway.forgetRequests()
  expect(await gateway.query(contacts)).toMatchObject({ errors: [refused] })
  expect(gateway.calls).toEqual([])
  const health = await (await fetch(`${gateway.url}/health/ready`)).json()
  expect(health).toMatchObject({ status: 'DEGRADED', checks: [{ name: 'intercom', status: 'DOWN', detail: sentence }] })
  expect(lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'fatal')).toMatchObject([{ err: { message: sentence } }])
})

test('of three searches for 120 contacts one is refused: its fifty contacts are missing, and the others are there', async () => {
  const people = Array.from({ length: 120 }, (_, at) => aContact(at + 1))
  await using gateway = await startTestGateway({ world: aWorld({ contacts: people }) })
  gateway.sandbox.control.failNext('POST /contacts/search', { status: 403 })
  const ids = people.map(({ id }) => `gid://intercom/${gateway.sandbox.world.workspace.id_code}/Contact/${id}`)
  const answer = await gateway.query<{ nodes: ({ id: string } | null)[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
  expect(answer.data?.nodes.filter((node) => node !== null)).toHaveLength(70)
  expect(answer.errors).toHaveLength(50)
  expect(gateway.calls).toEqual(Array.from({ length: 3 }, () => 'POST /contacts/search'))
})

test('a call that Intercom refuses is a line in the log, under the id of the request and the id that Intercom gave it', async () => {
  const lines: string[] = []
  await using gateway = await startTestGateway({ contacts: 1, conversations: 1, logLines: lines })
  gateway.sandbox.control.failNext('GET /admins', { status: 403 })
  const { errors } = await gateway.query('{ workspace { admins { name } } }')
  const line = lines.map((each) => JSON.parse(each)).find(({ msg }) => msg === 'a call to Intercom failed')
  expect(line).toMatchObject({ level: 'warn', requestId: expect.any(String), route: 'GET /admins', status: 403, code: 'UPSTREAM_ERROR' })
  expect(line.intercomRequestId).toBe(errors?.[0]?.extensions.intercomRequestId)
})

import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGatewayOptions } from '../support/gateway.ts'
import { untilJobsAreOver } from '../support/jobs.ts'
import { pushed, sha256, withSyncs } from '../support/pushed.ts'
import { openConnection } from '../support/raw-http.ts'
import { startRedis } from '../support/redis.ts'
import { aContact, aWorld } from '../unit/sandbox/small-world.ts'

type Answer = {
  plan: string
  run: string | null
  records: number
  status: string
  counts: Record<string, number>
  unchanged: number
  toReview: number
  failed: number
  failures: { key: string; action: string; error: { code: string; message: string } }[]
  errors: { code: string; message: string }[]
}
type Refusal = { errors: { message: string; extensions: { code: string } }[] }

async function start(options: TestGatewayOptions = {}, definition = pushed()) {
  const gateway = await startTestGateway({ world: aWorld({ contacts: [] }), configure: withSyncs([definition]), ...options })
  return {
    ...gateway,
    get calls() {
      return gateway.calls
    },
    people: () => [...gateway.sandbox.world.contacts.values()].map(({ external_id, email, name }) => ({ id: external_id, email, name })),
    async send(body: BodyInit, query = '', headers: Record<string, string> = {}) {
      const response = await fetch(`${gateway.url}/sync/crm${query}`, {
        ...{ method: 'POST', body, duplex: 'half' },
        headers: { 'content-type': 'application/json', ...headers },
      } as RequestInit)
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer & Refusal }
    },
  }
}
const ada = { id: 'c-1', email: 'ada@acme.io', name: 'Ada' }
const writes = (calls: readonly string[]) => calls.filter((call) => !call.startsWith('GET') && !call.includes('search'))

test('a record becomes a contact, the same again is nothing to do, and another name one write', async () => {
  await using gateway = await start()
  const first = await gateway.send(JSON.stringify(ada))
  expect(first).toMatchObject({
    status: 202,
    body: { plan: expect.stringMatching(/^gid:\/\/intercom\/[^/]+\/SyncPlan\/[0-9a-f]{24}$/), records: 1 },
  })
  await untilJobsAreOver(gateway.url)
  expect(gateway.people()).toEqual([ada])

  gateway.forgetRequests()
  const again = await gateway.send(JSON.stringify([ada]), '?wait=25')
  expect(again).toMatchObject({ status: 200, body: { status: 'SUCCEEDED', run: null, unchanged: 1, toReview: 0, failed: 0 } })
  expect(gateway.calls).toEqual([])

  const renamed = await gateway.send(JSON.stringify({ ...ada, name: 'Ada L.' }), '?wait=25')
  expect(renamed).toMatchObject({
    status: 200,
    body: { run: expect.stringMatching(/SyncRun/), status: 'SUCCEEDED', counts: { UPDATE: 1 }, failed: 0, failures: [], toReview: 0 },
  })
  expect(writes(gateway.calls)).toEqual(['PUT /contacts/{contact_id}'])
  expect(gateway.people()).toEqual([{ ...ada, name: 'Ada L.' }])
})

test('what is wrong with a record is told, and the others are done', async () => {
  await using gateway = await start()
  const { status, body } = await gateway.send(
    `${JSON.stringify(ada)}\nno JSON\n{"email":"x@acme.io"}\n${JSON.stringify(ada)}`,
    '?wait=25',
    {
      'content-type': 'application/x-ndjson',
    },
  )
  expect({ status, body }).toMatchObject({ status: 200, body: { records: 4, counts: { CREATE: 1, SKIP: 3 }, failed: 3 } })
  expect(body.failures.map(({ key, error }) => [key, error.message])).toEqual([
    ['row 2', 'The record is no JSON.'],
    ['row 3', 'id is not there; expected the key of the record'],
    ['c-1 (row 4)', 'Row 1 has the key "c-1" too; the first counts.'],
  ])
  expect(gateway.people()).toEqual([ada])
})

test('what Intercom refuses is told by its record', async () => {
  await using gateway = await start({ world: aWorld({ contacts: [aContact(1, { external_id: null, email: 'bob@acme.io' })] }) })
  const { body } = await gateway.send(JSON.stringify([ada, { id: 'c-2', email: 'bob@acme.io' }]), '?wait=25')
  expect(body).toMatchObject({ status: 'SUCCEEDED', failed: 1, failures: [{ key: 'c-2', action: 'CREATE', error: { code: 'CONFLICT' } }] })
  expect(gateway.people()).toHaveLength(2)
})

test('for a review nothing is done; what would archive waits for one by itself', async () => {
  await using gateway = await start()
  expect(await gateway.send(JSON.stringify(ada), '?review=true&wait=25')).toMatchObject({
    status: 200,
    body: { run: null, counts: { CREATE: 1 }, toReview: 1 },
  })
  expect(gateway.people()).toEqual([])
  await gateway.send(JSON.stringify(ada), '?wait=25')
  expect(await gateway.send(JSON.stringify({ ...ada, gone: true }), '?wait=25')).toMatchObject({
    body: { run: null, counts: { ARCHIVE: 1 }, toReview: 1 },
  })
  expect(gateway.people()).toEqual([ada])
})

test('a key makes two that are one wish one plan, also when they come at once; for another wish it is refused', async () => {
  await using gateway = await start()
  const key = { 'idempotency-key': 'the evening of the 23rd' }
  const answers = await Promise.all([1, 2, 3, 4].map(() => gateway.send(JSON.stringify(ada), '?wait=25', key)))
  answers.push(await gateway.send(JSON.stringify(ada), '?wait=25', key))
  expect(answers.map(({ status, body }) => [status, body.plan, body.run, body.records])).toEqual(
    answers.map(() => [200, answers[0]!.body.plan, answers[0]!.body.run, 1]),
  )
  expect(writes(gateway.calls)).toEqual(['POST /contacts'])
  expect((await gateway.send(JSON.stringify(ada), '', { 'idempotency-key': 'the next one' })).body.plan).not.toBe(answers[0]!.body.plan)
  for (const [records, query] of [
    [ada, '?review=true'],
    [{ ...ada, name: 'Ada L.' }, ''],
  ] as const)
    expect(await gateway.send(JSON.stringify(records), query, key)).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.stringMatching(/^This key was sent before, /) }] },
    })
})

test('two processes that are sent the same under one key make one plan of it, and one contact', async () => {
  await using redis = await startRedis()
  await using first = await start({ env: { REDIS_URL: redis.url } })
  await using second = await start({ env: { REDIS_URL: redis.url }, sandbox: first.sandbox })
  const key = { 'idempotency-key': 'the evening of the 23rd' }
  const answers = await Promise.all([first, second, first, second].map((gateway) => gateway.send(JSON.stringify(ada), '?wait=25', key)))
  expect(answers.map(({ status, body }) => [status, body.plan, body.status, body.failed])).toEqual(
    answers.map(() => [200, answers[0]!.body.plan, 'SUCCEEDED', 0]),
  )
  expect(writes(first.calls)).toEqual(['POST /contacts'])
}, 60_000)

test('fifty thousand lines are taken as they come, and CSV with its own delimiter', async () => {
  await using gateway = await start()
  let made = 0
  const lines = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (made === 50_000) return controller.close()
      const text = Array.from({ length: 500 }, (_, at) => `{"id":"c-${made + at}","email":"p${made + at}@acme.io"}\n`).join('')
      made += 500
      controller.enqueue(Buffer.from(text))
    },
  })
  expect(await gateway.send(lines, '?review=true', { 'content-type': 'application/x-ndjson' })).toMatchObject({
    status: 202,
    body: { records: 50_000 },
  })
  const csv = 'id;email;name\nc-1;ada@acme.io;"Ada; L."\n'
  expect(await gateway.send(csv, '?delimiter=;', { 'content-type': 'text/csv; charset=utf-8' })).toMatchObject({
    status: 202,
    body: { records: 1 },
  })
}, 60_000)

describe('an upload that is broken off', () => {
  test('leaves nothing, and none of it is done', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sync-post-'))
    await using gateway = await start({ env: { DATA_DIR: folder } })
    const [file] = readdirSync(folder).filter((name) => /\.(db|sqlite\d?)$/.test(name))
    const kept = () => {
      using database = new DatabaseSync(join(folder, file!), { readOnly: true })
      return database.prepare('SELECT count(*) AS count FROM entries').get()!.count
    }
    const connection = await openConnection(gateway.url)
    connection.write('POST /sync/crm HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000\r\n\r\n')
    connection.write(Array.from({ length: 1_000 }, (_, at) => `{"id":"c-${at}"}\n`).join(''))
    await expect.poll(kept).toBeGreaterThan(500)
    connection.destroy()
    await expect.poll(kept).toBe(0)
    expect(await gateway.send(JSON.stringify(ada), '?wait=25')).toMatchObject({ body: { records: 1, counts: { CREATE: 1 } } })
    expect(gateway.people()).toEqual([ada])
  })
})

describe('refused is', () => {
  const keys = `crm:${sha256('the-key')}:SYNC_RUN,reader:${sha256('another')}:CONTACTS_READ`
  const crm = { authorization: 'Bearer the-key' }
  let gateway: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    gateway = await start({
      env: { GATEWAY_API_KEYS: keys },
      configure: withSyncs([pushed()], { maxUploadBytes: 1_000 }),
    })
  })
  afterAll(() => gateway.dispose())

  const text = JSON.stringify(ada)
  test.each<[string, { path?: string; headers?: Record<string, string>; body?: string; method?: string }, number, string, RegExp]>([
    ['nobody', { headers: {} }, 401, 'UNAUTHENTICATED', /^This gateway needs an API key/],
    ['a wrong key', { headers: { authorization: 'Bearer nope' } }, 401, 'UNAUTHENTICATED', /is not known here/],
    ['a caller without the scope', { headers: { authorization: 'Bearer another' } }, 403, 'FORBIDDEN', /needs the scope SYNC_RUN/],
    ['a sync that there is not', { path: '/sync/crn' }, 404, 'NOT_FOUND', /There is no sync "crn": there are crm/],
    ['a path below one', { path: '/sync/crm/more' }, 404, 'NOT_FOUND', /There is no sync "crm\/more"/],
    ['another method', { method: 'PUT' }, 405, 'INVALID', /is asked by POST/],
    ['a form', { headers: { ...crm, 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'INVALID', /application\/x-ndjson/],
    ['what is compressed', { headers: { ...crm, 'content-encoding': 'gzip' } }, 415, 'INVALID', /application\/x-ndjson/],
    ['what is no JSON', { body: '{"id":' }, 400, 'INVALID', /^It is no JSON/],
    ['a CSV file without a header', { body: '', headers: { ...crm, 'content-type': 'text/csv' } }, 400, 'INVALID', /^The file is empty/],
    ['what is announced as too large', { body: ' '.repeat(1_001) }, 413, 'INVALID', /at most 1000 bytes/],
    ['an unknown parameter', { path: '/sync/crm?dry=true' }, 400, 'INVALID', /Nothing is known of the parameter "dry"/],
    ['a wait that is too long', { path: '/sync/crm?wait=26' }, 400, 'INVALID', /"wait" is "26"; expected whole seconds, 25 at most/],
    ['a parameter that says two things', { path: '/sync/crm?review=true&review=false' }, 400, 'INVALID', /"review" is there twice/],
    ['a flag that is none', { path: '/sync/crm?whole=yes' }, 400, 'INVALID', /"whole" is "yes"; expected true or false/],
    ['a key without letters', { headers: { ...crm, 'idempotency-key': ' ' } }, 400, 'INVALID', /has 0 characters; expected 1 to 255/],
  ])('%s', async (_, { path = '/sync/crm', headers = crm, body = text, method = 'POST' }, status, code, message) => {
    const response = await fetch(gateway.url + path, { method, body, headers: { 'content-type': 'application/json', ...headers } })
    const told = (await response.json()) as Refusal
    expect([response.status, told.errors[0]?.extensions.code, told.errors[0]?.message]).toEqual([
      status,
      code,
      expect.stringMatching(message),
    ])
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null)
    expect(gateway.calls).toEqual([])
  })

  test('what turns out to be too large', async () => {
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(Buffer.from(`${text}\n`)) })
    const answer = await gateway.send(endless, '', { ...crm, 'content-type': 'application/x-ndjson' })
    expect([answer.status, answer.body.errors[0]?.message]).toEqual([413, expect.stringMatching(/^This gateway takes at most 1000 bytes/)])
    await untilJobsAreOver(gateway.url)
    expect(gateway.calls).toEqual([])
  })
})

test('whoever asks too often is told when to come again', async () => {
  await using gateway = await start({
    configure: (config) => withSyncs([pushed()])({ ...config, api: { ...config.api, requestsPerMinute: 2 } }),
  })
  for (const id of ['c-1', 'c-2']) expect((await gateway.send(JSON.stringify({ id }))).status).toBe(202)
  const { status, headers, body } = await gateway.send(JSON.stringify({ id: 'c-3' }))
  expect([status, body.errors[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED'])
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a mapping that does not fit the workspace is told to whoever waits', async () => {
  await using gateway = await start(
    {},
    pushed({
      fields: [
        { column: 'id', field: 'externalId' },
        { column: 'x', field: 'customAttributes.shoe' },
      ],
    }),
  )
  const { status, body } = await gateway.send(JSON.stringify(ada), '?wait=25')
  expect([status, body.status, body.errors[0]?.message]).toEqual([200, 'FAILED', expect.stringMatching(/shoe/)])
})

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSchema, type GraphQLSchema } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { currentScope } from '../../../../src/monitoring/request-scope.ts'
import { askHttp } from '../../../support/ask-http.ts'
import { openConnection, received, sendRaw } from '../../../support/raw-http.ts'
import { startSmallServer } from './small-server.ts'

function schemaWith(resolve: (args: Record<string, unknown>) => unknown): GraphQLSchema {
  const schema = buildSchema('type Query { answer(to: String): String }')
  const field = schema.getQueryType()!.getFields().answer!
  field.resolve = (_, args) => resolve(args)
  return schema
}

/** A field that waits until the test lets it go. */
function gate() {
  const { promise, resolve: open } = Promise.withResolvers<string>()
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
  const schema = schemaWith(() => {
    enter()
    return promise
  })
  return { schema, open: () => open('at last'), entered }
}

const query = { query: '{ answer }' }
const post = (body: string, headers = '') =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n${body}`

describe('a body over the limit', () => {
  const schema = schemaWith(() => 'yes')
  const api = { maxBodyBytes: 1_000 }

  test.each([
    ['by its announced length, before it comes', `Content-Length: 5000\r\nConnection: close\r\n`, ''],
    ['by what has come of it', `Transfer-Encoding: chunked\r\nConnection: close\r\n`, `7d0\r\n${' '.repeat(2_000)}\r\n`],
  ])('is refused %s: 413', async (_, headers, body) => {
    await using server = await startSmallServer({ schema, api })
    const answer = await sendRaw(server.url, post(body, headers))
    expect([answer.status, JSON.parse(answer.body).errors[0].extensions.code]).toEqual([413, 'INVALID'])
    expect(server.lines).toMatchObject([{ status: 413, msg: 'request served' }])
  })

  test('is answered to a client that goes on sending, many megabytes at a time', async () => {
    await using server = await startSmallServer({ schema, api })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        askHttp(`${server.url}/graphql`, { method: 'POST', body: ' '.repeat(8_000_000), headers: { 'content-type': 'application/json' } }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 413))
  })

  test('whose sender never ends is cut off after a moment', async () => {
    await using server = await startSmallServer({ schema, api })
    const connection = await openConnection(server.url)
    const all = received(connection)
    connection.write(post('', 'Transfer-Encoding: chunked\r\n'))
    const sending = setInterval(() => connection.writable && connection.write(`7d0\r\n${' '.repeat(2_000)}\r\n`), 20)
    expect(await all).toContain('413 Payload Too Large')
    clearInterval(sending)
  })

  test('one of just the limit is read', async () => {
    await using server = await startSmallServer({ schema, api })
    const text = JSON.stringify(query).padEnd(1_000)
    const answer = await sendRaw(server.url, post(text, `Content-Length: 1000\r\nConnection: close\r\n`))
    expect([answer.status, JSON.parse(answer.body).data]).toEqual([200, { answer: 'yes' }])
  })
})

describe('bodies', () => {
  const key = 'a-key'
  const GATEWAY_API_KEYS = `desk:${createHash('sha256').update(key).digest('hex')}:CONTACTS_READ`
  const schema = schemaWith(() => 'yes')
  const known = `Authorization: Bearer ${key}\r\n`
  const stranger = 'Authorization: Bearer another\r\n'

  test.each(['', stranger])('of a stranger (%j) are not waited for: 401 with the first of it, and the connection ends', async (shown) => {
    await using server = await startSmallServer({ schema, env: { GATEWAY_API_KEYS } })
    const connection = await openConnection(server.url)
    const all = received(connection)
    connection.write(post('{', `Content-Length: 900000\r\nAccept: application/graphql-response+json\r\n${shown}`))
    await once(connection, 'readable')
    const text = await all
    expect(text).toMatch(/^HTTP\/1.1 401 Unauthorized\r\n.*connection: close/is)
    expect(text).toContain('"code":"UNAUTHENTICATED"')
  })

  test('of a stranger are not kept: as many as would be more than there is room for take none of it', async () => {
    await using server = await startSmallServer({ schema, env: { GATEWAY_API_KEYS }, api: { maxPendingBytes: 1_000 } })
    const connections = await Promise.all(Array.from({ length: 5 }, () => openConnection(server.url)))
    for (const connection of connections) {
      connection.write(post(' '.repeat(900), `Content-Length: 90000\r\n${stranger}`))
      await once(connection, 'readable')
    }
    const answer = await sendRaw(
      server.url,
      post(JSON.stringify(query), `Content-Length: ${JSON.stringify(query).length}\r\nConnection: close\r\n${known}`),
    )
    expect(answer.status).toBe(200)
    for (const connection of connections) connection.destroy()
  })

  test('that come to more than there is room for, together, are refused as something to send again; and the room is there after them', async () => {
    await using server = await startSmallServer({ schema, env: { GATEWAY_API_KEYS }, api: { maxPendingBytes: 1_000 } })
    const ask = () => askHttp(`${server.url}/graphql`, { json: query, headers: { authorization: `Bearer ${key}` } })
    const waiting = await openConnection(server.url)
    waiting.write(post(' '.repeat(990), `Content-Length: 2000\r\n${known}`))
    await expect.poll(async () => (await ask()).status).toBe(503)
    const refused = await ask()
    expect([refused.headers.get('retry-after'), JSON.parse(refused.text).errors[0].extensions]).toEqual([
      '1',
      { code: 'INTERNAL', retryable: true },
    ])
    waiting.destroy()
    await expect.poll(async () => (await ask()).status).toBe(200)
    expect(server.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('a client', () => {
  test('that leaves while it sends is noted, not an error', async () => {
    await using server = await startSmallServer({ schema: schemaWith(() => 'yes') })
    const connection = await openConnection(server.url)
    // the server asks for the rest when the request is in its hands
    connection.write(post('{"query": "{ ans', 'Content-Length: 5000\r\nExpect: 100-continue\r\n'))
    await once(connection, 'data')
    connection.destroy()
    await vi.waitFor(() => expect(server.lines).toHaveLength(1))
    expect(server.lines[0]).toMatchObject({ level: 'info', msg: 'the client left before it was answered', route: '/graphql' })
    expect(server.lines[0]).not.toHaveProperty('status')
    expect((await askHttp(`${server.url}/graphql`, { json: query })).status).toBe(200)
  })

  test('that leaves before its answer is noted too', async () => {
    const { schema, open, entered } = gate()
    await using server = await startSmallServer({ schema })
    const connection = await openConnection(server.url)
    connection.write(post(JSON.stringify(query), `Content-Length: ${JSON.stringify(query).length}\r\n`))
    await entered
    connection.destroy()
    await vi.waitFor(() => expect(server.lines).toHaveLength(1))
    open()
    expect((await askHttp(`${server.url}/graphql`, { json: query })).status).toBe(200)
    expect(server.lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['info', 'the client left before it was answered'],
      ['info', 'request served'],
    ])
  })

  test.each([
    ['headers', 'GET /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
    ['body', post('{', 'Content-Length: 500\r\n')],
  ])('that sends its %s a byte at a time is cut off', async (_, start) => {
    await using server = await startSmallServer({ schema: schemaWith(() => 'yes'), requestTimeoutMs: 300 })
    const connection = await openConnection(server.url)
    const all = received(connection)
    connection.write(start)
    const dripping = setInterval(() => connection.writable && connection.write('x'), 50)
    expect(await all).toContain('408 Request Timeout')
    clearInterval(dripping)
    expect(server.lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  test('that sends what is not HTTP is answered 400', async () => {
    await using server = await startSmallServer({ schema: schemaWith(() => 'yes') })
    expect((await sendRaw(server.url, 'HELO there\r\n\r\n')).status).toBe(400)
  })
})

describe('the line of a request', () => {
  test('says what was asked and answered, under the id that the answer carries', async () => {
    await using server = await startSmallServer({ schema: schemaWith(() => 'yes') })
    const answer = await askHttp(`${server.url}/graphql?secret=1`, { json: query })
    await askHttp(`${server.url}/nope/7`)
    expect(server.lines).toMatchObject([
      {
        msg: 'request served',
        method: 'POST',
        route: '/graphql',
        status: 200,
        upstreamCalls: 0,
        requestId: answer.headers.get('x-request-id'),
      },
      { msg: 'request served', method: 'GET', route: 'unknown', status: 404 },
    ])
    expect(JSON.stringify(server.lines)).not.toMatch(/secret|nope|answer/)
  })

  test('is for debugging only where machines ask every few seconds, unless they are told that something is wrong', async () => {
    await using server = await startSmallServer({ schema: schemaWith(() => 'yes') })
    for (const path of ['/health/live', '/metrics', '/health/ready']) await askHttp(server.url + path)
    server.health.serving()
    await askHttp(`${server.url}/health/ready`)
    expect(server.lines.map(({ route, status, level }) => [route, status, level])).toEqual([
      ['/health/live', 200, 'debug'],
      ['/metrics', 200, 'debug'],
      ['/health/ready', 503, 'info'],
      ['/health/ready', 200, 'debug'],
    ])
  })

  test('keeps the id a caller gives when it is one, and makes one when it is not', async () => {
    await using server = await startSmallServer({ schema: schemaWith(() => currentScope()?.requestId) })
    const asked = async (id: string) => {
      const answer = await askHttp(`${server.url}/graphql`, { json: query, headers: { 'x-request-id': id } })
      return [answer.headers.get('x-request-id'), JSON.parse(answer.text).data.answer]
    }
    expect(await asked('trace-7.a_b')).toEqual(['trace-7.a_b', 'trace-7.a_b'])
    for (const odd of ['', 'a b', 'é', '"}', 'x'.repeat(65)]) {
      const [header, inside] = await asked(odd)
      expect(header).toMatch(/^[\da-f-]{36}$/)
      expect(inside).toBe(header)
    }
  })

  test('many at once each know their own id', async () => {
    await using server = await startSmallServer({
      schema: schemaWith(async () => {
        await sleep(Math.random() * 20)
        return currentScope()?.requestId
      }),
    })
    const ids = Array.from({ length: 200 }, (_, index) => `request-${index}`)
    const answers = await Promise.all(ids.map((id) => askHttp(`${server.url}/graphql`, { json: query, headers: { 'x-request-id': id } })))
    expect(answers.map(({ text }) => JSON.parse(text).data.answer)).toEqual(ids)
  })
})

describe('a stop', () => {
  test('lets what runs finish, tells its client not to come again, and takes nothing new', async () => {
    const { schema, open, entered } = gate()
    const server = await startSmallServer({ schema })
    const running = askHttp(`${server.url}/graphql`, { json: query })
    await entered
    const stopped = server.dispose()
    await expect(askHttp(`${server.url}/health/live`)).rejects.toThrow('fetch failed')
    open()
    const answer = await running
    expect([answer.status, answer.headers.get('connection'), JSON.parse(answer.text).data]).toEqual([200, 'close', { answer: 'at last' }])
    await stopped
  })

  test('does not wait for connections that ask nothing: used ones, unused ones, half a request', async () => {
    const server = await startSmallServer({ schema: schemaWith(() => 'yes'), api: { shutdownTimeoutMs: 600_000 } })
    const used = await openConnection(server.url)
    used.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await vi.waitFor(() => expect(server.lines).toHaveLength(1))
    const unused = await openConnection(server.url)
    const half = await openConnection(server.url)
    half.write('GET /graphql HT')
    const closed = [used, unused, half].map(received)
    await server.dispose()
    await Promise.all(closed)
  })

  test('answers a request that had come on a kept-alive connection before it, and then closes that', async () => {
    const server = await startSmallServer({ schema: schemaWith(() => 'yes') })
    const connection = await openConnection(server.url)
    const all = received(connection)
    connection.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await vi.waitFor(() => expect(server.lines).toHaveLength(1))
    connection.write(post(JSON.stringify(query), `Content-Length: ${JSON.stringify(query).length}\r\n`))
    await server.dispose()
    const [, second = ''] = (await all).split(/(?=HTTP\/1\.1 )/)
    expect(second).toMatch(/^HTTP\/1\.1 200 OK\r\n.*connection: close\r\n.*"yes"/s)
  })

  test('is over when an answer has been read that was on its way before it, however long its client would keep the connection', async () => {
    const large = 'x'.repeat(20_000_000)
    const server = await startSmallServer({ schema: schemaWith(() => large), api: { shutdownTimeoutMs: 600_000 } })
    const connection = await openConnection(server.url)
    connection.write(post(JSON.stringify(query), `Content-Length: ${JSON.stringify(query).length}\r\n`))
    await once(connection, 'readable')
    const stopped = server.dispose()
    expect(await received(connection)).toContain(large)
    await stopped
  })

  test('that has waited as long as it may ends what requests wait for, and lets them be answered', async () => {
    const { schema, open, entered } = gate()
    const server = await startSmallServer({ schema, api: { shutdownTimeoutMs: 100 }, endWaiting: open })
    const running = askHttp(`${server.url}/graphql`, { json: query })
    await entered
    await server.dispose()
    const answer = await running
    expect([answer.status, answer.headers.get('connection'), JSON.parse(answer.text).data]).toEqual([200, 'close', { answer: 'at last' }])
    expect(server.lines[0]).toMatchObject({ level: 'warn', requests: 1, waitedMs: 100 })
  })

  test('cuts off what even that does not end', async () => {
    const { schema, entered } = gate()
    const server = await startSmallServer({ schema, api: { shutdownTimeoutMs: 200 } })
    const running = askHttp(`${server.url}/graphql`, { json: query }).catch((error: Error) => error.message)
    await entered
    await server.dispose()
    expect(await running).toBe('fetch failed')
  })
})

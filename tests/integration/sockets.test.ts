import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { type Client, type ClientOptions, createClient } from 'graphql-ws'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Config } from '../../src/config.ts'
import { openEventStream } from '../support/event-stream.ts'
import type { TestGatewayOptions } from '../support/gateway.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const protocol = 'graphql-transport-ws'
const addressOf = (url: string) => `${url.replace(/^http/, 'ws')}/graphql`
const keyOf = (name: string, scopes: string) => `${name}:${createHash('sha256').update(name).digest('hex')}:${scopes}`
const guarded: TestGatewayOptions = {
  env: { GATEWAY_API_KEYS: [keyOf('all', 'CONVERSATIONS_READ+NOTES_READ'), keyOf('none', 'CONTACTS_READ')].join() },
}

function connect(url: string, options: Partial<ClientOptions> = {}): Client & AsyncDisposable {
  const client = createClient({ url: addressOf(url), webSocketImpl: WebSocket, retryAttempts: 0, ...options })
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.dispose() })
}

const follow = `subscription($after: EventCursor) {
  told: conversationUpdates(id: "1", after: $after) { __typename ... on StreamItem { cursor } ... on ConversationPartAdded { partId } }
}`
type Told = { told: { __typename: string; cursor: string; partId?: string } }
const reply = (part: number) => ({
  type: 'conversation',
  id: '1',
  conversation_parts: { conversation_parts: [{ id: String(part), part_type: 'comment' }] },
})
const announce = async (url: string, part: number) =>
  expect(await deliver(url, notificationOf('conversation.user.replied', reply(part)))).toMatchObject({ status: 200 })

/** A socket without a client behind it: what a stranger may do. */
async function openSocket(
  url: string,
  { protocols = [protocol], headers = {} }: { protocols?: string[]; headers?: Record<string, string> } = {},
) {
  const socket = new WebSocket(addressOf(url), protocols, { headers })
  const messages: { type: string; payload?: Record<string, unknown> }[] = []
  socket.on('message', (data) => void messages.push(JSON.parse(String(data))))
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  /** That of the answer; 0 when the client itself would not have what came. */
  const status = await new Promise<number>((resolve) => {
    socket.once('open', () => resolve(101))
    socket.once('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode))
    socket.on('error', () => resolve(0))
  })
  return {
    socket,
    messages,
    closed,
    status,
    send: (message: object) => socket.send(JSON.stringify(message)),
    [Symbol.dispose]: () => socket.terminate(),
  }
}

test('a query over a socket is answered as it is over HTTP, and what it cost stands beside it', async () => {
  await using gateway = await startDesk()
  await using client = connect(gateway.url)
  for await (const { data, errors, extensions } of client.iterate({ query: '{ conversation(id: "1") { title } }' })) {
    expect({ data, errors }).toEqual({ data: { conversation: { title: 'first' } }, errors: undefined })
    expect(extensions).toMatchObject({ intercom: { actualCalls: 1, calls: [{ route: 'GET /conversations/{conversation_id}' }] } })
  }
})

test('a subscription is told what happens, and by its last cursor, on another socket, what it missed', async () => {
  await using gateway = await startDesk()
  let cursor: unknown
  {
    await using client = connect(gateway.url)
    for await (const { data, extensions } of client.iterate<Told, { cursor: string }>({ query: follow })) {
      cursor = extensions?.cursor
      expect(cursor).toBe(data?.told.cursor)
      if (data?.told.__typename === 'StreamCaughtUp') await announce(gateway.url, 1)
      else break
    }
  }
  await announce(gateway.url, 2)
  await announce(gateway.url, 3)
  for (const resume of [{ variables: { after: cursor } }, { extensions: { resumeFrom: cursor } }]) {
    await using client = connect(gateway.url)
    const told: (string | undefined)[] = []
    for await (const { data } of client.iterate<Told>({ query: follow, ...resume })) {
      told.push(data?.told.partId ?? data?.told.__typename)
      if (told.length === 3) break
    }
    expect(told).toEqual(['gid://intercom/small/CommentPart/1:2', 'gid://intercom/small/CommentPart/1:3', 'StreamCaughtUp'])
  }
  const open = async () => /^gateway_subscriptions (\d+)$/m.exec(await (await fetch(`${gateway.url}/metrics`)).text())?.[1]
  await vi.waitFor(async () => expect(await open()).toBe('0'), 5_000)
})

test('who shows no key, or a wrong one, is told so by the close; who shows one is known by it, with its scopes', async () => {
  await using gateway = await startDesk(guarded)
  for (const payload of [undefined, { authorization: 'Bearer wrong' }, { authorization: 7 }]) {
    using stranger = await openSocket(gateway.url)
    stranger.send({ type: 'connection_init', payload })
    expect(await stranger.closed).toMatchObject({ code: 4401, reason: expect.stringContaining('key') })
    expect(stranger.messages).toEqual([])
  }
  await using all = connect(gateway.url, { connectionParams: { authorization: 'Bearer all' } })
  for await (const { data } of all.iterate({ query: '{ viewer { id } }' })) expect(data).toEqual({ viewer: { id: 'all' } })
  await using none = connect(gateway.url, { connectionParams: { Authorization: 'Bearer none' } })
  for await (const { errors } of none.iterate({ query: follow })) expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  using byHeader = await openSocket(gateway.url, { headers: { authorization: 'Bearer all' } })
  byHeader.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(byHeader.messages).toMatchObject([{ type: 'connection_ack' }]), 5_000)
})

test('before it has said who it is a socket may ask nothing, and has three seconds to say it', async () => {
  await using gateway = await startDesk()
  using hasty = await openSocket(gateway.url)
  hasty.send({ id: '1', type: 'subscribe', payload: { query: '{ viewer { id } }' } })
  expect(await hasty.closed).toMatchObject({ code: 4401 })
  using silent = await openSocket(gateway.url)
  expect(await silent.closed).toMatchObject({ code: 4408 })
})

test('the limits of HTTP hold: documents, variables, and what a caller may send in a minute', async () => {
  const configure: TestGatewayOptions['configure'] = (config) => ({ ...config, api: { ...config.api, requestsPerMinute: 4 } })
  await using gateway = await startDesk({ configure })
  await using client = connect(gateway.url)
  const codeOf = async (query: string, variables?: Record<string, unknown>) => {
    try {
      for await (const { errors } of client.iterate({ query, variables })) return errors?.[0]?.extensions?.code
    } catch (error) {
      return (error as { extensions: { code: string }; message: string }[])[0]?.extensions.code
    }
  }
  const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) })
  expect(await codeOf('{ viewer { id } }')).toBeUndefined()
  expect(await codeOf(`{ ${Array.from({ length: 1_000 }, (_, index) => `a${index}: viewer { id }`).join(' ')} }`)).toBe('INVALID')
  expect(await codeOf('{ viewer { id } }', { v: nested(100) })).toBe('INVALID')
  expect(await codeOf('{ viewer { nothing } }')).toBe('INVALID')
  expect(await codeOf('{ viewer { id } }')).toBe('RATE_LIMITED')
})

test('the acknowledgement says what a socket may do, and what is more is refused', async () => {
  await using gateway = await startDesk()
  using socket = await openSocket(gateway.url)
  socket.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(socket.messages).toHaveLength(1), 5_000)
  expect(socket.messages[0]).toEqual({
    type: 'connection_ack',
    payload: {
      keepAliveMs: 12_000,
      maxOperations: 100,
      maxSockets: 10_000,
      maxSubscriptions: 20_000,
      maxMessageBytes: 1_048_576,
      slowConsumerMs: 30_000,
    },
  })
  for (let id = 0; id < 101; id += 1) socket.send({ id: String(id), type: 'subscribe', payload: { query: follow } })
  await vi.waitFor(() => expect(socket.messages).toHaveLength(102), 10_000)
  const refused = socket.messages.filter(({ type }) => type === 'error')
  expect(refused).toMatchObject([
    { id: '100', payload: [{ message: expect.stringContaining('100 operations'), extensions: { code: 'INVALID' } }] },
  ])
})

test.each<[what: string, message: string, code: number]>([
  ['no message of the protocol', 'hello', 4400],
  ['more than a message may hold', 'x'.repeat(1_048_577), 1009],
])('%s closes the socket, and no other', async (_, message, code) => {
  await using gateway = await startDesk()
  using other = await openSocket(gateway.url)
  using socket = await openSocket(gateway.url)
  other.send({ type: 'connection_init' })
  socket.socket.send(message)
  expect(await socket.closed).toMatchObject({ code })
  await vi.waitFor(() => expect(other.messages).toHaveLength(1), 5_000)
})

const streams =
  (rest: Partial<Config['api']['streams']>): TestGatewayOptions['configure'] =>
  (config) => ({ ...config, api: { ...config.api, streams: { ...config.api.streams, ...rest } } })

test.each<[what: string, messages: (string | object)[], code: number]>([
  ['much before it is known who it is', ['x'.repeat(9_000)], 1009],
  ['much in many messages before that', Array(20).fill({ type: 'ping', payload: { text: 'x'.repeat(500) } }), 1009],
  ['a second init', [{ type: 'connection_init' }, { type: 'connection_init' }], 4429],
  ['an unknown message', [{ type: 'connection_init' }, { type: 'start', id: '1' }], 4400],
  ['the id of an operation that runs', ['1', '1'].map((id) => ({ id, type: 'subscribe', payload: { query: follow } })), 4409],
])('%s closes the socket by the code that says so', async (_, messages, code) => {
  await using gateway = await startDesk()
  using socket = await openSocket(gateway.url)
  if (code === 4409) {
    socket.send({ type: 'connection_init' })
    await vi.waitFor(() => expect(socket.messages).toHaveLength(1), 5_000)
  }
  for (const message of messages) socket.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  expect(await socket.closed).toMatchObject({ code })
})

test('an id is free as soon as it was completed, also while its event is made; and nothing of a socket is left when it is gone', async () => {
  await using gateway = await startDesk()
  const socket = await openSocket(gateway.url)
  socket.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(socket.messages).toHaveLength(1), 5_000)
  const subscribe = { id: '1', type: 'subscribe', payload: { query: follow } }
  // also before the one that had it has begun
  for (const message of [subscribe, { id: '1', type: 'complete' }, subscribe]) socket.send(message)
  await vi.waitFor(() => expect(socket.messages.length).toBeGreaterThan(1), 5_000)
  for (let turn = 0; turn < 5; turn += 1) {
    socket.messages.length = 0
    for (const message of [{ id: '1', type: 'complete' }, subscribe]) socket.send(message)
    await vi.waitFor(() => expect(socket.messages).toMatchObject([{ id: '1', type: 'next' }]), 5_000)
  }
  await announce(gateway.url, 901)
  await vi.waitFor(() => expect(socket.messages.length).toBeGreaterThan(1), 5_000)
  expect(socket.messages.every(({ type }) => type === 'next')).toBe(true)
  socket.socket.terminate()
  const open = async () => /^gateway_subscriptions (\d+)$/m.exec(await (await fetch(`${gateway.url}/metrics`)).text())?.[1]
  await vi.waitFor(async () => expect(await open()).toBe('0'), 5_000)
})

test('of thousands of subscriptions on one socket as many run as may, each other one is refused, and other sockets are served', async () => {
  await using gateway = await startDesk({ configure: (config) => ({ ...config, api: { ...config.api, requestsPerMinute: 0 } }) })
  using greedy = await openSocket(gateway.url)
  greedy.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(greedy.messages).toHaveLength(1), 5_000)
  for (let id = 0; id < 3_000; id += 1) greedy.send({ id: String(id), type: 'subscribe', payload: { query: follow } })
  await using client = connect(gateway.url)
  for await (const { data } of client.iterate({ query: '{ conversation(id: "1") { title } }' })) {
    expect(data).toEqual({ conversation: { title: 'first' } })
  }
  const of = (wanted: string) => greedy.messages.filter(({ type }) => type === wanted)
  await vi.waitFor(() => expect([of('next').length, of('error').length]).toEqual([100, 2_900]), 30_000)
  greedy.send({ id: '0', type: 'complete' })
  greedy.send({ id: 'again', type: 'subscribe', payload: { query: follow } })
  await vi.waitFor(() => expect(of('next')).toHaveLength(101), 10_000)
  await announce(gateway.url, 1)
  await vi.waitFor(() => expect(of('next')).toHaveLength(201), 10_000)
}, 60_000)

test('who says who it is byte by byte is closed when its time is over, like one that says nothing', async () => {
  await using gateway = await startDesk({ configure: streams({ initTimeoutMs: 500 }) })
  const { hostname, port, host } = new URL(gateway.url)
  const slow = createConnection(Number(port), hostname)
  slow.on('error', () => {})
  const received: Buffer[] = []
  slow.on('data', (chunk: Buffer) => void received.push(chunk))
  const head = ['GET /graphql HTTP/1.1', `host: ${host}`, 'connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13']
  const key = randomBytes(16).toString('base64')
  slow.write([...head, `sec-websocket-key: ${key}`, `sec-websocket-protocol: ${protocol}`, '', ''].join('\r\n'))
  await vi.waitFor(() => expect(String(Buffer.concat(received))).toContain('101 Switching Protocols'), 5_000)
  received.length = 0
  const init = Buffer.from(JSON.stringify({ type: 'connection_init' }))
  // one text frame, under a mask of zeros
  const frame = Buffer.concat([Buffer.from([0x81, 0x80 | init.length, 0, 0, 0, 0]), init])
  const closed = once(slow, 'close')
  let sent = 0
  const writing = setInterval(() => void (sent < frame.length ? slow.write(frame.subarray(sent, ++sent)) : clearInterval(writing)), 100)
  await closed
  clearInterval(writing)
  const told = Buffer.concat(received)
  expect([told[0], told.readUInt16BE(2)]).toEqual([0x88, 4408])
  expect(sent).toBeLessThan(frame.length)
})

test('a socket that asks without end and reads nothing is not read any more, and cut', async () => {
  await using gateway = await startDesk({ configure: streams({ slowConsumerMs: 1_000, maxBufferedBytes: 10_000 }) })
  using socket = await openSocket(gateway.url)
  socket.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(socket.messages).toHaveLength(1), 5_000)
  socket.socket.pause()
  const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(100_000) } })
  for (let count = 0; count < 500; count += 1) socket.socket.send(ping)
  const cuts = async () =>
    (await (await fetch(`${gateway.url}/metrics`)).text()).includes('gateway_stream_cuts_total{transport="websocket",reason="slow"} 1')
  await vi.waitFor(async () => expect(await cuts()).toBe(true), 10_000)
  // the other half of what was sent was never taken
  expect(socket.socket.bufferedAmount).toBeGreaterThan(10_000_000)
})

test('a process has so many sockets and subscriptions, and says so to whoever comes then, by either transport', async () => {
  await using gateway = await startDesk({ configure: streams({ maxSockets: 2, maxSubscriptions: 3 }) })
  using one = await openSocket(gateway.url)
  using two = await openSocket(gateway.url)
  using three = await openSocket(gateway.url)
  expect([one.status, two.status, three.status]).toEqual([101, 101, 503])
  one.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(one.messages).toHaveLength(1), 5_000)
  for (let id = 0; id < 4; id += 1) one.send({ id: String(id), type: 'subscribe', payload: { query: follow } })
  const refusals = () => one.messages.filter(({ payload }) => payload?.errors)
  await vi.waitFor(() => expect(refusals()).toHaveLength(1), 5_000)
  const refusal = { message: expect.stringContaining('3 subscriptions'), extensions: { code: 'RATE_LIMITED', retryable: true } }
  expect(refusals()).toMatchObject([{ payload: { errors: [refusal] } }])
  await using stream = await openEventStream(gateway.url, 'subscription { conversationEvents { __typename } }')
  expect((await stream.next())?.data?.errors).toMatchObject([refusal])
  one.send({ id: '0', type: 'complete' })
  await vi.waitFor(async () => {
    await using again = await openEventStream(gateway.url, 'subscription { conversationEvents { __typename } }')
    expect((await again.next())?.data?.errors).toBeUndefined()
  }, 5_000)
})

test('operations of a socket are counted as requests over HTTP are', async () => {
  await using gateway = await startDesk()
  await using client = connect(gateway.url)
  for await (const _ of client.iterate({ query: '{ viewer { id } }' })) break
  await Array.fromAsync(client.iterate({ query: '{ nothing }' })).catch(() => {})
  const page = await (await fetch(`${gateway.url}/metrics`)).text()
  expect(page).toContain('gateway_request_duration_seconds_count{operation_type="query",outcome="ok"} 1')
  expect(page).toContain('gateway_request_duration_seconds_count{operation_type="unknown",outcome="INVALID"} 1')
})

test('a page of another site, another path, another name and another protocol get no socket', async () => {
  await using gateway = await startDesk()
  const statusOf = async (...given: Parameters<typeof openSocket>) => {
    using socket = await openSocket(...given)
    return socket.status
  }
  expect(await statusOf(gateway.url, { headers: { origin: 'https://evil.example' } })).toBe(403)
  expect(await statusOf(gateway.url, { headers: { host: 'evil.example' } })).toBe(403)
  expect(await statusOf(`${gateway.url}/elsewhere`)).toBe(404)
  expect(await statusOf(gateway.url, { protocols: ['graphql-ws'] })).toBe(0)
  expect(await statusOf(gateway.url, { headers: { origin: gateway.url } })).toBe(101)
})

test('a stop closes sockets with 1012, so that clients connect again, and is over soon', async () => {
  const gateway = await startDesk()
  using socket = await openSocket(gateway.url)
  socket.send({ type: 'connection_init' })
  await vi.waitFor(() => expect(socket.messages).toHaveLength(1), 5_000)
  socket.send({ id: '1', type: 'subscribe', payload: { query: follow } })
  await vi.waitFor(() => expect(socket.messages.some(({ type }) => type === 'next')).toBe(true), 5_000)
  await gateway.dispose()
  expect(await socket.closed).toEqual({ code: 1012, reason: 'The gateway is stopping' })
})

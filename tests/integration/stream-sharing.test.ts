import { createHash } from 'node:crypto'
import { createClient } from 'graphql-ws'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openEventStream } from '../support/event-stream.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const query = `subscription Follow($id: ID!, $after: EventCursor) {
  told: conversationUpdates(id: $id, after: $after) { __typename ... on StreamItem { cursor } ... on ConversationEvent { topic conversation { title } } }
}`
type Told = { __typename: string; cursor: string; topic?: string }
type Message = { data?: { told: Told } | null; extensions?: { cursor: string } | null }

const changed = (topic: string) => notificationOf(topic, { type: 'conversation', id: '1' })
const executionsOf = async (url: string) =>
  Number(/^gateway_stream_executions_total (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1])

/** The same, over sockets: so many events of so many operations on one socket. */
function openSocketStreams(url: string, count: number, { variables, token }: { variables: Record<string, unknown>; token?: string }) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
  })
  const streams = Array.from({ length: count }, () => client.iterate<Message['data']>({ query, variables }))
  return {
    next: () => Promise.all(streams.map(async (stream) => (await stream.next()).value as Message)),
    [Symbol.asyncDispose]: async () => client.dispose(),
  }
}

test('who asks the same with the same rights, by whatever transport and from whatever place in the log, shares one execution of each event', async () => {
  await using gateway = await startDesk()
  await deliver(gateway.url, changed('conversation.read'))
  await using first = await openEventStream<{ told: Told }>(gateway.url, query, { variables: { id: '1' } })
  const [{ told: begun }] = (await first.take(1)) as [{ told: Told }]
  await using sockets = openSocketStreams(gateway.url, 20, { variables: { after: begun.cursor, id: '1' } })
  await sockets.next()
  await using streams = await openEventStream<{ told: Told }>(gateway.url, query, { variables: { id: '1' } })
  await streams.take(1)
  const before = await executionsOf(gateway.url)
  await deliver(gateway.url, changed('conversation.priority.updated'))
  const overSockets = await sockets.next()
  const overHttp = [await first.next(), await streams.next()]
  for (const { data, extensions } of overSockets) {
    expect(data?.told).toMatchObject({ topic: 'conversation.priority.updated', conversation: { title: 'first' } })
    expect(extensions?.cursor).toBe(data?.told.cursor)
  }
  for (const message of overHttp) {
    expect(message?.data?.data).toEqual(overSockets[0]?.data)
    expect(message?.id).toBe(overSockets[0]?.data?.told.cursor)
  }
  expect(new Set(overSockets.map((message) => JSON.stringify(message))).size).toBe(1)
  expect((await executionsOf(gateway.url)) - before).toBe(1)
})

test('who asks for something else, or may see something else, shares nothing; each loads a record once', async () => {
  const keyOf = (name: string, scopes: string) => `${name}:${createHash('sha256').update(name).digest('hex')}:${scopes}`
  const keys = [keyOf('all', 'CONVERSATIONS_READ+NOTES_READ'), keyOf('some', 'CONVERSATIONS_READ')].join()
  await using gateway = await startDesk({ env: { GATEWAY_API_KEYS: keys } })
  const as = (token: string) => ({ variables: { id: '1' }, headers: { authorization: `Bearer ${token}` } })
  await using all = await openEventStream<{ told: Told }>(gateway.url, query, as('all'))
  await using some = await openEventStream<{ told: Told }>(gateway.url, query, as('some'))
  await using someMore = openSocketStreams(gateway.url, 5, { variables: { id: '1' }, token: 'some' })
  await Promise.all([all.take(1), some.take(1), someMore.next()])
  const before = await executionsOf(gateway.url)
  gateway.forgetRequests()
  const note = { type: 'conversation_part', id: '5', part_type: 'note', author: { type: 'admin', id: '1001' } }
  const noted = {
    type: 'conversation',
    id: '1',
    conversation_parts: { type: 'conversation_part.list', conversation_parts: [note], total_count: 1 },
  }
  await deliver(gateway.url, notificationOf('conversation.admin.noted', noted))
  expect(await all.take(1)).toMatchObject([{ told: { topic: 'conversation.admin.noted' } }])
  expect((await executionsOf(gateway.url)) - before).toBe(1)
  gateway.forgetRequests()
  await deliver(gateway.url, changed('conversation.read'))
  const told = [await all.take(1), await some.take(1), (await someMore.next()).map(({ data }) => data)].flat()
  expect(told.map((data) => data?.told.topic)).toEqual(Array(7).fill('conversation.read'))
  expect((await executionsOf(gateway.url)) - before).toBe(3)
  expect(gateway.calls).toEqual(['GET /conversations/{conversation_id}'])
})

import { createClient } from 'graphql-ws'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openEventStream } from '../support/event-stream.ts'
import { startGate } from '../support/gate.ts'
import { startRedis } from '../support/redis.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

type Told = { told: { __typename: string; cursor: string } }
const query = 'subscription($after: EventCursor) { told: conversationEvents(after: $after) { __typename ... on StreamItem { cursor } } }'
const unreachable = { extensions: { code: 'UPSTREAM_UNREACHABLE', retryable: true } }

const kindsOf = (told: readonly Told[]) => told.map(({ told: { __typename } }) => __typename)

function connect(url: string) {
  const client = createClient({ url: `${url.replace(/^http/, 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.dispose() })
}

async function startHouse() {
  const server = await startRedis()
  const gate = await startGate(server.url)
  const gateway = await startDesk({ env: { REDIS_URL: gate.url } })
  return {
    gate,
    gateway,
    async [Symbol.asyncDispose]() {
      await gateway.dispose()
      await gate[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('a stream that cannot begin because Redis is late ends with an error that says to try again, over either transport', async () => {
  await using house = await startHouse()
  const { gate, gateway } = house
  // its answers come, but always later than they may
  gate.state.delayMs = 200
  await using stream = await openEventStream<Told>(gateway.url, query)
  expect((await stream.next())?.data?.errors).toMatchObject([unreachable])
  expect(await stream.next()).toBeUndefined()
  await using client = connect(gateway.url)
  await expect(client.iterate({ query }).next()).rejects.toMatchObject([unreachable])
}, 60_000)

test('one late answer of Redis ends no stream, neither one that begins nor one that has nothing to read', async () => {
  await using house = await startHouse()
  const { gate, gateway } = house
  const announce = () => deliver(gateway.url, notificationOf('conversation.read', { type: 'conversation', id: '1' }))
  await using before = await openEventStream<Told>(gateway.url, query)
  const [first] = await before.take(1)
  expect(await announce()).toMatchObject({ status: 200 })
  expect(kindsOf(await before.take(1))).toEqual(['ConversationChanged'])
  gate.pause()
  await using stream = await openEventStream<Told>(gateway.url, query, { variables: { after: first!.told.cursor } })
  setTimeout(() => gate.resume(), 400)
  expect(kindsOf(await stream.take(2))).toEqual(['ConversationChanged', 'StreamCaughtUp'])
  expect(await announce()).toMatchObject({ status: 200 })
  for (const one of [before, stream]) expect(kindsOf(await one.take(1))).toEqual(['ConversationChanged'])
}, 60_000)

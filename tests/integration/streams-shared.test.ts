import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Told = { told: { __typename: string; cursor: string; partId?: string; matches?: boolean } }
const query = `subscription($after: EventCursor) { told: conversationEvents(filter: { state: [OPEN] }, after: $after) {
  __typename ... on StreamItem { cursor } ... on ConversationEvent { matches } ... on ConversationPartAdded { partId }
} }`

const replyOf = (part: number) => ({
  type: 'conversation',
  id: '1',
  state: 'open',
  updated_at: Math.floor(Date.now() / 1000),
  conversation_parts: {
    conversation_parts: [{ type: 'conversation_part', id: String(part), part_type: 'comment', author: { type: 'user' } }],
  },
})
const partIdOf = (part: number) => `gid://intercom/small/CommentPart/1:${part}`

test('what one process was told is told by the other, and resumed by the first with its cursor; a part once, whoever heard of it', async () => {
  const options = { env: { REDIS_URL: server.url } }
  await using first = await startDesk(options)
  await using second = await startDesk({ ...options, sandbox: first.sandbox })
  await using stream = await openEventStream<Told>(second.url, query)
  await stream.take(1)
  const announce = async (url: string, part: number) =>
    expect(await deliver(url, notificationOf('conversation.user.replied', replyOf(part)))).toMatchObject({ told: 'accepted' })
  await announce(first.url, 1)
  await announce(second.url, 1)
  await announce(first.url, 2)
  await announce(second.url, 3)
  const told = (await stream.take(3)).map(({ told }) => told)
  expect(told.map(({ partId, matches }) => [partId, matches])).toEqual([1, 2, 3].map((part) => [partIdOf(part), true]))
  await using resumed = await openEventStream<Told>(first.url, query, { variables: { after: told[0]!.cursor } })
  expect((await resumed.take(3)).map(({ told }) => told.partId ?? told.__typename)).toEqual([partIdOf(2), partIdOf(3), 'StreamCaughtUp'])
  await announce(second.url, 3)
  await announce(second.url, 4)
  expect((await resumed.take(1))[0]?.told.partId).toBe(partIdOf(4))
  expect(first.calls).toEqual([])
})

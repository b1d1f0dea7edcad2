import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { type Desk, retitle, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Told = { told: { cursor: string; conversation?: { title: string } | null } }
type Stream = Awaited<ReturnType<typeof openEventStream<Told>>>

/** Followers of the first conversation, each of whom asks something of its own, over these gateways in turn. */
async function follow(gateways: readonly Desk[], count: number) {
  const streams: Stream[] = []
  for (let index = 0; index < count; index++) {
    const query = `subscription { told: conversationUpdates(id: "1") { ... on StreamItem { cursor } ... on ConversationEvent { conversation { title a${index}: id } } } }`
    const stream = await openEventStream<Told>(gateways[index % gateways.length]!.url, query)
    await stream.take(1)
    streams.push(stream)
  }
  return {
    /** What each is told next. */
    take: async (events: number) =>
      (await Promise.all(streams.map((stream) => stream.take(events)))).map((told) => told.map(({ told }) => told)),
    [Symbol.asyncDispose]: async () => void (await Promise.all(streams.map((stream) => stream.leave()))),
  }
}

const announce = (url: string) => deliver(url, notificationOf('conversation.read', { type: 'conversation', id: '1' }))

test('what twenty subscribers of two processes select beyond an event is one call', async () => {
  await using one = await startDesk({ env: { REDIS_URL: server.url } })
  await using other = await startDesk({ env: { REDIS_URL: server.url }, sandbox: one.sandbox })
  one.sandbox.control.setLatency(50)
  await using followers = await follow([one, other], 20)
  retitle(one, 'second')
  one.forgetRequests()
  const startedAtMs = performance.now()
  await announce(one.url)
  for (const [event] of await followers.take(1)) expect(event?.conversation?.title).toBe('second')
  const seconds = (performance.now() - startedAtMs) / 1_000
  expect(one.calls.length).toBeLessThanOrEqual(1 + Math.floor(seconds))
  expect(new Set(one.calls)).toEqual(new Set(['GET /conversations/{conversation_id}']))
})

test.each<[where: string, isShared: boolean]>([
  ['on two processes', true],
  ['without Redis', false],
])(
  'ten Changes of one conversation within a second are told by two calls, %s, and none by what was before it',
  async (_, isShared) => {
    const env: Record<string, string> = isShared ? { REDIS_URL: server.url } : {}
    await using one = await startDesk({ env })
    await using other = await startDesk({ env, sandbox: one.sandbox })
    await using followers = await follow(isShared ? [one, other] : [one], 6)
    one.forgetRequests()
    const startedAtMs = performance.now()
    for (let count = 1; count <= 10; count++) {
      retitle(one, `title ${count}`)
      await announce(one.url)
    }
    const seconds = (performance.now() - startedAtMs) / 1_000
    for (const events of await followers.take(10)) {
      const titles = events.map(({ conversation }) => Number(conversation?.title.slice('title '.length)))
      // as it was when it was read, which is never before the event
      titles.forEach((title, index) => void expect(title).toBeGreaterThanOrEqual(index + 1))
      expect(titles.at(-1)).toBe(10)
    }
    expect(one.calls.length).toBeLessThanOrEqual(2 + Math.floor(seconds))
    expect(new Set(one.calls)).toEqual(new Set(['GET /conversations/{conversation_id}']))
  },
  20_000,
)

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { retitle, startDesk } from '../support/webhook-house.ts'
import { clientSecret, deliver, notificationOf } from '../support/webhooks.ts'
import { aConversation, aPart, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Told = Record<string, unknown> & { __typename: string; cursor: string }

const facts = `__typename
  ... on StreamItem { cursor }
  ... on StreamCaughtUp { replayed }
  ... on StreamGap { from to reason }
  ... on ConversationEvent { topic origin conversationId matches }
  ... on ConversationPartAdded { partId author { kind intercomId } }
  ... on ConversationStateChanged { state }
  ... on ConversationChanged { changed }
  ... on ConversationDeleted { deletedId }
  ... on PartRedacted { partId intercomPartId }`

const oneConversation = `subscription($id: ID!, $after: EventCursor) { told: conversationUpdates(id: $id, after: $after) { ${facts} } }`
const allOfThem = `subscription($filter: ConversationFilter, $types: [ConversationPartType!], $after: EventCursor) {
  told: conversationEvents(filter: $filter, types: $types, after: $after) { ${facts} }
}`

type Opening = Parameters<typeof openEventStream>[2]
const open = async (url: string, query: string, options?: Opening) => {
  const stream = await openEventStream<{ told: Told }>(url, query, options)
  const take = async (count: number) => (await stream.take(count)).map(({ told }) => told)
  return { ...stream, take }
}
const kindsOf = (told: readonly Told[]) => told.map(({ __typename }) => __typename)

const itemOf = (id: number, part?: object, rest: object = {}) => ({
  type: 'conversation',
  id: String(id),
  ...(part && { conversation_parts: { type: 'conversation_part.list', conversation_parts: [part], total_count: 1 } }),
  ...rest,
})
const replyOf = (id: number, part: number) =>
  itemOf(id, { type: 'conversation_part', id: String(part), part_type: 'comment', author: { type: 'user', id: hexId(1) } })
const noteOf = (id: number, part: number) =>
  itemOf(id, { type: 'conversation_part', id: String(part), part_type: 'note', author: { type: 'admin', id: '1001' } })

const announce = async (url: string, topic: string, item: object, id?: string) => {
  const answer = await deliver(url, notificationOf(topic, item, id ? { id } : {}))
  expect(answer.status).toBe(200)
}

describe('a stream of one conversation', () => {
  test('tells what happens in it, and in no other, with ids that lead back to the records', async () => {
    await using gateway = await startDesk()
    await using stream = await open(gateway.url, oneConversation, { variables: { id: '1' } })
    expect(kindsOf(await stream.take(1))).toEqual(['StreamCaughtUp'])
    await announce(gateway.url, 'conversation.user.replied', replyOf(2, 70))
    await announce(gateway.url, 'conversation.user.replied', replyOf(1, 71))
    await announce(gateway.url, 'conversation.admin.closed', itemOf(1, undefined, { state: 'closed' }))
    await announce(gateway.url, 'conversation.priority.updated', itemOf(1))
    await announce(gateway.url, 'conversation.deleted', { type: 'conversation', conversation_id: '1' })
    const conversationId = 'gid://intercom/small/Conversation/1'
    const common = { cursor: expect.any(String), origin: 'WEBHOOK', conversationId, matches: true }
    expect(await stream.take(4)).toEqual([
      {
        __typename: 'ConversationPartAdded',
        ...common,
        topic: 'conversation.user.replied',
        partId: 'gid://intercom/small/CommentPart/1:71',
        author: { kind: 'CONTACT', intercomId: hexId(1) },
      },
      { __typename: 'ConversationStateChanged', ...common, topic: 'conversation.admin.closed', state: 'CLOSED' },
      { __typename: 'ConversationChanged', ...common, topic: 'conversation.priority.updated', changed: ['priority'] },
      { __typename: 'ConversationDeleted', cursor: expect.any(String), deletedId: conversationId },
    ])
    // all of it out of the announcements
    expect(gateway.calls).toEqual([])
  })

  test('shows with each event the conversation as it is then, read once for all who ask', async () => {
    await using gateway = await startDesk()
    const query = 'subscription { told: conversationUpdates(id: "1") { __typename ... on ConversationEvent { conversation { title } } } }'
    await using one = await open(gateway.url, query)
    await using other = await open(gateway.url, query)
    await Promise.all([one.take(1), other.take(1)])
    for (const title of ['second', 'third']) {
      retitle(gateway, title)
      gateway.forgetRequests()
      await announce(gateway.url, 'conversation.priority.updated', itemOf(1))
      for (const stream of [one, other]) {
        expect(await stream.take(1)).toEqual([{ __typename: 'ConversationChanged', conversation: { title } }])
      }
      expect(gateway.calls).toEqual(['GET /conversations/{conversation_id}'])
    }
  })

  test('goes on, cursor and all, when a record cannot be read for an event', async () => {
    await using gateway = await startDesk()
    const query =
      'subscription { told: conversationUpdates(id: "1") { __typename ... on StreamItem { cursor } ... on ConversationEvent { conversation { title } } } }'
    await using stream = await open(gateway.url, query)
    await stream.take(1)
    gateway.sandbox.control.setErrorRate(1)
    await announce(gateway.url, 'conversation.priority.updated', itemOf(1))
    const failed = await stream.next()
    expect(failed?.data).toMatchObject({
      data: { told: { __typename: 'ConversationChanged', cursor: failed?.id, conversation: null } },
      errors: [{ extensions: { code: 'UPSTREAM_ERROR' } }],
    })
    gateway.sandbox.control.setErrorRate(0)
    await announce(gateway.url, 'conversation.read', itemOf(1))
    expect(await stream.take(1)).toMatchObject([{ conversation: { title: 'first' } }])
  }, 20_000)

  test('with its part, which is read by whoever may read it', async () => {
    const world = aWorld({ conversations: [aConversation(1, { parts: [aPart(7)] })] })
    await using gateway = await startDesk({ world })
    const query =
      'subscription { told: conversationUpdates(id: "1") { ... on ConversationPartAdded { part { id ... on CommentPart { body(as: TEXT) } } } } }'
    await using stream = await open(gateway.url, query)
    await stream.take(1)
    await announce(gateway.url, 'conversation.admin.replied', replyOf(1, 7))
    expect(await stream.take(1)).toEqual([{ part: { id: 'gid://intercom/small/CommentPart/1:7', body: 'Part 7' } }])
  })

  test('tells a part once, however often and by whatever topic it is announced', async () => {
    await using gateway = await startDesk()
    await using stream = await open(gateway.url, oneConversation, { variables: { id: '1' } })
    await stream.take(1)
    await announce(gateway.url, 'conversation.admin.replied', replyOf(1, 7))
    await announce(gateway.url, 'conversation.admin.replied', replyOf(1, 7), 'notif_another')
    await announce(gateway.url, 'conversation.operator.replied', replyOf(1, 7))
    await announce(gateway.url, 'conversation.admin.replied', replyOf(1, 8))
    expect((await stream.take(2)).map(({ partId }) => partId)).toEqual([
      'gid://intercom/small/CommentPart/1:7',
      'gid://intercom/small/CommentPart/1:8',
    ])
  })
})

test('our own write and the announcement of it are one event, also for whoever resumes between them', async () => {
  await using gateway = await startDesk()
  await using stream = await open(gateway.url, oneConversation, { variables: { id: '1' } })
  await stream.take(1)
  await announce(gateway.url, 'conversation.admin.replied', replyOf(1, 7))
  const [first] = await stream.take(1)
  await announce(gateway.url, 'conversation.admin.replied', replyOf(1, 7))
  await announce(gateway.url, 'conversation.admin.closed', noteOf(1, 8))
  await announce(gateway.url, 'conversation.admin.closed', noteOf(1, 8))
  // another thing that happened with the same part
  await announce(gateway.url, 'conversation.admin.opened', noteOf(1, 8))
  const rest = ['ConversationStateChanged', 'ConversationStateChanged']
  expect((await stream.take(2)).map(({ topic }) => topic)).toEqual(['conversation.admin.closed', 'conversation.admin.opened'])
  await using later = await open(gateway.url, oneConversation, { variables: { id: '1', after: first!.cursor } })
  const replayed = await later.take(3)
  expect(kindsOf(replayed)).toEqual([...rest, 'StreamCaughtUp'])
  expect(replayed[2]).toMatchObject({ replayed: 2 })
})

describe('a stream that broke off', () => {
  test.each<[how: string, at: (cursor: string) => Opening]>([
    ['after', (after) => ({ variables: { id: '1', after } })],
    ['Last-Event-ID', (cursor) => ({ variables: { id: '1' }, headers: { 'last-event-id': cursor } })],
    [
      'Last-Event-ID, beside an older one that it once began with',
      (cursor) => ({ variables: { id: '1', after: 'ab.1:1-0' }, headers: { 'last-event-id': cursor } }),
    ],
    ['extensions.resumeFrom', (resumeFrom) => ({ variables: { id: '1' }, extensions: { resumeFrom } })],
  ])('is told by %s what it missed, in order, then that this was all, then what comes', async (_, at) => {
    await using gateway = await startDesk()
    await using first = await open(gateway.url, oneConversation, { variables: { id: '1' } })
    const known = await first.next()
    expect(known?.id).toBe(known?.data?.data?.told.cursor)
    expect(known?.data?.extensions?.cursor).toBe(known?.id)
    await first.leave()
    for (const part of [1, 2, 3]) await announce(gateway.url, 'conversation.user.replied', replyOf(1, part))
    await using second = await open(gateway.url, oneConversation, at(known!.id!))
    const replayed = await second.take(4)
    expect(replayed.map(({ partId, __typename }) => partId ?? __typename)).toEqual([
      ...[1, 2, 3].map((part) => `gid://intercom/small/CommentPart/1:${part}`),
      'StreamCaughtUp',
    ])
    expect(replayed[3]).toMatchObject({ replayed: 3 })
    await announce(gateway.url, 'conversation.user.replied', replyOf(1, 4))
    expect(await second.take(1)).toMatchObject([{ partId: 'gid://intercom/small/CommentPart/1:4' }])
    await second.leave()
    await using third = await open(gateway.url, oneConversation, at(replayed[1]!.cursor))
    expect((await third.take(3)).map(({ partId, __typename }) => partId ?? __typename)).toEqual([
      'gid://intercom/small/CommentPart/1:3',
      'gid://intercom/small/CommentPart/1:4',
      'StreamCaughtUp',
    ])
  })

  test('is told of a gap by a gateway that has lost what it knew', async () => {
    await using before = await startDesk()
    await using stream = await open(before.url, oneConversation, { variables: { id: '1' } })
    const [{ cursor }] = (await stream.take(1)) as [Told]
    await using gateway = await startDesk({ sandbox: before.sandbox })
    await using resumed = await open(gateway.url, oneConversation, { variables: { id: '1', after: cursor } })
    expect(await resumed.take(2)).toMatchObject([
      { __typename: 'StreamGap', reason: 'The cursor is of a log of changes that is no more.' },
      { __typename: 'StreamCaughtUp', replayed: 0 },
    ])
  })

  test.each(['', 'x', '../..', 'ab.1:2', 'ab.1:2-3; drop'])('with the cursor %j is refused with the reason', async (after) => {
    await using gateway = await startDesk()
    await using stream = await open(gateway.url, oneConversation, { variables: { id: '1', after } })
    expect((await stream.next())?.data?.errors).toMatchObject([
      { message: expect.stringContaining('The cursor of an event is'), extensions: { code: 'INVALID' } },
    ])
  })
})

describe('a stream of all conversations', () => {
  test('says of each whether it matches the filter now', async () => {
    const world = aWorld({ conversations: [aConversation(1, { state: 'open' }), aConversation(2, { state: 'closed' })] })
    await using gateway = await startDesk({ world })
    await using stream = await open(gateway.url, allOfThem, { variables: { filter: { state: ['OPEN'] } } })
    await stream.take(1)
    await announce(gateway.url, 'conversation.read', itemOf(1))
    await announce(gateway.url, 'conversation.read', itemOf(2))
    await announce(gateway.url, 'conversation.read', itemOf(3))
    expect((await stream.take(3)).map(({ matches }) => matches)).toEqual([true, false, false])
    gateway.sandbox.world.conversations.put({ ...gateway.sandbox.world.conversations.get('2')!, state: 'open' })
    await announce(gateway.url, 'conversation.admin.opened', itemOf(2))
    expect(await stream.take(1)).toMatchObject([{ matches: true, state: 'OPEN' }])
  })

  test('refuses a filter that no event can be judged by', async () => {
    await using gateway = await startDesk()
    await using stream = await open(gateway.url, allOfThem, { variables: { filter: { bodyWord: 'refund' } } })
    expect((await stream.next())?.data?.errors).toMatchObject([
      { message: expect.stringContaining('"bodyWord"'), extensions: { code: 'INVALID' } },
    ])
  })

  test('leaves out events without a part of the types asked for', async () => {
    await using gateway = await startDesk()
    await using stream = await open(gateway.url, allOfThem, { variables: { types: ['NOTE'] } })
    await stream.take(1)
    await announce(gateway.url, 'conversation.user.replied', replyOf(1, 1))
    await announce(gateway.url, 'conversation.read', itemOf(1))
    await announce(gateway.url, 'conversation.admin.noted', noteOf(1, 2))
    await announce(gateway.url, 'conversation.deleted', { type: 'conversation', conversation_id: '2' })
    expect(kindsOf(await stream.take(2))).toEqual(['ConversationPartAdded', 'ConversationDeleted'])
  })
})

describe('a caller', () => {
  const keyOf = (name: string, scopes: string) => `${name}:${createHash('sha256').update(name).digest('hex')}:${scopes}`
  const keys = [keyOf('all', 'CONVERSATIONS_READ+NOTES_READ'), keyOf('some', 'CONVERSATIONS_READ'), keyOf('none', 'CONTACTS_READ')].join()
  const startGuarded = () => startDesk({ env: { GATEWAY_API_KEYS: keys } })
  const as = (name: string, rest: Opening = {}): Opening => ({ ...rest, headers: { authorization: `Bearer ${name}` } })

  test('without NOTES_READ is told nothing of notes, live or later, and of the rest everything', async () => {
    await using gateway = await startGuarded()
    await using all = await open(gateway.url, allOfThem, as('all'))
    await using some = await open(gateway.url, allOfThem, as('some'))
    const [[{ cursor }]] = (await Promise.all([all.take(1), some.take(1)])) as [[Told], [Told]]
    await announce(gateway.url, 'conversation.admin.noted', noteOf(1, 1))
    await announce(gateway.url, 'conversation_part.redacted', noteOf(1, 1))
    await announce(gateway.url, 'conversation_part.redacted', itemOf(1, { id: '2', redacted: true }))
    await announce(gateway.url, 'conversation.admin.closed', noteOf(1, 3))
    await announce(gateway.url, 'conversation_part.redacted', replyOf(1, 4))
    expect(kindsOf(await all.take(5))).toEqual([
      'ConversationPartAdded',
      'PartRedacted',
      'PartRedacted',
      'ConversationStateChanged',
      'PartRedacted',
    ])
    expect(kindsOf(await some.take(2))).toEqual(['ConversationStateChanged', 'PartRedacted'])
    await using later = await open(gateway.url, allOfThem, as('some', { variables: { after: cursor } }))
    expect(kindsOf(await later.take(3))).toEqual(['ConversationStateChanged', 'PartRedacted', 'StreamCaughtUp'])
    await using asking = await open(gateway.url, allOfThem, as('some', { variables: { types: ['NOTE'] } }))
    expect((await asking.next())?.data?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test('without CONVERSATIONS_READ, or without a key, is told nothing at all', async () => {
    await using gateway = await startGuarded()
    for (const query of [oneConversation, allOfThem]) {
      await using stream = await open(gateway.url, query, as('none', { variables: { id: '1' } }))
      expect((await stream.next())?.data?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    }
    await using stranger = await open(gateway.url, oneConversation, { variables: { id: '1' } })
    expect(stranger.response.status).toBe(401)
  })
})

describe('the server', () => {
  const openOf = async (url: string) => /^gateway_subscriptions (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]

  test('holds nothing of a client who has left, while nothing happens', async () => {
    await using gateway = await startDesk()
    await using stream = await open(gateway.url, allOfThem)
    await stream.take(1)
    expect(await openOf(gateway.url)).toBe('1')
    await stream.leave()
    await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('0'), 5_000)
  })

  test('holds nothing of clients who leave while their stream is made', async () => {
    await using gateway = await startDesk()
    const { port } = new URL(gateway.url)
    const body = JSON.stringify({ query: allOfThem })
    const head = ['POST /graphql HTTP/1.1', 'host: localhost', 'content-type: application/json', 'accept: text/event-stream']
    const request = [...head, `content-length: ${body.length}`, '', body].join('\r\n')
    for (let turn = 0; turn < 30; turn += 1) {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      await new Promise((resolve) => socket.write(request, resolve))
      if (turn % 3 > 0) await new Promise((resolve) => setTimeout(resolve, turn % 3))
      socket.destroy()
    }
    await using stream = await open(gateway.url, allOfThem)
    await stream.take(1)
    await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('1'), 5_000)
  })

  test('tells those who follow that it stops, and does not wait for them', async () => {
    const gateway = await startDesk()
    await using stream = await open(gateway.url, allOfThem)
    await stream.take(1)
    const stopped = gateway.dispose()
    expect((await stream.next())?.data?.errors).toMatchObject([
      { message: 'The gateway is stopping: connect again.', extensions: { retryable: true } },
    ])
    expect(await stream.next()).toBeUndefined()
    await stopped
  })

  test('answers a subscription with a stream of events or not at all', async () => {
    await using gateway = await startTestGateway({ env: { INTERCOM_CLIENT_SECRET: clientSecret } })
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: 'subscription { conversationEvents { __typename } }' }),
    })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.stringContaining('text/event-stream') }] })
    await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('0'), 5_000)
  })
})

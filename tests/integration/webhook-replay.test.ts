import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { openEventStream } from '../support/event-stream.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { ada, type Desk, retitle, startDesk, titlesOf } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Payload = {
  errors: { __typename: string; code: string; message: string; path: string[] | null }[]
  delivery: { status: string; attempts: number; failure: string | null; cursor: string | null } | null
}
const fields = 'errors { __typename code message path } delivery { status attempts failure cursor }'

async function replay(gateway: Desk, delivery: unknown, headers?: Record<string, string>) {
  const source = `mutation($delivery: ID!) { webhookReplay(delivery: $delivery) { ${fields} } }`
  const { data, errors } = await gateway.query<{ webhookReplay: Payload }>(source, { delivery }, headers)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.webhookReplay
}

/** However busy the machine is. */
const patient = (config: Config): Config => ({ ...config, cache: { ...config.cache, redisTimeoutMs: 5_000 } })
/** What could not be handled is a dead letter at once. */
const givesUp = (config: Config): Config => ({ ...patient(config), webhooks: { ...config.webhooks, maxTries: 1 } })
const replied = (rest = {}) => {
  const part = { id: '71', part_type: 'comment', author: { type: 'user', id: ada }, body: 'Hello.' }
  return notificationOf(
    'conversation.user.replied',
    { type: 'conversation', id: '1', conversation_parts: { conversation_parts: [part] } },
    rest,
  )
}

describe.each([
  ['in memory', () => ({})],
  ['on Redis', () => ({ REDIS_URL: server.url })],
])('%s a replay', (_, env) => {
  test('forgets and tells again, also a message that was told, in every process', async () => {
    await using gateway = await startDesk({ env: env(), configure: patient })
    const isShared = 'REDIS_URL' in env()
    await using other = await startDesk({ env: env(), sandbox: gateway.sandbox, configure: patient })
    const heardBy = isShared ? other : gateway
    const stream = await openEventStream<{ conversationEvents: { __typename: string } }>(
      heardBy.url,
      'subscription { conversationEvents { __typename ... on ConversationPartAdded { partId topic origin } ... on ConversationChanged { topic } } }',
    )
    const once = replied()
    await deliver(gateway.url, once)
    await deliver(gateway.url, { ...once, delivery_attempts: 2 })
    expect(await titlesOf(heardBy)).toEqual(['first', 'first'])
    retitle(gateway, 'second')
    const { errors, delivery } = await replay(gateway, `gid://intercom/small/WebhookDelivery/${once.id}`)
    expect(errors).toEqual([])
    expect(delivery).toMatchObject({ status: 'PROCESSED', attempts: 2, failure: null, cursor: expect.any(String) })
    expect(await titlesOf(heardBy)).toEqual(['second', 'second'])
    // a word of its own, behind which nothing else can be
    await deliver(gateway.url, notificationOf('conversation.priority.updated', { type: 'conversation', id: '1' }))
    const told: unknown[] = []
    for (let last = ''; !last.includes('priority'); ) {
      const [item] = await stream.take(1)
      last = JSON.stringify(item)
      if (!last.includes('StreamCaughtUp')) told.push(item!.conversationEvents)
    }
    await stream.leave()
    const part = {
      __typename: 'ConversationPartAdded',
      topic: 'conversation.user.replied',
      origin: 'WEBHOOK',
      partId: expect.stringMatching(/71$/),
    }
    expect(told).toEqual([part, part, expect.objectContaining({ topic: 'conversation.priority.updated' })])
    expect((await replay(heardBy, once.id)).delivery).toMatchObject({ status: 'PROCESSED', attempts: 3 })
  })

  test('of what is not there, was not kept, or was erased since is NOT_FOUND, and says which id', async () => {
    await using gateway = await startDesk({ env: env(), configure: patient })
    const stale = replied({ created_at: 1_700_000_000 })
    const erased = replied()
    await deliver(gateway.url, stale)
    await deliver(gateway.url, erased)
    const erasing = notificationOf('conversation.deleted', { type: 'conversation', conversation_id: '1' })
    await deliver(gateway.url, erasing)
    for (const id of ['never', stale.id, erased.id, erasing.id])
      expect(await replay(gateway, id)).toMatchObject({
        errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['delivery'] }],
        delivery: null,
      })
    expect(await replay(gateway, 'gid://intercom/small/Contact/1')).toMatchObject({ errors: [{ code: 'INVALID', path: ['delivery'] }] })
    expect(await replay(gateway, 'gid://intercom/another/WebhookDelivery/n1')).toMatchObject({ errors: [{ code: 'INVALID' }] })
  })
})

test('a replay needs ADMIN', async () => {
  const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
  await using gateway = await startDesk({
    env: { GATEWAY_API_KEYS: `some:${sha256('some')}:CONVERSATIONS_READ+CONVERSATIONS_WRITE,all:${sha256('all')}:ADMIN` },
  })
  await deliver(gateway.url, replied({ id: 'n1' }))
  const asked = '{ errors { code message } }'
  const answer = await gateway.query<{ webhookReplay: Payload }>(
    `mutation { webhookReplay(delivery: "n1") ${asked} }`,
    {},
    { authorization: 'Bearer some' },
  )
  expect(answer.data?.webhookReplay).toMatchObject({ errors: [{ code: 'FORBIDDEN', message: expect.stringContaining('ADMIN') }] })
  expect(await replay(gateway, 'n1', { authorization: 'Bearer all' })).toMatchObject({ errors: [], delivery: { attempts: 2 } })
})

describe('a dead letter', () => {
  /** Something else lies where a generation belongs, so that the log refuses what forgets it. */
  const poison = (own: RedisServer, key: string) => own.command('LPUSH', `{small}:generation:${key}`, 'no generation')
  const heal = (own: RedisServer, key: string) => own.command('DEL', `{small}:generation:${key}`)

  test('stays one with the reason while it cannot be handled, and is handled once when it can, whoever asks', async () => {
    await using own = await startRedis()
    const env = { REDIS_URL: own.url }
    await using gateway = await startDesk({ env, configure: givesUp })
    await using other = await startDesk({ env, sandbox: gateway.sandbox, configure: givesUp })
    await poison(own, 'conversation:1')
    const sick = replied()
    expect(await deliver(gateway.url, sick)).toEqual({ status: 200, told: 'held' })
    expect(await replay(other, sick.id)).toMatchObject({
      errors: [{ __typename: 'ConflictError', code: 'CONFLICT', message: expect.stringMatching(/stays a dead letter: .*refused/) }],
      delivery: null,
    })
    const dead = '{ webhookDeliveries(filter: { status: DEAD_LETTER }) { nodes { attempts failure payload } } }'
    expect((await gateway.query(dead)).data).toMatchObject({
      webhookDeliveries: { nodes: [{ attempts: 2, failure: expect.any(String), payload: sick }] },
    })
    await heal(own, 'conversation:1')
    const answers = await Promise.all([gateway, other, gateway, other].map((each) => replay(each, sick.id)))
    for (const answer of answers) expect(answer).toMatchObject({ errors: [], delivery: { status: 'PROCESSED', failure: null } })
    expect(new Set(answers.map(({ delivery }) => delivery?.cursor)).size).toBe(1)
    expect(await own.command('XLEN', '{small}:changes:log')).toBe(1)
    expect((await gateway.query(dead)).data).toEqual({ webhookDeliveries: { nodes: [] } })
    const page = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(page).toContain('gateway_webhook_held{status="DEAD_LETTER"} 0')
  })

  const erasures: [how: string, erase: (gateway: Desk) => Promise<unknown>][] = [
    ['a webhook', ({ url }) => deliver(url, notificationOf('conversation.deleted', { type: 'conversation', conversation_id: '1' }))],
    [
      'a mutation',
      async (gateway) => {
        const note =
          'mutation { conversationNoteAdd(id: "1", input: { body: "<p>Call her.</p>" }) { errors { message } partEdge { node { id } } } }'
        const noted = await gateway.query<{ conversationNoteAdd: { partEdge: { node: { id: string } } } }>(note)
        const part = noted.data?.conversationNoteAdd.partEdge.node
        const source = `mutation { conversationPartRedact(conversation: "1", part: "${part?.id}") { errors { message } } }`
        expect((await gateway.query(source)).data).toEqual({ conversationPartRedact: { errors: [] } })
      },
    ],
  ]
  test.each(erasures)('that names what %s erased has no payload any more, and cannot be replayed', async (_, erase) => {
    await using own = await startRedis()
    await using gateway = await startDesk({ env: { REDIS_URL: own.url }, configure: givesUp })
    await poison(own, `contact:${ada}`)
    const sick = notificationOf('contact.user.updated', { type: 'contact', id: ada, wrote: [{ id: 1, text: 'zanzibar' }] })
    expect(await deliver(gateway.url, sick)).toEqual({ status: 200, told: 'held' })
    const dead = '{ webhookDeliveries(filter: { status: DEAD_LETTER }) { nodes { payload } } }'
    expect(JSON.stringify(await gateway.query(dead))).toContain('zanzibar')
    await erase(gateway)
    expect((await gateway.query(dead)).data).toEqual({ webhookDeliveries: { nodes: [{ payload: null }] } })
    expect(await own.command('EXISTS', `{small}:changes:payload:${sick.id}`)).toBe(0)
    await heal(own, `contact:${ada}`)
    expect(await replay(gateway, sick.id)).toMatchObject({ errors: [{ code: 'NOT_FOUND', message: expect.stringContaining('gone') }] })
  })
})

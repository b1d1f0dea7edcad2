import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { type Desk, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Row = {
  id: string
  notificationId: string
  topic: string
  attempts: number
  status: string
  failure: string | null
  ackMs: number
  cursor: string | null
  entity: { __typename: string; intercomId: string } | null
  payload: { id: string } | null
}
type Listed = { webhookDeliveries: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null }

const fields =
  'id notificationId topic attempts status failure ackMs cursor entity { __typename ... on IntercomObject { intercomId } } payload workspace { intercomId }'

async function listed(gateway: Desk, args = '') {
  const source = `{ webhookDeliveries${args && `(${args})`} { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`
  const { data, errors } = await gateway.query<Listed>(source)
  if (!data?.webhookDeliveries) throw new Error(JSON.stringify(errors))
  return data.webhookDeliveries
}
const statuses = async (gateway: Desk, args = '') => (await listed(gateway, args)).nodes.map(({ topic, status }) => `${topic} ${status}`)

const changed = (rest = {}) => notificationOf('conversation.priority.updated', { type: 'conversation', id: '1', title: 'of it' }, rest)
const soon = (config: Config): Config => ({ ...config, webhooks: { ...config.webhooks, retryAfterMs: 20 } })

describe.each([
  ['in memory', () => ({})],
  ['on Redis', () => ({ REDIS_URL: server.url })],
])('deliveries, %s,', (_, env) => {
  test('are listed with what became of them, the newest first, by page and by filter', async () => {
    await using gateway = await startDesk({ env: env() })
    const before = new Date()
    const once = changed()
    await deliver(gateway.url, once)
    await deliver(gateway.url, { ...once, delivery_attempts: 2 })
    await deliver(gateway.url, changed({ created_at: 1_700_000_000 }))
    // nobody waits for the row of a stale one, so it may come after the next one's
    await expect.poll(async () => (await statuses(gateway)).length, { timeout: 10_000 }).toBe(3)
    await deliver(gateway.url, notificationOf('contact.user.updated', { type: 'contact', id: '5f0000000000000000000001' }))
    await deliver(gateway.url, notificationOf('ping', {}, { id: null }))
    const topic = 'conversation.priority.updated'
    const all = ['contact.user.updated PROCESSED', `${topic} STALE`, `${topic} DUPLICATE`, `${topic} PROCESSED`]
    await expect.poll(() => statuses(gateway), { timeout: 10_000 }).toEqual(all)
    const { nodes, pageInfo } = await listed(gateway, 'first: 3')
    expect(pageInfo.hasNextPage).toBe(true)
    const rest = await listed(gateway, `first: 3, after: "${pageInfo.endCursor}"`)
    expect(rest.pageInfo.hasNextPage).toBe(false)
    expect(rest.nodes).toEqual([
      {
        id: `gid://intercom/small/WebhookDelivery/${once.id}`,
        notificationId: once.id,
        topic,
        attempts: 1,
        status: 'PROCESSED',
        failure: null,
        ackMs: expect.any(Number),
        cursor: expect.stringMatching(/^\S+:\d+-\d+$/),
        entity: { __typename: 'Conversation', intercomId: '1' },
        payload: once,
        workspace: { intercomId: 'small' },
      },
    ])
    expect(nodes[2]).toMatchObject({ notificationId: once.id, attempts: 2, cursor: rest.nodes[0]?.cursor })
    expect(nodes[1]).toMatchObject({ payload: null, cursor: null })
    const counts = async (filter: object) =>
      (await listed(gateway, `filter: ${JSON.stringify(filter).replaceAll(/"(\w+)":/g, '$1: ')}`)).nodes.length
    expect(await counts({ topic })).toBe(3)
    expect(await counts({ entity: '5f0000000000000000000001' })).toBe(1)
    expect(await counts({ entity: 'gid://intercom/small/Conversation/1' })).toBe(2)
    expect(await counts({ entity: 'gid://intercom/small/Ticket/1' })).toBe(0)
    expect(await counts({ since: before.toISOString() })).toBe(4)
    expect(await counts({ since: new Date(Date.now() + 60_000).toISOString() })).toBe(0)
    expect(await statuses(gateway, 'filter: { status: DUPLICATE }')).toEqual([`${topic} DUPLICATE`])
    const again = await gateway.query<{ node: { topic: string } }>(
      `{ node(id: "${rest.nodes[0]?.id}") { ... on WebhookDelivery { topic } } }`,
    )
    expect(again.data?.node).toEqual({ topic })
    const page = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(page).toContain('gateway_webhook_deliveries_total{status="ACCEPTED"} 2')
    expect(page).toContain('gateway_webhook_deliveries_total{status="DUPLICATE"} 1')
    expect(page).toContain('gateway_webhook_held{status="DEAD_LETTER"} 0')
  })

  test('of hundreds each is listed once, over pages', async () => {
    await using gateway = await startDesk({ env: env() })
    const sent = Array.from({ length: 260 }, () => changed())
    await Promise.all(sent.map((each) => deliver(gateway.url, each)))
    const seen: string[] = []
    let after: string | null = null
    do {
      const { nodes, pageInfo }: Awaited<ReturnType<typeof listed>> = await listed(
        gateway,
        `first: 100, filter: { topic: "conversation.priority.updated" }${after === null ? '' : `, after: "${after}"`}`,
      )
      seen.push(...nodes.map(({ notificationId }) => notificationId))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after !== null)
    const ours = new Set(sent.map(({ id }) => String(id)))
    expect(seen.filter((id) => ours.has(id)).toSorted()).toEqual([...ours].toSorted())
  })
})

describe('what the log refuses', () => {
  /** Something else lies where the generation of the first conversation belongs. */
  const poison = (own: RedisServer) => own.command('LPUSH', '{small}:generation:conversation:1', 'no generation')

  test('is 200 and kept, tried eight times at most, blocks nothing, and is a dead letter then', async () => {
    await using own = await startRedis()
    await using gateway = await startDesk({ env: { REDIS_URL: own.url }, configure: soon })
    await poison(own)
    const sick = changed()
    expect(await deliver(gateway.url, sick)).toEqual({ status: 200, told: 'held' })
    expect(await deliver(gateway.url, sick)).toEqual({ status: 200, told: 'duplicate' })
    const other = notificationOf('contact.user.updated', { type: 'contact', id: '5f0000000000000000000001' })
    expect(await deliver(gateway.url, other)).toEqual({ status: 200, told: 'accepted' })
    expect(await own.command('XLEN', '{small}:changes:log')).toBe(1)
    // 20 ms, four times as long each time, would be minutes: whoever waits for that finds it due
    for (let tries = 2; tries <= 8; tries++) {
      await own.command('ZADD', '{small}:webhooks:retries', 'XX', '0', String(sick.id))
      await expect.poll(async () => (await held(gateway))[0]?.attempts, { timeout: 10_000 }).toBeGreaterThanOrEqual(tries)
    }
    await expect
      .poll(() => held(gateway), { timeout: 10_000 })
      .toMatchObject([
        { notificationId: sick.id, status: 'DEAD_LETTER', attempts: 8, failure: expect.any(String), payload: { id: sick.id } },
      ])
    expect(await own.command('ZCARD', '{small}:webhooks:retries')).toBe(0)
    const page = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(page).toContain('gateway_webhook_held{status="DEAD_LETTER"} 1')
  })

  test('is handled by the next process, once it can be', async () => {
    await using own = await startRedis()
    const sick = changed()
    {
      await using gateway = await startDesk({
        env: { REDIS_URL: own.url },
        configure: (config) => ({ ...config, webhooks: { ...config.webhooks, retryAfterMs: 60_000 } }),
      })
      await poison(own)
      expect(await deliver(gateway.url, sick)).toEqual({ status: 200, told: 'held' })
    }
    await own.command('DEL', '{small}:generation:conversation:1')
    await own.command('ZADD', '{small}:webhooks:retries', 'XX', '0', String(sick.id))
    await using gateway = await startDesk({ env: { REDIS_URL: own.url }, configure: soon })
    await expect
      .poll(() => listed(gateway), { timeout: 10_000 })
      .toMatchObject({ nodes: [{ notificationId: sick.id, status: 'PROCESSED', attempts: 2, failure: null, entity: { intercomId: '1' } }] })
    expect(await own.command('XLEN', '{small}:changes:log')).toBe(1)
    expect(await held(gateway)).toEqual([])
  })

  const held = async (gateway: Desk) => [
    ...(await listed(gateway, 'filter: { status: FAILED }')).nodes,
    ...(await listed(gateway, 'filter: { status: DEAD_LETTER }')).nodes,
  ]
})

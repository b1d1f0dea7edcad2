import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { createSeed } from '../../src/sandbox/seed/index.ts'
import { openEventStream } from '../support/event-stream.ts'
import { startRedis } from '../support/redis.ts'
import { type Desk, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const marker = 'zanzibar'
const marked = (what: unknown) => JSON.stringify(what).includes(marker)

/** A desk where one contact wrote, is written about and did things, all of it with the marker in it. */
function deskWith() {
  const world = createSeed({ now: new Date(), contacts: 30, conversations: 40 })
  const [ticket] = [...world.tickets.values()].filter(({ contact_ids }) => contact_ids.length > 0)
  const who = world.contacts.get(ticket!.contact_ids[0]!)!
  const other = [...world.contacts.keys()].find((id) => id !== who.id)!
  Object.assign(who, {
    name: `Ann ${marker}`,
    email: `ann@${marker}.example`,
    custom_attributes: { ...who.custom_attributes, job_role: marker },
  })
  const author = { type: who.role, id: who.id, name: who.name, email: who.email } as const
  const wrote = [...world.conversations.values()].slice(0, 3)
  for (const conversation of wrote) {
    conversation.contact_ids = [who.id, other]
    Object.assign(conversation.source, { author, body: `<p>I live in ${marker}</p>` })
    Object.assign(conversation.parts[0]!, { part_type: 'comment', author, body: `<p>Back in ${marker}</p>` })
  }
  const nowSeconds = Math.floor(Date.now() / 1000)
  for (let event = 0; event < 70; event++) {
    const id = `88${event}`
    world.events.set(id, { id, contact_id: who.id, event_name: 'moved', created_at: nowSeconds - 86_400 - event, metadata: { to: marker } })
  }
  world.notes.set('7700', { id: '7700', contact_id: who.id, author_id: null, body: `<p>Lives in ${marker}</p>`, created_at: nowSeconds })
  return { world, contactId: who.id, ticketId: ticket!.id, partId: wrote[0]!.parts[0]!.id, wrote: wrote.map(({ id }) => id) }
}
type Told = ReturnType<typeof deskWith>

const author = 'author { displayName email }'
const parts = `parts(first: 50) { nodes { ... on CommentPart { ${author} body } } }`
const whole = `id title source { ${author} body } ${parts} contacts(first: 5) { nodes { name email } }`

/** Everything that may hold it, through the caches: records by id, lists, edges, nodes, older pages. */
async function readAll(gateway: Desk, { contactId, ticketId, wrote }: Told) {
  const contact = `name email customAttributes notes(first: 5) { nodes { body ${author} } } eventSummaries { name }`
  const questions = [
    `{ contact(by: { id: "${contactId}" }) { ${contact} events(first: 50) { nodes { metadata } pageInfo { endCursor } } } }`,
    `{ contacts(first: 50) { nodes { name email } } }`,
    `{ contacts(first: 5, filter: { name: { eq: "Ann ${marker}" } }) { nodes { email } } }`,
    `{ conversations(first: 50) { nodes { title source { ${author} body } contacts(first: 5) { nodes { name } } } } }`,
    ...wrote.map((id) => `{ conversation(id: "${id}") { ${whole} } }`),
    `{ ticket(id: "${ticketId}") { contacts(first: 5) { nodes { name email } } } tickets(first: 50) { nodes { contacts(first: 5) { nodes { name } } } } }`,
    `{ node(id: "gid://intercom/${gateway.sandbox.world.workspace.id_code}/Note/7700") { ... on Note { body } } }`,
    '{ webhookDeliveries(first: 50) { nodes { failure payload entity { id } } } }',
  ]
  const answers: object[] = []
  for (const question of questions) answers.push(await gateway.query(question.replace('customAttributes ', '')))
  const [first] = answers as { data?: { contact: { events: { pageInfo: { endCursor: string } } } | null } }[]
  const after = first?.data?.contact?.events.pageInfo.endCursor
  if (after)
    answers.push(
      await gateway.query(`{ contact(by: { id: "${contactId}" }) { events(first: 50, after: "${after}") { nodes { metadata } } } }`),
    )
  const invalid = answers.filter((answer) => JSON.stringify(answer).includes('"INVALID"'))
  return { answers, invalid }
}

/** Keys of Redis whose names or values have the marker, whatever they are. */
async function inRedis(url: string): Promise<string[]> {
  const redis = new Redis(url)
  const found: string[] = []
  for await (const names of redis.scanStream({ count: 1_000 }) as AsyncIterable<string[]>)
    for (const name of names) {
      const type = await redis.type(name)
      const read = {
        string: () => redis.get(name),
        hash: () => redis.hgetall(name),
        zset: () => redis.zrange(name, '0', '-1'),
        stream: () => redis.xrange(name, '-', '+'),
        set: () => redis.smembers(name),
        list: () => redis.lrange(name, 0, -1),
      }[type as 'string']
      if (!read && type !== 'none') throw new Error(`The key ${name} is a ${type}, which this test cannot read.`)
      if (marked([name, await read?.()])) found.push(name)
    }
  redis.disconnect()
  return found
}

/** What an event stream from a place on answers, with the records that it reads. */
async function replayed(gateway: Desk) {
  const source = `subscription { conversationEvents { __typename ... on ConversationEvent { conversation { ${whole} } } ... on StreamCaughtUp { replayed } } }`
  const stream = await openEventStream<object>(gateway.url, source, { extensions: { resumeFrom: cursorBefore } })
  const told: unknown[] = []
  for (let message = await stream.next(); message && !JSON.stringify(message).includes('StreamCaughtUp'); message = await stream.next())
    told.push(message)
  await stream.leave()
  return told
}
let cursorBefore = ''

const envelope = (desk: Told, topic: string, item: object) => notificationOf(topic, item, { app_id: desk.world.workspace.id_code })

/** Intercom has erased it: nothing that it answers from now on has the marker. */
function erasedUpstream({ sandbox: { world } }: Desk, { contactId }: Told) {
  world.contacts.remove(contactId)
  for (const { id, contact_id } of [...world.notes.values()]) if (contact_id === contactId) world.notes.remove(id)
  for (const { id, contact_id } of [...world.events.values()]) if (contact_id === contactId) world.events.remove(id)
  for (const table of [world.conversations, world.tickets] as const)
    for (const record of [...table.values()])
      if (marked(record)) table.put(JSON.parse(JSON.stringify(record).replaceAll(marker, 'gone')) as never)
}

describe.each([
  ['in memory', false],
  ['on Redis', true],
])('%s, what was erased', (_, isShared) => {
  test('of a contact is in no answer, no key of Redis, no payload and no replay any more', async () => {
    await using server = isShared ? await startRedis() : null
    const env: Record<string, string> = server ? { REDIS_URL: server.url } : {}
    const desk = deskWith()
    await using gateway = await startDesk({ world: desk.world, env })
    await using other = await startDesk({ sandbox: gateway.sandbox, env })
    const part = { id: desk.partId, part_type: 'comment', author: { type: 'user', id: desk.contactId }, body: marker }
    const people = { contacts: [{ id: desk.contactId }] }
    const conversation = { type: 'conversation', id: desk.wrote[0], contacts: people, conversation_parts: { conversation_parts: [part] } }
    await deliver(gateway.url, envelope(desk, 'contact.user.updated', { type: 'contact', id: desk.contactId, name: marker }))
    await deliver(gateway.url, envelope(desk, 'conversation.user.replied', conversation))
    const listed = '{ webhookDeliveries(filter: { topic: "contact.user.updated" }) { nodes { cursor } } }'
    cursorBefore = /"cursor":"([^"]+)"/.exec(JSON.stringify(await gateway.query(listed)))?.[1] ?? ''
    for (const each of isShared ? [gateway, other] : [gateway]) {
      const { answers, invalid } = await readAll(each, desk)
      expect(invalid).toEqual([])
      expect(answers.filter(marked).length).toBeGreaterThanOrEqual(10)
    }
    expect(await replayed(gateway)).toSatisfy(marked)
    if (server) await expect.poll(async () => (await inRedis(server.url)).length, { timeout: 10_000 }).toBeGreaterThan(5)

    erasedUpstream(gateway, desk)
    expect(
      await deliver(gateway.url, envelope(desk, 'contact.deleted', { type: 'contact', id: desk.contactId, deleted: true })),
    ).toMatchObject({
      status: 200,
    })
    for (const each of isShared ? [other, gateway] : [gateway]) {
      const { answers } = await readAll(each, desk)
      expect(answers.filter(marked)).toEqual([])
    }
    expect(marked(await replayed(gateway))).toBe(false)
    if (server) await expect.poll(() => inRedis(server.url), { timeout: 10_000 }).toEqual([])
  })

  test.each(['conversation.deleted', 'conversation_part.redacted'])(
    'by %s is in no answer, no key and no payload either',
    async (topic) => {
      await using server = isShared ? await startRedis() : null
      const env: Record<string, string> = server ? { REDIS_URL: server.url } : {}
      const desk = deskWith()
      const [id] = desk.wrote
      const only = { ...desk, wrote: [id!] }
      for (const each of desk.world.conversations.values()) if (each.id !== id && marked(each)) desk.world.conversations.delete(each.id)
      Object.assign(desk.world.contacts.get(desk.contactId)!, { name: 'Ann', email: 'ann@example.com', custom_attributes: {} })
      for (const each of desk.world.tickets.values()) if (each.id !== id && marked(each)) desk.world.tickets.delete(each.id)
      desk.world.notes.delete('7700')
      for (const event of desk.world.events.values()) event.metadata = {}
      await using gateway = await startDesk({ world: desk.world, env })
      const item = { type: 'conversation', id, source: { body: marker } }
      await deliver(gateway.url, envelope(desk, 'conversation.user.replied', item))
      expect((await readAll(gateway, only)).answers.filter(marked).length).toBeGreaterThanOrEqual(3)
      if (server) await expect.poll(async () => (await inRedis(server.url)).length, { timeout: 10_000 }).toBeGreaterThan(2)
      if (topic === 'conversation.deleted') gateway.sandbox.world.conversations.remove(id!)
      else erasedUpstream(gateway, { ...desk, contactId: 'none' })
      const erasing = { type: 'conversation', ...(topic === 'conversation.deleted' ? { conversation_id: id } : { id }) }
      await deliver(gateway.url, envelope(desk, topic, erasing))
      // late, and of before: its payload is not kept
      await deliver(gateway.url, envelope(desk, 'conversation.user.replied', item))
      expect((await readAll(gateway, only)).answers.filter(marked)).toEqual([])
      if (server) await expect.poll(() => inRedis(server.url), { timeout: 10_000 }).toEqual([])
    },
  )
})

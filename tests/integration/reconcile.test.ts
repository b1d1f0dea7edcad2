import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { allPassedSince, type Healer, startHealer } from '../support/reconcile.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const world = { contacts: 25, conversations: 25 }
const patient = { timeout: 60_000, interval: 200 }

/** Every record of the four kinds, by its id, with what changes of it. */
const everything = `query($contacts: [ID!]!, $conversations: [ID!]!, $tickets: [ID!]!, $articles: [ID!]!) {
  contacts: nodes(ids: $contacts) { id ... on Contact { name email updatedAt tags { id } } }
  conversations: nodes(ids: $conversations) { id ... on Conversation { state updatedAt adminAssignee { id } tags { id } parts(last: 30) { nodes { id } } } }
  tickets: nodes(ids: $tickets) { id ... on Ticket { updatedAt state { id } } }
  articles: nodes(ids: $articles) { id ... on Article { title state updatedAt } }
}`

type Ids = Record<'contacts' | 'conversations' | 'tickets' | 'articles', string[]>

function idsIn({ world }: Sandbox): Ids {
  const all = (type: string, records: Iterable<{ id: string }>) =>
    [...records].slice(0, 100).map(({ id }) => `gid://intercom/${world.workspace.id_code}/${type}/${id}`)
  return {
    contacts: all('Contact', world.contacts.values()),
    conversations: all('Conversation', world.conversations.values()),
    tickets: all('Ticket', world.tickets.values()),
    articles: all('Article', world.articles.values()),
  }
}

async function read(gateway: Pick<Healer, 'query'>, ids: Ids) {
  const { data, errors } = await gateway.query<Record<keyof Ids, unknown[]>>(everything, ids)
  if (!data) throw new Error(JSON.stringify(errors))
  return data
}

/** What a gateway says that has read nothing before. */
async function readUncached(sandbox: Sandbox, ids: Ids) {
  await using fresh = await startTestGateway({ sandbox })
  return await read(fresh, ids)
}

/** Something happens to records of all four kinds, some seventy times. */
function live({ actions, world }: Sandbox) {
  const [contacts, conversations] = [[...world.contacts.values()], [...world.conversations.values()]]
  const [tickets, articles] = [[...world.tickets.values()], [...world.articles.values()]]
  const admin = [...world.admins.values()][0]!.id
  const tag = [...world.tags.values()][0]!.id
  for (let turn = 0; turn < 15; turn++) {
    const [contact, conversation] = [contacts[turn]!.id, conversations[turn]!.id]
    actions.contacts.update({ contact, name: `Renamed ${turn}` })
    if (turn % 4 === 0) actions.contacts.tag({ contact, tag })
    actions.conversations.adminReplies({ conversation, admin, body: `Answer ${turn}` })
    if (turn % 3 === 0) actions.conversations.close({ conversation, admin })
    const ticket = tickets[turn % tickets.length]!
    const states = world.ticket_types.get(ticket.ticket_type_id)!.state_ids
    actions.tickets.setState({ ticket: ticket.id, state: states[turn % states.length]!, admin })
    const article = articles[turn % articles.length]!.id
    if (world.articles.get(article)) actions.articles.update({ article, title: `Retitled ${turn}` })
  }
  for (const { id } of contacts.slice(20, 22)) actions.contacts.delete({ contact: id })
  for (const { id } of conversations.slice(20, 22)) actions.conversations.delete({ conversation: id })
  actions.articles.delete({ article: articles.at(-1)!.id })
}

const isOver = ({ sandbox }: Healer) =>
  expect.poll(() => sandbox.webhooks.deliveries().some(({ outcome }) => outcome === 'waiting'), patient).toBe(false)

describe.each(['in memory', 'on Redis'])('%s', (where) => {
  const env = (): Record<string, string> => (where === 'on Redis' ? { REDIS_URL: server.url } : {})

  test('after the sandbox dropped a fifth of its webhooks, one pass makes every copy what an uncached read shows', async () => {
    await using healer = await startHealer({ ...world, env: env(), reconcile: { everySeconds: 1 } })
    const { sandbox } = healer
    const ids = idsIn(sandbox)
    await read(healer, ids)
    sandbox.webhooks.setFaults({ drop: 0.2 })
    live(sandbox)
    await isOver(healer)
    const dropped = sandbox.webhooks.deliveries().filter(({ outcome }) => outcome === 'dropped')
    expect(dropped.length).toBeGreaterThan(5)
    const livedAtMs = Date.now()
    await expect.poll(() => allPassedSince(healer, livedAtMs), patient).toBe(true)
    expect(await read(healer, ids)).toEqual(await readUncached(sandbox, ids))
    expect(healer.passes().reduce((sum, { told }) => sum + told, 0)).toBeGreaterThan(3)
  })
})

const happenings = `subscription($after: EventCursor) { told: conversationEvents(after: $after) {
  __typename ... on StreamItem { cursor }
  ... on ConversationEvent { origin topic conversationId conversation { state } } ... on ConversationDeleted { origin deletedId } } }`
type Told = { told: { __typename: string; cursor: string; origin?: string; conversationId?: string; deletedId?: string } }

const gidOf = ({ world }: Sandbox, id: string) => `gid://intercom/${world.workspace.id_code}/Conversation/${id}`

test('what happened while no gateway was there is told to whoever comes back, and no copy of before is shown', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 10, conversations: 10 })
  const options = { sandbox, env: { REDIS_URL: redis.url }, reconcile: { downtimeSeconds: 1 } }
  const ids = idsIn(sandbox)
  const [closed = '', deleted = '', untouched = ''] = sandbox.world.conversations.keys()
  const admin = [...sandbox.world.admins.values()][0]!.id
  const before = await startHealer(options)
  await read(before, ids)
  const stream = await openEventStream<Told>(before.url, happenings)
  const [mark] = await stream.take(1)
  await stream.leave()
  await before.dispose()

  sandbox.webhooks.subscribe(null)
  sandbox.actions.conversations.close({ conversation: closed, admin })
  sandbox.actions.conversations.delete({ conversation: deleted })
  await delay(3_000)

  await using after = await startHealer(options)
  await using later = await openEventStream<Told>(after.url, happenings, { variables: { after: mark!.told.cursor } })
  const told = new Map<string | undefined, Told['told']>()
  while (!told.has(gidOf(sandbox, closed)) || !told.has(gidOf(sandbox, deleted))) {
    const [next] = await later.take(1)
    told.set(next?.told.conversationId ?? next?.told.deletedId, next!.told)
  }
  expect(told.get(gidOf(sandbox, closed))).toMatchObject({
    ...{ __typename: 'ConversationChanged', origin: 'RECONCILED', topic: 'conversation.updated', conversation: { state: 'CLOSED' } },
  })
  expect(told.get(gidOf(sandbox, deleted))).toMatchObject({ __typename: 'ConversationDeleted', origin: 'RECONCILED' })
  expect(told.has(gidOf(sandbox, untouched))).toBe(false)
  expect(await read(after, ids)).toEqual(await readUncached(sandbox, ids))
})

test('a log that was lost is a gap for whoever follows, and then what may have been lost with it', async () => {
  await using redis = await startRedis()
  await using healer = await startHealer({ contacts: 10, conversations: 10, env: { REDIS_URL: redis.url } })
  const { sandbox } = healer
  const [conversation = ''] = sandbox.world.conversations.keys()
  await using stream = await openEventStream<Told>(healer.url, happenings)
  await stream.take(1)
  await expect.poll(() => redis.command('EXISTS', `{${sandbox.world.workspace.id_code}}:reconcile:beat`), patient).toBe(1)
  sandbox.webhooks.subscribe(null)
  sandbox.actions.conversations.close({ conversation, admin: [...sandbox.world.admins.values()][0]!.id })
  await redis.command('FLUSHALL')
  const kinds = (await stream.take(2)).map(({ told }) => told)
  expect(kinds).toMatchObject([
    { __typename: 'StreamGap' },
    { __typename: 'ConversationChanged', origin: 'RECONCILED', conversationId: gidOf(sandbox, conversation) },
  ])
})

test('the graph says which webhooks copies and subscriptions rely on, and when each last came', async () => {
  await using healer = await startHealer({ contacts: 5, conversations: 5 })
  const [conversation = ''] = healer.sandbox.world.conversations.keys()
  const coverageOf = async (topic: string) => {
    const { data } = await healer.query<{ health: { topicCoverage: { topic: string }[] } }>(
      '{ health { topicCoverage { topic neededBy lastSeenAt status } } }',
    )
    return data?.health.topicCoverage.find((one) => one.topic === topic)
  }
  const noted = { topic: 'conversation.admin.noted', neededBy: ['copies of conversation records'] }
  await expect.poll(() => coverageOf(noted.topic), patient).toEqual({ ...noted, lastSeenAt: null, status: 'NEVER' })
  await using stream = await openEventStream<Told>(healer.url, happenings)
  await stream.take(1)
  const admin = [...healer.sandbox.world.admins.values()][0]!.id
  healer.sandbox.actions.conversations.note({ conversation, admin, body: 'Asked engineering.' })
  const neededBy = [...noted.neededBy, 'subscriptions to conversation records']
  await expect.poll(() => coverageOf(noted.topic), patient).toEqual({ ...noted, neededBy, lastSeenAt: expect.any(String), status: 'SEEN' })
  const ready = (await (await fetch(`${healer.url}/health/ready`)).json()) as { topicCoverage: unknown[] }
  expect(ready.topicCoverage).toContainEqual({ ...noted, neededBy, lastSeenAt: expect.any(String), status: 'SEEN' })
})

test('from 2.16 on, a conversation that nobody had a copy of is told to be deleted, once', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 10, conversations: 10 })
  const [announced = '', deleted = '', before = ''] = sandbox.world.conversations.keys()
  sandbox.actions.conversations.delete({ conversation: before })
  // longer ago than any pass looks back
  sandbox.world.deleted_conversations.set(before, { atSeconds: Math.floor(Date.now() / 1000) - 3_600, retainsMetrics: true })
  const env = { REDIS_URL: redis.url, INTERCOM_VERSION: '2.16' }
  await using healer = await startHealer({ sandbox, env, reconcile: { everySeconds: 1 } })
  await using stream = await openEventStream<Told>(healer.url, happenings)
  await stream.take(1)
  sandbox.actions.conversations.delete({ conversation: announced })
  expect((await stream.take(1))[0]?.told).toMatchObject({ deletedId: gidOf(sandbox, announced), origin: 'WEBHOOK' })
  sandbox.webhooks.subscribe(null)
  sandbox.actions.conversations.delete({ conversation: deleted })
  expect((await stream.take(1))[0]?.told).toMatchObject({ deletedId: gidOf(sandbox, deleted), origin: 'RECONCILED' })
  // what payloads of webhooks lie under has no business in the log
  const log = JSON.stringify(await redis.command('XRANGE', `{${sandbox.world.workspace.id_code}}:changes:log`, '-', '+'))
  expect(log).toContain('RECONCILED')
  expect(log).not.toMatch(/\bnames\b/)
  const toldAtMs = Date.now()
  await expect.poll(() => allPassedSince(healer, toldAtMs), patient).toBe(true)
  expect(
    healer
      .passes()
      .filter(({ kind }) => kind === 'conversation')
      .reduce((sum, { told }) => sum + told, 0),
  ).toBe(1)
})

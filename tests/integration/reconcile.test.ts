import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { allPassedSince, type Healer, startHealer } from '../support/reconcile.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const world = { contacts: 40, conversations: 40 }
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

/** Something happens to records of all four kinds, more than a hundred times. */
function live({ actions, world }: Sandbox) {
  const [contacts, conversations] = [[...world.contacts.values()], [...world.conversations.values()]]
  const [tickets, articles] = [[...world.tickets.values()], [...world.articles.values()]]
  const admin = [...world.admins.values()][0]!.id
  const tag = [...world.tags.values()][0]!.id
  for (let turn = 0; turn < 25; turn++) {
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
  for (const { id } of contacts.slice(30, 33)) actions.contacts.delete({ contact: id })
  for (const { id } of conversations.slice(30, 33)) actions.conversations.delete({ conversation: id })
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
    expect(dropped.length).toBeGreaterThan(10)
    const livedAtMs = Date.now()
    await expect.poll(() => allPassedSince(healer, livedAtMs), patient).toBe(true)
    expect(await read(healer, ids)).toEqual(await readUncached(sandbox, ids))
    expect(healer.passes().reduce((sum, { told }) => sum + told, 0)).toBeGreaterThan(5)
  })
})

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import * as app from '../recipes/writing.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aConversation, aHelpCenter, anArticle, anAttribute, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('the recipe shows code that runs in these tests, and nothing else', () => {
  const blocks = [...read('docs/recipes/writing.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  expect(blocks).toHaveLength(6)
  for (const block of blocks) expect(read('tests/recipes/writing.ts')).toContain(block)
})

const world = () =>
  aWorld({
    help_centers: [aHelpCenter('1')],
    data_attributes: [anAttribute('1', { name: 'plan' })],
    articles: [anArticle('1', { state: 'draft' })],
    contacts: [
      aContact(1, { email: 'ada@acme.io', external_id: 'u1', name: 'Ada' }),
      aContact(2, { email: 'ada@acme.io', role: 'lead', external_id: null, name: 'Somebody', phone: '+353871234567' }),
      aContact(3, { email: 'two@acme.io', external_id: 'u3', name: 'Two' }),
      aContact(4, { email: 'two@acme.io', role: 'lead', external_id: null, name: 'Too' }),
    ],
    conversations: [aConversation(1, { contact_ids: [hexId(2)] })],
  })

/** An app, a gateway and an Intercom, with lines between them that break when they are told to. */
async function start() {
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.use(await startSandbox({ world: world() }))
  const toIntercom = parts.use(await startFaultProxy(sandbox.url))
  const gateway = parts.use(
    await startTestGateway({
      sandbox,
      env: { INTERCOM_BASE_URL: toIntercom.url },
      configure: (config) => ({ ...config, writes: { ...config.writes, lookTimeoutMs: 0 } }),
    }),
  )
  const toGateway = parts.use(await startFaultProxy(gateway.url))
  const opened = parts.move()
  const client = app.createClient(`${toGateway.url}/graphql`, 'none')
  const writes = () => gateway.calls.filter((call) => !call.startsWith('GET') && !call.endsWith('/search'))
  return { client, toGateway, toIntercom, world: sandbox.world, writes, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

describe('merge a lead into a user', () => {
  const pair = { from: hexId(2), into: hexId(1) }

  test('says what will come along, does it once though its answer is lost, and forgets the lead', async () => {
    await using house = await start()
    expect(await app.askWhetherToMerge(house.client, pair)).toEqual({
      isAllowed: true,
      lines: ['phone: +353871234567', 'comes along: 1 × conversation', 'This cannot be undone.'],
    })
    using lost = house.toGateway.meet('answer lost', ({ body }) => body.includes('contactMerge('))
    const forgotten: string[] = []
    const merged = await app.merge(house.client, { ...pair, key: randomUUID(), forget: (id) => void forgotten.push(id) })
    expect(merged).toMatchObject({ is: 'done', done: { displayName: 'Ada', role: 'USER' } })
    expect(forgotten).toEqual([expect.stringMatching(`/${hexId(2)}$`)])
    expect([lost.calls(), house.writes()]).toEqual([2, ['POST /contacts/merge']])
  })

  test('says why it cannot be, before and after', async () => {
    await using house = await start()
    const users = { from: hexId(3), into: hexId(1) }
    const why = '"from" is a user; only a lead goes into another contact.'
    expect(await app.askWhetherToMerge(house.client, users)).toEqual({ isAllowed: false, lines: [why] })
    const refused = await app.merge(house.client, { ...users, key: randomUUID(), forget: () => expect.unreachable() })
    expect(refused).toMatchObject({ is: 'not done', say: why, mayRepeat: false })
    expect(await app.askWhetherToMerge(house.client, { ...users, from: hexId(9) })).toMatchObject({ isAllowed: false })
  })
})

describe('upsert a contact from your app', () => {
  const account = { id: 'u7', email: 'new@acme.io', name: 'New', plan: 'pro', version: 1 }

  test('makes them once, however often the queue brings it, and changes them with the next version', async () => {
    await using house = await start()
    for (let brought = 0; brought < 3; brought++)
      expect(await app.upsertAccount(house.client, account)).toMatchObject({ is: 'done', done: { displayName: 'New' } })
    expect(house.writes()).toEqual(['POST /contacts'])
    await app.upsertAccount(house.client, { ...account, name: 'Renamed', version: 2 })
    expect(house.writes()).toEqual(['POST /contacts', 'PUT /contacts/{contact_id}'])
    expect([...house.world.contacts.values()].filter(({ external_id }) => external_id === 'u7')).toMatchObject([
      { name: 'Renamed', custom_attributes: { plan: 'pro' } },
    ])
  })

  test('names everybody who has the address, and writes to nobody', async () => {
    await using house = await start()
    const several = await app.upsertAccount(house.client, { ...account, email: 'two@acme.io' })
    expect(several).toEqual({ is: 'several', candidates: expect.arrayContaining(['Two', 'Too']) })
    expect(house.writes()).toEqual([])
  })
})

describe('publish an article', () => {
  test('is a draft first, which a lost answer does not make two, and then has an address', async () => {
    await using house = await start()
    const draft = { title: 'How refunds work', body: '<p>Within five days.</p>', author: '1001', key: randomUUID() }
    using lost = house.toGateway.meet('answer lost', ({ body }) => body.includes('articleCreate('))
    const saved = await app.saveDraft(house.client, draft)
    expect(saved).toMatchObject({ is: 'done', done: { state: 'DRAFT', url: null } })
    expect(lost.calls()).toBe(2)
    const id = saved.is === 'done' ? saved.done!.id : ''
    expect(await app.publish(house.client, { id, key: randomUUID() })).toMatchObject({
      is: 'done',
      done: { state: 'PUBLISHED', url: expect.stringContaining('how-refunds-work') },
    })
    expect(house.writes()).toEqual(['POST /articles', 'PUT /articles/{article_id}'])
  })

  test('shows the place in the form that is wrong', async () => {
    await using house = await start()
    const saved = await app.saveDraft(house.client, { title: ' ', author: '1001', key: randomUUID() })
    expect(saved).toMatchObject({ is: 'not done', field: 'title', mayRepeat: false })
  })

  test('says when nobody knows, and where to look; the same key again sends nothing', async () => {
    await using house = await start()
    const click = { id: '1', key: randomUUID() }
    using lost = house.toIntercom.meet('lost on the way', ({ method }) => method === 'PUT')
    for (let clicked = 0; clicked < 2; clicked++)
      expect(await app.publish(house.client, click)).toEqual({
        is: 'unknown',
        say: 'It is not certain whether this was done. Look before you try again. Look at article 1 in Intercom.',
        field: undefined,
        mayRepeat: true,
      })
    expect(lost.calls()).toBe(1)
  })
})

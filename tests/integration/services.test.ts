import { expect, test } from 'vitest'
import { where } from '../../src/intercom/search.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startGraph } from '../support/graph.ts'
import { changeOf } from '../support/house.ts'
import { aContact, aConversation, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const users = where('role', '=', 'user')
const search = 'POST /contacts/search'
const manyContacts = (count: number) => aWorld({ contacts: Array.from({ length: count }, (_, at) => aContact(at + 1)) })

test('all contacts of a search come one by one, a page of them at a time, whatever was cached before', async () => {
  await using sandbox = await startSandbox({ world: manyContacts(400) })
  await using graph = await startGraph(sandbox)
  for (let round = 1; round <= 2; round += 1) {
    sandbox.forgetRequests()
    const seen = new Set<string>()
    for await (const { id } of graph.services.contacts.searchAll(users)) {
      seen.add(id)
      // the page that this one came with is the last that was asked for
      expect(sandbox.requests).toHaveLength(Math.ceil(seen.size / 150))
    }
    expect(seen.size).toBe(400)
    expect(sandbox.requests).toEqual([search, search, search])
  }
})

test('who stops asking for more ends it, and so does a signal', async () => {
  await using sandbox = await startSandbox({ world: manyContacts(400) })
  await using graph = await startGraph(sandbox)
  const { contacts } = graph.services
  sandbox.forgetRequests()
  for await (const contact of contacts.searchAll(users)) if (contact) break
  expect(sandbox.requests).toEqual([search])

  const stop = new AbortController()
  let seen = 0
  const walk = async () => {
    for await (const contact of contacts.searchAll(users, { signal: stop.signal })) {
      if (contact) seen += 1
      if (seen === 150) stop.abort(new Error('enough'))
    }
  }
  await expect(walk()).rejects.toThrow('enough')
  expect([seen, sandbox.requests.length]).toEqual([150, 2])

  const late = new AbortController()
  sandbox.control.setLatency(60_000)
  const waiting = contacts.searchAll(users, { signal: late.signal }).next()
  setTimeout(() => late.abort(), 20)
  await expect(waiting).rejects.toThrow()
})

test('a contact that changed lately is read by its id, as the search may not know it yet', async () => {
  await using sandbox = await startSandbox({ world: manyContacts(3), indexLagMs: 3_600_000 })
  await using graph = await startGraph(sandbox, { indexLagMs: 300_000 })
  sandbox.world.contacts.put(aContact(2, { name: 'Somebody else' }))
  await graph.log.append(changeOf(`contact:${hexId(2)}`))
  const names: (string | null)[] = []
  for await (const { name } of graph.services.contacts.searchAll(users)) names.push(name)
  expect(names.toSorted()).toEqual(['Person 1', 'Person 3', 'Somebody else'])
})

test('a contact that changed lately and cannot be read is the failure of the walk', async () => {
  const id = '000000000000000000000500'
  await using sandbox = await startSandbox({ world: aWorld({ contacts: [aContact(1, { id })] }) })
  await using graph = await startGraph(sandbox, { indexLagMs: 300_000 })
  await graph.log.append(changeOf(`contact:${id}`))
  await expect(graph.services.contacts.searchAll(users).next()).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' })
})

test('the open conversations of a teammate are one search', async () => {
  const conversations = [1, 2, 3, 4].map((number) =>
    aConversation(number, {
      updated_at: noon + number,
      state: number === 2 ? 'closed' : 'open',
      open: number !== 2,
      admin_assignee_id: number === 3 ? '1002' : '1001',
    }),
  )
  await using sandbox = await startSandbox({ world: aWorld({ conversations }) })
  await using graph = await startGraph(sandbox)
  const { items, totalCount } = await graph.services.conversations.listOpenOfAdmin('1001', { size: 20, after: null })
  expect([items, totalCount]).toMatchObject([[{ id: '4' }, { id: '1' }], 2])
})

test('all articles and all collections are what the list of them costs, and nothing when they are known', async () => {
  await using sandbox = await startSandbox({ contacts: 20, conversations: 0 })
  await using graph = await startGraph(sandbox)
  const { articles, collections } = graph.services
  sandbox.forgetRequests()
  expect((await articles.listAll()).map(({ id }) => id).toSorted()).toEqual([...sandbox.world.articles.keys()].toSorted())
  expect(new Set(sandbox.requests)).toEqual(new Set(['GET /articles']))
  expect((await collections.all()).map(({ id }) => id).toSorted()).toEqual([...sandbox.world.collections.keys()].toSorted())
  const cold = sandbox.requests.length
  await Promise.all([articles.listAll(), collections.all()])
  expect(sandbox.requests).toHaveLength(cold)
})

test('a contact is found by an external id of its user, and by none', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: [aContact(1), aContact(2, { role: 'lead' })] }) })
  await using graph = await startGraph(sandbox)
  const { contacts } = graph.services
  expect(await contacts.getByExternalId('ext-1')).toMatchObject({ id: hexId(1) })
  expect(await contacts.getByExternalId('ext-2')).toBeNull()
})

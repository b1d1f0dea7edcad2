import { expect, test, vi } from 'vitest'
import { createIntercom } from '../../src/intercom/client.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startAlone } from '../support/house.ts'
import { createTestServices } from '../support/services.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const contactCall = 'GET /contacts/{contact_id}'
const listCall = 'GET /contacts/{contact_id}/companies'
const companies = Array.from({ length: 60 }, (_, at) => aCompany(100 + at))
const [none, single, several, many] = [1, 2, 3, 4].map(hexId) as [string, string, string, string]
const counts: Record<string, number> = { [none]: 0, [single]: 1, [several]: 3, [many]: 60 }

/** The services alone, over a cache in memory and a sandbox: what a conversation does with the contact it names. */
async function started() {
  await using parts = new AsyncDisposableStack()
  const contacts = Object.values(counts).map((count, at) =>
    aContact(at + 1, { company_ids: companies.slice(0, count).map(({ id }) => id) }),
  )
  const sandbox = parts.use(await startSandbox({ world: aWorld({ companies, contacts }) }))
  const intercom = parts.adopt(createIntercom({ token: 'sandbox-token', baseUrl: sandbox.url, version: '2.14', maxRetries: 0 }), (one) =>
    one.dispose(),
  )
  const { services } = createTestServices({ intercom, ...parts.use(startAlone()) })
  const opened = parts.move()

  async function contactAndCompanies(id: string) {
    const [contact] = await services.contacts.getMany([id])
    if (!contact || contact instanceof Error) throw new Error('The contact must be there.')
    const { ids, hasMore } = contact.companies
    if (hasMore) return (await services.contacts.listCompanies(id, null)).items
    return ids.length === 0 ? [] : ((await services.contacts.getCompanies([{ contactId: id, ids }]))[0] ?? [])
  }
  const arrived = (...calls: string[]) => vi.waitFor(() => expect([...sandbox.requests].sort()).toEqual(calls))
  return { sandbox, contacts: services.contacts, contactAndCompanies, arrived, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

const first = [contactCall, listCall] as const

test.each([
  ['one', single, 'the contact', first],
  ['one', single, 'the list', first.toReversed()],
  ['several', several, 'the contact', first],
  ['several', several, 'the list', first.toReversed()],
  ['many', many, 'the contact', first],
  ['many', many, 'the list', first.toReversed()],
])(
  'a contact with %s and its companies are read beside each other, with one call each, when %3$s answers first',
  async (_, id, __, order) => {
    await using house = await started()
    for (const call of first) house.sandbox.control.pause(call)
    house.contacts.warmCompanies(id)
    const read = house.contactAndCompanies(id)
    await house.arrived(...first)
    house.sandbox.control.resume(order[0] ?? '')
    await vi.waitFor(() => expect(house.sandbox.log.find(({ route }) => route === order[0])?.status).toBe(200))
    house.sandbox.control.resume(order[1] ?? '')
    expect(await read).toHaveLength(Math.min(counts[id] ?? 0, 50))
    expect([...house.sandbox.requests].sort()).toEqual(first)
  },
)

test('however many wait for a contact and its companies, each is read once', async () => {
  await using house = await started()
  const reads = Array.from({ length: 500 }, () => {
    house.contacts.warmCompanies(several)
    return house.contactAndCompanies(several)
  })
  for (const read of reads) expect((await read).map((company) => company && 'name' in company && company.name)).toContain('Company 102')
  expect([...house.sandbox.requests].sort()).toEqual(first)
})

test.each([
  ['that has none', none],
  ['whose one company is known', single],
  ['whose companies are known', several],
  ['whose first page is known', many],
])('nothing is read ahead for a known contact %s', async (_, id) => {
  await using house = await started()
  await house.contactAndCompanies(id)
  house.sandbox.forgetRequests()
  house.contacts.warmCompanies(id)
  expect(await house.contactAndCompanies(id)).toHaveLength(Math.min(counts[id] ?? 0, 50))
  expect(house.sandbox.requests).toEqual([])
})

test('nothing is read ahead for a contact that is known to be gone', async () => {
  await using house = await started()
  expect(await house.contacts.getMany([hexId(9)])).toEqual([null])
  house.contacts.warmCompanies(hexId(9))
  await house.contacts.getCompanies([{ contactId: hexId(9), ids: [] }])
  expect(house.sandbox.requests).toEqual([contactCall])
})

test('what could not be read ahead is read when it is asked for', async () => {
  await using house = await started()
  house.sandbox.control.failNext(listCall, { status: 500 })
  house.contacts.warmCompanies(several)
  expect(await house.contactAndCompanies(several)).toMatchObject([
    { name: 'Company 100' },
    { name: 'Company 101' },
    { name: 'Company 102' },
  ])
  expect([...house.sandbox.requests].sort()).toEqual([contactCall, listCall, listCall])
})

test('a contact that is gone is read ahead in vain, and its companies are still there by their ids', async () => {
  await using house = await started()
  house.contacts.warmCompanies(hexId(9))
  const [read] = await house.contacts.getCompanies([{ contactId: hexId(9), ids: [hexId(100), hexId(101)] }])
  expect(read).toMatchObject([{ name: 'Company 100' }, { name: 'Company 101' }])
})

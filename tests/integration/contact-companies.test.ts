import { expect, test, vi } from 'vitest'
import { type GraphQLAnswer, startTestGateway } from '../support/gateway.ts'
import { ContactCompaniesDocument } from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const companies = Array.from({ length: 60 }, (_, at) => aCompany(100 + at))
const idOf = (number: number) => hexId(100 + number)
const companyIds = (...numbers: number[]) => numbers.map(idOf)
const [none, single, several, sharing, many] = [1, 2, 3, 4, 5].map(hexId)

const world = () =>
  aWorld({
    companies,
    contacts: [
      aContact(1),
      aContact(2, { company_ids: companyIds(0) }),
      aContact(3, { company_ids: companyIds(1, 2, 3), tag_ids: ['3001'] }),
      aContact(4, { company_ids: companyIds(2, 3) }),
      aContact(5, { company_ids: companies.map(({ id }) => id) }),
    ],
  })

type Page = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: ({ name: string } | null)[] }
const named = 'companies(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { name } }'
const ofOne = `query ($id: ID!, $first: Int!, $after: String) { contact(by: { id: $id }) { ${named} } }`
const numbered = (...numbers: number[]) => numbers.map((number) => ({ name: `Company ${100 + number}` }))
const upTo = (from: number, to: number) => numbered(...Array.from({ length: to - from }, (_, at) => from + at))

test.each([
  ['a contact without companies', none, [], []],
  ['a contact with one company', single, [0], ['GET /companies/{company_id}']],
  ['a contact with several', several, [1, 2, 3], ['GET /contacts/{contact_id}/companies']],
])('%s: its companies cost no call but the fewest, and none the second time', async (_, id, numbers, calls) => {
  await using gateway = await startTestGateway({ world: world() })
  const first = await gateway.query<{ contact: { companies: Page } }>(ofOne, { id, first: 10 })
  expect(first.errors).toBeUndefined()
  expect(first.data?.contact.companies).toMatchObject({ totalCount: numbers.length, nodes: numbered(...numbers) })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}', ...calls])
  gateway.forgetRequests()
  expect((await gateway.query(ofOne, { id, first: 10 })).data).toEqual(first.data)
  expect(gateway.calls).toEqual([])
})

test('somebody with their companies and tags costs three calls, and none when warm, for the same answer', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const by = { externalId: 'ext-3' }
  const cold = await gateway.ask(ContactCompaniesDocument, { by })
  expect(cold.contact).toMatchObject({
    displayName: 'Person 3',
    tags: [{ name: 'vip' }],
    companies: { totalCount: 3, nodes: numbered(1, 2, 3) },
  })
  expect(gateway.calls[0]).toBe('GET /contacts/find_by_external_id/{external_id}')
  expect(gateway.calls.slice(1).toSorted()).toEqual(['GET /contacts/{contact_id}/companies', 'GET /tags'])
  gateway.forgetRequests()
  expect(await gateway.ask(ContactCompaniesDocument, { by })).toEqual(cold)
  expect(gateway.calls).toEqual([])
})

test('what one process has read of companies, another on the same Redis knows', async () => {
  await using redis = await startRedis()
  const env = { REDIS_URL: redis.url }
  await using gateway = await startTestGateway({ world: world(), env })
  await using other = await startTestGateway({ sandbox: gateway.sandbox, env })
  /** Contacts, companies and pages in Redis, where they are written behind the answer. */
  const kept = async () => ((await redis.command('KEYS', '*:value:*')) as string[]).length
  for (const [id, expected] of [
    [none, 1],
    [single, 1 + 2],
    [several, 3 + 1 + 1 + 3],
    [many, 8 + 1 + 1 + 46],
  ] as const) {
    const { data } = await gateway.query(ofOne, { id, first: 10 })
    await vi.waitFor(async () => expect(await kept()).toBe(expected))
    gateway.forgetRequests()
    expect((await other.query(ofOne, { id, first: 10 })).data).toEqual(data)
    expect(other.calls).toEqual([])
  }
})

test.each([
  ['the number', 'companies { totalCount }', several],
  ['the ids', 'companies { totalCount pageInfo { endCursor } nodes { id intercomId __typename } edges { node { id } } }', several],
  ['the number of more than ten', 'companies { totalCount }', many],
])('%s of companies is free', async (_, selection, id) => {
  await using gateway = await startTestGateway({ world: world() })
  const { data, errors } = await gateway.query(`{ contact(by: { id: "${id}" }) { ${selection} } }`)
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({ contact: { companies: { totalCount: id === many ? 60 : 3 } } })
  if (selection.includes('intercomId')) {
    const nodes = companyIds(1, 2, 3).map((intercomId) => ({ intercomId, __typename: 'Company' }))
    expect(data).toMatchObject({ contact: { companies: { nodes } } })
  }
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
})

test('of more than ten companies, which the first ten are, and where a page ends, is free; what stands behind them is not', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const contact = 'GET /contacts/{contact_id}'
  const ids = `query ($first: Int, $after: String) { contact(by: { id: "${many}" }) {
    companies(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { intercomId } edges { cursor node { id } } }
  } }`
  type Ids = { contact: { companies: Omit<Page, 'nodes'> & { nodes: { intercomId: string }[]; edges: { cursor: string }[] } } }
  const numbersIn = (page: Ids['contact']['companies'] | undefined) => page?.nodes.map(({ intercomId }) => intercomId) ?? []
  const first = (await gateway.query<Ids>(ids, { first: 7 })).data?.contact.companies
  const rest = (await gateway.query<Ids>(ids, { first: 3, after: first?.pageInfo.endCursor })).data?.contact.companies
  expect([...numbersIn(first), ...numbersIn(rest)]).toEqual(companyIds(...Array(10).keys()))
  for (const page of [first, rest]) expect(page).toMatchObject({ totalCount: 60, pageInfo: { hasNextPage: true } })
  const ends = `{ contact(by: { id: "${many}" }) { companies(first: 55) { pageInfo { hasNextPage endCursor } edges { cursor } } } }`
  const end = (await gateway.query<Ids>(ends)).data?.contact.companies
  expect([end?.edges.length, end?.pageInfo.hasNextPage]).toEqual([55, true])
  expect(gateway.calls).toEqual([contact])

  const list = 'GET /contacts/{contact_id}/companies'
  const next = (await gateway.query<Ids>(ids, { first: 5, after: rest?.pageInfo.endCursor })).data?.contact.companies
  expect(numbersIn(next)).toEqual(companyIds(10, 11, 12, 13, 14))
  expect(gateway.calls).toEqual([contact, list])
  const last = (await gateway.query<Ids>(ids, { first: 25, after: end?.edges.at(-1)?.cursor })).data?.contact.companies
  expect(numbersIn(last)).toEqual(companyIds(55, 56, 57, 58, 59))
  expect(gateway.calls).toEqual([contact, list, list])
})

test('the companies of a page of contacts are read together, each company once, at no more calls than contacts or companies', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { companies { nodes { name } } } } }`
  const ids = [none, single, several, sharing].map((id) => `gid://intercom/${gateway.sandbox.world.workspace.id_code}/Contact/${id}`)
  const { data, errors } = await gateway.query(query, { ids })
  expect(errors).toBeUndefined()
  expect(data).toEqual({ nodes: [[], [0], [1, 2, 3], [2, 3]].map((numbers) => ({ companies: { nodes: numbered(...numbers) } })) })
  expect(gateway.calls[0]).toBe('POST /contacts/search')
  expect([...gateway.calls.slice(1)].sort()).toEqual(['GET /companies/{company_id}', 'GET /contacts/{contact_id}/companies'])
  gateway.forgetRequests()
  expect((await gateway.query(query, { ids })).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test('what one contact brought is not read again for another', async () => {
  await using gateway = await startTestGateway({ world: world() })
  await gateway.query(ofOne, { id: several, first: 10 })
  gateway.forgetRequests()
  const { data } = await gateway.query(ofOne, { id: sharing, first: 10 })
  expect(data).toMatchObject({ contact: { companies: { nodes: numbered(2, 3) } } })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
})

test('more than ten companies are read fifty at a time, however few are asked for, and each page once', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const seen: unknown[] = []
  const calls: string[][] = []
  let after: string | null = null
  for (let more = true; more; ) {
    const { data, errors }: GraphQLAnswer<{ contact: { companies: Page } }> = await gateway.query(ofOne, { id: many, first: 25, after })
    expect(errors).toBeUndefined()
    const page: Page | undefined = data?.contact.companies
    expect(page?.totalCount).toBe(60)
    seen.push(...(page?.nodes ?? []))
    more = page?.pageInfo.hasNextPage ?? false
    after = page?.pageInfo.endCursor ?? null
    calls.push([...gateway.calls])
    gateway.forgetRequests()
  }
  expect(seen).toEqual(upTo(0, 60))
  const list = 'GET /contacts/{contact_id}/companies'
  expect(calls).toEqual([['GET /contacts/{contact_id}', list], [], [list]])
})

test('few companies are paged through as well, by cursors that name the company', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const first = await gateway.query<{ contact: { companies: Page } }>(ofOne, { id: several, first: 2 })
  expect(first.data?.contact.companies).toMatchObject({ nodes: numbered(1, 2), pageInfo: { hasNextPage: true } })
  const after = first.data?.contact.companies.pageInfo.endCursor
  const second = await gateway.query<{ contact: { companies: Page } }>(ofOne, { id: several, first: 2, after })
  expect(second.data?.contact.companies).toMatchObject({ nodes: numbered(3), pageInfo: { hasNextPage: false } })
})

test.each([
  ['no company', { first: 0 }, '"first" is 0'],
  ['more companies than are answered', { first: 10_000 }, '"first" is 10000'],
  ['a cursor that is none', { first: 1, after: '../../companies' }, 'not a cursor of this list'],
])('%s: refused, for few companies and for many', async (_, page, told) => {
  await using gateway = await startTestGateway({ world: world() })
  for (const id of [several, many]) {
    const { data, errors } = await gateway.query(ofOne, { id, ...page })
    expect(data).toEqual({ contact: { companies: null } })
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID' }, message: expect.stringContaining(told) })
  }
})

test("another contact's cursor is refused", async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query<{ contact: { companies: Page } }>(ofOne, { id: single, first: 1 })
  const { errors } = await gateway.query(ofOne, { id: several, first: 1, after: data?.contact.companies.pageInfo.endCursor })
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID' } })
})

test('a company that is gone is null, one that cannot be read is null beside its error, and the others are there', async () => {
  const refused = '000000000000000000000403'
  const contacts = [
    aContact(1, { company_ids: [refused] }),
    aContact(2, { company_ids: companyIds(0) }),
    aContact(3, { company_ids: companyIds(1) }),
  ]
  await using gateway = await startTestGateway({ world: aWorld({ companies: [...companies, aCompany(1, { id: refused })], contacts }) })
  gateway.sandbox.world.companies.remove(idOf(1))
  const query = '{ contacts(first: 10) { nodes { externalId companies { nodes { name } } } } }'
  const { data, errors } = await gateway.query<{ contacts: { nodes: { externalId: string }[] } }>(query)
  expect(data?.contacts.nodes.toSorted((a, b) => a.externalId.localeCompare(b.externalId))).toEqual([
    { externalId: 'ext-1', companies: { nodes: [null] } },
    { externalId: 'ext-2', companies: { nodes: numbered(0) } },
    { externalId: 'ext-3', companies: { nodes: [null] } },
  ])
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR' } }])
})

test("when a contact's companies cannot be listed, they are null beside the error, and other contacts' are there", async () => {
  await using gateway = await startTestGateway({ world: world() })
  gateway.sandbox.control.failNext('GET /contacts/{contact_id}/companies', { status: 400 })
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { companies { nodes { name } } } } }`
  const ids = [several, single].map((id) => `gid://intercom/${gateway.sandbox.world.workspace.id_code}/Contact/${id}`)
  const { data, errors } = await gateway.query(query, { ids })
  expect(data).toEqual({ nodes: [{ companies: { nodes: [null, null, null] } }, { companies: { nodes: numbered(0) } }] })
  expect(errors?.map(({ path }) => path?.at(-1))).toEqual([0, 1, 2])
})

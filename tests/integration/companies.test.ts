import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { CompanyDocument, CompanyListDocument, type CompanyListQuery } from '../support/generated/graphql.ts'
import { aCompany, aContact, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

/** Eight companies, all but the last with a user; the later ones seen more lately. */
const world = () => {
  const companies = Array.from({ length: 8 }, (_, at) =>
    aCompany(100 + at, {
      last_request_at: noon + at,
      tag_ids: at < 3 ? ['3001'] : [],
      segment_ids: at > 4 ? [hexId(900)] : [],
      ...(at === 0 && { website: 'acme.example', plan: { id: '7', name: 'Pro' }, custom_attributes: { tier: 'gold' } }),
    }),
  )
  return aWorld({
    companies,
    segments: [{ id: hexId(900), name: 'Big', person_type: 'user', created_at: noon, updated_at: noon }],
    contacts: companies.slice(0, -1).map(({ id }, at) => aContact(at + 1, { company_ids: [id] })),
  })
}

type Listed = { companies: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { name: string }[] } }
const list =
  'query ($first: Int!, $after: String, $filter: CompanyFilter) { companies(first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage endCursor } nodes { name } } }'
const one = 'query ($by: CompanyBy!) { company(by: $by) { intercomId name } }'
const names = (data: Listed | null) => data?.companies.nodes.map(({ name }) => name)

test('a company is whole at one call, its tags with it; a typed attribute asks for the definitions beside it', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const query = `{ company(by: { id: "${hexId(100)}" }) {
    id intercomId companyId name plan size website monthlySpend userCount createdAt remoteCreatedAt customAttributes
    tags { id intercomId name } tier: attribute(name: "tier") { ... on StringAttribute { string } } workspace { id }
  } }`
  const { data, errors } = await gateway.query(query)
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    company: {
      intercomId: hexId(100),
      companyId: 'company-100',
      name: 'Company 100',
      plan: 'Pro',
      size: null,
      website: 'https://acme.example',
      monthlySpend: 0,
      userCount: 1,
      createdAt: new Date(noon * 1000).toISOString(),
      remoteCreatedAt: null,
      customAttributes: { tier: 'gold' },
      tags: [{ intercomId: '3001', name: 'vip' }],
      tier: { string: 'gold' },
    },
  })
  // an attribute's type is said by its definition
  expect([...gateway.calls].sort()).toEqual(['GET /companies/{company_id}', 'GET /data_attributes'])
  gateway.forgetRequests()
  expect((await gateway.query(query)).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test.each([
  ['its global id', { id: 'GID' }, 'GET /companies/{company_id}'],
  ["Intercom's id", { intercomId: hexId(101) }, 'GET /companies/{company_id}'],
  ['your id', { companyId: 'company-101' }, 'GET /companies'],
  ['its name', { name: 'Company 101' }, 'GET /companies'],
])('a company is found by %s at one call, and none the second time', async (_, by, call) => {
  await using gateway = await startTestGateway({ world: world() })
  const id = { id: `gid://intercom/${gateway.sandbox.world.workspace.id_code}/Company/${hexId(101)}` }
  const variables = { by: 'id' in by ? id : by }
  for (const calls of [[call], []]) {
    expect((await gateway.ask(CompanyDocument, variables)).company).toMatchObject({ intercomId: hexId(101), name: 'Company 101' })
    expect(gateway.calls).toEqual(calls)
    gateway.forgetRequests()
  }
})

test.each([
  ['id', { intercomId: hexId(999) }],
  ['company id', { companyId: 'nobody' }],
  ['name', { name: 'Nobody & Sons?' }],
])('a company that is not there by its %s is null', async (_, by) => {
  await using gateway = await startTestGateway({ world: world() })
  expect(await gateway.query(one, { by })).toMatchObject({ data: { company: null } })
})

test('companies are read page by page with a call each, without those that have no users', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const seen: unknown[] = []
  let after: string | null = null
  for (let more = true; more; ) {
    const { companies }: CompanyListQuery = await gateway.ask(CompanyListDocument, { first: 3, after })
    seen.push(...(companies?.nodes.map((node) => node?.name) ?? []))
    expect(companies?.totalCount).toBe(7)
    more = companies?.pageInfo.hasNextPage ?? false
    after = companies?.pageInfo.endCursor ?? null
  }
  expect(seen).toEqual([106, 105, 104, 103, 102, 101, 100].map((number) => `Company ${number}`))
  expect(gateway.calls).toEqual(Array(3).fill('POST /companies/list'))
})

test('of more than ten thousand companies the first ten thousand are listed, and what comes then is refused by its reason', async () => {
  const numbers = Array.from({ length: 10_010 }, (_, at) => at + 1)
  const companies = numbers.map((number) => aCompany(number, { last_request_at: noon - number }))
  const contacts = companies.map(({ id }, at) => aContact(100_000 + at, { company_ids: [id] }))
  await using gateway = await startTestGateway({ world: aWorld({ companies, contacts }) })
  const seen: string[] = []
  const read = async (after: string | null) => gateway.query<Listed>(list, { first: 150, after })
  let { data } = await read(null)
  for (; seen.length < 9_900; { data } = await read(data?.companies.pageInfo.endCursor ?? null)) seen.push(...(names(data) ?? []))
  expect(data?.companies).toMatchObject({ totalCount: 10_010, nodes: { length: 100 }, pageInfo: { hasNextPage: true } })
  expect([...seen, ...(names(data) ?? [])]).toEqual(numbers.slice(0, 10_000).map((number) => `Company ${number}`))
  expect(gateway.calls).toEqual(Array(67).fill('POST /companies/list'))
  gateway.forgetRequests()
  const { errors } = await read(data?.companies.pageInfo.endCursor ?? null)
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID' }, message: expect.stringContaining('the first 10000 companies only') }])
  expect(gateway.calls).toEqual([])
}, 60_000)

test('a company of a list is known afterwards', async () => {
  await using gateway = await startTestGateway({ world: world() })
  await gateway.query(list, { first: 5 })
  gateway.forgetRequests()
  expect((await gateway.query(one, { by: { intercomId: hexId(105) } })).data).toMatchObject({ company: { name: 'Company 105' } })
  expect(gateway.calls).toEqual([])
})

test.each([
  ['a tag', { tag: '3001' }, ['Company 102', 'Company 101', 'Company 100']],
  ['a segment', { segment: hexId(900) }, ['Company 106', 'Company 105']],
  ['a name', { name: 'Company 107' }, ['Company 107']],
  ['a company id', { companyId: 'company-103' }, ['Company 103']],
  ['a company id that nobody has', { companyId: 'nobody' }, []],
])('companies are filtered by %s at one call', async (_, filter, expected) => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query<Listed>(list, { first: 10, filter })
  expect(names(data)).toEqual(expected)
  expect(data?.companies).toMatchObject({ totalCount: expected.length, pageInfo: { hasNextPage: false } })
  expect(gateway.calls).toEqual(['GET /companies'])
})

test('a cursor of one filter is refused with another', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query<Listed>(list, { first: 1, filter: { tag: '3001' } })
  const after = data?.companies.pageInfo.endCursor
  const { errors } = await gateway.query(list, { first: 1, after, filter: { segment: hexId(900) } })
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID' }, message: expect.stringContaining('another field, filter') })
})

test.each<[why: string, query: string, variables: Record<string, unknown>, told: string]>([
  ['two conditions', list, { first: 1, filter: { tag: '3001', name: 'Acme' } }, 'finds companies by one of them. Filter by name alone'],
  ['a variable that was not set', list, { first: 1, filter: { tag: null } }, '"filter.tag" is null'],
  ['an empty name', list, { first: 1, filter: { name: ' ' } }, '"filter.name" is not a name'],
  ['an empty company id', list, { first: 1, filter: { companyId: '' } }, 'not an external id'],
  ['a tag that is none', list, { first: 1, filter: { tag: '3001/../x' } }, 'not the id of a tag'],
  ['a segment that is none', list, { first: 1, filter: { segment: 'all' } }, 'not the id of a segment'],
  ['no page at all', list, { first: 0 }, '"first" is 0'],
  ...['scroll', 'list', '..', '.', '../contacts', 'a?b', 'a#b', 'a\r\nb', '%2e%2e', ''].map(
    (id): [string, string, Record<string, unknown>, string] => [
      `the id ${JSON.stringify(id)}`,
      one,
      { by: { intercomId: id } },
      'not the id of a company',
    ],
  ),
])('%s is refused with a clear word, and nothing is asked', async (_, query, variables, told) => {
  await using gateway = await startTestGateway({ world: world() })
  const { errors } = await gateway.query(query, variables)
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID' }, message: expect.stringContaining(told) })
  expect(gateway.calls).toEqual([])
})

test('a company that cannot be read is null beside its error, by its own code', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const answer = await gateway.query(one, { by: { intercomId: '000000000000000000000403' } })
  expect(answer).toMatchObject({ data: { company: null }, errors: [{ extensions: { code: 'UPSTREAM_ERROR' } }] })
})

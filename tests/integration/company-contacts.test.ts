import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { CompanyPeopleDocument } from '../support/generated/graphql.ts'
import { aCompany, aContact, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const segment = { id: hexId(900), name: 'Big', person_type: 'user' as const, created_at: noon, updated_at: noon }
const world = () =>
  aWorld({
    segments: [segment],
    companies: [aCompany(500, { segment_ids: [segment.id] }), aCompany(501)],
    contacts: Array.from({ length: 9 }, (_, at) =>
      aContact(at + 1, { company_ids: [hexId(at < 7 ? 500 : 501)], created_at: noon - at, ...(at === 3 && { role: 'lead' as const }) }),
    ),
  })
const company = 'GET /companies/{company_id}'
const list = 'GET /companies/{company_id}/contacts'
const by = { id: hexId(500) }

test('the people of a company are one call, leads too, its segments none; and none the second time', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { company: found } = await gateway.ask(CompanyPeopleDocument, { by })
  expect(found?.segments).toMatchObject([{ name: 'Big' }])
  expect(found?.contacts).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: false } })
  expect(found?.contacts?.nodes.map((node) => node?.displayName)).toEqual([1, 2, 3, 4, 5, 6, 7].map((at) => `Person ${at}`))
  expect(found?.contacts?.nodes[3]?.role).toBe('LEAD')
  expect(gateway.calls).toEqual([company, list])
  gateway.forgetRequests()
  expect((await gateway.ask(CompanyPeopleDocument, { by })).company).toEqual(found)
  expect(gateway.calls).toEqual([])
})

test('page by page each comes once, at a call a page, and each is known afterwards', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const seen: (string | undefined)[] = []
  for (let after: string | null | undefined = null, more = true; more; ) {
    const {
      company: found,
    }: {
      company?: {
        contacts?: { nodes: ({ displayName: string } | null)[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } } | null
      } | null
    } = await gateway.ask(CompanyPeopleDocument, { by, first: 3, after })
    seen.push(...(found?.contacts?.nodes.map((node) => node?.displayName) ?? []))
    after = found?.contacts?.pageInfo.endCursor
    more = found?.contacts?.pageInfo.hasNextPage ?? false
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].map((at) => `Person ${at}`))
  expect(gateway.calls).toEqual([company, list, list, list])
  gateway.forgetRequests()
  await gateway.query(`{ contact(by: { id: "${hexId(5)}" }) { name } }`)
  expect(gateway.calls).toEqual([])
})

test('a page of companies costs a call for each', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query('{ companies { nodes { intercomId contacts(first: 1) { totalCount } } } }')
  const page = data as unknown as { companies: { nodes: { intercomId: string }[] } }
  expect(page.companies.nodes.toSorted((a, b) => (a.intercomId < b.intercomId ? -1 : 1))).toEqual([
    { intercomId: hexId(500), contacts: { totalCount: 7 } },
    { intercomId: hexId(501), contacts: { totalCount: 2 } },
  ])
  expect(gateway.calls).toEqual(['POST /companies/list', list, list])
})

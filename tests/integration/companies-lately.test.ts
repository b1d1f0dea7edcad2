import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const user = (number: number, ...companies: number[]) => aContact(number, { company_ids: companies.map(hexId) })

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  const companies = [1, 2, 3].map((number) => aCompany(number))
  gateway = await startTestGateway({
    indexLagMs: 180_000,
    world: aWorld({ companies, contacts: [user(11, 1), user(12, 1), user(13, 2), user(14, 3)] }),
  })
})
afterAll(() => gateway.dispose())

type Names = { nodes: ({ name: string } | null)[] }
type Overlay = { list: string; applied: boolean; reason: string }[]

async function ask<Data>(query: string) {
  const { data, extensions } = await gateway.query<Data>(query)
  return { data: data!, overlay: (extensions as { intercom: { overlay?: Overlay } }).intercom.overlay ?? [] }
}
const write = async (field: string) => {
  const { data } = await ask<{ it: { errors: object[] } }>(`mutation { it: ${field} { errors { code } } }`)
  expect(data.it.errors).toEqual([])
}
const people = async (company: number) => {
  const { data } = await ask<{ company: { contacts: { nodes: ({ intercomId: string } | null)[] } } }>(
    `{ company(by: { id: "${hexId(company)}" }) { contacts { nodes { intercomId } } } }`,
  )
  return data.company.contacts.nodes.map((node) => node?.intercomId).toSorted()
}

test('whoever comes to a company or leaves it is, or is not, among its people at once, and once', async () => {
  expect([await people(1), await people(2)]).toEqual([[hexId(11), hexId(12)], [hexId(13)]])
  await write(`contactCompanyAttach(contact: "${hexId(11)}", company: "${hexId(2)}")`)
  await write(`contactCompanyDetach(contact: "${hexId(12)}", company: "${hexId(1)}")`)
  await write(`contactArchive(id: "${hexId(13)}")`)
  expect([await people(1), await people(2)]).toEqual([[hexId(11)], [hexId(11)]])
})

test('a company that people came to or left is in the list or not as Intercom says, which is told', async () => {
  const { overlay } = await ask('{ companies { nodes { name } } }')
  expect(overlay).toEqual([{ list: 'companies', applied: false, reason: expect.stringMatching(/^2 companies changed lately/) }])
})

test('a company that is deleted is gone everywhere at once, though Intercom still has it', async () => {
  const record = gateway.sandbox.world.companies.get(hexId(3))!
  const inside = gateway.sandbox.world.contacts.get(hexId(14))!
  const look = async () =>
    (
      await ask<Record<'company' | 'own', object | null> & { companies: Names }>(
        `{ company(by: { id: "${hexId(3)}" }) { name } own: company(by: { companyId: "company-3" }) { name } companies { nodes { name } } }`,
      )
    ).data
  const name = { name: 'Company 3' }
  expect(await look()).toMatchObject({ company: name, own: name })
  await write(`companyDelete(id: "${hexId(3)}")`)
  gateway.sandbox.world.companies.put(record)
  gateway.sandbox.world.contacts.put(inside)
  gateway.forgetRequests()
  const { companies, ...single } = await look()
  expect([single, companies.nodes]).toEqual([{ company: null, own: null }, expect.not.arrayContaining([name, null])])
  expect(gateway.calls).not.toContain('GET /companies/{company_id}')
})

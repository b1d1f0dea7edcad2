import { expect, test } from 'vitest'
import { type Rows, sourceOf, startSyncHouse } from '../support/sync-house.ts'
import { aCompany, aContact, aWorld } from '../unit/sandbox/small-world.ts'

type Definition = Parameters<typeof startSyncHouse>[0]['definition']

const definition: Definition = {
  object: 'company',
  direction: 'CRM_TO_INTERCOM',
  source: { type: 'file', path: 'companies.csv' },
  key: 'account',
  match: ['companyId'],
  fields: [
    { column: 'account', field: 'companyId' },
    { column: 'name', field: 'name' },
    { column: 'plan', field: 'plan' },
  ],
  deleted: { column: 'gone', action: 'DELETE' },
}

const company = (number: number, more = {}) => ({ account: `acme-${number}`, name: `Acme ${number}`, plan: 'Pro', ...more })
const asCompany = (number: number, more = {}) =>
  aCompany(1_000 + number, { company_id: `acme-${number}`, name: `Acme ${number}`, plan: { id: '1', name: 'Pro' }, ...more })

async function startHouse(rows: Rows, lists: Partial<Parameters<typeof aWorld>[0]> = {}) {
  const house = await startSyncHouse({ definition, source: sourceOf(() => rows, 'account'), world: aWorld(lists) })
  house.calls()
  return house
}

test('companies are found by their own ids, made, changed and deleted, and then there is nothing to do', async () => {
  const rows: Rows = [company(1), company(2, { plan: 'Free' }), company(3), company(4, { gone: true })]
  await using house = await startHouse(rows, { companies: [1, 2, 4].map((number) => asCompany(number)) })
  const plan = await house.plan()
  expect(plan).toMatchObject({ unchanged: 1, counts: { CREATE: 1, UPDATE: 1, DELETE: 1 } })
  expect(plan.warnings.join(' ')).toContain('10,000')
  expect(house.calls()['GET /companies']).toBe(4)
  await expect(house.apply(plan.id)).rejects.toThrow('expectDeletesAtMost: 1')
  expect(await house.apply(plan.id, { expectDeletesAtMost: 1 })).toMatchObject({ status: 'SUCCEEDED', progress: { done: 3, failed: 0 } })
  const names = [...house.sandbox.world.companies.values()].map(({ company_id, plan: of }) => [company_id, of?.name])
  expect(names.sort()).toEqual([
    ['acme-1', 'Pro'],
    ['acme-2', 'Free'],
    ['acme-3', 'Pro'],
  ])
  house.calls()
  expect((await house.plan()).unchanged).toBe(4)
  expect(house.calls()).toEqual({})
})

test('hundreds of companies are found by one walk through all of them, those without contacts too', async () => {
  const companies = Array.from({ length: 300 }, (_, at) => asCompany(at + 1))
  const contacts = companies.slice(0, 280).map(({ id }, at) => aContact(at + 1, { company_ids: [id] }))
  const rows = companies.map((_, at) => company(at + 1))
  await using house = await startHouse(rows, { companies, contacts })
  expect(await house.plan()).toMatchObject({ records: 300, unchanged: 300, counts: { CREATE: 0, UPDATE: 0 } })
  const calls = house.calls()
  expect(calls['GET /companies']).toBeUndefined()
  expect(calls['GET /companies/scroll']).toBeLessThan(10)
})

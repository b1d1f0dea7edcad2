import { randomUUID } from 'node:crypto'
import type { startSandbox } from '../../../src/sandbox/server.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

type World = Awaited<ReturnType<typeof startSandbox>>['world']

/** One that no other run has. */
function newCompany(world: World) {
  const [template] = world.companies.values()
  const id = randomUUID().replaceAll('-', '').slice(0, 24)
  const company = { ...template!, id, company_id: `own-${id}`, name: 'Before', tag_ids: [], segment_ids: [] }
  world.companies.put(company)
  return company
}
const isNamed = (world: World, id: string, name: string) => (world.companies.get(id)?.name === name ? 1 : 0)

export const companyWrites: readonly WriteRow[] = [
  {
    mutation: 'companyUpsert of a new one',
    prepare(): Deed {
      const own = `new-${randomUUID()}`
      return {
        field: `companyUpsert(companyId: "${own}", input: { name: "After" })`,
        isMeant: ({ method, path, body }) => method === 'POST' && path === '/companies' && body.includes(own),
        effects: ({ companies }) => [...companies.values()].filter(({ company_id }) => company_id === own).length,
      }
    },
  },
  {
    mutation: 'companyUpsert of a known one',
    prepare(world): Deed {
      const { id, company_id } = newCompany(world)
      return {
        field: `companyUpsert(companyId: "${company_id}", input: { name: "After" })`,
        isMeant: ({ method, path, body }) => method === 'POST' && path === '/companies' && body.includes(company_id),
        effects: (world) => isNamed(world, id, 'After'),
      }
    },
  },
  {
    mutation: 'companyUpdate',
    prepare(world): Deed {
      const { id } = newCompany(world)
      return {
        field: `companyUpdate(id: "${id}", input: { name: "After" })`,
        isMeant: ({ method, path }) => method === 'PUT' && path === `/companies/${id}`,
        effects: (world) => isNamed(world, id, 'After'),
      }
    },
  },
  {
    mutation: 'companyDelete',
    prepare(world): Deed {
      const { id } = newCompany(world)
      return {
        field: `companyDelete(id: "${id}")`,
        isMeant: ({ method, path }) => method === 'DELETE' && path === `/companies/${id}`,
        effects: (world) => (world.companies.has(id) ? 0 : 1),
      }
    },
  },
]

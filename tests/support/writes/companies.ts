import type { CompanyRecord } from '../../../src/sandbox/records.ts'
import { aCompany } from '../../unit/sandbox/small-world.ts'
import { calls, leadingOf, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

const start = () => aCompany(0x7000_0000 + newNumber(), { company_id: `known-${newNumber()}`, name: 'Before' })

const leading = leadingOf<CompanyRecord>({
  table: ({ companies }) => companies,
  start,
  clear: ({ companies }, { id }) => void companies.remove(id),
})

/** What Intercom may have, or not, under an id of the customer's own. */
const upserting = (mutation: string, isKnown: boolean): WriteRow => ({
  mutation,
  prepare(world): Deed {
    const company = start()
    if (isKnown) world.companies.put(company)
    const own = company.company_id
    const found = ({ companies }: World) => [...companies.values()].filter(({ company_id }) => company_id === own)
    return {
      field: `companyUpsert(companyId: "${own}", input: { name: "After" })`,
      isMeant: calls('POST', '/companies', `"${own}"`),
      effects: (world) => found(world).filter(({ name }) => name === 'After').length,
      clear: (world) => found(world).forEach(({ id }) => void world.companies.remove(id)),
    }
  },
})

export const companyWrites: readonly WriteRow[] = [
  upserting('companyUpsert of a new one', false),
  upserting('companyUpsert of a known one', true),
  leading('companyUpdate', {
    method: 'PUT',
    path: (id) => `/companies/${id}`,
    field: (id) => `companyUpdate(id: "${id}", input: { name: "After", plan: null, size: 7 })`,
    isSo: (company) => company?.name === 'After' && company.size === 7,
  }),
  leading('companyDelete', {
    method: 'DELETE',
    path: (id) => `/companies/${id}`,
    field: (id) => `companyDelete(id: "${id}")`,
    isSo: (company) => company === undefined,
  }),
]

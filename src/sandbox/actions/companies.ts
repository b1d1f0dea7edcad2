import type { CompanyRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'

/** What may be said about a company; its own id stays what it is. */
export type CompanyFields = Partial<Pick<CompanyRecord, 'name' | 'size' | 'website' | 'industry' | 'monthly_spend' | 'custom_attributes'>>

export const createCompanyActions = ({ world, items, announce }: ActionDeps) => ({
  update({ company: id, ...fields }: CompanyFields & { company: string }) {
    const before = find(world, 'companies', id)
    const custom_attributes = { ...before.custom_attributes, ...fields.custom_attributes }
    const after = { ...before, ...fields, custom_attributes, updated_at: secondsOf(world) }
    world.companies.put(after)
    announce('company.updated', items.company(after), `company ${id}`)
    return { company: id }
  },
})

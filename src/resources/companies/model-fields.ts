import type * as Intercom from '../../intercom/types.ts'
import { hasAttributes, secondsOf } from '../../intercom/values.ts'
import { type Company, companyFromIntercom } from './model.ts'

/** What may be written of a company. What is not there stays as it is, null takes a value away. */
export type CompanyFields = {
  name?: string
  plan?: string | null
  size?: number | null
  website?: string | null
  industry?: string | null
  monthlySpend?: number | null
  remoteCreatedAt?: Date | null
  /** Those that change, each by its name; null takes one away. */
  customAttributes?: Readonly<Record<string, unknown>>
}

/** The body of PUT /companies/{company_id}, and with the `company_id` that of POST /companies. */
export function companyToIntercom({ monthlySpend, remoteCreatedAt, customAttributes, ...same }: CompanyFields): Record<string, unknown> {
  return {
    ...same,
    // of a company of which nothing else was said Intercom says 0 (OpenAPI 2.14, POST /companies, example)
    ...(monthlySpend !== undefined && { monthly_spend: monthlySpend ?? 0 }),
    ...(remoteCreatedAt !== undefined && { remote_created_at: secondsOf(remoteCreatedAt) }),
    ...(customAttributes !== undefined && { custom_attributes: customAttributes }),
  }
}

/** Under what it is noted which company has been given this id of yours. */
export const nameOf = (companyId: string): string => JSON.stringify(['company', 'companyId', companyId.trim()])

/** The same of a record as Intercom has it. */
export const isAs = (wire: Intercom.Company, fields: CompanyFields): boolean => hasFields(companyFromIntercom(wire), fields)

/** Whether a company is as these fields leave it. */
export function hasFields(company: Company, fields: CompanyFields): boolean {
  const { size, monthlySpend, remoteCreatedAt } = fields
  const isSameText = (name: 'name' | 'plan' | 'website' | 'industry') =>
    fields[name] === undefined || (company[name] ?? '') === (fields[name] ?? '').trim()
  return (
    isSameText('name') &&
    isSameText('plan') &&
    isSameText('website') &&
    isSameText('industry') &&
    (size === undefined || company.size === size) &&
    (monthlySpend === undefined || (company.monthlySpend ?? 0) === (monthlySpend ?? 0)) &&
    (remoteCreatedAt === undefined || secondsOf(company.remoteCreatedAt) === secondsOf(remoteCreatedAt)) &&
    hasAttributes(company.customAttributes, fields.customAttributes)
  )
}

import type { Json } from '../../changes/change.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Counterpart, SyncField, Values } from '../../sync/syncable.ts'
import { instantText, oneFormOf } from '../../sync/values.ts'
import { checked, isOfAttribute } from '../data-attributes/sync-attributes.ts'
import type { Company } from './model.ts'
import type { CompanyFields } from './model-fields.ts'

const written = (kind: SyncField['kind']): SyncField => ({ kind, isWritable: true })

/** What of a company can be mapped beside custom attributes: what POST /companies takes (OpenAPI 2.14, schema `create_or_update_company_request`). */
export const companyFields = {
  companyId: { kind: 'text', isWritable: true, isFixed: true },
  name: written('text'),
  plan: written('text'),
  size: written('number'),
  website: written('url'),
  industry: written('text'),
  monthlySpend: written('number'),
  remoteCreatedAt: written('instant'),
} as const satisfies Record<string, SyncField>

type Name = keyof typeof companyFields
export const isCompanyField = (field: string): field is Name => Object.hasOwn(companyFields, field)

/** A company as the other side of a sync has it. @param attributes those of its values that are custom attributes */
export const counterpartOf = (company: Company, attributes: Values): Counterpart => ({
  id: company.id,
  updatedAt: company.updatedAt,
  values: {
    companyId: company.companyId,
    name: company.name,
    plan: company.plan,
    size: company.size,
    website: company.website,
    industry: company.industry,
    monthlySpend: company.monthlySpend,
    remoteCreatedAt: company.remoteCreatedAt && (instantText(company.remoteCreatedAt) ?? null),
    ...attributes,
  },
})

/**
 * What is to be written, but for custom attributes and the id of yours, which is apart.
 *
 * @throws InvalidInputError for a field that there is not, a value that is not of its kind, and a name that is taken away
 */
export function companyFieldsIn(values: Values): { companyId: string | undefined; fields: CompanyFields } {
  const fields: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(values)) {
    if (isOfAttribute(field)) continue
    if (!isCompanyField(field))
      throw new InvalidInputError(`"${field}" is no field of a company; expected one of ${Object.keys(companyFields).join(', ')}.`)
    const { kind } = companyFields[field]
    const read = checked(field, kind, value)
    if (field === 'name' && read === null) throw new InvalidInputError('A company cannot be without a name.', { path: ['name'] })
    // Intercom cuts fractions off (OpenAPI 2.14, POST /companies, monthly_spend)
    fields[field] = typeof read === 'number' ? Math.trunc(read) : kind === 'instant' && typeof read === 'string' ? new Date(read) : read
  }
  const { companyId, ...rest } = fields
  return { companyId: typeof companyId === 'string' ? companyId : undefined, fields: rest as CompanyFields }
}

/** The one form of a value of these fields. */
export function inOneForm(field: Name, value: Json): Json {
  const form = oneFormOf(companyFields[field].kind, value)
  if (typeof form === 'number') return Math.trunc(form)
  // Intercom knows no other nothing
  return field === 'monthlySpend' ? (form ?? 0) : form
}

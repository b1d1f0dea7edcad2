import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { instantFrom, instantOrEpoch, textFrom } from '../../intercom/values.ts'
import { type Segment, segmentsFromIntercom } from '../segments/model.ts'
import { type Tag, tagsFromIntercom } from '../tags/model.ts'

/** An organisation that contacts belong to. */
export type Company = {
  __typename: 'Company'
  id: string
  /** The customer's own id of it. */
  companyId: string | null
  name: string | null
  plan: string | null
  size: number | null
  website: string | null
  industry: string | null
  monthlySpend: number | null
  sessionCount: number | null
  userCount: number | null
  createdAt: Date | null
  updatedAt: Date | null
  remoteCreatedAt: Date | null
  lastRequestAt: Date | null
  customAttributes: Record<string, unknown>
  tags: readonly Tag[]
  segments: readonly Segment[]
  /** Null when they did not come along: before 2.15, and in lists. */
  notes: readonly CompanyNote[] | null
}

/** What a teammate wrote about a company. */
export type CompanyNote = {
  id: string
  html: string
  createdAt: Date
  admin: { id: string; name: string | null; email: string | null } | null
}

export const companyFromIntercom = (company: Intercom.Company): Company => ({
  __typename: 'Company',
  id: String(company.id),
  companyId: textFrom(company.company_id),
  name: textFrom(company.name),
  // a company without a plan has an empty object on the wire
  plan: textFrom(company.plan?.name),
  size: wholeFrom(company.size),
  website: textFrom(company.website),
  industry: textFrom(company.industry),
  monthlySpend: wholeFrom(company.monthly_spend),
  sessionCount: wholeFrom(company.session_count),
  userCount: wholeFrom(company.user_count),
  createdAt: instantFrom(company.created_at),
  updatedAt: instantFrom(company.updated_at),
  remoteCreatedAt: instantFrom(company.remote_created_at),
  lastRequestAt: instantFrom(company.last_request_at),
  customAttributes: company.custom_attributes ?? {},
  tags: tagsFromIntercom(company.tags?.tags),
  segments: segmentsFromIntercom(company.segments?.segments),
  notes: company.notes?.notes ? company.notes.notes.map(companyNoteFromIntercom) : null,
})

export function companyNoteFromIntercom({ id, body, created_at, author }: Intercom.Note): CompanyNote {
  const adminId = noneIfZero(author?.id)
  return {
    id: String(id),
    html: body ?? '',
    createdAt: instantOrEpoch(created_at),
    admin: adminId === null ? null : { id: adminId, name: textFrom(author?.name), email: textFrom(author?.email) },
  }
}

/**
 * Intercom keeps whole numbers of 32 bits here and cuts fractions off (OpenAPI 2.14, PUT /companies/{company_id}, monthly_spend), as GraphQL's
 * Int does; what is not one is unknown. 0 is a number.
 */
function wholeFrom(value: number | null | undefined): number | null {
  const whole = typeof value === 'number' ? Math.trunc(value) : Number.NaN
  return (whole | 0) === whole ? whole : null
}

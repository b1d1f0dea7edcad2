import type { LogEntry } from '../../changes/change.ts'
import { type Happening, happenedTo } from '../../changes/happening.ts'

export type CompanyEvent = Happening & {
  __typename: 'CompanyChanged'
  companyId: string
  isDeleted: boolean
  /** Who came to it, or left it; null when it is about neither. */
  contactId: string | null
}

/** A Change in the words of the graph; undefined when it is not about a company before all else. */
export function eventFrom(entry: LogEntry): CompanyEvent | undefined {
  const happened = happenedTo<{ contactId: string | null }>('company', entry)
  if (!happened) return undefined
  const { id, happening, facts } = happened
  return {
    __typename: 'CompanyChanged',
    ...happening,
    companyId: id,
    isDeleted: happening.topic === 'company.deleted',
    contactId: facts.contactId ?? null,
  }
}

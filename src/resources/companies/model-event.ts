import type { Change, LogEntry } from '../../changes/change.ts'

export type CompanyEvent = {
  __typename: 'CompanyChanged'
  cursor: string
  occurredAt: Date
  origin: Change['origin']
  topic: string
  companyId: string
  isDeleted: boolean
  /** Who came to it, or left it; null when it is about neither. */
  contactId: string | null
}

/** A Change in the words of the graph; undefined when it is not about a company before all else. */
export function eventFrom({ cursor, change }: LogEntry): CompanyEvent | undefined {
  const {
    about: [first],
    facts,
    topic,
    occurredAt,
    origin,
  } = change
  if (first?.type !== 'company') return undefined
  const { contactId = null } = (facts ?? {}) as { contactId?: string | null }
  const isDeleted = topic === 'company.deleted'
  return { __typename: 'CompanyChanged', cursor, occurredAt, origin, topic, companyId: first.id, isDeleted, contactId }
}

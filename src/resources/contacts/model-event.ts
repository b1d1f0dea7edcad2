import type { LogEntry } from '../../changes/change.ts'
import { type Happening, happenedTo } from '../../changes/happening.ts'

type Event = Happening & { contactId: string }

export type ContactEvent =
  | (Event & { __typename: 'ContactChanged' })
  | (Event & { __typename: 'ContactMerged'; mergedId: string | null })
  | (Event & { __typename: 'ContactDeleted' })

/** A Change in the words of the graph; undefined when it is not about a contact before all else. */
export function eventFrom(entry: LogEntry): ContactEvent | undefined {
  const happened = happenedTo<{ mergedId: string | null }>('contact', entry)
  if (!happened) return undefined
  const { id, happening, facts } = happened
  const event = { ...happening, contactId: id }
  if (event.topic === 'contact.deleted') return { __typename: 'ContactDeleted', ...event }
  if (event.topic === 'contact.merged') return { __typename: 'ContactMerged', ...event, mergedId: facts.mergedId ?? null }
  return { __typename: 'ContactChanged', ...event }
}

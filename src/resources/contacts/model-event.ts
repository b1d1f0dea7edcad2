import type { Change, LogEntry } from '../../changes/change.ts'

type Event = { cursor: string; occurredAt: Date; origin: Change['origin']; topic: string; contactId: string }

export type ContactEvent =
  | (Event & { __typename: 'ContactChanged' })
  | (Event & { __typename: 'ContactMerged'; mergedId: string | null })
  | (Event & { __typename: 'ContactDeleted' })

/** A Change in the words of the graph; undefined when it is not about a contact before all else. */
export function eventFrom({ cursor, change }: LogEntry): ContactEvent | undefined {
  const {
    about: [first],
    facts,
    topic,
    occurredAt,
    origin,
  } = change
  if (first?.type !== 'contact') return undefined
  const event = { cursor, occurredAt, origin, topic, contactId: first.id }
  if (topic === 'contact.deleted') return { __typename: 'ContactDeleted', ...event }
  if (topic !== 'contact.merged') return { __typename: 'ContactChanged', ...event }
  return { __typename: 'ContactMerged', ...event, mergedId: (facts as { mergedId?: string | null } | undefined)?.mergedId ?? null }
}

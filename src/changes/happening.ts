import type { Change, LogEntry } from './change.ts'

/** What every event of the graph says of the Change that it tells. */
export type Happening = { cursor: string; occurredAt: Date; origin: Change['origin']; topic: string }

/**
 * A Change that is about a record of this type before all else: what every event says of it, the record's id, and the facts that came with
 * it, whichever those are. Undefined when it is about another.
 */
export function happenedTo<Facts extends object>(
  type: string,
  { cursor, change }: LogEntry,
): { id: string; happening: Happening; facts: Partial<Facts> } | undefined {
  const { about, occurredAt, origin, topic, facts } = change
  const [first] = about
  if (first?.type !== type) return undefined
  return { id: first.id, happening: { cursor, occurredAt, origin, topic }, facts: (facts ?? {}) as Partial<Facts> }
}

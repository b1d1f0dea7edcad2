import { noneIfZero } from './ids.ts'
import type { EmbeddedList, LinkedObjects } from './wire.ts'

/** Unix seconds, or null. Intercom writes "never" as null, as absence and, in places, as 0. */
export const instantFrom = (seconds: number | null | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null)

/** For the two instants every record has. One without them is Intercom's fault and shows as the epoch rather than as an error. */
export const instantOrEpoch = (seconds: number | null | undefined): Date => new Date((seconds ?? 0) * 1000)

/** Intercom writes "nothing" as null, as absence and as an empty string. */
export const textFrom = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

/** The ids among pointers to other records. */
export const idsFrom = (references: readonly ({ id?: string | number | null } | null)[] | null | undefined): string[] =>
  (references ?? []).flatMap((reference) => noneIfZero(reference?.id) ?? [])

/** The ids of the tickets, or of the conversations, that hang together with a record. */
export const linkedIdsFrom = (linked: LinkedObjects | null | undefined, type: 'ticket' | 'conversation'): string[] =>
  idsFrom(linked?.data?.filter((object) => object?.type === type))

/** What a record says of a list of its own: the first few ids, how many there are, and whether those are all. */
export type EmbeddedIds = { readonly ids: readonly string[]; readonly totalCount: number; readonly hasMore: boolean }

export function embeddedIdsFrom(list: EmbeddedList | null | undefined): EmbeddedIds {
  const ids = idsFrom(list?.data)
  const totalCount = list?.total_count ?? ids.length
  return { ids, totalCount, hasMore: list?.has_more ?? totalCount > ids.length }
}

/** Whether a record's own attributes are as a write leaves them: each that it names, compared as Intercom writes them; none is null. */
export const hasAttributes = (known: Readonly<Record<string, unknown>>, written: Readonly<Record<string, unknown>> = {}): boolean =>
  Object.entries(written).every(([name, value]) => JSON.stringify(known[name] ?? null) === JSON.stringify(value ?? null))

/** An instant as Intercom has it, in unix seconds. */
export const secondsOf = (instant: Date | null): number | null => instant && Math.floor(instant.getTime() / 1000)

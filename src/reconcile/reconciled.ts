import type { Json, Move, Subject } from '../changes/change.ts'

/** A record as upstream has it now, as far as reconciliation looks at it. */
export type FoundRecord = {
  id: string
  /** To the second; null when the record does not say. */
  createdAt: Date | null
  updatedAt: Date | null
  /** The record, in place of what a notification of it would carry. */
  item: Item
}

/** A record that is gone, and since when. */
export type DeletedRecord = { id: string; deletedAt: Date }

export type Item = { readonly [name: string]: unknown }

/** `same`: nothing that is kept of it says otherwise. */
export type Rechecked = { state: 'same' } | { state: 'changed'; found: FoundRecord } | { state: 'gone' } | { state: 'moved'; to: string }

/** How a difference is told: under which topic, and what a notification of Intercom's would have said of it. */
export type Announcement = {
  topic: string
  /** The topic of Intercom's by whose rules it is taken, where `topic` is a word of our own. @default the same */
  as?: string
  item: Item
}

/** A kind of record that says when it was changed, and can so be held against what was heard of it. */
export type Reconciled = {
  /** What Changes are about: `contact`. */
  kind: string
  /** Every one that was changed since then; what was changed before may be among them. */
  updatedSince(since: Date): AsyncIterable<readonly FoundRecord[]>
  /** What was deleted since then, whoever has a copy of it. Only where upstream lists that. */
  deletedSince?(since: Date): AsyncIterable<readonly DeletedRecord[]>
  /** The ids of which anything is kept, at most so many. */
  keptIds(most: number): Promise<ReadonlySet<string>>
  /** What upstream says of these ids, aligned; an Error for what could not be read. */
  recheck(ids: readonly string[]): Promise<readonly (Rechecked | Error)[]>
  created(found: FoundRecord): Announcement
  changed(found: FoundRecord): Announcement
  gone(id: string): Announcement
  /** It has become a part of another. Only for kinds that can. */
  moved?(id: string, to: string): Announcement
}

/** What an announcement touches; undefined for one that no row has a rule for. */
export type Judge = (topic: string, item: Item) => Effects | undefined

export type Effects = {
  about: readonly Subject[]
  facts: { readonly [name: string]: Json }
  forget: readonly string[]
  erase: readonly string[]
  moves: readonly Move[]
}

/** The `recheck` of a kind, of that of its copies: with records as reconciliation looks at them. */
export const recheckAs =
  <Wire>(
    recheck: (
      ids: readonly string[],
    ) => Promise<readonly (Exclude<Rechecked, { state: 'changed' }> | { state: 'changed'; wire: Wire } | Error)[]>,
    foundIn: (wire: Wire) => FoundRecord,
  ): Reconciled['recheck'] =>
  async (ids) =>
    (await recheck(ids)).map((one) =>
      !(one instanceof Error) && one.state === 'changed' ? { state: 'changed', found: foundIn(one.wire) } : one,
    )

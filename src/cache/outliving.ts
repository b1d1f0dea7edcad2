import type { ChangedRecord } from './changed-lately.ts'
import type { EntriesSince } from './entries-since.ts'
import { namedBy } from './named.ts'
import type { Slot } from './store.ts'

/** What was announced of one record. */
export type Announced = Pick<ChangedRecord, 'kind' | 'id' | 'entries'>

/** How whoever asks for a page judges Changes that came since it was fetched. */
export type PageJudging = {
  /**
   * Whether the question that the page answers may find the record, by what was announced of it. For one key it has to say the same whoever asks: what
   * outlives a Change for one does for all.
   */
  mayFind(record: Announced): boolean
  /**
   * What the search lacks of records that changed lately is put right when the page is shown, by all who say so. Such a page is kept although its
   * index may be behind, and shown to nobody else.
   */
  isCorrected: boolean
}

/**
 * A page outlives the Changes of records that are not on it, and that its question does not find as they are now. Of a Change that does not
 * name its records of the kind, or that is not known, nobody can tell: then it does not.
 */
export function outliving(kind: string, entriesSince: EntriesSince, { mayFind }: PageJudging): NonNullable<Slot['outlives']> {
  return (kept, under, generation) => {
    const entries = kept.state === 'here' ? entriesSince(under, generation) : undefined
    if (kept.state !== 'here' || !entries) return false
    const { ids } = kept.model as { ids: readonly (string | null)[] }
    return entries.every((entry) => {
      const named = namedBy(kind, entry.change)
      return named.length > 0 && named.every((id) => !ids.includes(id) && !mayFind({ kind, id, entries: [entry] }))
    })
  }
}

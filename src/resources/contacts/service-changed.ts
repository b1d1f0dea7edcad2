import type { ChangedLately } from '../../cache/changed-lately.ts'
import { type Page, recordsOf } from '../../intercom/pages.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { Contact } from './model.ts'

type Row = Contact | null | Error
type Needs = {
  /** One page of everybody who was changed since. */
  pageAfter(since: Date, after: string | null): Promise<Page<Intercom.Contact>>
  /** What to show for rows of a search: one that changed lately is read by its id. */
  offer(wires: readonly Intercom.Contact[], from: { source: 'search'; startedAtMs: number }): Promise<readonly Row[]>
  getMany(ids: readonly string[]): Promise<readonly Row[]>
  changedLately(): Promise<ChangedLately>
  now(): number
}

/** Walks through everybody who was changed. */
export function createContactScan({ pageAfter, offer, getMany, changedLately, now }: Needs) {
  return {
    /**
     * Everybody who was changed since, and some who were changed before: dates are whole days. As they are, page after page; at the end those whom the
     * search may not know yet, who may have come already.
     *
     * Throws the failure of a page, or of a contact that changed lately and could not be read.
     */
    async *changedSince(since: Date): AsyncGenerator<Contact[], void, undefined> {
      const asked = new Set<string | null>()
      for (let after: string | null | undefined = null; after !== undefined && !asked.has(after); ) {
        asked.add(after)
        const startedAtMs = now()
        const page: Page<Intercom.Contact> = await pageAfter(since, after)
        yield present(await offer(recordsOf(page.items), { source: 'search', startedAtMs }))
        after = page.next ?? undefined
      }
      const { records, lagsSinceMs } = await changedLately()
      const lately = [...records.values()].filter(({ isErased, changedAtMs }) => !isErased && changedAtMs >= lagsSinceMs)
      if (lately.length > 0) yield present(await getMany(lately.map(({ id }) => id)))
    },
  }
}

const present = (rows: readonly Row[]): Contact[] =>
  rows.flatMap((row) => {
    if (row instanceof Error) throw row
    return row ?? []
  })

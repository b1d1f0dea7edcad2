import type { ChangedLately } from '../../cache/changed-lately.ts'
import { type Page, recordsOf } from '../../intercom/pages.ts'
import type * as Intercom from '../../intercom/types.ts'
import { instantFrom } from '../../intercom/values.ts'
import type { Company } from './model.ts'
import { lastPagesSize, listedAtMost } from './service-reach.ts'
import type { CompanyScroll } from './service-scroll.ts'

type Row = Company | null | Error
type Deps = {
  /** One page of the list of companies. */
  readList(place: { page: number; per_page: number }): Promise<Page<Intercom.Company>>
  scroll: CompanyScroll
  /** What to show for rows of a list: one that changed lately is read by its id. */
  offer(wires: readonly Intercom.Company[], from: { source: 'search'; startedAtMs: number }): Promise<readonly Row[]>
  getMany(ids: readonly string[]): Promise<readonly Row[]>
  changedLately(): Promise<ChangedLately>
  now(): number
}

type Rows = AsyncGenerator<Intercom.Company[], void, undefined>

/** Walks through the companies that were changed, which no question of Intercom's finds: all that are listed are looked at. */
export function createCompanyScan({ readList, scroll, offer, getMany, changedLately, now }: Deps) {
  /**
   * The last seen first, to the end of the list or of what Intercom gives of it. Whoever is seen meanwhile goes to the front, and pushes others to the
   * next page, where they come twice: so the front is looked at again. Ends by `scroll` where there are more.
   */
  async function* listed(): Rows {
    const startedAtMs = now()
    const read = (page: number) => readList({ page, per_page: lastPagesSize })
    const first = await read(1)
    if ((first.totalCount ?? 0) > listedAtMost) return yield* scroll.pages()
    yield recordsOf(first.items)
    if (first.next === null) return
    const lastPage = listedAtMost / lastPagesSize
    for (let [page, isOver] = [2, false]; page <= lastPage && !isOver; page += 1) {
      const { items, next } = await read(page)
      yield recordsOf(items)
      isOver = next === null || items.length === 0
    }
    for (let [page, isOver] = [1, false]; page <= lastPage && !isOver; page += 1) {
      const { items, next } = await read(page)
      const seen = recordsOf(items).filter(({ last_request_at }) => (last_request_at ?? 0) * 1_000 >= startedAtMs - clockErrorMs)
      if (seen.length > 0) yield seen
      isOver = next === null || seen.length < items.length
    }
  }

  return {
    /**
     * Every listed company that was changed since, as it is, some of them twice; at the end those that lists may not show yet.
     *
     * Throws the failure of a page, or of a company that changed lately and could not be read.
     */
    async *changedSince(since: Date): AsyncGenerator<Company[], void, undefined> {
      let startedAtMs = now()
      for await (const rows of listed()) {
        // one that does not say when is looked at
        const changed = rows.filter(({ updated_at }) => (instantFrom(updated_at) ?? since) >= since)
        if (changed.length > 0) yield present(await offer(changed, { source: 'search', startedAtMs }))
        startedAtMs = now()
      }
      const { records, lagsSinceMs } = await changedLately()
      const lately = [...records.values()].filter(({ isErased, changedAtMs }) => !isErased && changedAtMs >= lagsSinceMs)
      if (lately.length > 0) yield present(await getMany(lately.map(({ id }) => id)))
    },
  }
}

/** Intercom's clock and ours may be apart by so much. */
const clockErrorMs = 5_000

const present = (rows: readonly Row[]): Company[] =>
  rows.flatMap((row) => {
    if (row instanceof Error) throw row
    return row ?? []
  })

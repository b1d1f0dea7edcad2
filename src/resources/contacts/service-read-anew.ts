import type { ChangedLately } from '../../cache/changed-lately.ts'
import { inChunks } from '../../intercom/chunks.ts'
import type { Page } from '../../intercom/pages.ts'
import { idIn, searchRequest } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import { instantOrEpoch } from '../../intercom/values.ts'
import { type Contact, contactFromIntercom } from './model.ts'

type Row = Contact | { movedTo: string } | null | Error
type Deps = {
  /** Past every copy, aligned: fifty a call, and by its id each that changed lately. */
  readAnew(ids: readonly string[]): Promise<Row[]>
  /** One page of a search. */
  search(request: ReturnType<typeof searchRequest>): Promise<Page<Intercom.Contact>>
  changedLately(): Promise<ChangedLately>
  /** Contacts a search. */
  batchSize: number
  /** Searches at the same time. */
  concurrency: number
}

/** For so few who changed lately a search is not worth its call: they are read by their ids. */
const fewContacts = 2

/** How contacts are, past every copy. */
export function createReadingAnew({ readAnew, search, changedLately, batchSize, concurrency }: Deps) {
  /** Of those who changed lately, whom a search shows as they were announced, and whose search failed. */
  async function searched(ids: readonly string[], { shows }: ChangedLately): Promise<Map<string, Row>> {
    const { items, failures } = await inChunks(ids, { size: batchSize, concurrency }, (chunk) =>
      search(searchRequest(idIn(chunk.ids), { perPage: chunk.perPage, after: chunk.after })),
    )
    const sure = items.filter((row) => row && shows(row.id, instantOrEpoch(row.updated_at)) === true)
    return new Map<string, Row>([...failures, ...sure.map((row): [string, Row] => [row.id, contactFromIntercom(row)])])
  }

  /**
   * Aligned with the ids: fifty a call. Whoever changed lately is read by its id, unless a search shows all that was announced of it. One that was merged
   * answers where it has gone; an Error for each that failed. Never rejects.
   */
  return async (ids: readonly string[]): Promise<Row[]> => {
    const recent = await changedLately()
    const lately = ids.filter((id) => recent.shows(id, new Date(0)) !== undefined)
    const found = lately.length > fewContacts ? await searched(lately, recent) : new Map<string, Row>()
    const rest = ids.filter((id) => !found.has(id))
    const read = rest.length > 0 ? await readAnew(rest) : []
    let next = 0
    return ids.map((id) => found.get(id) ?? read[next++] ?? null)
  }
}

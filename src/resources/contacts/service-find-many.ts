import type { ChangedLately } from '../../cache/changed-lately.ts'
import { InvalidInputError } from '../../errors.ts'
import { eachPage, type Page, recordsOf } from '../../intercom/pages.ts'
import { searchRequest, where } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { Writes } from '../../writes/engine.ts'
import type { Contact } from './model.ts'
import { nameOf, oneFormOf } from './model-fields.ts'

/** What can be searched for by many values at once. A number cannot: Intercom keeps it in a form of its own. */
export type ManyField = 'externalId' | 'email'

const searchedAs = { externalId: 'external_id', email: 'email' } as const

/** Of who changed lately and is not at hand, so many are read for one question. */
const mostRead = 50
/** The most that one page of a search has. */
const mostPerPage = 150

type Row = Contact | null | Error
type Deps = {
  /** One page of a search. */
  search(request: ReturnType<typeof searchRequest>): Promise<Page<Intercom.Contact>>
  /** What to show for rows of a search: one that changed lately is read by its id. */
  offer(wires: readonly Intercom.Contact[], from: { source: 'search'; startedAtMs: number }): Promise<readonly Row[]>
  getMany(ids: readonly string[]): Promise<readonly Row[]>
  peek(ids: readonly string[]): Promise<readonly (Contact | null | undefined)[]>
  changedLately(): Promise<ChangedLately>
  writes: Pick<Writes, 'latelyNamed'>
  /** Values a search. */
  batchSize: number
  /** Searches at the same time. */
  concurrency: number
  now(): number
}

/** Many contacts by what tells them from others, at the fewest calls, and whoever has just come by it too. */
export function createFindingMany({ search, offer, getMany, peek, changedLately, writes, batchSize, concurrency, now }: Deps) {
  /** All that a search for these finds. How many values `IN` takes is nowhere documented: what is refused is asked for again in halves. */
  async function searchFor(field: ManyField, values: readonly string[]): Promise<Contact[]> {
    const found: Contact[] = []
    try {
      const pageAfter = async (after: string | null) => {
        const startedAtMs = now()
        const query = where(searchedAs[field], 'IN', values)
        const page = await search(searchRequest(query, { perPage: mostPerPage, after }))
        found.push(...present(await offer(recordsOf(page.items), { source: 'search', startedAtMs })))
        return page
      }
      for await (const _ of eachPage(pageAfter));
      return found
    } catch (error) {
      if (!(error instanceof InvalidInputError) || values.length === 1) throw error
      const half = Math.ceil(values.length / 2)
      return [...(await searchFor(field, values.slice(0, half))), ...(await searchFor(field, values.slice(half)))]
    }
  }

  /** Who changed so lately that a search may not show it. What of it cannot be read is left out, as it is not known to be about anybody wanted. */
  async function lately(): Promise<Contact[]> {
    const { records, lagsSinceMs } = await changedLately()
    const changed = [...records.values()].filter(({ isErased, changedAtMs }) => !isErased && changedAtMs >= lagsSinceMs)
    const ids = changed.toSorted((one, other) => other.changedAtMs - one.changedAtMs).map(({ id }) => id)
    const atHand = await peek(ids)
    const unknown = ids.filter((_, index) => atHand[index] === undefined).slice(0, mostRead)
    return [...atHand, ...(await getMany(unknown))].filter((one): one is Contact => !!one && !(one instanceof Error))
  }

  return {
    /**
     * Who has each of these, by the value as it was asked for; nobody: an empty list. External ids are those of users: a lead's is not one of yours.
     * An external id that our own writes have given lately is looked up by the record, and not searched for. An address is, too, as somebody else may have it.
     *
     * Throws the failure of a search, and of a record that has to be read by its id.
     */
    async many(field: ManyField, values: readonly string[]): Promise<Map<string, Contact[]>> {
      const wanted = [...new Set(values.map((value) => oneFormOf(field, value)))].filter((value) => value !== '')
      const [named, changed] = await Promise.all([
        Promise.all(wanted.map((value) => writes.latelyNamed(nameOf(field, value)))),
        wanted.length > 0 ? lately() : [],
      ])
      const ours = present(await getMany([...new Set(named.flat())]))
      const byValue = new Map<string, Map<string, Contact>>(wanted.map((value) => [value, new Map()]))
      const take = (contacts: readonly Contact[]) => {
        for (const contact of contacts) {
          const has = field === 'externalId' && contact.role !== 'USER' ? null : contact[field]
          if (has !== null) byValue.get(oneFormOf(field, has))?.set(contact.id, contact)
        }
      }
      take([...changed, ...ours])
      const isFound = (value: string) => field === 'externalId' && byValue.get(value)!.size > 0
      const left = wanted.filter((value) => !isFound(value))
      const chunks = Array.from({ length: Math.ceil(left.length / batchSize) }, (_, at) => left.slice(at * batchSize, (at + 1) * batchSize))
      const worker = async () => {
        for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
          try {
            take(await searchFor(field, chunk))
          } catch (error) {
            chunks.length = 0
            throw error
          }
        }
      }
      await Promise.all(Array.from({ length: Math.min(concurrency, chunks.length) }, worker))
      return new Map(values.map((value) => [value, [...(byValue.get(oneFormOf(field, value))?.values() ?? [])]]))
    },
  }
}

/** Those that are there; one that cannot be read is the failure of the question: whom it may be about must not be made once more. */
const present = (rows: readonly Row[]): Contact[] =>
  rows.flatMap((row) => {
    if (row instanceof Error) throw row
    return row ?? []
  })

import type { ChangedLately } from '../../cache/changed-lately.ts'
import type { Shows } from '../../cache/said-lately.ts'
import { InvalidInputError } from '../../errors.ts'
import { eachPage, type Page, recordsOf } from '../../intercom/pages.ts'
import { searchRequest, where } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import { instantOrEpoch } from '../../intercom/values.ts'
import type { Writes } from '../../writes/engine.ts'
import { type Contact, contactFromIntercom } from './model.ts'
import { nameOf, oneFormOf } from './model-fields.ts'
import { createLately } from './service-find-lately.ts'

/** What can be searched for by many values at once. A number cannot: Intercom keeps it in a form of its own. */
export type ManyField = 'externalId' | 'email'

const searchedAs = { externalId: 'external_id', email: 'email' } as const

/** The most that one page of a search has. */
const mostPerPage = 150

type Row = Contact | null | Error
type Deps = Parameters<typeof createLately>[0] & {
  /** One page of a search. */
  search(request: ReturnType<typeof searchRequest>): Promise<Page<Intercom.Contact>>
  /** What to show for rows of a search: one that changed lately is read by its id. */
  offer(wires: readonly Intercom.Contact[], from: { source: 'search'; startedAtMs: number }): Promise<readonly Row[]>
  changedLately(): Promise<ChangedLately>
  writes: Pick<Writes, 'latelyNamed'>
  /** Values a search. */
  batchSize: number
  /** Searches at the same time. */
  concurrency: number
  now(): number
}

/** Many contacts by what tells them from others, at the fewest calls, and whoever has just come by it too. */
export function createFindingMany(deps: Deps) {
  const { search, offer, getMany, changedLately, writes, batchSize, concurrency, now } = deps
  const { atHand, changedByOthers } = createLately(deps)

  /** All that a search for these finds. How many values `IN` takes is nowhere documented: what is refused is asked for again in halves. */
  async function searchFor(field: ManyField, values: readonly string[], shows: Shows): Promise<Contact[]> {
    const found: Contact[] = []
    try {
      const pageAfter = async (after: string | null) => {
        const startedAtMs = now()
        const query = where(searchedAs[field], 'IN', values)
        const page = await search(searchRequest(query, { perPage: mostPerPage, after }))
        const [sure, unsure] = partition(recordsOf(page.items), (row) => shows(row.id, instantOrEpoch(row.updated_at)) === true)
        found.push(...sure.map(contactFromIntercom), ...present(await offer(unsure, { source: 'search', startedAtMs })))
        return page
      }
      for await (const _ of eachPage(pageAfter));
      return found
    } catch (error) {
      if (!(error instanceof InvalidInputError) || values.length === 1) throw error
      const half = Math.ceil(values.length / 2)
      return [...(await searchFor(field, values.slice(0, half), shows)), ...(await searchFor(field, values.slice(half), shows))]
    }
  }

  return {
    /**
     * Who has each of these, by the value as it was asked for; nobody: an empty list. External ids are those of users: a lead's is not one of yours.
     * Whom our own writes have given one lately is known by the record: by a copy of it, by a row that shows what was announced of it, or else read by its id.
     * An address is searched for all the same, as somebody else may have it.
     *
     * Throws the failure of a search, and of a record that has to be read by its id.
     */
    async many(field: ManyField, values: readonly string[]): Promise<Map<string, Contact[]>> {
      const wanted = [...new Set(values.map((value) => oneFormOf(field, value)))].filter((value) => value !== '')
      const [named, recent] = await Promise.all([
        Promise.all(wanted.map((value) => writes.latelyNamed(nameOf(field, value)))),
        changedLately(),
      ])
      const { shows } = recent
      const ours = [...new Set(named.flat())]
      const known = await atHand(ours, shows)
      const seen = new Set(ours.filter((_, index) => known[index] !== undefined))
      const byValue = new Map<string, Map<string, Contact>>(wanted.map((value) => [value, new Map()]))
      const take = (contacts: readonly Contact[]) => {
        for (const contact of contacts) {
          seen.add(contact.id)
          const has = field === 'externalId' && contact.role !== 'USER' ? null : contact[field]
          if (has !== null) byValue.get(oneFormOf(field, has))?.set(contact.id, contact)
        }
      }
      take([...(wanted.length > 0 ? await changedByOthers(recent) : []), ...known.filter((one) => !!one)])
      const isFound = (value: string) => field === 'externalId' && byValue.get(value)!.size > 0
      const left = wanted.filter((value) => !isFound(value))
      const chunks = Array.from({ length: Math.ceil(left.length / batchSize) }, (_, at) => left.slice(at * batchSize, (at + 1) * batchSize))
      const worker = async () => {
        for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
          try {
            take(await searchFor(field, chunk, shows))
          } catch (error) {
            chunks.length = 0
            throw error
          }
        }
      }
      await Promise.all(Array.from({ length: Math.min(concurrency, chunks.length) }, worker))
      // what our own writes have given a value to, and nothing shows
      take(present(await getMany(ours.filter((id) => !seen.has(id)))))
      return new Map(values.map((value) => [value, [...(byValue.get(oneFormOf(field, value))?.values() ?? [])]]))
    },
  }
}

const partition = <Item>(items: readonly Item[], isOne: (item: Item) => boolean): [Item[], Item[]] => [
  items.filter(isOne),
  items.filter((item) => !isOne(item)),
]

/** Those that are there; one that cannot be read is the failure of the question: whom it may be about must not be made once more. */
const present = (rows: readonly Row[]): Contact[] =>
  rows.flatMap((row) => {
    if (row instanceof Error) throw row
    return row ?? []
  })

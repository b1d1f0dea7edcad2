import { inChunks } from '../../intercom/chunks.ts'
import { readEach } from '../../intercom/read-many.ts'
import { allOf, idIn, type SearchQuery, where } from '../../intercom/search.ts'
import type { SegmentsService } from '../segments/service.ts'
import type { Contact } from './model.ts'

type Needs = {
  segments: Pick<SegmentsService, 'all' | 'listOfContact'>
  /** One page of the contacts that a query finds. */
  search: (
    query: SearchQuery,
    page: { size: number; after: string | null },
  ) => Promise<{ items: readonly (Contact | null | Error)[]; next: string | null }>
  /** Contacts per search. */
  batchSize: number
  /** Calls at the same time. */
  concurrency: number
  /** For how long a search may still show what was before a change. */
  indexLagMs: number
  now: () => number
}

type Segment = Awaited<ReturnType<SegmentsService['all']>>[number]
type Found = readonly Segment[] | Error

/** For so few contacts it is not worth a call to learn how many segments there are. */
const fewContacts = 5

/**
 * The segments of contacts, at the fewest calls: a list for each contact, or a search for each segment, whichever are less. Contacts that
 * changed lately are asked one by one, as searches may not know it yet.
 */
export function createContactSegments({ segments, search, batchSize, concurrency, indexLagMs, now }: Needs) {
  const ofOne = (id: string): Promise<Found> =>
    segments
      .listOfContact(id)
      .then(whole)
      .catch((error: Error) => error)

  /** Who of these is in the segment, by one search for each chunk of them, and of whom that could not be learnt. */
  async function membersOf(segmentId: string, ids: readonly string[]) {
    const { items, failures } = await inChunks(ids, { size: batchSize, concurrency: 1 }, async ({ ids: some, perPage, after }) => {
      const { items, next } = await search(allOf(idIn(some), where('segment_id', '=', segmentId)), { size: perPage, after })
      return { items: whole(items), next, totalCount: null, perPage: null }
    })
    return { members: new Set(items.map(({ id }) => id)), failures }
  }

  /** Once the search for one segment has failed for somebody, the others are only asked about whoever is left. */
  async function bySearch(all: readonly Segment[], ids: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const failed = new Map<string, Error>()
    const members = await readEach(
      all.map(({ id }) => id),
      concurrency,
      async (segmentId) => {
        const found = await membersOf(
          segmentId,
          ids.filter((id) => !failed.has(id)),
        )
        for (const [id, error] of found.failures) failed.set(id, error)
        return found.members
      },
    )
    return new Map(ids.map((id) => [id, failed.get(id) ?? all.filter((_, at) => members[at]?.has(id))]))
  }

  return {
    /** Aligned with the contacts, an Error for each that failed. */
    async getSegments(contacts: readonly Pick<Contact, 'id' | 'updatedAt'>[]): Promise<Found[]> {
      const settled = contacts.filter(({ updatedAt }) => updatedAt.getTime() < now() - indexLagMs).map(({ id }) => id)
      const all = settled.length > fewContacts ? await segments.all().catch(() => null) : null
      const searches = all === null ? Number.POSITIVE_INFINITY : all.length * Math.ceil(settled.length / batchSize)
      const found = all !== null && searches < settled.length ? await bySearch(all, settled) : new Map<string, Found>()
      return readEach(
        contacts.map(({ id }) => id),
        concurrency,
        async (id) => found.get(id) ?? ofOne(id),
      )
    },
  }
}

/** All rows; a failed one is the failure of the list. */
const whole = <Model>(items: readonly (Model | null | Error)[]): Model[] =>
  items.flatMap((item) => {
    if (item instanceof Error) throw item
    return item === null ? [] : [item]
  })

import { idReader } from '../../intercom/ids.ts'
import { readPage } from '../../intercom/pages.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { segmentFromIntercom } from './model.ts'

export type SegmentsService = ReturnType<typeof createSegmentsService>

export function createSegmentsService({ intercom, cache, config }: ResourceDeps) {
  const idOf = (segment: Intercom.Segment) => String(segment.id)
  const fromWire = segmentFromIntercom
  const list = async (request: { include_count?: boolean }): Promise<Intercom.Segment[]> =>
    (await intercom.call((sdk, options) => sdk.segments.list(request, options))).segments ?? []

  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.Segment> => sdk.segments.find({ segment_id: id }, options))
  const segments = cache.listed({
    kind: 'segment',
    idOf,
    asId: idReader('segment'),
    fromWire,
    fetchAll: () => list({}),
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  // a list of its own: who does not ask for them should not wait until Intercom has counted
  const counted = cache.reference({ kind: 'segmentCount', idOf, fromWire, fetchAll: () => list({ include_count: true }) })
  const pages = cache.pages(segments.single, { scope: 'segment' })

  return {
    all: segments.all,
    allCounted: counted.all,
    /** Aligned with the ids; null for a segment that is gone. */
    getMany: segments.getMany,
    /** How many are in each, aligned with the ids; null where Intercom does not say. One list for all of them. */
    getCounts: async (ids: readonly string[]) => {
      const byId = await counted.byId()
      return ids.map((id) => byId.get(id)?.count ?? null)
    },
    /** Those that one contact is in. */
    listOfContact: async (contactId: string) => {
      const page = await pages.get(
        JSON.stringify(['GET /contacts/{contact_id}/segments', contactId]),
        async () =>
          readPage<Intercom.Segment>(
            await intercom.call((sdk, options) => sdk.contacts.listAttachedSegments({ contact_id: contactId }, options)),
          ),
        { scope: scopeOf(contactId) },
      )
      return page.items
    },
    /** Keys by which a Change forgets which segments one contact is in. */
    listKeysOfContact: (contactId: string) => [pages.scopeKey(scopeOf(contactId))],
  }
}

const scopeOf = (contactId: string) => `contact:${contactId}:segments`

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

  const segments = cache.reference({ kind: 'segment', idOf, fromWire, fetchAll: () => list({}) })
  // a list of its own: who does not ask for them should not wait until Intercom has counted
  const counted = cache.reference({ kind: 'segmentCount', idOf, fromWire, fetchAll: () => list({ include_count: true }) })
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.Segment> => sdk.segments.find({ segment_id: id }, options))
  const single = cache.entities({
    kind: 'segment',
    idOf,
    fromWire,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const pages = cache.pages(single, { scope: 'segment' })

  return {
    all: segments.all,
    allCounted: counted.all,
    /** Aligned with the ids; null for a segment that is gone. One that is newer than the list is read by itself. */
    getMany: async (ids: readonly string[]) => {
      const byId = await segments.byId()
      const unlisted = ids.filter((id) => !byId.has(id))
      const found = unlisted.length === 0 ? [] : await single.getMany(unlisted)
      const foundById = new Map(unlisted.map((id, index) => [id, found[index] ?? null]))
      return ids.map((id) => byId.get(id) ?? foundById.get(id) ?? null)
    },
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
        { scope: `contact:${contactId}:segments` },
      )
      return page.items
    },
  }
}

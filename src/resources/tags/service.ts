import { readPage } from '../../intercom/pages.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { tagFromIntercom } from './model.ts'

export function createTagsService({ intercom, cache, config }: ResourceDeps) {
  const tags = cache.reference({
    kind: 'tag',
    idOf: (tag) => String(tag.id),
    fromWire: tagFromIntercom,
    fetchAll: async () => (await intercom.call((sdk, options) => sdk.tags.list(options))).data ?? [],
  })
  const read = (id: string) => intercom.call((sdk, options): PromiseLike<Intercom.Tag> => sdk.tags.find({ tag_id: id }, options))
  const single = cache.entities({
    kind: 'tag',
    idOf: (tag: Intercom.Tag) => String(tag.id),
    fromWire: tagFromIntercom,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const pages = cache.pages(single, { scope: 'tag' })

  return {
    all: tags.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: tags.warm,
    /** Aligned with the ids; null for a tag that is gone. One that is newer than the list is read by itself. */
    getMany: async (ids: readonly string[]) => {
      const byId = await tags.byId()
      const unlisted = ids.filter((id) => !byId.has(id))
      const read = unlisted.length === 0 ? [] : await single.getMany(unlisted)
      const readById = new Map(unlisted.map((id, index) => [id, read[index] ?? null]))
      return ids.map((id) => byId.get(id) ?? readById.get(id) ?? null)
    },
    /** Every tag of one contact, for one that has more than its record names. */
    listOfContact: async (contactId: string) => {
      const page = await pages.get(
        JSON.stringify(['GET /contacts/{contact_id}/tags', contactId]),
        async () =>
          readPage<Intercom.Tag>(await intercom.call((sdk, options) => sdk.contacts.listAttachedTags({ contact_id: contactId }, options))),
        { scope: `contact:${contactId}:tags` },
      )
      return page.items
    },
  }
}

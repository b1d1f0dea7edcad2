import { idReader } from '../../intercom/ids.ts'
import { readPage } from '../../intercom/pages.ts'
import { readEach, readNow, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { tagFromIntercom } from './model.ts'
import { createTagWrites } from './service-writes.ts'

export type TagsService = ReturnType<typeof createTagsService>

export function createTagsService({ intercom, cache, writes, config }: ResourceDeps) {
  const read = (id: string) => intercom.call((sdk, options): PromiseLike<Intercom.Tag> => sdk.tags.find({ tag_id: id }, options))
  const fetchAll = async () => (await intercom.call((sdk, options) => sdk.tags.list(options))).data ?? []
  const tags = cache.listed({
    kind: 'tag',
    idOf: (tag: Intercom.Tag) => String(tag.id),
    asId: idReader('tag'),
    fromWire: tagFromIntercom,
    fetchAll,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const pages = cache.pages(tags.single, { scope: 'tag' })

  return {
    all: tags.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: tags.warm,
    /** Aligned with the ids; null for a tag that is gone. */
    getMany: tags.getMany,
    /** Every tag of one contact, for one that has more than its record names. */
    listOfContact: async (contactId: string) => {
      const page = await pages.get(
        JSON.stringify(['GET /contacts/{contact_id}/tags', contactId]),
        async () =>
          readPage<Intercom.Tag>(await intercom.call((sdk, options) => sdk.contacts.listAttachedTags({ contact_id: contactId }, options))),
        { scope: scopeOf(contactId) },
      )
      return page.items
    },
    write: createTagWrites({
      intercom,
      writes,
      tags: tags.single,
      read: (id) => readNow(id, read),
      readAll: fetchAll,
      listKey: tags.keyOf,
    }),
    /** The key by which a Change forgets one. */
    keyOf: tags.single.keyOf,
    /** The key by which a Change forgets the list of all. */
    listKey: tags.keyOf,
    /** Keys by which a Change forgets what one contact is tagged with. */
    listKeysOfContact: (contactId: string) => [pages.scopeKey(scopeOf(contactId))],
  }
}

const scopeOf = (contactId: string) => `contact:${contactId}:tags`

import type { ResourceDeps } from '../deps.ts'
import { tagFromIntercom } from './model.ts'

export function createTagsService({ intercom, cache }: ResourceDeps) {
  const tags = cache.reference({
    kind: 'tag',
    idOf: (tag) => String(tag.id),
    fromWire: tagFromIntercom,
    fetchAll: async () => (await intercom.call((sdk, options) => sdk.tags.list(options))).data ?? [],
  })
  return {
    all: tags.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: tags.warm,
    /** Aligned with the ids; null for a tag that is gone. */
    getMany: async (ids: readonly string[]) => {
      const byId = await tags.byId()
      return ids.map((id) => byId.get(id) ?? null)
    },
  }
}

import type * as Intercom from '../../intercom/help-center-types.ts'
import { numberedList } from '../../intercom/numbered-list.ts'
import { readPage } from '../../intercom/pages.ts'
import type { ResourceDeps } from '../deps.ts'
import { type Collection, collectionFromIntercom } from './model.ts'
import { type CollectionTree, treeOf } from './model-tree.ts'

export function createCollectionsService({ intercom, cache, config }: ResourceDeps) {
  const list = numberedList({
    idOf: (collection: Intercom.Collection) => String(collection.id),
    concurrency: config.concurrency,
    fetchPage: async ({ page, perPage }) => {
      const answer = await intercom.call((sdk, options) => sdk.helpCenters.collections.list({ page, per_page: perPage }, options))
      return readPage<Intercom.Collection>(answer.response, { numbered: true })
    },
  })
  const collections = cache.reference({
    kind: 'collection',
    idOf: (collection: Intercom.Collection) => String(collection.id),
    fromWire: collectionFromIntercom,
    fetchAll: list.all,
  })

  /** One look at the tree for all who ask in the same tick. */
  const inTree =
    <Key, Value>(look: (tree: CollectionTree, key: Key) => Value) =>
    async (keys: readonly Key[]) => {
      const tree = treeOf(await collections.all())
      return keys.map((key) => look(tree, key))
    }

  return {
    all: collections.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: collections.warm,
    /** Aligned with the ids; null for a collection that is gone. */
    getMany: async (ids: readonly string[]) => {
      const byId = await collections.byId()
      return ids.map((id) => byId.get(id) ?? null)
    },
    getParents: inTree((tree, collection: Collection) => tree.parentOf(collection)),
    /** From the top level down. */
    getAncestors: inTree((tree, collection: Collection) => tree.ancestorsOf(collection)),
    getChildren: inTree((tree, collection: Collection) => tree.childrenOf(collection)),
    getHelpCenterIds: inTree((tree, collection: Collection) => tree.helpCenterIdOf(collection)),
    /** The top level of each of these help centers. */
    getRoots: inTree((tree, helpCenterId: string) => tree.rootsOf(helpCenterId)),
    /** All collections of a help center, on every level; last changed first, as Intercom lists them. */
    listIn: async (helpCenterId: string): Promise<Collection[]> => {
      const all = await collections.all()
      const { helpCenterIdOf } = treeOf(all)
      return all.filter((collection) => helpCenterIdOf(collection) === helpCenterId)
    },
  }
}

import type * as Intercom from '../../intercom/help-center-types.ts'
import { asSdkNumber, idReader } from '../../intercom/ids.ts'
import { numberedList } from '../../intercom/numbered-list.ts'
import { readPage } from '../../intercom/pages.ts'
import { readEach, readNow, readOne } from '../../intercom/read-many.ts'
import type { ResourceDeps } from '../deps.ts'
import { type Collection, collectionFromIntercom } from './model.ts'
import { type CollectionTree, helpCenterIdIn, treeOf, walkUp } from './model-tree.ts'
import { createCollectionWrites } from './service-writes.ts'

export type CollectionsService = ReturnType<typeof createCollectionsService>

export function createCollectionsService({ intercom, cache, writes, config }: ResourceDeps) {
  const idOf = (collection: Intercom.Collection) => String(collection.id)
  const list = numberedList({
    idOf,
    concurrency: config.concurrency,
    fetchPage: async ({ page, perPage }) => {
      const answer = await intercom.call((sdk, options) => sdk.helpCenters.collections.list({ page, per_page: perPage }, options))
      return readPage<Intercom.Collection>(answer.response, { numbered: true })
    },
  })
  const read = (id: string) =>
    intercom.call(
      (sdk, options): PromiseLike<Intercom.Collection> => sdk.helpCenters.collections.find({ collection_id: asSdkNumber(id) }, options),
    )
  const collections = cache.listed({
    kind: 'collection',
    idOf,
    asId: idReader('collection'),
    fromWire: collectionFromIntercom,
    fetchAll: list.all,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })

  /** One look at the tree for all who ask in the same tick. */
  const inTree =
    <Key, Value>(look: (tree: CollectionTree, key: Key) => Value) =>
    async (keys: readonly Key[]) => {
      const tree = treeOf(await collections.all())
      return keys.map((key) => look(tree, key))
    }

  /** What stands above each, from its parent up; what is newer than the list is read by itself, a level at a time. */
  async function getAbove(wanted: readonly Collection[]): Promise<(Collection[] | Error)[]> {
    const listed = await collections.byId()
    const read = new Map<string, Collection | null | Error>()
    for (;;) {
      const paths = wanted.map((collection) => walkUp(collection, (id) => listed.get(id) ?? read.get(id)))
      const unknown = [...new Set(paths.flatMap(({ end }) => (end && end.known === undefined ? end.id : [])))]
      if (unknown.length === 0) return paths.map(({ above, end }) => (end?.known instanceof Error ? end.known : above))
      const found = await collections.getMany(unknown)
      for (const [index, id] of unknown.entries()) read.set(id, found[index] ?? null)
    }
  }

  return {
    all: collections.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: collections.warm,
    /** Aligned with the ids; null for a collection that is gone. */
    getMany: collections.getMany,
    /** From the top level down. */
    getAncestors: async (wanted: readonly Collection[]) =>
      (await getAbove(wanted)).map((above) => (above instanceof Error ? above : above.toReversed())),
    getHelpCenterIds: async (wanted: readonly Collection[]) =>
      (await getAbove(wanted)).map((above, index) => (above instanceof Error ? above : helpCenterIdIn(wanted[index]!, above))),
    getChildren: inTree((tree, collection: Collection) => tree.childrenOf(collection)),
    /** The top level of each of these help centers. */
    getRoots: inTree((tree, helpCenterId: string) => tree.rootsOf(helpCenterId)),
    /** All collections of a help center, on every level; last changed first, as Intercom lists them. */
    listIn: async (helpCenterId: string): Promise<Collection[]> => {
      const byId = await collections.byId()
      const above = (collection: Collection) => walkUp(collection, (id) => byId.get(id)).above
      return [...byId.values()].filter((collection) => helpCenterIdIn(collection, above(collection)) === helpCenterId)
    },
    write: createCollectionWrites({
      intercom,
      writes,
      collections: collections.single,
      read: (id) => readNow(id, read),
      readAll: list.all,
      listKey: collections.keyOf,
    }),
    /** The key by which a Change forgets one, read by itself. */
    keyOf: collections.single.keyOf,
    /** The key by which a Change forgets the list of all. */
    listKey: collections.keyOf,
  }
}

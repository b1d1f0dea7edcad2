import type { Collection } from './model.ts'

/** What is known of an id: the collection, nothing there, that it could not be read, or nothing yet. */
type Known = Collection | null | Error | undefined

type Path = {
  /** From its parent up. */
  above: Collection[]
  /** The parent that was named last, and is no collection; null where the top level is reached. */
  end: { id: string; known: Exclude<Known, Collection> } | null
}

/**
 * What stands above a collection. Intercom says each one's parent and nothing else; what it says is not always a tree, so walking up ends
 * where it comes by for the second time.
 */
export function walkUp(collection: Collection, lookUp: (id: string) => Known): Path {
  const passed = new Set([collection.id])
  const above: Collection[] = []
  for (let { parentId } = collection; parentId !== null && !passed.has(parentId); ) {
    const parent = lookUp(parentId)
    if (!parent || parent instanceof Error) return { above, end: { id: parentId, known: parent } }
    passed.add(parentId)
    above.push(parent)
    parentId = parent.parentId
  }
  return { above, end: null }
}

/** Said by the collection itself or by the nearest one above it that says it; null when none does. */
export const helpCenterIdIn = (collection: Collection, above: readonly Collection[]): string | null =>
  [collection, ...above].find(({ helpCenterId }) => helpCenterId !== null)?.helpCenterId ?? null

export type CollectionTree = {
  /** The ones that stand in it, in the order in which the help center shows them. */
  childrenOf(collection: Collection): Collection[]
  /** The top level of a help center, in the order in which it is shown. */
  rootsOf(helpCenterId: string): Collection[]
}

/** What stands in what. A collection whose parent is not in the list stands on the top level. */
export function treeOf(collections: readonly Collection[]): CollectionTree {
  const ids = new Set(collections.map(({ id }) => id))
  const inOrder = [...collections].sort((a, b) => a.order - b.order)
  const children = Map.groupBy(inOrder, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null))
  return {
    childrenOf: ({ id }) => children.get(id) ?? [],
    rootsOf: (helpCenterId) => (children.get(null) ?? []).filter((root) => root.helpCenterId === helpCenterId),
  }
}

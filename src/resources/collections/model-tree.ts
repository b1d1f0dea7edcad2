import type { Collection } from './model.ts'

export type CollectionTree = {
  /** The one it stands in; null on the top level, and when that one is not in the list. */
  parentOf(collection: Collection): Collection | null
  /** From the top level down to its parent. */
  ancestorsOf(collection: Collection): Collection[]
  /** The ones that stand in it, in the order in which the help center shows them. */
  childrenOf(collection: Collection): Collection[]
  /** Said by the collection itself or by the nearest one above it that says it; null when none does. */
  helpCenterIdOf(collection: Collection): string | null
  /** The top level of a help center, in the order in which it is shown. */
  rootsOf(helpCenterId: string): Collection[]
}

/**
 * How collections stand in each other. Intercom says each one's parent and nothing else; what it says is not always a tree, so a parent
 * that is not in the list is none, and walking up ends where it comes by for the second time.
 */
export function treeOf(collections: readonly Collection[]): CollectionTree {
  const byId = new Map(collections.map((collection) => [collection.id, collection]))
  const parentOf = ({ parentId }: Collection) => (parentId === null ? undefined : byId.get(parentId)) ?? null
  const inOrder = [...collections].sort((a, b) => a.order - b.order)
  const children = new Map<string | null, Collection[]>()
  for (const collection of inOrder) {
    const parentId = parentOf(collection)?.id ?? null
    const siblings = children.get(parentId)
    if (siblings) siblings.push(collection)
    else children.set(parentId, [collection])
  }

  function ancestorsOf(collection: Collection): Collection[] {
    const passed = new Set([collection.id])
    const ancestors: Collection[] = []
    for (let above = parentOf(collection); above && !passed.has(above.id); above = parentOf(above)) {
      passed.add(above.id)
      ancestors.unshift(above)
    }
    return ancestors
  }

  const helpCenterIdOf = (collection: Collection) =>
    [...ancestorsOf(collection), collection].findLast(({ helpCenterId }) => helpCenterId !== null)?.helpCenterId ?? null

  return {
    parentOf,
    ancestorsOf,
    childrenOf: ({ id }) => children.get(id) ?? [],
    helpCenterIdOf,
    rootsOf: (helpCenterId) => (children.get(null) ?? []).filter((root) => root.helpCenterId === helpCenterId),
  }
}

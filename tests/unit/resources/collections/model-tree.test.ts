import { describe, expect, test } from 'vitest'
import { type Collection, collectionFromIntercom } from '../../../../src/resources/collections/model.ts'
import { helpCenterIdIn, treeOf, walkUp } from '../../../../src/resources/collections/model-tree.ts'

const shelf = (id: number, parent_id: number | null, fields: { order?: number; help_center_id?: number } = {}): Collection =>
  collectionFromIntercom({ id, parent_id, name: `Shelf ${id}`, ...fields })
const idsOf = (collections: readonly Collection[]) => collections.map(({ id }) => id)
const among = (collections: readonly Collection[]) => {
  const byId = new Map(collections.map((collection) => [collection.id, collection]))
  return (id: string) => byId.get(id)
}

describe('three levels in two help centers', () => {
  const [leaf, middle, otherLeaf, root, secondRoot, elsewhere] = [
    shelf(3, 2),
    shelf(2, 1, { order: 1 }),
    shelf(4, 1, { order: 0 }),
    shelf(1, null, { help_center_id: 79, order: 5 }),
    shelf(5, null, { help_center_id: 79, order: 2 }),
    shelf(6, null, { help_center_id: 80 }),
  ] as const
  const all = [leaf, middle, otherLeaf, root, secondRoot, elsewhere]
  const tree = treeOf(all)
  const helpCenterIdOf = (collection: Collection) => helpCenterIdIn(collection, walkUp(collection, among(all)).above)

  test('walking up passes the parent first and the top level last', () => {
    expect(walkUp(leaf, among(all))).toEqual({ above: [middle, root], end: null })
    expect(walkUp(root, among(all))).toEqual({ above: [], end: null })
  })

  test('children and the top level stand in their order', () => {
    expect(idsOf(tree.childrenOf(root))).toEqual(['4', '2'])
    expect(tree.childrenOf(leaf)).toEqual([])
    expect(idsOf(tree.rootsOf('79'))).toEqual(['5', '1'])
    expect(idsOf(tree.rootsOf('80'))).toEqual(['6'])
    expect(tree.rootsOf('81')).toEqual([])
  })

  test('the help center is that of the top level', () => {
    expect([leaf, root, elsewhere].map(helpCenterIdOf)).toEqual(['79', '79', '80'])
  })

  test('a help center that a nested collection names itself is believed', () => {
    expect(helpCenterIdIn(shelf(7, 6, { help_center_id: 90 }), [elsewhere])).toBe('90')
  })

  test('what is not known yet, not there or not to be read ends the way up, and is told apart', () => {
    for (const known of [undefined, null, new Error('Intercom is away.')]) {
      const find = (id: string) => (id === '1' ? known : among(all)(id))
      expect(walkUp(leaf, find)).toEqual({ above: [middle], end: { id: '1', known } })
    }
  })
})

describe('what is not a tree', () => {
  test('a collection whose parent is not in the list stands on the top level', () => {
    const orphan = shelf(1, 404, { help_center_id: 79 })
    expect(treeOf([orphan]).rootsOf('79')).toEqual([orphan])
  })

  test('a collection in itself ends', () => {
    const self = shelf(1, 1)
    expect(walkUp(self, among([self]))).toEqual({ above: [], end: null })
  })

  test('a circle ends where it began, and hangs below nothing', () => {
    const circle = [shelf(1, 3), shelf(2, 1), shelf(3, 2), shelf(4, 3)]
    const above = (collection: Collection) => idsOf(walkUp(collection, among(circle)).above)
    expect(above(circle[0]!)).toEqual(['3', '2'])
    expect(above(circle[3]!)).toEqual(['3', '2', '1'])
    expect(treeOf(circle).rootsOf('79')).toEqual([])
  })
})

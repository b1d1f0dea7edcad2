import { describe, expect, test } from 'vitest'
import { type Collection, collectionFromIntercom } from '../../../../src/resources/collections/model.ts'
import { treeOf } from '../../../../src/resources/collections/model-tree.ts'

const shelf = (id: number, parent_id: number | null, fields: { order?: number; help_center_id?: number } = {}): Collection =>
  collectionFromIntercom({ id, parent_id, name: `Shelf ${id}`, ...fields })
const idsOf = (collections: readonly Collection[]) => collections.map(({ id }) => id)

describe('three levels in two help centers', () => {
  const [leaf, middle, otherLeaf, root, secondRoot, elsewhere] = [
    shelf(3, 2),
    shelf(2, 1, { order: 1 }),
    shelf(4, 1, { order: 0 }),
    shelf(1, null, { help_center_id: 79, order: 5 }),
    shelf(5, null, { help_center_id: 79, order: 2 }),
    shelf(6, null, { help_center_id: 80 }),
  ] as const
  const tree = treeOf([leaf, middle, otherLeaf, root, secondRoot, elsewhere])

  test('everyone has the parent it names', () => {
    expect(tree.parentOf(leaf)).toBe(middle)
    expect(tree.parentOf(root)).toBeNull()
  })

  test('ancestors go from the top level down', () => {
    expect(tree.ancestorsOf(leaf)).toEqual([root, middle])
    expect(tree.ancestorsOf(root)).toEqual([])
  })

  test('children and the top level stand in their order', () => {
    expect(idsOf(tree.childrenOf(root))).toEqual(['4', '2'])
    expect(tree.childrenOf(leaf)).toEqual([])
    expect(idsOf(tree.rootsOf('79'))).toEqual(['5', '1'])
    expect(idsOf(tree.rootsOf('80'))).toEqual(['6'])
    expect(tree.rootsOf('81')).toEqual([])
  })

  test('the help center is that of the top level', () => {
    expect([leaf, root, elsewhere].map(tree.helpCenterIdOf)).toEqual(['79', '79', '80'])
  })

  test('a help center that a nested collection names itself is believed', () => {
    const own = shelf(7, 6, { help_center_id: 90 })
    expect(treeOf([own, elsewhere]).helpCenterIdOf(own)).toBe('90')
  })
})

describe('what is not a tree', () => {
  test('a parent that is not in the list is none', () => {
    const orphan = shelf(1, 404, { help_center_id: 79 })
    const tree = treeOf([orphan])
    expect(tree.parentOf(orphan)).toBeNull()
    expect(tree.ancestorsOf(orphan)).toEqual([])
    expect(tree.rootsOf('79')).toEqual([orphan])
  })

  test('a collection in itself ends', () => {
    const self = shelf(1, 1)
    const tree = treeOf([self])
    expect(tree.ancestorsOf(self)).toEqual([])
    expect(tree.helpCenterIdOf(self)).toBeNull()
  })

  test('a circle ends where it began, and hangs below nothing', () => {
    const circle = [shelf(1, 3), shelf(2, 1), shelf(3, 2), shelf(4, 3)]
    const tree = treeOf(circle)
    expect(idsOf(tree.ancestorsOf(circle[0]!))).toEqual(['2', '3'])
    expect(idsOf(tree.ancestorsOf(circle[3]!))).toEqual(['1', '2', '3'])
    expect(circle.map(tree.helpCenterIdOf)).toEqual([null, null, null, null])
    expect(tree.rootsOf('79')).toEqual([])
  })
})

import { buildSchema, executeSync, type GraphQLResolveInfo, parse } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { connectionNodes, fieldsOf, needsMoreThan, selectedAt } from '../../../src/api/selection.ts'

const schema = buildSchema(`
  interface Named { name: String }
  type Owner implements Named { id: ID name: String thing: Thing }
  type Thing implements Named { id: ID name: String owner: Owner }
  type Edge { cursor: String node: Thing }
  type Things { totalCount: Int nodes: [Thing] edges: [Edge] }
  type Query { things: Things thing: Thing }
`)

/** What a resolver of `field` is told about this document. */
function infoOf(field: 'things' | 'thing', document: string, variableValues: Record<string, unknown> = {}): GraphQLResolveInfo {
  let seen: GraphQLResolveInfo | undefined
  const remember = (_: unknown, __: unknown, info: GraphQLResolveInfo) => {
    seen = info
  }
  executeSync({ schema, document: parse(document), rootValue: { [field]: remember }, variableValues })
  return seen!
}
const names = (fields: { name: { value: string } }[]) => fields.map(({ name }) => name.value)

test('fields are found through fragments, aliases and repeated selections', () => {
  const info = infoOf(
    'things',
    `{ things { total: totalCount ...Page } things { nodes { owner { name } } } }
     fragment Page on Things { nodes { id ... { name } ...T } }
     fragment T on Thing { owner { id } }`,
  )
  expect(names(selectedAt(info, []))).toEqual(['totalCount', 'nodes', 'nodes'])
  expect(names(selectedAt(info, ['nodes']))).toEqual(['id', 'name', 'owner', 'owner'])
  expect(names(selectedAt(info, ['nodes', 'owner']))).toEqual(['id', 'name'])
  expect(selectedAt(info, ['edges', 'node'])).toEqual([])
})

test.each([
  [{ yes: true, no: false }, ['id']],
  [{ yes: false, no: false }, []],
  [{ yes: false, no: true }, ['owner']],
  [{ yes: true, no: true }, ['id', 'owner']],
])('@include and @skip count with the variables %j', (variables, expected) => {
  const info = infoOf(
    'thing',
    'query($yes: Boolean!, $no: Boolean!) { thing { ... @include(if: $yes) { id } owner @skip(if: $no) @include(if: false) { id } owner @include(if: $no) { id } name @skip(if: true) } }',
    variables,
  )
  expect(names(selectedAt(info, []))).toEqual(expected)
})

test('a fragment on a type that cannot be counts only where it applies', () => {
  const info = infoOf('thing', '{ thing { ... on Named { name ... on Owner { thing { id } } } id } }')
  const selection = info.fieldNodes[0]!.selectionSet
  expect(names(fieldsOf(selection, info))).toEqual(['name', 'thing', 'id'])
  expect(names(fieldsOf(selection, info, (condition) => condition !== 'Owner'))).toEqual(['name', 'id'])
})

describe('a reference is enough', () => {
  test.each([
    ['{ thing { __typename } }', false],
    ['{ thing { id } }', false],
    ['{ thing { id name } }', true],
    ['{ thing { ...F } } fragment F on Thing { owner { id } }', true],
    ['{ thing { name @include(if: false) id } }', false],
  ])('for %s: %s that it is not', (document, needs) => {
    expect(needsMoreThan(infoOf('thing', document), ['id'])).toBe(needs)
  })

  test.each([
    ['{ things { totalCount } }', false],
    ['{ things { nodes { id } edges { cursor node { id } } } }', false],
    ['{ things { nodes { name } } }', true],
    ['{ things { nodes { id } edges { node { owner { id } } } } }', true],
  ])('for the nodes of %s: %s that it is not', (document, needs) => {
    expect(needsMoreThan(infoOf('things', document), ['id'], connectionNodes)).toBe(needs)
  })

  test('or not, is worked out once for all rows of a list, and again for other variables', () => {
    const info = infoOf('thing', 'query($named: Boolean!) { thing { id name @include(if: $named) } }', { named: true })
    const [node] = info.fieldNodes
    const { selectionSet } = node!
    const looked = vi.fn(() => selectionSet)
    Object.defineProperty(node, 'selectionSet', { get: looked })
    const rows = Array.from({ length: 50 }, () => ({ ...info }))
    expect(rows.map((row) => needsMoreThan(row, ['id']))).toEqual(rows.map(() => true))
    expect(looked).toHaveBeenCalledOnce()
    expect(needsMoreThan({ ...info, variableValues: { named: false } }, ['id'])).toBe(false)
    expect(needsMoreThan(info, ['id', 'name'])).toBe(false)
  })
})

test('fragments that spread each other twice take no longer than fragments that do it once', () => {
  const count = 40
  const fragments = Array.from({ length: count }, (_, index) =>
    index === count - 1
      ? `fragment F${index} on Thing { name }`
      : `fragment F${index} on Thing { ...F${index + 1} ...F${index + 1} ... { ...F${index + 1} } }`,
  )
  const info = infoOf('thing', `{ thing { ...F0 ...F0 } } ${fragments.join('\n')}`)
  expect(names(selectedAt(info, []))).toEqual(['name'])
})

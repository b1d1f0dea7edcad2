import { type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { priceOf } from '../../../src/api/price.ts'
import { schema } from '../../../src/schema.ts'

function price(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text)
  return priceOf({ schema, document, operation: document.definitions[0] as OperationDefinitionNode, variables })
}

describe('what an answer may come to', () => {
  test('is its fields, where there are no lists', () => {
    expect(price('{ viewer { id kind } }')).toBe(3)
  })

  test('grows with the page that is asked for, whether by nodes or by edges, written out or in a variable', () => {
    // the list; of each of fifty rows: nodes, and two fields
    expect(price('{ contacts(first: 50) { nodes { id name } } }')).toBe(1 + 50 * 3)
    expect(price('query($n: Int) { contacts(first: $n) { nodes { id name } } }', { n: 50 })).toBe(1 + 50 * 3)
    expect(price('{ contacts(first: 50) { edges { node { id name } } } }')).toBe(1 + 50 * 4)
    expect(price('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] })).toBe(1 + 3)
  })

  test('multiplies where lists are in lists', () => {
    const inner = 'companies(first: 10) { nodes { name } }'
    expect(price(`{ contacts(first: 50) { nodes { ${inner} } } }`)).toBe(1 + 50 * (1 + 1 + 10 * 2))
  })

  test('is that of the default where no size is given, and no less where null is', () => {
    const asked = price('{ contacts(first: 50) { nodes { id } } }')
    expect(price('{ contacts { nodes { id } } }')).toBe(asked)
    expect(price('{ contacts(first: null) { nodes { id } } }')).toBeGreaterThanOrEqual(asked!)
  })

  test('takes a page for no larger than a page can be, as a larger one is refused by the list itself', () => {
    expect(price('{ contacts(first: 2147483647) { nodes { id } } }')).toBe(1 + 150 * 2)
    expect(price('{ contacts(first: -5) { nodes { id } } }')).toBe(1)
  })

  test('takes a list of which no size can be asked for ten', () => {
    expect(price('{ workspace { admins { name } } }')).toBe(1 + 1 + 10)
  })

  test('counts a fragment wherever it is spread, and what is asked of the schema not at all', () => {
    expect(price('{ contacts(first: 2) { nodes { ...F } } } fragment F on Contact { id name }')).toBe(1 + 2 * 3)
    expect(price('{ __schema { types { fields { args { name } } } } __typename }')).toBe(2)
  })

  test('is nothing where the variables do not fit, as it will not run', () => {
    expect(price('query($n: Int!) { contacts(first: $n) { totalCount } }', { n: 'ten' })).toBeNull()
    expect(price('query($n: Int!) { contacts(first: $n) { totalCount } }')).toBeNull()
  })
})

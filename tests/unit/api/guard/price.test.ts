import { isObjectType, type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { priceOf } from '../../../../src/api/guard/price.ts'
import { schema } from '../../../../src/schema.ts'

function priced(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text)
  return priceOf({ schema, document, operation: document.definitions[0] as OperationDefinitionNode, variables })
}

const price = (text: string, variables?: Record<string, unknown>) => priced(text, variables)?.fields
const calls = (text: string, variables?: Record<string, unknown>) => priced(text, variables)?.calls

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
    expect(price('query($n: Int!) { contacts(first: $n) { totalCount } }', { n: 'ten' })).toBeUndefined()
    expect(priced('query($n: Int!) { contacts(first: $n) { totalCount } }')).toBeNull()
  })
})

describe('the calls that an answer may take', () => {
  test('are one for each root field, and none for what comes along or is listed once for all', () => {
    expect(calls('{ contacts(first: 150) { __typename nodes { __typename name owner { name } location { city } } } }')).toBe(1)
    expect(calls('{ a: contact(by: { id: "1" }) { id } b: workspace { name } }')).toBe(2)
  })

  test('grow with the parents of what takes a call each, and with its pages', () => {
    expect(calls('{ conversations(first: 50) { nodes { parts(last: 150) { nodes { id } } } } }')).toBe(1 + 50)
    expect(calls('{ contacts(first: 20) { nodes { events(first: 50) { nodes { name } } } } }')).toBe(1 + 20)
    expect(calls('query($n: Int) { contacts(first: 20) { nodes { events(first: $n) { nodes { name } } } } }', { n: 101 })).toBe(1 + 20 * 3)
    expect(calls('{ contacts(first: 30) { nodes { conversations(first: 10) { nodes { lastPart { id } } } } } }')).toBe(1 + 30 + 30 * 10)
  })

  test('are a fiftieth for each record that one search reads with others, and whole in all', () => {
    expect(calls('{ conversation(id: "1") { contacts { nodes { name } } } }')).toBe(1 + 1)
    expect(calls('{ conversations(first: 50) { nodes { contacts { nodes { name } } } } }')).toBe(1 + 2)
    expect(calls('{ conversations(first: 50) { nodes { contacts { nodes { companies { nodes { name } } } } } } }')).toBe(1 + 2 + 50 * 2)
  })

  test('are as many as ids are given', () => {
    expect(calls('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] })).toBe(3)
  })

  test('are told of every field whose description says that it takes a call for each', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, field })))
    const said = fields.filter(({ field }) => /\b(a|one) call for each\b|else one for each\b/i.test(field.description ?? ''))
    expect(said.length).toBeGreaterThan(10)
    expect(said.filter(({ field }) => !('calls' in field.extensions)).map(({ place }) => place)).toEqual([])
  })
})

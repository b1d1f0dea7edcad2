import { GraphQLObjectType, type GraphQLResolveInfo } from 'graphql'
import { expect, test } from 'vitest'
import { createSchema } from '../../../src/schema.ts'

const contact = createSchema().getType('Contact')
const attribute = contact instanceof GraphQLObjectType ? contact.getFields().attribute?.resolve : undefined

const customAttributes = JSON.parse(
  '{"plan": "pro", "empty": "", "seats": 3, "none": 0, "trial": false, "unset": null, "where": {"city": "Porto"}, "many": ["a", 1], "__proto__": "own"}',
)
const asked = (name: string) => attribute?.({ customAttributes }, { name }, {}, {} as GraphQLResolveInfo)

test.each([
  ['plan', { __typename: 'StringAttribute', string: 'pro' }],
  ['empty', { __typename: 'StringAttribute', string: '' }],
  ['seats', { __typename: 'NumberAttribute', number: 3 }],
  ['none', { __typename: 'NumberAttribute', number: 0 }],
  ['trial', { __typename: 'BooleanAttribute', boolean: false }],
  ['unset', null],
  ['where', { __typename: 'ObjectAttribute', object: { city: 'Porto' } }],
  ['many', { __typename: 'ObjectAttribute', object: { items: ['a', 1] } }],
  ['__proto__', { __typename: 'StringAttribute', string: 'own' }],
])('%s has the type it has in JSON', (name, value) => {
  expect(asked(name)).toEqual(value)
})

test.each(['nothing', '', 'constructor', 'toString', 'hasOwnProperty'])('%j is none that the contact has', (name) => {
  expect(asked(name)).toBeNull()
})

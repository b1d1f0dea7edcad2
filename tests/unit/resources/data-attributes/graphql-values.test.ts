import { GraphQLObjectType, type GraphQLResolveInfo } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../../../src/schema.ts'

const contact = schema.getType('Contact')
const attribute = contact instanceof GraphQLObjectType ? contact.getFields().attribute?.resolve : undefined

const customAttributes = JSON.parse('{"plan": "pro", "unset": null, "__proto__": "own"}')
const context = { services: { dataAttributes: { definitionsOf: {} } }, load: () => Promise.resolve(null) }
const asked = (name: string) => attribute?.({ customAttributes }, { name }, context, {} as GraphQLResolveInfo)

test.each([
  ['plan', 'pro'],
  ['__proto__', 'own'],
])('%s is one that the contact has', async (name, string) => {
  expect(await asked(name)).toEqual({ __typename: 'StringAttribute', string })
})

test.each(['unset', 'nothing', '', 'constructor', 'toString', 'hasOwnProperty'])('%j is none that the contact has', async (name) => {
  expect(await asked(name)).toBeNull()
})

import { parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { exampleTabs } from '../../../../src/api/http/graphiql.ts'
import { schema } from '../../../../src/schema.ts'

const named = exampleTabs.map(({ query }) => [/^(?:query|subscription) (\w+)/m.exec(query)?.[1], query] as const)

test.each(named)('the example %s fits the schema and needs nothing filled in', (name, query) => {
  expect(name).toBeDefined()
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  // one operation and no variables: it runs when the button is pressed
  expect(document.definitions).toMatchObject([{ kind: 'OperationDefinition', name: expect.anything(), variableDefinitions: [] }])
})

import { buildSchema, type GraphQLFieldMap, type GraphQLObjectType, graphql, isNonNullType, printSchema } from 'graphql'
import { expect, test } from 'vitest'
import { nullMeansDefault } from '../../../../src/api/guard/default-arguments.ts'
import { schema } from '../../../../src/schema.ts'

const source = `
interface Shelf {
  books(first: Int! = 3, exact: Int!): String
}

type Query implements Shelf {
  books(first: Int! = 3, after: String, sorted: Boolean! = true, kind: Kind! = PAPER, exact: Int!): String
}

enum Kind {
  PAPER
  AUDIO
}`

function fieldsOf(given = buildSchema(source)) {
  const fields = (given.getType('Query') as GraphQLObjectType).getFields() as GraphQLFieldMap<unknown, unknown>
  fields.books!.resolve = (_, args) => JSON.stringify(args)
  return nullMeansDefault(given)
}
const ask = async (args: string, variables: Record<string, unknown> = {}, declared = '') => {
  const { data, errors } = await graphql({ schema: fieldsOf(), source: `query ${declared} { books(${args}) }`, variableValues: variables })
  return errors ? errors.map(({ message }) => message) : JSON.parse(String(data?.books))
}
const defaults = { first: 3, sorted: true, kind: 'PAPER' }

test('an argument with a default may be null, and its resolver is given the default all the same', async () => {
  expect(await ask('exact: 1')).toEqual({ ...defaults, exact: 1 })
  expect(await ask('exact: 1, first: null, sorted: null, kind: null, after: null')).toEqual({ ...defaults, exact: 1, after: null })
  expect(await ask('exact: 1, first: $first, kind: $kind', { first: null }, '($first: Int, $kind: Kind)')).toEqual({
    ...defaults,
    exact: 1,
  })
})

test('what is given is given, be it falsy', async () => {
  expect(await ask('exact: 0, first: 0, sorted: false, kind: AUDIO')).toEqual({ exact: 0, first: 0, sorted: false, kind: 'AUDIO' })
})

test('an argument without a default is as required as before', async () => {
  expect(await ask('exact: null')).toEqual(['Expected value of type "Int!", found null.'])
})

test('interfaces say the same as what implements them', () => {
  expect(printSchema(fieldsOf())).toContain('interface Shelf {\n  books(first: Int = 3, exact: Int!): String\n}')
})

test('no argument of the graph has a default and refuses null', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && 'getFields' in type)
  const refusing = types.flatMap((type) =>
    Object.values((type as GraphQLObjectType).getFields()).flatMap(({ name, args = [] }) =>
      args.filter((arg) => arg.defaultValue !== undefined && isNonNullType(arg.type)).map((arg) => `${type.name}.${name}(${arg.name}:)`),
    ),
  )
  expect(types.length).toBeGreaterThan(50)
  expect(refusing).toEqual([])
})

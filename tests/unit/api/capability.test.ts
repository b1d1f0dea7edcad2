import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
} from 'graphql'
import { expect, test } from 'vitest'
import { enforceVersions, since, speaks, versionedPlaces } from '../../../src/api/capability.ts'
import type { IntercomVersion } from '../../../src/intercom/client.ts'

const Thing = new GraphQLObjectType({
  name: 'Thing',
  fields: {
    old: { type: GraphQLString, extensions: since('2.14') },
    middle: { type: GraphQLString, resolve: () => 'resolved', extensions: since('2.15') },
    young: { type: GraphQLString, extensions: since('2.16') },
    always: { type: GraphQLString },
  },
})
const Wish: GraphQLInputObjectType = new GraphQLInputObjectType({
  name: 'Wish',
  fields: () => ({
    plain: { type: GraphQLInt },
    young: { type: GraphQLInt, extensions: since('2.16') },
    quietly: { type: GraphQLBoolean, defaultValue: false, extensions: since('2.15') },
    more: { type: new GraphQLList(Wish) },
  }),
})
const schema = enforceVersions(
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        thing: {
          type: Thing,
          args: { plain: { type: GraphQLInt }, young: { type: GraphQLInt, extensions: since('2.16') }, wish: { type: Wish } },
          resolve: (_, args) => ({ old: 'old', middle: 'not asked', young: 'young', always: JSON.stringify(args) }),
        },
      },
    }),
  }),
)
async function ask(source: string, apiVersion: IntercomVersion) {
  const { data, errors } = await graphql({ schema, source, contextValue: { apiVersion } })
  const thing = data?.thing as Record<string, unknown> | null | undefined
  return { thing: thing && { ...thing }, messages: errors?.map(({ message }) => message) }
}

test('versions stand in their order', () => {
  const all: IntercomVersion[] = ['2.14', '2.15', '2.16']
  expect(all.map((version) => all.map((needed) => speaks(version, needed)))).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
})

test('a field is null below its version, with what to do about it, and the others are there', async () => {
  const { thing, messages } = await ask('{ thing { old middle young always } }', '2.14')
  expect(thing).toEqual({ old: 'old', middle: null, young: null, always: '{}' })
  expect(messages).toEqual([
    'Thing.middle needs version 2.15 of the Intercom API; this gateway speaks 2.14. Set INTERCOM_VERSION to raise it.',
    'Thing.young needs version 2.16 of the Intercom API; this gateway speaks 2.14. Set INTERCOM_VERSION to raise it.',
  ])
})

test('from its version on a field resolves as it always did', async () => {
  expect(await ask('{ thing { old middle young } }', '2.16')).toEqual({
    thing: { old: 'old', middle: 'resolved', young: 'young' },
    messages: undefined,
  })
  expect((await ask('{ thing { middle young } }', '2.15')).thing).toEqual({ middle: 'resolved', young: null })
})

test('an argument is refused below its version when it is given, and only then', async () => {
  for (const given of ['', '(plain: 1)', '(young: null)']) expect((await ask(`{ thing${given} { old } }`, '2.14')).messages).toBeUndefined()
  expect((await ask('{ thing(young: 0) { old } }', '2.14')).messages).toEqual([
    'Argument "young" of Query.thing needs version 2.16 of the Intercom API; this gateway speaks 2.14. Set INTERCOM_VERSION to raise it.',
  ])
  expect((await ask('{ thing(young: 0) { always } }', '2.16')).thing).toEqual({ always: '{"young":0}' })
})

test('every marked place can be listed, arguments too', () => {
  expect(versionedPlaces(schema)).toEqual([
    { what: 'Query.thing(young:)', since: '2.16' },
    { what: 'Thing.old', since: '2.14' },
    { what: 'Thing.middle', since: '2.15' },
    { what: 'Thing.young', since: '2.16' },
    { what: 'Wish.young', since: '2.16' },
    { what: 'Wish.quietly', since: '2.15' },
  ])
})

test('a field of an input is refused below its version when it is given, however deep it lies, and its default is not given', async () => {
  for (const given of ['{ plain: 1 }', '{ young: null, more: [{ plain: 1, young: null }] }', '{ quietly: false }'])
    expect((await ask(`{ thing(wish: ${given}) { old } }`, '2.14')).messages).toBeUndefined()
  expect((await ask('{ thing(wish: { more: [{ plain: 1 }, { young: 2 }] }) { old } }', '2.15')).messages).toEqual([
    'Argument "wish.more.young" of Query.thing needs version 2.16 of the Intercom API; this gateway speaks 2.15. Set INTERCOM_VERSION to raise it.',
  ])
  expect((await ask('{ thing(wish: { quietly: true }) { old } }', '2.14')).messages).toEqual([
    'Argument "wish.quietly" of Query.thing needs version 2.15 of the Intercom API; this gateway speaks 2.14. Set INTERCOM_VERSION to raise it.',
  ])
  expect((await ask('{ thing(wish: { quietly: true, more: { young: 1 } }) { always } }', '2.16')).messages).toBeUndefined()
})

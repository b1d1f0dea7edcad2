import {
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
  parse,
  subscribe,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { enforceScopes, handsOn } from '../../../../src/api/callers/scope-enforcement.ts'
import { forContactsToo, maySee, needs, visible } from '../../../../src/api/callers/scopes.ts'
import type { Viewer } from '../../../../src/api/callers/viewer.ts'
import type { Context } from '../../../../src/api/context.ts'
import { printed } from '../../../../src/cli/printed-schema.ts'
import { type Scope, scopes } from '../../../../src/config/environment.ts'
import { aViewer } from '../../../support/viewer.ts'

const mark = (authScopes: object) => ({ pothosOptions: { authScopes } })
const callerWith = (...granted: Scope[]) => aViewer({ scopes: granted })
const customer = aViewer({ kind: 'CONTACT', scopes })

/** A desk with people and chats, whose resolvers note that they ran. */
function createDesk() {
  const ran: string[] = []
  const field = (type: GraphQLFieldConfig<unknown, Context>['type'], name: string, value: unknown = {}) => ({
    type,
    resolve: () => {
      ran.push(name)
      return value
    },
  })
  const Node = new GraphQLInterfaceType({ name: 'Node', fields: { id: { type: GraphQLString } } })
  const Part = new GraphQLInterfaceType({ name: 'Part', interfaces: [Node], fields: { id: { type: GraphQLString } } })
  const id = { type: GraphQLString }
  const Person = new GraphQLObjectType({ name: 'Person', interfaces: [Node], extensions: mark(needs('CONTACTS_READ')), fields: { id } })
  const Reply = new GraphQLObjectType({
    name: 'Reply',
    interfaces: [Node, Part],
    extensions: mark(needs('CONVERSATIONS_READ')),
    fields: { id },
  })
  const Memo = new GraphQLObjectType({
    name: 'Memo',
    interfaces: [Node, Part],
    extensions: mark(needs('CONVERSATIONS_READ', 'NOTES_READ')),
    fields: { id },
  })
  const People = new GraphQLObjectType({
    name: 'People',
    extensions: handsOn('Person'),
    fields: { nodes: { type: new GraphQLList(Person) }, totalCount: { type: GraphQLInt } },
  })
  const Kind = new GraphQLEnumType({
    name: 'Kind',
    values: { REPLY: { value: 'reply' }, MEMO: { value: 'memo', extensions: { authScopes: needs('NOTES_READ') } } },
  })
  const Filter: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: 'Filter',
    fields: () => ({ and: { type: new GraphQLList(Filter) }, kinds: { type: new GraphQLList(Kind) } }),
  })
  const Chat = new GraphQLObjectType({
    name: 'Chat',
    extensions: mark(needs('CONVERSATIONS_READ')),
    fields: {
      id,
      people: field(People, 'people'),
      lastPart: field(Part, 'lastPart', { __typename: 'Reply' }),
      memos: { ...field(GraphQLInt, 'memos', 1), extensions: mark(needs('NOTES_READ')) },
      count: { ...field(GraphQLInt, 'count', 2), args: { filter: { type: Filter }, kind: { type: Kind } } },
    },
  })
  const schema = enforceScopes(
    new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          chat: field(Chat, 'chat'),
          people: field(new GraphQLList(new GraphQLNonNull(Person)), 'all people', []),
          part: field(Part, 'part', { __typename: 'Memo' }),
          memo: field(Memo, 'memo'),
          node: field(Node, 'node', null),
          me: { ...field(GraphQLString, 'me', 'me'), extensions: mark(forContactsToo) },
          open: field(GraphQLString, 'open', 'open'),
        },
      }),
      mutation: new GraphQLObjectType({ name: 'Mutation', fields: { write: field(GraphQLString, 'write', 'written') } }),
      subscription: new GraphQLObjectType({
        name: 'Subscription',
        fields: {
          chats: {
            type: Chat,
            async *subscribe() {
              ran.push('subscribed')
              yield {}
            },
            resolve: () => ({}),
          },
        },
      }),
      types: [Person, Reply, Memo, new GraphQLEnumType({ name: 'Scope', values: Object.fromEntries(scopes.map((scope) => [scope, {}])) })],
    }),
  )
  const ask = async (viewer: Viewer, source: string, variableValues?: Record<string, unknown>) => {
    ran.length = 0
    const { data, errors } = await graphql({ schema, source, contextValue: { viewer }, variableValues })
    return { data: JSON.parse(JSON.stringify(data ?? null)), messages: errors?.map(({ message }) => message), ran: [...ran] }
  }
  return { schema, ran, ask }
}
const { schema, ran, ask } = createDesk()

const lacks = (place: string, scope: string) => `${place} needs the scope ${scope}, which this caller lacks.`

describe('a field that leads to a marked type', () => {
  test.each([
    ['{ people { id } }', 'people', 'Query.people', 'CONTACTS_READ'],
    ['{ people { __typename } }', 'people', 'Query.people', 'CONTACTS_READ'],
    ['{ chat { id } }', 'chat', 'Query.chat', 'CONVERSATIONS_READ'],
    ['{ part { id } }', 'part', 'Query.part', 'CONVERSATIONS_READ'],
  ])('%s is null without its scope, and nothing is looked for', async (source, field, place, scope) => {
    const { data, messages, ran } = await ask(callerWith('NOTES_READ', 'ADMIN'), source)
    expect([data, messages, ran]).toEqual([{ [field]: null }, [lacks(place, scope)], []])
  })

  test('also through a type that hands it on, so that nobody counts what they may not see', async () => {
    const source = '{ chat { id people { totalCount } } }'
    expect(await ask(callerWith('CONVERSATIONS_READ'), source)).toEqual({
      data: { chat: { id: null, people: null } },
      messages: [lacks('Chat.people', 'CONTACTS_READ')],
      ran: ['chat'],
    })
    expect((await ask(callerWith('CONVERSATIONS_READ', 'CONTACTS_READ'), source)).ran).toEqual(['chat', 'people'])
  })

  test('behind an interface needs what all of its types need, and no more', async () => {
    const reader = callerWith('CONVERSATIONS_READ')
    expect((await ask(reader, '{ chat { lastPart { __typename } } }')).data).toEqual({ chat: { lastPart: { __typename: 'Reply' } } })
    expect((await ask(callerWith(), '{ node { id } }')).ran).toEqual(['node'])
  })

  test('is refused before it is subscribed to', async () => {
    ran.length = 0
    const asked = { schema, document: parse('subscription { chats { id } }') }
    expect(await subscribe({ ...asked, contextValue: { viewer: callerWith() } })).toMatchObject({
      errors: [{ message: lacks('Subscription.chats', 'CONVERSATIONS_READ') }],
    })
    expect(ran).toEqual([])
    const events = (await subscribe({ ...asked, contextValue: { viewer: callerWith('CONVERSATIONS_READ') } })) as AsyncGenerator
    expect((await events.next()).value).toEqual({ data: { chats: { id: null } } })
    await events.return(undefined)
  })
})

test('a marked field is null without its scope, beside the others', async () => {
  expect(await ask(callerWith('CONVERSATIONS_READ'), '{ chat { id memos } }')).toEqual({
    data: { chat: { id: null, memos: null } },
    messages: [lacks('Chat.memos', 'NOTES_READ')],
    ran: ['chat'],
  })
  expect((await ask(callerWith('CONVERSATIONS_READ', 'NOTES_READ'), '{ chat { memos } }')).data).toEqual({ chat: { memos: 1 } })
})

test('of several scopes the refusal names those that are missing', async () => {
  const both = 'Query.memo needs the scopes CONVERSATIONS_READ and NOTES_READ, which this caller lacks.'
  expect((await ask(callerWith('ADMIN'), '{ memo { id } }')).messages).toEqual([both])
  expect((await ask(callerWith('NOTES_READ'), '{ memo { id } }')).messages).toEqual([lacks('Query.memo', 'CONVERSATIONS_READ')])
  expect((await ask(callerWith('NOTES_READ', 'CONVERSATIONS_READ'), '{ memo { id } }')).data).toEqual({ memo: { id: null } })
})

describe('a marked value of an enum', () => {
  test.each([
    ['{ chat { count(kind: MEMO) } }', undefined],
    ['{ chat { count(filter: { kinds: [REPLY, MEMO] }) } }', undefined],
    ['{ chat { count(filter: { and: [{}, { and: [{ kinds: MEMO }] }] }) } }', undefined],
    ['query($kind: Kind) { chat { count(kind: $kind) } }', { kind: 'MEMO' }],
    ['query($filter: Filter) { chat { count(filter: $filter) } }', { filter: { and: [{ kinds: ['MEMO'] }] } }],
  ])('cannot be passed without its scope: %s', async (source, variables) => {
    expect(await ask(callerWith('CONVERSATIONS_READ'), source, variables)).toMatchObject({
      data: { chat: { count: null } },
      messages: [lacks('Chat.count', 'NOTES_READ')],
      ran: ['chat'],
    })
    expect((await ask(callerWith('CONVERSATIONS_READ', 'NOTES_READ'), source, variables)).data).toEqual({ chat: { count: 2 } })
  })

  test('is no hindrance to those that are not marked', async () => {
    const source = '{ chat { a: count b: count(kind: null) c: count(filter: { and: [{ kinds: [REPLY] }] }) } }'
    expect((await ask(callerWith('CONVERSATIONS_READ'), source)).messages).toBeUndefined()
  })
})

test('end customers begin nowhere but where it is said, whatever their token grants', async () => {
  const refused = (place: string) => `${place} is not for end customers: with a token of their own they may ask for "viewer" only.`
  for (const name of ['chat', 'people', 'part', 'node', 'open']) {
    const selection = name === 'open' ? '' : '{ __typename }'
    const { data, messages, ran } = await ask(customer, `{ me ${name} ${selection} }`)
    expect([data, messages, ran]).toEqual([{ me: 'me', [name]: null }, [refused(`Query.${name}`)], ['me']])
  }
  expect(await ask(customer, 'mutation { write }')).toEqual({ data: { write: null }, messages: [refused('Mutation.write')], ran: [] })
  const events = await subscribe({ schema, document: parse('subscription { chats { id } }'), contextValue: { viewer: customer } })
  expect(events).toMatchObject({ errors: [{ message: refused('Subscription.chats') }] })
})

test('records of several types are told apart before they are counted', () => {
  const rows = [{ __typename: 'Reply' }, { __typename: 'Memo' }, { __typename: 'Reply' }]
  expect(visible(rows, callerWith('CONVERSATIONS_READ'), schema)).toEqual([rows[0], rows[2]])
  expect(visible(rows, callerWith('CONVERSATIONS_READ', 'NOTES_READ'), schema)).toEqual(rows)
  expect(maySee('Memo', callerWith('CONVERSATIONS_READ'), schema)).toBe(false)
})

test('the schema is printed with what is enforced: marks, and what they mean to the fields that lead to them', () => {
  const marked = printed(schema).matchAll(/^ *(?:type )?(\w+).*?((?: @requiresScope\(scope: \w+\))+)/gm)
  expect(Array.from(marked, ([, what, marks = '']) => [what, ...marks.matchAll(/\w+_READ/g)].join(' '))).toEqual([
    'Chat CONVERSATIONS_READ',
    'memos NOTES_READ',
    'people CONTACTS_READ',
    'MEMO NOTES_READ',
    'Memo CONVERSATIONS_READ NOTES_READ',
    'People CONTACTS_READ',
    'Person CONTACTS_READ',
    'chat CONVERSATIONS_READ',
    'memo CONVERSATIONS_READ NOTES_READ',
    'part CONVERSATIONS_READ',
    'people CONTACTS_READ',
    'Reply CONVERSATIONS_READ',
    'chats CONVERSATIONS_READ',
  ])
})

import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/api/context.ts'
import { startEarly, startsEarly } from '../../../src/api/early.ts'
import { type Scope, scopes } from '../../../src/config/environment.ts'
import { aViewer } from '../../support/viewer.ts'

/** Fields `people` and `tags` are marked; `people` embeds ids. */
function createWorld() {
  const schema = buildSchema(`
    interface Node { id: ID }
    type Person implements Node { id: ID name: String boss: Person }
    type Tag implements Node { id: ID name: String }
    type Ticket implements Node { id: ID assignee: Person tags: [Tag] }
    type Chat implements Node { id: ID assignee: Person tags: [Tag] next: Chat }
    union Thing = Ticket | Chat
    type Query { chats(first: Int, last: Int, after: String, before: String): [Chat] node: Node thing: Thing tags: [Tag] }
    type Mutation { close: Chat }
  `)
  const started: string[] = []
  const mark = (typename: string, field: string, extensions: object) => {
    const type = schema.getType(typename)
    if (type && 'getFields' in type) Object.assign(type.getFields()[field]!.extensions, extensions)
  }
  const people = startsEarly(() => void started.push('people'), { embedded: ['id'] })
  mark('Ticket', 'assignee', people)
  mark('Chat', 'assignee', people)
  mark(
    'Ticket',
    'tags',
    startsEarly(() => void started.push('tags of a ticket')),
  )
  mark(
    'Chat',
    'tags',
    startsEarly(() => void started.push('tags of a chat')),
  )
  mark('Query', 'chats', { needs: { scopes: ['CONVERSATIONS_READ'] } })
  mark('Chat', 'assignee', { needs: { scopes: ['CONTACTS_READ'] } })
  Object.assign(schema.getType('Ticket')!.extensions, { needs: { scopes: ['TICKETS_READ'] } })
  return (source: string, variableValues: Record<string, unknown> = {}, operationName?: string, granted: readonly Scope[] = scopes) => {
    const document = parse(source)
    expect(validate(schema, document)).toEqual([])
    started.length = 0
    const context = { viewer: aViewer({ scopes: granted }), limits: { maxPageSize: 150 } } as Context
    startEarly({ schema, document, variableValues, ...(operationName && { operationName }) }, context)
    return started
  }
}
const started = createWorld()

test.each([
  ['{ chats { assignee { name } } }', ['people']],
  ['{ chats { assignee { id __typename } } }', []],
  ['{ chats { assignee { id } b: assignee { boss { id } } next { assignee { name } } } }', ['people']],
  ['{ chats { id } }', []],
  ['{ tags { name } }', []],
  ['{ chats { ...C } } fragment C on Chat { tags { name } assignee { ...P } } fragment P on Person { name }', ['tags of a chat', 'people']],
  ['mutation { close { assignee { name } } }', ['people']],
])('%s starts %j', (source, expected) => {
  expect(started(source)).toEqual(expected)
})

test('behind an interface or union only what the fragment is about', () => {
  expect(started('{ node { ... on Chat { tags { name } } } }')).toEqual(['tags of a chat'])
  expect(started('{ thing { ... on Ticket { tags { name } } ... on Node { id } } }')).toEqual(['tags of a ticket'])
  expect(started('{ node { id ... on Node { id ... on Chat { id } } } }')).toEqual([])
})

test('what is left out by a variable, or by its default, starts nothing', () => {
  const source = 'query($with: Boolean = false) { chats { assignee @include(if: $with) { name } tags @skip(if: $with) { name } } }'
  expect(started(source)).toEqual(['tags of a chat'])
  expect(started(source, { with: true })).toEqual(['people'])
})

test.each([
  ['first: 0', {}, false],
  ['last: 151', {}, false],
  ['first: $size', { size: -1 }, false],
  ['after: "a cursor"', {}, false],
  ['before: $cursor', { cursor: 'a cursor' }, false],
  ['first: $size, after: $cursor', { size: 150 }, true],
  ['first: null, before: null', {}, true],
])('a page of which it is not known whether it will be looked for starts nothing: (%s) with %j', (page, variables, isStarted) => {
  const source = `query($size: Int, $cursor: String) { chats(${page}) { tags { name } } a: chats(first: $size, after: $cursor) { id } }`
  expect(started(source, variables)).toEqual(isStarted ? ['tags of a chat'] : [])
  expect(started(source.replace('{ id }', '{ assignee { name } }'), {})).toContain('people')
})

test('an operation that will not run starts nothing, and of several only the one that is asked for', () => {
  const needsVariable = 'query($with: Boolean!) { chats { assignee @include(if: $with) { name } } }'
  expect(started(needsVariable)).toEqual([])
  expect(started(needsVariable, { with: 'yes' })).toEqual([])
  const two = 'query A { chats { tags { name } } } query B { chats { assignee { name } } }'
  expect(started(two, {}, 'B')).toEqual(['people'])
  expect(started(two)).toEqual([])
  expect(started(two, {}, 'C')).toEqual([])
})

test('what the caller may not see starts nothing, nor does what is behind it', () => {
  const startedBy = (granted: Scope[], source: string) => started(source, {}, undefined, granted)
  const chats = '{ chats { assignee { name } tags { name } } }'
  expect(startedBy(['CONTACTS_READ'], chats)).toEqual([])
  expect(startedBy(['CONVERSATIONS_READ'], chats)).toEqual(['tags of a chat'])
  expect(startedBy(['CONVERSATIONS_READ', 'CONTACTS_READ'], chats)).toEqual(['people', 'tags of a chat'])
  const things = '{ thing { ... on Ticket { tags { name } } ... on Chat { tags { name } } } }'
  expect(startedBy([], things)).toEqual(['tags of a chat'])
  expect(startedBy(['TICKETS_READ'], things)).toEqual(['tags of a ticket', 'tags of a chat'])
})

test('fragments that ask for each other twice take no longer than fragments that do it once', () => {
  const count = 40
  const fragments = Array.from({ length: count }, (_, index) =>
    index === count - 1
      ? `fragment F${index} on Chat { assignee { name } }`
      : `fragment F${index} on Chat { next { ...F${index + 1} } next { ...F${index + 1} } }`,
  )
  expect(started(`{ chats { ...F0 } } ${fragments.join('\n')}`)).toEqual(['people'])
})

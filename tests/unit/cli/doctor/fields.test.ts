import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { fieldsOf } from '../../../../src/cli/doctor/fields.ts'

const schema = buildSchema(`
  interface Node { id: ID! }
  interface Part implements Node { id: ID! talk: Talk! }
  type Comment implements Part & Node { id: ID! talk: Talk! replyTo: Talk }
  type Note implements Part & Node { id: ID! talk: Talk! }
  type Person implements Node { id: ID! talks: TalkConnection }
  type Team implements Node { id: ID! }
  union Assignee = Person | Team
  type Talk implements Node { id: ID! people: [Person!]! assignee: Assignee parts: [Part!]! }
  type TalkEdge { node: Talk! cursor: String! }
  type TalkConnection { edges: [TalkEdge!]! nodes: [Talk!]! totalCount: Int }
  type Query { node(id: ID!): Node talks: TalkConnection! talk(id: ID!): Talk teams: [Team] }
`)

test('the fields of a type are those that answer it: alone, in lists, in connections; those of Query first, those of an interface once', () => {
  expect(fieldsOf(schema, ['Talk'])).toEqual(['Query.talk', 'Query.talks', 'Comment.replyTo', 'Part.talk', 'Person.talks'])
})

test('a union answers each of its members, and an interface that is asked for by its name itself', () => {
  expect(fieldsOf(schema, ['Team'])).toEqual(['Query.teams', 'Talk.assignee'])
  expect(fieldsOf(schema, ['Person', 'Team'])).toEqual(['Query.teams', 'Talk.assignee', 'Talk.people'])
  expect(fieldsOf(schema, ['Part'])).toEqual(['Talk.parts'])
})

test('a type that is not there has none', () => {
  expect(fieldsOf(schema, ['Nobody'])).toEqual([])
})

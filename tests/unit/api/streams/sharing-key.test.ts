import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { type SharedBy, sharingKeyOf } from '../../../../src/api/streams/sharing-key.ts'

const text = `subscription A($id: ID!, $after: EventCursor) { conversationUpdates(id: $id, after: $after) { __typename } }
subscription B($id: ID!) { conversationUpdates(id: $id) { __typename } }`
const viewer: SharedBy['viewer'] = {
  kind: 'SERVICE',
  scopes: new Set(['CONVERSATIONS_READ', 'NOTES_READ']),
  contactId: null,
  actingAdminId: null,
}
const keyOf = (rest: Partial<SharedBy> = {}) =>
  sharingKeyOf({
    text,
    document: parse(rest.text ?? text),
    operationName: 'A',
    variables: { id: '1', filter: { a: 1, b: [2, { c: 3, d: 4 }] } },
    viewer,
    ...rest,
  })

test.each<[what: string, rest: Partial<SharedBy>]>([
  ['the place where it goes on', { variables: { after: 'x', filter: { a: 1, b: [2, { c: 3, d: 4 }] }, id: '1' } }],
  ['the order of names', { variables: { filter: { b: [2, { d: 4, c: 3 }], a: 1 }, id: '1' } }],
  ['the order of scopes', { viewer: { ...viewer, scopes: new Set(['NOTES_READ', 'CONVERSATIONS_READ']) } }],
])('%s keeps nobody from sharing', (_, rest) => expect(keyOf(rest)).toBe(keyOf()))

test.each<[what: string, rest: Partial<SharedBy>]>([
  ['another document', { text: `${text} ` }],
  ['another operation of it', { operationName: 'B' }],
  ['another variable', { variables: { id: '2', filter: { a: 1, b: [2, { c: 3, d: 4 }] } } }],
  ['the same in another order of a list', { variables: { id: '1', filter: { a: 1, b: [{ c: 3, d: 4 }, 2] } } }],
  [
    'a list in place of an object',
    {
      variables: {
        id: '1',
        filter: [
          ['a', 1],
          ['b', [2, { c: 3, d: 4 }]],
        ],
      },
    },
  ],
  ['one scope less', { viewer: { ...viewer, scopes: new Set(['CONVERSATIONS_READ']) } }],
  ['another kind of caller', { viewer: { ...viewer, kind: 'ADMIN' } }],
  ['another end customer', { viewer: { ...viewer, contactId: '1' } }],
  ['another acting teammate', { viewer: { ...viewer, actingAdminId: '1' } }],
])('%s shares nothing', (_, rest) => expect(keyOf(rest)).not.toBe(keyOf()))

import { expect, test } from 'vitest'
import { idReader } from '../../../src/intercom/ids.ts'
import { idAt, idsAt, valuesAt, wordAt } from '../../../src/webhooks/item.ts'

const conversationId = idReader('conversation')
const contactId = idReader('contact')

test('an id is found at the first path that has one, whether it is text or a number', () => {
  expect(idAt({ id: 17 }, conversationId, 'conversation_id', 'id')).toBe('17')
  expect(idAt({ conversation: { model: { id: 17 } } }, conversationId, 'id', 'conversation.model.id')).toBe('17')
  expect(idAt({ id: '17', conversation_id: '18' }, conversationId, 'conversation_id', 'id')).toBe('18')
})

test.each([0, '0', '', null, undefined, {}, [], true, '../17', '17/parts', 'last', 1e21, '1'.repeat(19)])(
  '%o is no id of a conversation',
  (id) => {
    expect(idAt({ id }, conversationId, 'id')).toBeNull()
  },
)

test('ids of people are hexadecimal, in the spelling that the cache knows', () => {
  expect(idAt({ id: '5F00000000000000000000AB' }, contactId, 'id')).toBe('5f00000000000000000000ab')
  expect(idAt({ id: 991 }, contactId, 'id')).toBeNull()
})

test('a path goes through lists, and each id comes once', () => {
  const item = {
    contacts: { contacts: [{ id: '5f00000000000000000000ab' }, null, 7, { id: '5f00000000000000000000cd' }] },
    contact: { id: '5f00000000000000000000ab' },
  }
  expect(idsAt(item, contactId, 'contact.id', 'contacts.contacts[].id')).toEqual(['5f00000000000000000000ab', '5f00000000000000000000cd'])
})

test('what is not as expected has nothing in it, inherited names among them', () => {
  expect(valuesAt({ contacts: 'none' }, 'contacts.contacts[].id')).toEqual([])
  expect(valuesAt({ contacts: { contacts: { 0: { id: 1 } } } }, 'contacts.contacts[].id')).toEqual([])
  expect(valuesAt({}, 'constructor.name')).toEqual([])
  expect(valuesAt(JSON.parse('{"a":{"__proto__":{"b":1}}}'), 'a.b')).toEqual([])
})

test('a word is one of Intercom, not what somebody wrote', () => {
  expect(wordAt({ state: 'open' }, 'state')).toBe('open')
  for (const state of ['please call me', 'a'.repeat(65), '', 3, null, { state: 'open' }]) expect(wordAt({ state }, 'state')).toBeNull()
})

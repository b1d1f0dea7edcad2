import { expect, test } from 'vitest'
import { authorFromIntercom } from '../../../../src/resources/contacts/model-author.ts'

test('an author is who Intercom says it was at the time', () => {
  const author = { type: 'bot', id: 278, name: 'Fin', email: 'operator+abcd1234@intercom.io', from_ai_agent: true, is_ai_answer: true }
  expect(authorFromIntercom(author)).toEqual({
    kind: 'BOT',
    rawKind: 'bot',
    intercomId: '278',
    name: 'Fin',
    email: 'operator+abcd1234@intercom.io',
    isAiAgent: true,
  })
})

test.each([
  ['user', 'CONTACT'],
  ['lead', 'CONTACT'],
  ['contact', 'CONTACT'],
  ['admin', 'ADMIN'],
  ['team', 'TEAM'],
  ['bot', 'BOT'],
  ['workflow', 'UNKNOWN'],
  ['constructor', 'UNKNOWN'],
])('Intercom writes %s for what we call %s, and its word is kept', (type, kind) => {
  expect(authorFromIntercom({ type, id: '1' })).toMatchObject({ kind, rawKind: type, name: null, email: null, isAiAgent: false })
})

test('an author of whom Intercom says nothing is nobody', () => {
  for (const nobody of [null, undefined, {}, { type: '', id: '', name: '', email: '' }, { type: null, id: 0 }]) {
    expect(authorFromIntercom(nobody)).toBeNull()
  }
  expect(authorFromIntercom({ id: '7' })).toMatchObject({ kind: 'UNKNOWN', rawKind: '', intercomId: '7' })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldNamed, subjectNamed } from '../../../src/intercom/complaint.ts'

const sent = JSON.stringify({
  name: 'Joe',
  owner_id: 4,
  snoozed_until: 1,
  ticket_type_id: '5',
  custom_attributes: { plan: 'a', 'Favourite.colour': 'b', a: 1 },
})

test.each([
  ['Name is a required parameter.', 'name'],
  ["bad 'name' parameter", 'name'],
  ['snoozed_until must be in the future', 'snoozed_until'],
  ['The value of owner_id is not valid', 'owner_id'],
  ['The owner specified is not a member of the workspace', 'owner_id'],
  ['Ticket type is not a customer ticket type', 'ticket_type_id'],
  ["Custom attribute 'plan' does not exist", 'custom_attributes.plan'],
  ["Custom attribute 'Favourite.colour' must be one of red", 'custom_attributes.Favourite.colour'],
])('%s is about %s', (message, field) => {
  expect(fieldNamed(message, sent)).toBe(field)
})

test.each([
  ['a field that was not sent', 'email is invalid'],
  ['a word that only has a name in it', 'Owners are not named'],
  ['several fields', 'owner_id and snoozed_until cannot go together'],
  ['a name that stands somewhere in a sentence', 'Choose another name'],
  ['none', 'Something is wrong'],
  ['no words', undefined],
])('%s is nothing that can be told', (_, message) => {
  expect(fieldNamed(message, sent)).toBeUndefined()
})

test('without a body, or with one that is none, nothing can be told', () => {
  for (const body of [undefined, '', '[1]', '{', 'null', '"name"']) expect(fieldNamed('name is bad', body)).toBeUndefined()
})

test('whatever the words and the body are, what comes of them is a name that was sent', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), fc.dictionary(fc.string(), fc.jsonValue()), (odd, message, body) => {
      for (const words of [odd, message]) {
        const field = fieldNamed(words, JSON.stringify(body))
        if (field !== undefined) expect(Object.keys(body)).toContain(field.split('.')[0])
      }
    }),
  )
})

test.each([
  ['User Not Found', 'user'],
  ['Tag not found', 'tag'],
  ['Conversation not found', 'conversation'],
  ['Primary conversation not found', 'primary'],
  ['Secondary conversation has already been merged', 'secondary'],
  ['Resource Not Found', undefined],
  ['Joe Bloggs not found', undefined],
  [undefined, undefined],
])('%s is about %s', (message, subject) => {
  expect(subjectNamed(message)).toBe(subject)
})

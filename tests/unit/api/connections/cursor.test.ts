import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bindingOf, decodeCursor, encodeCursor } from '../../../../src/api/connections/cursor.ts'

const binding = bindingOf(['workspace', 'Query.contacts', { role: 'USER' }])

test('a place comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 4 }), (place) => {
      expect(decodeCursor(binding, encodeCursor(binding, place))).toEqual(place)
    }),
  )
})

test('a cursor is one word that survives a query string', () => {
  expect(encodeCursor(binding, ['a cursor of Intercom ==', 50, 3])).toMatch(/^[\w-]+$/)
})

test.each([
  [['other workspace', 'Query.contacts', { role: 'USER' }]],
  [['workspace', 'Company.contacts', { role: 'USER' }]],
  [['workspace', 'Query.contacts', { role: 'LEAD' }]],
  [['workspace', 'Query.contacts', null]],
])('one of the list %j is refused in another', (list) => {
  expect(() => decodeCursor(binding, encodeCursor(bindingOf(list), ['x']))).toThrow('belongs to another field, filter or workspace')
})

test('anything else is refused as unreadable, by the name of its argument', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const cursor of [
    '',
    'x',
    '../',
    '%00',
    encoded({}),
    encoded([]),
    encoded([7]),
    encoded('text'),
    encoded(null),
    'x'.repeat(10_000),
  ]) {
    expect(() => decodeCursor(binding, cursor, 'before')).toThrow(/^Argument "before" is not a cursor of this list: it cannot be read/)
  }
})

test('of any text, none passes for a cursor', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(binding, text)).toThrow('is not a cursor of this list')
    }),
  )
})

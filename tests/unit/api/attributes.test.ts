import { expect, test } from 'vitest'
import { attributeValueFrom } from '../../../src/api/attributes.ts'

test.each([
  ['pro', { __typename: 'StringAttribute', string: 'pro' }],
  ['', { __typename: 'StringAttribute', string: '' }],
  [3, { __typename: 'NumberAttribute', number: 3 }],
  [0, { __typename: 'NumberAttribute', number: 0 }],
  [false, { __typename: 'BooleanAttribute', boolean: false }],
  [null, null],
  [undefined, null],
  [{ city: 'Porto' }, { __typename: 'ObjectAttribute', object: { city: 'Porto' } }],
  [['a', 1], { __typename: 'ObjectAttribute', object: { items: ['a', 1] } }],
])('%j, which nothing defines, has the type it has in JSON', (value, expected) => {
  expect(attributeValueFrom(value, null)).toEqual(expected)
})

const instant = new Date('2023-03-04T09:46:14Z')

test.each([
  ['date', 1_677_923_174, { __typename: 'DateAttribute', date: instant }],
  ['datetime', 1_677_923_174, { __typename: 'DateAttribute', date: instant }],
  ['date', '2023-03-04T09:46:14Z', { __typename: 'DateAttribute', date: instant }],
  ['date', 0, { __typename: 'DateAttribute', date: new Date(0) }],
  ['date', 'soon', { __typename: 'StringAttribute', string: 'soon' }],
  ['date', '5', { __typename: 'StringAttribute', string: '5' }],
  ['date', 1e300, { __typename: 'NumberAttribute', number: 1e300 }],
  ['date', true, { __typename: 'BooleanAttribute', boolean: true }],
  ['integer', 1_677_923_174, { __typename: 'NumberAttribute', number: 1_677_923_174 }],
  ['string', '2023-03-04T09:46:14Z', { __typename: 'StringAttribute', string: '2023-03-04T09:46:14Z' }],
  ['list', 'high', { __typename: 'OptionAttribute', option: 'high' }],
])('defined as %s, %j is that as far as it can be', (dataType, value, expected) => {
  expect(attributeValueFrom(value, { dataType, options: null })).toEqual(expected)
})

test('where there are words to choose from, a word was chosen, even one that is no longer among them; a number was not', () => {
  const definition = { dataType: 'string', options: ['gold', 'silver'] }
  expect(attributeValueFrom('gold', definition)).toEqual({ __typename: 'OptionAttribute', option: 'gold' })
  expect(attributeValueFrom('copper', definition)).toEqual({ __typename: 'OptionAttribute', option: 'copper' })
  expect(attributeValueFrom(7, definition)).toEqual({ __typename: 'NumberAttribute', number: 7 })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNumber, parseJson } from '../../../../src/sync/sources/json.ts'

test.each<[text: string, value: unknown]>([
  ['12345678901234567890', '12345678901234567890'],
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', '9007199254740993'],
  ['{"a": [-9007199254740993, {"id": 12345678901234567}], "b": 1}', { a: ['-9007199254740993', { id: '12345678901234567' }], b: 1 }],
  ['{"a": "12345678901234567890", "b": 0.1234567890123456789}', { a: '12345678901234567890', b: 0.12345678901234568 }],
  ['[1e3, 1E400, -1e400, 1.50]', [1000, '1E400', '-1e400', 1.5]],
])('a number in JSON that JavaScript does not have is a text: %s', (text, value) => {
  expect(parseJson(text)).toEqual(value)
})

test('other JSON is what it is, and what is no JSON is refused', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!/\d{16}/.test(text))
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
  for (const text of ['', '{', '01', '[1234567890123456,]']) expect(() => parseJson(text)).toThrow(SyntaxError)
})

test.each<[text: string, value: number | string]>([
  ['12.50', 12.5],
  ['-0.10', -0.1],
  ['0.000000010', 1e-8],
  ['00012', 12],
  ['100000000000000000000.5', '100000000000000000000.5'],
  ['0.12345678901234567890', '0.12345678901234567890'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['0x10', '0x10'],
  ['', ''],
])('%s has all its digits as %j', (text, value) => {
  expect(exactNumber(text)).toBe(value)
})

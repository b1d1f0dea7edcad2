import { expect, test } from 'vitest'
import type { Json } from '../../../src/changes/change.ts'
import type { FieldKind } from '../../../src/sync/syncable.ts'
import { asKind, instantText, oneFormOf } from '../../../src/sync/values.ts'

test.each<[FieldKind, Json, Json]>([
  ['text', '  Ada ', 'Ada'],
  ['text', 42, '42'],
  ['text', true, 'true'],
  ['text', ' ', null],
  ['email', ' Ada@Acme.IO', 'ada@acme.io'],
  ['phone', '00353 (87) 123-4567', '353871234567'],
  ['phone', '+353871234567', '353871234567'],
  ['phone', 'none', null],
  ['number', '1.50', 1.5],
  ['number', 0, 0],
  ['boolean', false, false],
  ['instant', '2026-02-28T10:30:00.999+01:00', '2026-02-28T09:30:00Z'],
  ['instant', '2026-02-28', '2026-02-28T00:00:00Z'],
  ['id', 991, '991'],
  ['url', '', null],
])('a %s that is %j has the one form %j', (kind, value, form) => {
  expect(oneFormOf(kind, value)).toEqual(form)
  // and that is one of its own kind, and in that form
  expect(oneFormOf(kind, form)).toEqual(form)
})

test.each<[FieldKind, Json]>([
  ['number', 'many'],
  ['number', true],
  ['number', 'Infinity'],
  ['boolean', 'yes'],
  ['boolean', 1],
  ['instant', '2026-02-28T09:30:00'],
  ['instant', '1'],
  ['instant', '2026-13-01'],
  ['instant', 1_772_271_000],
  ['text', { a: 1 }],
  ['text', ['a']],
])('no %s is %j, which stays as it is', (kind, value) => {
  expect(asKind(kind, value)).toBeUndefined()
  expect(oneFormOf(kind, value)).toEqual(value)
})

test('instants before 1970 are cut to whole seconds as those after', () => {
  expect(instantText(new Date(-500))).toBe('1969-12-31T23:59:59Z')
  expect(instantText(new Date(Number.NaN))).toBeUndefined()
})

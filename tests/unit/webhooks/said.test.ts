import { expect, test } from 'vitest'
import { idReader } from '../../../src/intercom/ids.ts'
import {
  count,
  each,
  flag,
  idAlways,
  idOrNone,
  instant,
  instantAlways,
  type Read,
  saidIn,
  within,
  word,
} from '../../../src/webhooks/said.ts'

const read = (value: unknown, how: Read) => saidIn({ value }, { it: ['value', how] })
const noon = Date.UTC(2026, 0, 2, 12) / 1000
const adminId = idReader('admin')

test.each<[what: string, how: Read, value: unknown, said: unknown]>([
  ['a yes', flag, true, true],
  ['unix seconds', instant, noon, '2026-01-02T12:00:00.000Z'],
  ['ISO 8601', instant, '2026-01-02T13:00:00.000+01:00', '2026-01-02T12:00:00.000Z'],
  ['never', instant, null, null],
  ['never, as a number', instant, 0, null],
  ['a number for an id', idOrNone(adminId), 7, '7'],
  ['nobody as null', idOrNone(adminId), null, null],
  ['nobody as "0"', idOrNone(adminId), '0', null],
  ['a score', count, 4, 4],
  ['a word', word((one) => one.toUpperCase()), 'open', 'OPEN'],
  ['an object', within('id', idAlways(adminId)), { id: 7, name: 'secret' }, { id: '7' }],
  ['a list', each(within('id', idAlways(adminId))), [{ id: 7 }, { id: '8', name: 'secret' }], [{ id: '7' }, { id: '8' }]],
])('%s is said in the form of the log', (_, how, value, said) => {
  expect(read(value, how)).toEqual({ it: said })
})

test.each<[what: string, how: Read, value: unknown]>([
  ['a word for a yes', flag, 'yes'],
  ['no time', instant, 'soon'],
  ['a record without an instant that all have', instantAlways, null],
  ['a name for an id', idOrNone(adminId), 'Ada'],
  ['null for an id that is always there', idAlways(adminId), null],
  ['null for a number', count, null],
  ['a word nobody knows', word(() => null), 'opened-ish'],
  ['an object without the member', within('id', idAlways(adminId)), { name: 'Ada' }],
  ['a list with one that is unknown', each(idAlways(adminId)), ['7', 'Ada']],
  ['something else than a list', each(idAlways(adminId)), { 0: '7' }],
])('%s is not said, rather than none', (_, how, value) => {
  expect(read(value, how)).toEqual({})
})

test('what is not there is not said', () => {
  expect(saidIn({ other: 1 }, { it: ['value', flag], deep: ['a.b', idOrNone(adminId)] })).toEqual({})
})

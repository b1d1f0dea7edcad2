import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/changes/change.ts'
import { SyncDefinition } from '../../../src/config/syncs.ts'
import { mappingOf } from '../../../src/sync/mapping.ts'
import type { FieldKind, SyncField } from '../../../src/sync/syncable.ts'

const inOneForm = (_: string, value: Json) => (typeof value === 'string' ? value.toLowerCase() : value)

const field = (kind: FieldKind, options?: readonly string[]): SyncField => ({ kind, isWritable: true, ...(options && { options }) })

/** One field of each kind, called like it. */
const fields = new Map<string, SyncField>([
  ...(['text', 'email', 'phone', 'url', 'number', 'boolean', 'instant', 'id'] as const).map((kind) => [kind, field(kind)] as const),
  ['customAttributes.tier', field('text', ['Free', 'Pro'])],
])

type Said = Partial<Record<keyof SyncDefinition, unknown>>

function mapping(said: Said) {
  const definition = SyncDefinition.parse({
    object: 'contact',
    direction: 'BIDIRECTIONAL',
    source: { type: 'push' },
    key: 'id',
    match: ['email'],
    fields: [{ column: 'e', field: 'email' }],
    ...said,
  })
  return mappingOf({ ...definition, name: 'test', secrets: {} }, { fields, inOneForm })
}

/** What one column becomes for a field: its value, or what is told. */
function read(fieldName: string, raw: unknown, transform: unknown[] = [], said: Said = {}): Json {
  const found = mapping({ fields: [{ column: 'c', field: fieldName, transform }], ...said }).fromRecord({ id: 'k', c: raw })
  return 'errors' in found ? found.errors.map(({ message }) => message).join(' | ') : (found.values[fieldName] as Json)
}

describe('a value of a kind', () => {
  test.each<[string, unknown, Json]>([
    ['text', ' as it is ', ' as it is '],
    ['text', 42, '42'],
    ['email', ' Ann@example.com ', 'Ann@example.com'],
    ['phone', '+44 (20) 7946-0018 ext 3', '+44 (20) 7946-0018 ext 3'],
    ['phone', 4420, '4420'],
    ['url', 'example.com/a', 'example.com/a'],
    ['number', '-1.5e3', -1500],
    ['number', 0, 0],
    ['boolean', 'TRUE', true],
    ['boolean', false, false],
    ['instant', '2026-01-31T10:00:00.900+01:00', '2026-01-31T09:00:00Z'],
    ['instant', '2026-01-31 10:00:00+01', '2026-01-31T09:00:00Z'],
    ['instant', 1_769_850_000, '2026-01-31T09:00:00Z'],
    ['instant', '1769850000', '2026-01-31T09:00:00Z'],
    ['instant', new Date('2026-01-31T09:00:00.900Z'), '2026-01-31T09:00:00Z'],
    ['instant', -1, '1969-12-31T23:59:59Z'],
    ['id', 17, '17'],
    ['customAttributes.tier', 'pro', 'Pro'],
  ])('%s takes %j', (kind, raw, expected) => {
    expect(read(kind, raw)).toBe(expected)
  })

  test.each<[string, unknown, string]>([
    ['text', true, 'c is true; expected a text; the transform "text" makes one, for text'],
    ['email', 'ann', 'c is "ann"; expected an e-mail address, for email'],
    ['email', 'a@b, c@d', 'c is "a@b, c@d"; expected an e-mail address, for email'],
    ['phone', 'unknown', 'c is "unknown"; expected a phone number, for phone'],
    ['url', 'no url', 'c is "no url"; expected a URL, for url'],
    ['number', '12 apples', 'c is "12 apples"; expected a number, for number'],
    ['number', Number.NaN, 'c is null; expected a number, for number'],
    ['number', '0x10', 'c is "0x10"; expected a number, for number'],
    ['boolean', 'yes', 'c is "yes"; expected true or false; the transform "boolean" takes yes, no, 1 and 0 too, for boolean'],
    ['instant', '2026-01-31', 'c is "2026-01-31"; expected ISO 8601 with an offset, or seconds since 1970, for instant'],
    ['instant', '2026-02-30T00:00Z', 'c is "2026-02-30T00:00Z"; expected ISO 8601 with an offset, or seconds since 1970, for instant'],
    ['instant', 1_769_850_000_000, 'c is 1769850000000; expected ISO 8601 with an offset, or seconds since 1970, for instant'],
    ['instant', new Date(Number.NaN), 'c is Invalid Date; expected ISO 8601 with an offset, or seconds since 1970, for instant'],
    ['id', 'x1', 'c is "x1"; expected an id, which is digits, for id'],
    ['customAttributes.tier', 'gold', 'c is "gold"; expected one of "Free", "Pro", for customAttributes.tier'],
    ['customAttributes.gone', 'x', 'c is "x"; expected nothing: Intercom has no field customAttributes.gone, for customAttributes.gone'],
  ])('%s does not take %j', (kind, raw, told) => {
    expect(read(kind, raw)).toBe(told)
  })

  test('nothing is nothing, of every kind', () => {
    for (const kind of fields.keys()) for (const raw of ['', null, undefined]) expect(read(kind, raw)).toBeNull()
    expect(read('email', '  ')).toBeNull()
  })

  test('an attribute that is to be made is of the kind that it will have', () => {
    const said = { createAttributes: { score: 'integer' } }
    expect(read('customAttributes.score', '7', [], said)).toBe(7)
    expect(read('customAttributes.score', 'x', [], said)).toContain('expected a number')
  })

  test('what came is told to sixty characters', () => {
    expect(read('email', 'x'.repeat(1_000))).toBe(`c is "${'x'.repeat(58)}…; expected an e-mail address, for email`)
  })
})

describe('transforms', () => {
  test.each<[string, unknown[], string, unknown, Json]>([
    ['one after the other', ['trim', 'uppercase', { truncate: 3 }], 'text', ' abcd ', 'ABC'],
    ['cut between characters, not within', [{ truncate: 1 }], 'text', '👍👍', '👍'],
    ['lowercase', ['lowercase'], 'text', 'ÄB', 'äb'],
    ['a number out of a text', ['number'], 'text', ' 007 ', '7'],
    ['a number out of yes', ['boolean', 'number'], 'number', 'yes', 1],
    ['a boolean out of words', ['boolean'], 'boolean', ' No ', false],
    ['a boolean out of a number', ['boolean'], 'boolean', 1, true],
    ['a day is its midnight in UTC', ['instant'], 'instant', '2026-01-31', '2026-01-31T00:00:00Z'],
    ['a time without an offset is UTC', ['instant'], 'instant', '2026-01-31 09:00:00', '2026-01-31T09:00:00Z'],
    ['an offset is heeded', ['instant'], 'instant', '2026-01-31T10:00:00+0100', '2026-01-31T09:00:00Z'],
    ['a text out of a boolean', ['text'], 'text', true, 'true'],
    ['a text out of a date', ['text'], 'text', new Date('2026-01-31T09:00:00Z'), '2026-01-31T09:00:00Z'],
    ['a map', [{ map: { P: 'pro', '1': 'one' } }], 'text', 1, 'one'],
    ['a map to nothing', [{ map: { '-': null } }], 'text', '-', null],
    ['a map of nothing', [{ map: { '': 'none' } }], 'text', null, 'none'],
    ['a map leaves nothing', [{ map: { P: 'pro', '*': 'other' } }], 'text', null, null],
    ['a map of all others', [{ map: { P: 'pro', '*': 'other' } }], 'text', 'constructor', 'other'],
    ['a default for nothing', ['trim', { default: 'free' }], 'text', '  ', 'free'],
    ['no default for false', [{ default: true }], 'boolean', false, false],
  ])('%s', (_, transform, kind, raw, expected) => {
    expect(read(kind, raw, transform)).toBe(expected)
  })

  test.each<[unknown[], unknown, string]>([
    [[{ map: { P: 'pro' } }], 'constructor', 'c is "constructor"; expected one of "P", for text'],
    [['number'], 'x', 'c is "x"; expected a number, for text'],
    [['instant'], '31.1.2026', 'c is "31.1.2026"; expected ISO 8601, or seconds since 1970, for text'],
    [['boolean'], 'maybe', 'c is "maybe"; expected one of true, t, yes, y, on, 1, false, f, no, n, off, 0, for text'],
  ])('%j does not take %j', (transform, raw, told) => {
    expect(read('text', raw, transform)).toBe(told)
  })
})

describe('a record', () => {
  const whole = {
    fields: [
      { column: 'e', field: 'email' },
      { column: 'n', field: 'number' },
      { column: 'properties.t', field: 'text' },
    ],
    changedAt: 'at',
    deleted: { column: 'gone' },
    companies: { column: 'of', nameColumn: 'ofName' },
  }

  test('is read whole', () => {
    const record = {
      id: ' 7 ',
      e: 'a@b.c',
      n: '1',
      properties: { t: 'x' },
      at: '2026-01-31T09:00:00Z',
      gone: 'f',
      of: ' 9 ,9',
      ofName: 'Acme',
    }
    expect(mapping(whole).fromRecord(record)).toEqual({
      key: '7',
      values: { email: 'a@b.c', number: 1, text: 'x' },
      changedAt: new Date('2026-01-31T09:00:00Z'),
      isDeleted: false,
      companies: [{ id: '9', name: 'Acme' }],
    })
  })

  test('of columns that it does not have nothing is known', () => {
    expect(mapping(whole).fromRecord({ id: 7, e: null })).toEqual({
      key: '7',
      values: { email: null },
      changedAt: null,
      isDeleted: false,
      companies: null,
    })
  })

  test('has only columns of its own', () => {
    expect(mapping({ fields: [{ column: 'constructor', field: 'text' }] }).fromRecord({ id: 'k' })).toMatchObject({ values: {} })
    expect(mapping({ fields: [{ column: 'e.constructor.name', field: 'text' }] }).fromRecord({ id: 'k', e: {} })).toMatchObject({
      values: {},
    })
  })

  test('is told everything that is wrong with it at once, each with its column', () => {
    const record = { id: [], e: 'x', n: 'y', at: 'lately', gone: 'perhaps', of: [{}] }
    const found = mapping(whole).fromRecord(record)
    expect(found).toMatchObject({ key: null, errors: [{ code: 'INVALID', retryable: false }, {}, {}, {}, {}, {}] })
    expect('errors' in found && found.errors.map(({ path }) => path)).toEqual([['id'], ['e'], ['n'], ['at'], ['gone'], ['of']])
    expect(mapping(whole).fromRecord({ id: 'k', e: 'x' })).toMatchObject({ key: 'k', errors: [{ path: ['e'] }] })
  })

  test.each([[{ id: '' }], [{ id: '  ' }], [{ id: null }], [{}]])('without a key is none: %j', (record) => {
    expect(mapping({}).fromRecord(record)).toMatchObject({ key: null, errors: [{ path: ['id'] }] })
  })

  test.each([
    [true, true],
    ['1', true],
    ['2026-01-31T09:00:00Z', true],
    [new Date(), true],
    [1_769_850_000, true],
    [false, false],
    ['no', false],
    ['', false],
    [null, false],
  ])('is deleted where its column says so: %j', (gone, isDeleted) => {
    expect(mapping({ deleted: { column: 'gone' } }).fromRecord({ id: 'k', gone })).toMatchObject({ isDeleted })
  })

  test.each<[unknown, unknown]>([
    [
      ['1', 2, '1'],
      ['1', '2'],
    ],
    ['1;2; ', ['1', '2']],
    ['', []],
    [null, []],
    [7, ['7']],
  ])('is in the companies of its column: %j', (of, ids) => {
    const found = mapping({ companies: { column: 'of', separator: ';', nameColumn: 'name' } }).fromRecord({ id: 'k', of, name: 'Acme' })
    const nameOfOne = (ids as string[]).length === 1 ? 'Acme' : null
    expect(found).toMatchObject({ companies: (ids as string[]).map((id) => ({ id, name: nameOfOne })) })
  })
})

describe('the way back', () => {
  const change = { from: null, rule: 'INTERCOM_WINS' } as const

  test('the CRM gets its side of the changes, by column and in its own words', () => {
    const { toColumns } = mapping({
      fields: [
        { column: 'e', field: 'email', transform: ['lowercase'] },
        { column: 'plan', field: 'text', transform: ['trim', { map: { F: 'free', P: 'pro', '*': 'other' } }] },
        { column: 'n', field: 'number' },
      ],
    })
    expect(
      toColumns([
        { ...change, field: 'email', column: 'e', to: 'A@b.c', side: 'CRM' },
        { ...change, field: 'text', column: 'plan', to: 'pro', side: 'CRM' },
        { ...change, field: 'number', column: 'n', to: 1, side: 'INTERCOM' },
      ]),
    ).toEqual({ e: 'A@b.c', plan: 'P' })
    expect(toColumns([{ ...change, field: 'text', column: 'plan', to: null, side: 'CRM' }])).toEqual({ plan: null })
    expect(toColumns([{ ...change, field: 'text', column: 'plan', to: 'other', side: 'CRM' }])).toEqual({})
  })

  test('what only comes from Intercom does not go there', () => {
    const { writable } = mapping({
      fields: [
        { column: 'e', field: 'email' },
        { column: 'n', field: 'number', direction: 'INTERCOM_TO_CRM' },
      ],
    })
    expect(writable({ email: 'a@b.c', number: 1, text: 'not mapped' })).toEqual({ email: 'a@b.c' })
  })
})

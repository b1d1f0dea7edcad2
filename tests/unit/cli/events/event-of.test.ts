import { describe, expect, test } from 'vitest'
import { isKnownColumn } from '../../../../src/cli/events/columns.ts'
import { eventOf } from '../../../../src/cli/events/event-of.ts'

const nowMs = Date.parse('2026-11-23T12:00:00Z')
const wrongWith = (record: object, at: { nowMs?: number } = { nowMs }) => {
  try {
    return eventOf(record as Record<string, unknown>, at.nowMs)
  } catch (error) {
    return (error as Error).message
  }
}
const row = { event: 'paid', userId: 'u-1' }

describe('a row', () => {
  test('of a CSV file is an event: texts, but for instants, dates and what says that it is a number', () => {
    const cells = {
      event_name: ' paid ',
      contact_id: '',
      email: 'ada@example.com',
      occurred_at: '2026-11-22T10:00:00.250+02:00',
      'metadata.plan': 'pro',
      'metadata.order': '0042',
      'metadata.seats:number': '12.5',
      'metadata.renewal_date': '2026-12-01T00:00:00Z',
      'metadata.empty': ' ',
    }
    expect(eventOf(cells, nowMs)).toEqual({
      name: 'paid',
      contact: { email: 'ada@example.com' },
      occurredAt: '2026-11-22T08:00:00.250Z',
      metadata: { plan: 'pro', order: '0042', seats: 12.5, renewal_date: 1_796_083_200 },
    })
  })

  test('of NDJSON too: with metadata as an object, unix seconds as numbers, and null for what is not there', () => {
    const price = { amount: 900, currency: 'eur' }
    expect(eventOf({ ...row, email: null, createdAt: 1_795_428_000, metadata: { price }, 'metadata.seats': 3 }, nowMs)).toEqual({
      name: 'paid',
      contact: { externalId: 'u-1' },
      occurredAt: '2026-11-23T10:00:00.000Z',
      metadata: { price, seats: 3 },
    })
    expect(eventOf({ event: 'paid', user_id: 42 }, nowMs)).toEqual({ name: 'paid', contact: { externalId: '42' } })
    expect(eventOf({ event: 'paid', contactId: '5F0000000000000000000001' }, nowMs).contact).toEqual({ id: '5f0000000000000000000001' })
    const global = 'gid://intercom/lk5purq8/Contact/5f0000000000000000000001'
    expect(eventOf({ event: 'paid', contactId: global }, nowMs).contact).toEqual({ id: global })
  })

  test.each([
    ['2026-11-22T08:00:00Z'],
    ['2026-11-22 10:00:00+02'],
    ['2026-11-22 10:00+0200'],
    ['2026-11-22T09:30:00.000001+01:30'],
    ['1795334400'],
    [1_795_334_400],
  ])('says when: %s', (occurredAt) => {
    expect(eventOf({ ...row, occurredAt }, nowMs).occurredAt).toBe('2026-11-22T08:00:00.000Z')
  })

  test.each<[object, string]>([
    [{ userId: 'u-1' }, '"event" is missing.'],
    [{ event: 'paid' }, '"contactId" is missing; expected one of contactId, userId and email.'],
    [{ ...row, email: 'a@example.com' }, '"email" says who beside "userId"; expected one of them in a row.'],
    [{ ...row, externalId: 'u-2' }, '"externalId" says the same as "userId"; expected one of them.'],
    [{ event: 'paid', email: 'ada' }, '"email" is no e-mail address.'],
    [{ event: 'paid', contactId: '1' }, '"1" is not the id of a contact; expected 24 hexadecimal digits.'],
    [{ event: 'paid', userId: '..' }, '".." is not an external id; expected 1 to 255 printable characters, not "." or "..".'],
    [{ event: { a: 1 }, userId: 'u' }, '"event" is no text.'],
    [
      { ...row, occurredAt: '2026-11-22T10:00:00' },
      '"occurredAt" is no instant; expected ISO 8601 with its offset, as in 2026-11-23T09:30:00Z, or unix seconds.',
    ],
    [
      { ...row, occurredAt: '2026-13-22T10:00:00Z' },
      '"occurredAt" is no instant; expected ISO 8601 with its offset, as in 2026-11-23T09:30:00Z, or unix seconds.',
    ],
    [{ ...row, occurredAt: '1795428000000' }, '"occurredAt" is in milliseconds; expected unix seconds.'],
    [{ ...row, occurredAt: 1_700_000_000 }, '"occurredAt" is 2023-11-14T22:13:20.000Z; Intercom takes events of the last 90 days.'],
    [{ ...row, metadata: 'plan' }, '"metadata" is no object.'],
    [
      { ...row, metadata: { a: [1] } },
      '"metadata.a" is neither a text nor a number; expected one of these, { url, value } or { amount, currency }.',
    ],
    [{ ...row, metadata: { a: 1 }, 'metadata.a': '2' }, '"metadata.a" stands in the row twice.'],
    [{ ...row, 'metadata.a:number': 'many' }, '"metadata.a:number" is no number.'],
    [{ _line: 3, _error: 'The row is no JSON.', _raw: '{' }, '"_raw" could not be read, and was not corrected.'],
  ])('that is none is told: %j', (record, sentence) => {
    expect(wrongWith(record)).toBe(sentence)
  })

  test('is the same event at any time: whether it is too long ago is then for the gateway to say', () => {
    const old = { ...row, occurredAt: 1_700_000_000 }
    expect(eventOf(old, undefined)).toMatchObject({ name: 'paid', occurredAt: '2023-11-14T22:13:20.000Z' })
    expect(wrongWith({ ...old, metadata: { a: {} } }, {})).toContain('"metadata.a"')
  })

  test('that failed before says the same with what was noted of it', () => {
    expect(eventOf({ ...row, _line: 7, _error: 'There is no contact with this externalId.' }, nowMs)).toEqual(eventOf(row, nowMs))
  })
})

test('columns are known by their meaning, however they are written', () => {
  const known = [
    'event',
    'eventName',
    'event_name',
    'Contact_ID',
    'userId',
    'external_id',
    'EMAIL',
    'occurredAt',
    'metadata.any key',
    '_line',
  ]
  expect(known.filter((column) => !isKnownColumn(column))).toEqual([])
  for (const column of ['name', 'metadata.', 'metadata_plan', 'id', 'when', '_other', 'constructor'])
    expect(isKnownColumn(column)).toBe(false)
})

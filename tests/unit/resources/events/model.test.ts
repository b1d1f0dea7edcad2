import { expect, test } from 'vitest'
import { dataEventPageFromIntercom, dataEventSummaryFromIntercom } from '../../../../src/resources/events/model.ts'

test('an event is what happened, when, and to whom it was asked for', () => {
  const metadata = { invite_code: 'ADDAFRIEND', price: { amount: 900 } }
  const wires = [
    { type: 'event', event_name: 'invited-friend', created_at: 1_671_028_894, metadata },
    { event_name: null, metadata: null },
  ]
  expect(dataEventPageFromIntercom({ contactId: 'c', before: null, events: wires, next: '17' })).toEqual({
    next: '17',
    events: [
      { name: 'invited-friend', occurredAt: new Date('2022-12-14T14:41:34Z'), metadata, contactId: 'c' },
      { name: '', occurredAt: new Date(0), metadata: {}, contactId: 'c' },
    ],
  })
})

test('a summary has its instants as text, even with a space behind them', () => {
  const wire = {
    name: 'placed-order',
    first: '2014-01-16T23:12:21.000+00:00',
    last: '2014-01-16T23:12:21.000+00:00 ',
    count: 1,
    description: '',
  }
  const instant = new Date('2014-01-16T23:12:21Z')
  expect(dataEventSummaryFromIntercom(wire)).toEqual({ name: 'placed-order', first: instant, last: instant, count: 1, description: null })
})

test.each([{}, { first: '', last: null }, { first: 'never', last: ' ' }])('%j says no instants, and counts nothing', (wire) => {
  expect(dataEventSummaryFromIntercom(wire)).toEqual({ name: '', first: null, last: null, count: 0, description: null })
})

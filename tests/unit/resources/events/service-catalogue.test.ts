import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../../../src/errors.ts'
import { createCatalogue } from '../../../../src/resources/events/service-catalogue.ts'

const { check } = createCatalogue({
  'created-booking': { price: 'amount', seats: 'number?', note: 'text?', starts_date: 'date?', page: 'link?', gift: 'boolean?' },
  'signed-up': {},
})
const price = { amount: 1_200, currency: 'eur' }

function refusal(name: string, metadata?: Record<string, unknown>) {
  try {
    return check({ name, ...(metadata && { metadata }) }, ['input'])
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return [error.path?.join('.'), error.constraint]
  }
}

describe('a catalogue of events', () => {
  test('takes those that are in it, with the metadata that it says', () => {
    check({ name: 'signed-up' }, ['input'])
    check({ name: 'created-booking', metadata: { price } }, ['input'])
    const metadata = {
      price,
      seats: 2,
      note: 'By the window',
      starts_date: 1_800_000_000,
      page: { url: 'https://a.b', value: 'It' },
      gift: true,
    }
    check({ name: 'created-booking', metadata }, ['input'])
  })

  test.each([
    ['another name', 'created-bookings', undefined, 'input.name', 'known'],
    ['a name that every object has', 'constructor', undefined, 'input.name', 'known'],
    ['what is not there', 'created-booking', undefined, 'input.metadata.price', 'required'],
    ['what every object has', 'created-booking', Object.create({ price }), 'input.metadata.price', 'required'],
    ['a value of another kind', 'created-booking', { price: 12 }, 'input.metadata.price', 'type'],
    ['one that may be left out, of another kind', 'created-booking', { price, seats: '2' }, 'input.metadata.seats', 'type'],
    ['another key', 'created-booking', { price, colour: 'red' }, 'input.metadata.colour', 'known'],
    ['any key where there is to be none', 'signed-up', { plan: 'pro' }, 'input.metadata.plan', 'known'],
  ])('refuses %s', (_, name, metadata, path, constraint) => {
    expect(refusal(name, metadata)).toEqual([path, constraint])
  })

  test('says what there is, and not all of many', () => {
    expect(() => check({ name: 'signed-in' }, ['input'])).toThrow('expected "created-booking" or "signed-up".')
    const many = createCatalogue(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`event-${at}`, {}])))
    expect(() => many.check({ name: 'another' }, ['input'])).toThrow(/"event-19", among others\.$/)
  })

  test('takes everything when it is empty', () => {
    createCatalogue({}).check({ name: 'whatever', metadata: { a: 1 } }, ['input'])
  })
})

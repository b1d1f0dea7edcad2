import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../../../src/errors.ts'
import { checkedEvent, type GivenEvent } from '../../../../src/resources/events/mutations-rules.ts'

const now = Date.UTC(2026, 10, 29, 12)
const ago = (ms: number) => new Date(now - ms)
const day = 86_400_000

const check = (given: Partial<GivenEvent>, path: readonly string[] = ['input']) => checkedEvent({ name: 'did', ...given }, path, now)
function refusal(given: Partial<GivenEvent>, path?: readonly string[]) {
  try {
    return check(given, path)
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return { path: error.path, constraint: error.constraint }
  }
}

describe('an event', () => {
  test('goes to Intercom in whole seconds, without what was not said of it', () => {
    expect(check({ name: ' created-booking ' })).toEqual({ event: { name: 'created-booking' }, warnings: [] })
    expect(check({ occurredAt: null, metadata: {} })).toEqual({ event: { name: 'did' }, warnings: [] })
    expect(check({ occurredAt: ago(5_000) })).toEqual({ event: { name: 'did', createdAt: now / 1000 - 5 }, warnings: [] })
    const { event, warnings } = check({ occurredAt: ago(4_300) })
    expect([event.createdAt, warnings]).toEqual([now / 1000 - 5, [expect.stringContaining('cut to the second')]])
  })

  test.each([
    ['has a name', { name: ' ' }, ['name'], 'minLength'],
    ['is no more than 90 days old', { occurredAt: ago(90 * day + 1) }, ['occurredAt'], 'after90DaysAgo'],
    ['is not still to come', { occurredAt: ago(-61_000) }, ['occurredAt'], 'past'],
    ['is of some time', { occurredAt: new Date(Number.NaN) }, ['occurredAt'], 'past'],
  ] as const)('%s', (_, given, place, constraint) => {
    expect(refusal(given)).toEqual({ path: ['input', ...place], constraint })
    expect(refusal(given, ['input', '3'])).toEqual({ path: ['input', '3', ...place], constraint })
  })

  test('may be 90 days old, and told by a clock that is a little ahead', () => {
    expect(check({ occurredAt: ago(90 * day) }).event.createdAt).toBe((now - 90 * day) / 1000)
    expect(check({ occurredAt: ago(-60_000) }).event.createdAt).toBe((now + 60_000) / 1000)
  })
})

describe('its metadata', () => {
  test('is whatever Intercom has a type for', () => {
    const metadata = {
      source: 'desktop',
      load: 3.67,
      contact_date: 1_392_036_272,
      article: 'https://example.org/ab1de.html',
      order: { url: 'https://example.org/ab1de.html', value: 'the order' },
      price: { amount: 34_999, currency: 'eur' },
    }
    expect(check({ metadata })).toEqual({ event: { name: 'did', metadata }, warnings: [] })
  })

  test('has ten keys at most', () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]))
    expect(check({ metadata: keys(10) }).warnings).toEqual([])
    expect(refusal({ metadata: keys(11) })).toEqual({ path: ['input', 'metadata'], constraint: 'maxProperties' })
  })

  test.each([
    ['null', null, [], 'flat'],
    ['a list', ['a'], [], 'flat'],
    ['an object', { a: { b: 1 } }, [], 'flat'],
    ['a link and more', { url: 'https://example.org', value: 'a', title: 'b' }, [], 'flat'],
    ['a link to nowhere', { url: 'javascript:alert(1)', value: 'a' }, ['url'], 'url'],
    ['a link without words', { url: 'https://example.org', value: 1 }, ['value'], 'type'],
    ['an amount with a fraction', { amount: 1.5, currency: 'eur' }, ['amount'], 'cents'],
    ['no amount', { amount: 0, currency: 'eur' }, ['amount'], 'cents'],
    ['money of no country', { amount: 5, currency: 'euros' }, ['currency'], 'currency'],
  ])('is never %s', (_, value, place, constraint) => {
    expect(refusal({ metadata: { fine: 1, key: value } })).toEqual({ path: ['input', 'metadata', 'key', ...place], constraint })
  })

  test('has dates in seconds', () => {
    expect(refusal({ metadata: { due_date: now } })).toEqual({ path: ['input', 'metadata', 'due_date'], constraint: 'seconds' })
    expect(refusal({ metadata: { due_date: 1.5 } })).toEqual({ path: ['input', 'metadata', 'due_date'], constraint: 'seconds' })
  })

  test('is warned of where Intercom may make of it what is not meant, in words that name none of it', () => {
    const { warnings } = check({ metadata: { secret_date: '2026-01-01', other_date: 'tomorrow', secret: true } })
    expect(warnings).toEqual([expect.stringContaining('"_date"'), expect.stringContaining('true and false')])
    expect(warnings.join()).not.toContain('secret')
  })
})

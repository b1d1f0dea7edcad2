import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../src/api/filters/plan.ts'
import { readFilter } from '../../../../src/api/filters/read.ts'
import { searchRequest } from '../../../../src/intercom/search.ts'
import type { Contact as Wire } from '../../../../src/intercom/types.ts'
import { type ContactFilter, contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { contactFromIntercom } from '../../../../src/resources/contacts/model.ts'
import { aScope } from '../../../support/filters/scope.ts'

const plan = (filter: ContactFilter) => {
  const made = planOf(readFilter(filter, contactFilterFields, aScope()))
  for (const { query } of made.searches) if (query) searchRequest(query)
  return made
}
const contact = (fields: Partial<Wire>) => contactFromIntercom({ id: 'c1', created_at: 1, updated_at: 1, ...fields })
const segment = (number: number) => number.toString(16).padStart(24, '0')
const noon = new Date('2026-11-23T12:00:00Z')
const afterNoon = noon.getTime() / 1000 + 60
const beforeNoon = noon.getTime() / 1000 - 60
/** Two conditions of which neither is part of a list, twenty times. */
const twentyPairs: ContactFilter[] = Array.from({ length: 20 }, (_, at) => ({ name: { eq: `n${at}` }, owner: { eq: String(at + 1) } }))

describe('one search answers', () => {
  test('what fits, with its count', () => {
    expect(plan({ or: twentyPairs.slice(0, 15) })).toMatchObject({ searches: { length: 1 }, isCounted: true, rewrites: [] })
  })

  test('what cannot be judged here, if it holds whatever else does', () => {
    const { searches } = plan({ segment: { eq: segment(1) }, tag: { eq: '1' }, lastSeenAt: { after: noon } })
    expect(searches).toHaveLength(1)
    const tags = { data: [{ id: '1' }], total_count: 1, has_more: false }
    expect(searches[0]!.keeps(contact({ last_seen_at: afterNoon, tags }))).toBe(true)
    expect(searches[0]!.keeps(contact({ last_seen_at: beforeNoon, tags }))).toBe(false)
  })

  test('an instant inside a day beside something else under "or", judged together', () => {
    const { searches } = plan({ or: [{ name: { startsWith: 'ad' } }, { lastSeenAt: { after: noon } }] })
    expect(searches).toHaveLength(1)
    expect(searches[0]!.keeps(contact({ last_seen_at: beforeNoon, name: 'Ada' }))).toBe(true)
    expect(searches[0]!.keeps(contact({ last_seen_at: beforeNoon, name: 'Bob' }))).toBe(false)
  })
})

describe('a row that has changed since it was found is not shown', () => {
  test.each<[string, ContactFilter, Partial<Wire>]>([
    ['by an id', { owner: { eq: '7' } }, { owner_id: 8 }],
    ['by one of several words', { role: 'USER' }, { role: 'lead' }],
    ['by a yes or no', { unsubscribedFromEmails: { eq: true } }, { unsubscribed_from_emails: false }],
    ['by a number', { attribute: { name: 'seats', number: { gt: 3 } } }, { custom_attributes: { seats: 3 } }],
    ['by an instant', { createdAt: { on: '2026-11-23' } }, { created_at: 1_000_000 }],
    ['by emptiness', { phone: { isNull: true } }, { phone: '1' }],
    ['by its tags, when it shows them all', { tag: { eq: '5' } }, { tags: { data: [{ id: '6' }], total_count: 1, has_more: false } }],
  ])('%s', (_, filter, fields) => {
    expect(plan(filter).searches[0]!.keeps(contact(fields))).toBe(false)
  })

  test.each<[string, ContactFilter, Partial<Wire>]>([
    ['a text may be found in ways of Intercom’s own', { name: { eq: 'José' } }, { name: 'Jose' }],
    ['not all tags are shown', { tag: { eq: '5' } }, { tags: { data: [{ id: '6' }], total_count: 11, has_more: true } }],
    ['no segments are shown', { segment: { eq: segment(1) } }, {}],
    [
      'it is not of the type that was asked for',
      { attribute: { name: 'seats', number: { eq: 3 } } },
      { custom_attributes: { seats: '3' } },
    ],
  ])('unless %s', (_, filter, fields) => {
    expect(plan(filter).searches[0]!.keeps(contact(fields))).toBe(true)
  })
})

describe('several searches answer', () => {
  test('what does not fit, a row being shown by the first that finds it', () => {
    const { searches, isCounted, rewrites } = plan({ or: twentyPairs })
    expect(searches).toHaveLength(2)
    expect(isCounted).toBe(false)
    expect(rewrites).toEqual([{ condition: 'filter', sent: '2 searches, one after the other' }])
    const [first, second] = searches
    const inFirst = contact({ name: 'n3', owner_id: 4 })
    const inSecond = contact({ name: 'n17', owner_id: 18 })
    expect([first!.keeps(inFirst), second!.keeps(inFirst)]).toEqual([true, false])
    expect(second!.keeps(inSecond)).toBe(true)
  })

  test('a row that has changed from what one finds to what a later one does is left to that, also by its texts', () => {
    const pairs = twentyPairs.map(({ name }, at): ContactFilter => ({ name: name!, phone: { eq: `${at}` } }))
    const { searches } = plan({ or: pairs })
    const changed = contact({ name: 'n17', phone: '17' })
    expect(searches.map(({ keeps }) => keeps(changed))).toEqual([false, true])
  })

  test('what cannot be judged here beside what has to be, under "or"', () => {
    const { searches } = plan({ role: 'USER', or: [{ segment: { eq: segment(1) } }, { lastSeenAt: { after: noon } }] })
    const [first, second] = searches
    expect(searches).toHaveLength(2)
    const late = contact({ last_seen_at: afterNoon })
    expect([first!.keeps(late), second!.keeps(late)]).toEqual([true, false])
    const early = contact({ last_seen_at: beforeNoon })
    expect([first!.keeps(early), second!.keeps(early)]).toEqual([false, true])
  })

  test('where neither can be judged, and Intercom is asked along for what the first does not find', () => {
    const halves = [1, 2].map((number): ContactFilter => ({ segment: { eq: segment(number) }, lastSeenAt: { after: noon } }))
    const { searches } = plan({ or: [{ tag: { eq: '5' } }, halves[0]!] })
    expect(searches).toHaveLength(2)
    expect(JSON.stringify(searches[1]!.query)).toContain('{"field":"tag_id","operator":"!=","value":"5"}')
  })

  test('and one that an earlier one has as a whole is none', () => {
    const same = { or: [...twentyPairs, { and: [twentyPairs[0]!, { role: 'USER' as const }] }] }
    expect(plan(same).searches).toHaveLength(2)
  })
})

describe('what would take too much is refused with the nearest that works', () => {
  const many = Array.from({ length: 150 }, (_, at): ContactFilter => ({ name: { eq: `n${at}` }, owner: { eq: String(at + 1) } }))
  test.each<[string, ContactFilter, string]>([
    ['more than eight searches', { or: many }, 'would take more than 8 searches'],
    [
      'more than Intercom answers at once',
      {
        and: many
          .map(({ name }) => ({ name: { neq: name!.eq! } }))
          .concat(many.map(({ owner }) => ({ owner: { neq: owner!.eq! } })) as never),
      },
      'holds more than 225 conditions of which all must hold',
    ],
    [
      'what can neither be judged nor asked for',
      {
        or: [
          { tag: { eq: '5' }, lastSeenAt: { after: noon } },
          { segment: { eq: segment(1) }, createdAt: { after: noon } },
        ],
      },
      'mixes, under "or"',
    ],
  ])('%s', (_, filter, message) => {
    expect(() => plan(filter)).toThrow(message)
    expect(() => plan(filter)).toThrow('Ask in several queries, or for many values of one field with "in" or "nin"')
  })
})

import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/api/context.ts'
import { dayOf, startOfDay, startOfNextDay } from '../../../src/api/days.ts'
import { attribute, flag, idOf, instant, integer, text } from '../../../src/api/filter-rules.ts'
import { compileFilter, type FilterScope } from '../../../src/api/filters.ts'
import { type ContactFilter, contactFilterRules } from '../../../src/resources/contacts/graphql-filter.ts'
import '../../../src/schema.ts'

const scope: FilterScope = {
  context: { workspaceId: 'w1' } as Context,
  timeZone: 'America/New_York',
  now: new Date('2026-11-23T12:00:00.500Z'),
}
const compile = (filter: ContactFilter | null | undefined) => compileFilter(filter, contactFilterRules, scope)
const seconds = (iso: string) => new Date(iso).getTime() / 1000

describe('a filter becomes a search', () => {
  test('that says nothing when it says nothing', () => {
    expect(compile(undefined)).toBeNull()
    expect(compile(null)).toBeNull()
    expect(compile({})).toBeNull()
  })

  test('of one condition, or of several that hold together', () => {
    expect(compile({ role: 'LEAD' })).toEqual({ field: 'role', operator: '=', value: 'lead' })
    expect(compile({ role: 'USER', email: { contains: '@acme', neq: 'a@acme.io' } })).toEqual({
      operator: 'AND',
      value: [
        { field: 'role', operator: '=', value: 'user' },
        { field: 'email', operator: '~', value: '@acme' },
        { field: 'email', operator: '!=', value: 'a@acme.io' },
      ],
    })
  })

  test('with "and" folded into its level and "or" as a group of its own', () => {
    expect(compile({ and: [{ role: 'USER' }, { name: { eq: 'Ada' } }], or: [{ phone: { eq: '1' } }, { phone: { eq: '2' } }] })).toEqual({
      operator: 'AND',
      value: [
        { field: 'role', operator: '=', value: 'user' },
        { field: 'name', operator: '=', value: 'Ada' },
        {
          operator: 'OR',
          value: [
            { field: 'phone', operator: '=', value: '1' },
            { field: 'phone', operator: '=', value: '2' },
          ],
        },
      ],
    })
  })

  test('in which ids may be global or bare, of the right type and workspace', () => {
    expect(compile({ owner: { in: ['gid://intercom/w1/Admin/12', '13'] } })).toEqual({
      field: 'owner_id',
      operator: 'IN',
      value: ['12', '13'],
    })
    expect(() => compile({ owner: { eq: 'gid://intercom/w1/Team/12' } })).toThrow(
      '"filter.owner.eq" is the id of a "Team"; expected a Admin',
    )
    expect(() => compile({ owner: { eq: 'gid://intercom/w2/Admin/12' } })).toThrow('workspace "w2"')
    expect(() => compile({ id: { eq: '../admins' } })).toThrow('is not the id of a contact')
  })
})

describe('what cannot be asked is refused with its path', () => {
  test.each<[string, ContactFilter, string]>([
    ['null from a variable that was not set', { email: { eq: null } }, '"filter.email.eq" is null'],
    ['a null field', { email: null }, '"filter.email" is null'],
    ['a condition with nothing in it', { email: {} }, '"filter.email" says nothing'],
    [
      'an operator the field does not have',
      { tag: { in: ['1'] } },
      '"filter.tag.in" is not something Intercom can search for; it can do eq, neq',
    ],
    ['an empty or', { or: [] }, '"filter.or" is empty'],
    ['an or with an empty branch', { or: [{ role: 'USER' }, {}] }, '"filter.or[1]" is empty'],
    [
      'an attribute without a proper name',
      { attribute: { name: '../x', string: { eq: 'a' } } },
      '"filter.attribute.name" is not the name of an attribute',
    ],
    ['an attribute without a condition', { attribute: { name: 'plan' } }, '"filter.attribute" says nothing'],
  ])('%s', (_, filter, message) => {
    expect(() => compile(filter)).toThrow(message)
  })
})

describe('contact dates are days of the workspace', () => {
  test('a day is asked by an instant well inside it, whatever its length', () => {
    for (const day of ['2026-11-23', '2026-03-08', '2026-11-01']) {
      const query = compile({ createdAt: { on: day } }) as unknown as { operator: string; value: number }
      expect(query.operator).toBe('=')
      expect(dayOf(new Date(query.value * 1000), scope.timeZone)).toBe(day)
    }
  })

  test('bounds between two days are exact', () => {
    const midnight = startOfDay('2026-11-23', scope.timeZone)
    const lastSecond = new Date(midnight.getTime() - 1000)
    const from = compile({ createdAt: { onOrAfter: midnight } }) as unknown as { operator: string; value: number }
    expect(from.operator).toBe('>')
    expect(dayOf(new Date(from.value * 1000), scope.timeZone)).toBe('2026-11-22') // "from the start of the next day"
    expect(compile({ createdAt: { after: lastSecond } })).toEqual(from)
    expect(compile({ createdAt: { before: midnight } })).toEqual({ field: 'created_at', operator: '<', value: midnight.getTime() / 1000 })
    expect(compile({ createdAt: { onOrBefore: lastSecond } })).toEqual(compile({ createdAt: { before: midnight } }))
  })

  test('bounds inside a day are refused with the nearest that is not', () => {
    expect(() => compile({ createdAt: { after: new Date('2026-11-23T12:00:00Z') } })).toThrow('onOrAfter: "2026-11-23T05:00:00.000Z"')
    expect(() => compile({ createdAt: { withinLast: 3600 } })).toThrow('whole days of the workspace (America/New_York)')
  })

  test('days have 23 and 25 hours where clocks change', () => {
    const hours = (day: string) =>
      (startOfNextDay(day, 'America/New_York').getTime() - startOfDay(day, 'America/New_York').getTime()) / 3_600_000
    expect([hours('2026-03-08'), hours('2026-11-01'), hours('2026-11-23')]).toEqual([23, 25, 24])
  })
})

describe('conversation instants are exact although ">" means "or equal" upstream', () => {
  const at = instant('updated_at')
  const exact = new Date('2026-11-23T10:00:00Z')
  const inside = new Date('2026-11-23T10:00:00.400Z')
  test.each<[Parameters<typeof at>[0], string, number]>([
    [{ after: exact }, '>', seconds('2026-11-23T10:00:01Z')],
    [{ after: inside }, '>', seconds('2026-11-23T10:00:01Z')],
    [{ onOrAfter: exact }, '>', seconds('2026-11-23T10:00:00Z')],
    [{ onOrAfter: inside }, '>', seconds('2026-11-23T10:00:01Z')],
    [{ before: exact }, '<', seconds('2026-11-23T09:59:59Z')],
    [{ before: inside }, '<', seconds('2026-11-23T10:00:00Z')],
    [{ onOrBefore: exact }, '<', seconds('2026-11-23T10:00:00Z')],
    [{ onOrBefore: inside }, '<', seconds('2026-11-23T10:00:00Z')],
    [{ withinLast: 60 }, '>', seconds('2026-11-23T11:59:01Z')],
  ])('%o', (filter, operator, value) => {
    expect(at(filter, 'filter.updatedAt', scope)).toEqual([{ field: 'updated_at', operator, value }])
  })

  test('a day is its first to its last second', () => {
    expect(at({ on: '2026-11-23' }, 'filter.updatedAt', scope)).toEqual([
      { field: 'updated_at', operator: '>', value: seconds('2026-11-23T05:00:00Z') },
      { field: 'updated_at', operator: '<', value: seconds('2026-11-24T04:59:59Z') },
    ])
  })
})

test('numbers are exact in both dialects of ">"', () => {
  const value = (rule: ReturnType<typeof integer>, input: Parameters<ReturnType<typeof integer>>[0]) => rule(input, 'f', scope)[0]
  expect(value(integer('n', { orEqual: true }), { gt: 3 })).toMatchObject({ operator: '>', value: 4 })
  expect(value(integer('n', { orEqual: true }), { lte: 3 })).toMatchObject({ operator: '<', value: 3 })
  expect(value(integer('n', { orEqual: false }), { gte: 3 })).toMatchObject({ operator: '>=', value: 3 })
  expect(value(integer('n', { orEqual: false }), { lt: 3 })).toMatchObject({ operator: '<', value: 3 })
})

test('words, flags, ids and attributes say what they mean upstream', () => {
  expect(text('name')({ startsWith: 'A' }, 'f', scope)).toEqual([{ field: 'name', operator: '^', value: 'A' }])
  expect(flag('read')({ eq: false }, 'f', scope)).toEqual([{ field: 'read', operator: '=', value: false }])
  expect(idOf('tag_id', 'Tag', ['eq'])({ eq: '7' }, 'f', scope)).toEqual([{ field: 'tag_id', operator: '=', value: '7' }])
  expect(attribute('custom_attributes')({ name: 'plan tier', string: { eq: 'pro' } }, 'f', scope)).toEqual([
    { field: 'custom_attributes.plan tier', operator: '=', value: 'pro' },
  ])
})

import { describe, expect, test } from 'vitest'
import { all, conditionsIn } from '../../../../src/api/filters/expression.ts'
import { planOf } from '../../../../src/api/filters/plan.ts'
import { dependsOnNow, readFilter } from '../../../../src/api/filters/read.ts'
import { type ContactFilter, contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { type ConversationFilter, conversationFilterFields } from '../../../../src/resources/conversations/graphql-filter.ts'
import { aScope } from '../../../support/filters/scope.ts'

const read = (filter: ContactFilter | null | undefined) => readFilter(filter, contactFilterFields, aScope())
const query = (filter: ContactFilter | null | undefined) => planOf(read(filter)).searches[0]?.query
const conversationQuery = (filter: ConversationFilter, version?: string) =>
  planOf(readFilter(filter, conversationFilterFields, aScope(version))).searches[0]?.query

describe('a filter becomes a search', () => {
  test('for everything when it says nothing', () => {
    expect([query(undefined), query(null), query({}), query({ and: [{}] })]).toEqual([null, null, null, null])
  })

  test('of one condition, or of several that hold together', () => {
    expect(query({ role: 'LEAD' })).toEqual({ field: 'role', operator: '=', value: 'lead' })
    expect(query({ role: 'USER', email: { contains: '@acme', neq: 'a@acme.io' } })).toEqual({
      operator: 'AND',
      value: [
        { field: 'role', operator: '=', value: 'user' },
        { field: 'email', operator: '~', value: '@acme' },
        { field: 'email', operator: '!=', value: 'a@acme.io' },
      ],
    })
  })

  test('with "and" folded into its level and "or" as a group of its own', () => {
    expect(query({ and: [{ role: 'USER' }, { name: { eq: 'Ada' } }], or: [{ phone: { eq: '1' } }, { phone: { eq: '2' } }] })).toEqual({
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
    expect(query({ owner: { in: ['gid://intercom/w1/Admin/12', '13'] } })).toEqual({
      field: 'owner_id',
      operator: 'IN',
      value: ['12', '13'],
    })
    expect(() => read({ owner: { eq: 'gid://intercom/w1/Team/12' } })).toThrow(
      '"filter.owner.eq" is an id of the type "Team"; expected one of the type Admin',
    )
    expect(() => read({ owner: { eq: 'gid://intercom/w2/Admin/12' } })).toThrow('workspace "w2"')
    expect(() => read({ id: { eq: '../admins' } })).toThrow('is not the id of a contact')
  })

  test('in which long lists are several, and lists that Intercom does not take a condition for each', () => {
    const names = Array.from({ length: 120 }, (_, at) => `n${at}`)
    const lengths = (values: unknown) =>
      (values as { value: { operator: string; value: string[] }[] }).value.map(({ operator, value }) => `${operator} ${value.length}`)
    expect(query({ name: { in: names } })).toMatchObject({ operator: 'OR' })
    expect(lengths(query({ name: { in: names } }))).toEqual(['IN 50', 'IN 50', 'IN 20'])
    expect(lengths(query({ name: { nin: [...names, ...names] } }))).toEqual(['NIN 50', 'NIN 50', 'NIN 20'])
    expect(query({ tag: { in: ['1', '2', '1'] } })).toEqual({
      operator: 'OR',
      value: [
        { field: 'tag_id', operator: '=', value: '1' },
        { field: 'tag_id', operator: '=', value: '2' },
      ],
    })
  })
})

describe('"not" is pushed into the conditions', () => {
  test.each<[string, ContactFilter, unknown]>([
    ['equality', { not: { email: { eq: 'a' } } }, { field: 'email', operator: '!=', value: 'a' }],
    ['lists', { not: { owner: { in: ['1', '2'] } } }, { field: 'owner_id', operator: 'NIN', value: ['1', '2'] }],
    ['what contains', { not: { name: { notContains: 'a' } } }, { field: 'name', operator: '~', value: 'a' }],
    ['twice', { not: { not: { role: 'USER' } } }, { field: 'role', operator: '=', value: 'user' }],
    ['emptiness', { not: { phone: { isNull: true } } }, { field: 'phone', operator: '!=', value: null }],
    [
      'all of several: one of them does not hold',
      { not: { role: 'USER', name: { eq: 'Ada' } } },
      {
        operator: 'OR',
        value: [
          { field: 'role', operator: '!=', value: 'user' },
          { field: 'name', operator: '!=', value: 'Ada' },
        ],
      },
    ],
    [
      'one of several: none of them holds',
      { not: { or: [{ role: 'USER' }, { name: { eq: 'Ada' } }] } },
      {
        operator: 'AND',
        value: [
          { field: 'role', operator: '!=', value: 'user' },
          { field: 'name', operator: '!=', value: 'Ada' },
        ],
      },
    ],
    [
      'what is greater: it is less, the same, or there is none',
      { not: { attribute: { name: 'seats', number: { gt: 3 } } } },
      {
        operator: 'OR',
        value: [
          { field: 'custom_attributes.seats', operator: '<=', value: 3 },
          { field: 'custom_attributes.seats', operator: '=', value: null },
        ],
      },
    ],
  ])('%s', (_, filter, expected) => {
    expect(query(filter)).toEqual(expected)
  })

  test('what does not begin with something cannot be asked for: more is, and the rest is left out', () => {
    expect(planOf(read({ not: { email: { startsWith: 'test' } } }))).toMatchObject({
      searches: [{ query: { field: 'email', operator: '!=', value: 'test' } }],
      isCounted: false,
      rewrites: [{ condition: 'not filter.not.email.startsWith', sent: 'email is not exactly that' }],
    })
  })
})

test('nobody, in conversations, is asked for as 0', () => {
  expect(conversationQuery({ admin: { isNull: true } })).toEqual({ field: 'admin_assignee_id', operator: '=', value: 0 })
  expect(conversationQuery({ not: { assigned: { eq: true } } })).toEqual({
    operator: 'AND',
    value: [
      { field: 'admin_assignee_id', operator: '=', value: 0 },
      { field: 'team_assignee_id', operator: '=', value: 0 },
    ],
  })
})

test('words are those of the version that is spoken, whichever are used', () => {
  for (const word of ['escalated', 'Escalated', 'routed_to_team'])
    expect(conversationQuery({ aiResolution: { eq: word } })).toMatchObject({ value: 'routed_to_team' })
  expect(conversationQuery({ aiResolution: { eq: 'escalated' } }, '2.16')).toMatchObject({ value: 'escalated' })
  expect(conversationQuery({ priority: { eq: true } })).toEqual({ field: 'priority', operator: '!=', value: 'not_priority' })
  expect(conversationQuery({ not: { priority: { eq: true } } }, '2.16')).toEqual({ field: 'priority', operator: '=', value: 'none' })
})

describe('numbers are exact in both dialects of ">"', () => {
  test.each<[ConversationFilter['rating'], string, number]>([
    [{ gt: 3 }, '>', 4],
    [{ gte: 3 }, '>', 3],
    [{ lt: 3 }, '<', 2],
    [{ lte: 3 }, '<', 3],
  ])('conversations: %o', (rating, operator, value) => {
    expect(conversationQuery({ rating })).toEqual({ field: 'conversation_rating.score', operator, value })
  })
  test.each<[ConversationFilter['rating'], string, number]>([
    [{ gt: 3 }, '>', 3],
    [{ gte: 3 }, '>=', 3],
    [{ lt: 3 }, '<', 3],
    [{ lte: 3 }, '<=', 3],
  ])('contacts: %o', (number, operator, value) => {
    expect(query({ attribute: { name: 'seats', number } })).toEqual({ field: 'custom_attributes.seats', operator, value })
  })
})

describe('what cannot be asked is refused with its path', () => {
  test.each<[string, ContactFilter, string]>([
    ['null from a variable that was not set', { email: { eq: null } }, '"filter.email.eq" is null'],
    ['a null field', { email: null }, '"filter.email" is null'],
    ['a null "not"', { not: null }, '"filter.not" is null'],
    ['a condition with nothing in it', { email: {} }, '"filter.email" says nothing'],
    ['an empty text', { email: { eq: '' } }, '"filter.email.eq" is an empty text; for records without one, use isNull: true'],
    ['an empty list', { email: { in: [] } }, '"filter.email.in" is empty'],
    ['what is always there', { createdAt: { isNull: true } }, '"filter.createdAt.isNull" is not something Intercom can search for'],
    ['an empty or', { or: [] }, '"filter.or" is empty'],
    ['an or with an empty branch', { or: [{ role: 'USER' }, {}] }, '"filter.or[1]" is empty'],
    ['an empty not', { not: {} }, '"filter.not" is empty'],
    ['an or that would be empty in the end', { or: [{ and: [{}] }] }, '"filter.or[0]" is empty'],
    ['an attribute without a proper name', { attribute: { name: '../x', string: { eq: 'a' } } }, 'is not the name of an attribute'],
    ['an attribute without a condition', { attribute: { name: 'plan' } }, '"filter.attribute" says nothing'],
    ['a null condition of an attribute', { attribute: { name: 'plan', string: null } }, '"filter.attribute.string" is null'],
    ['too many conditions', { or: Array.from({ length: 501 }, (_, at) => ({ name: { eq: `${at}` } })) }, 'more than 500 conditions'],
    [
      'too many values',
      { owner: { in: Array.from({ length: 25_001 }, (_, at) => `${at + 1}`) } },
      '"filter.owner.in" holds 25001 values; this gateway takes at most 25000.',
    ],
    [
      'too many values of a field that takes no lists',
      { tag: { in: Array.from({ length: 226 }, (_, at) => `${at + 1}`) } },
      '"filter.tag.in" holds 226 values; Intercom takes no list for "tag_id", so that each is a condition, and one search answers at most 225. Ask in',
    ],
    ['too many levels', Array.from({ length: 21 }).reduce<ContactFilter>((not) => ({ not }), { role: 'USER' }), 'more than 20 levels deep'],
  ])('%s', (_, filter, message) => {
    expect(() => read(filter)).toThrow(message)
  })

  test('an operator the field does not have', () => {
    const filter: ConversationFilter = { aiResolution: { contains: 'esc' } }
    expect(() => conversationQuery(filter)).toThrow(
      '"filter.aiResolution.contains" is not something Intercom can search for; it can do eq, neq, in, nin, isNull',
    )
  })

  test('the opposite of a word in a body', () => {
    expect(() => conversationQuery({ not: { bodyWord: 'refund' } })).toThrow('"filter.not.bodyWord" cannot be negated')
  })
})

test('whether a filter depends on the time is seen at any depth', () => {
  expect(dependsOnNow({ or: [{ not: { createdAt: { withinLast: 5 } } }] })).toBe(true)
  expect(dependsOnNow({ createdAt: { on: '2026-11-23' } })).toBe(false)
})

test('the same condition twice is one', () => {
  expect([...conditionsIn(all(read({ role: 'USER' }), read({ and: [{ role: 'USER' }] })))]).toHaveLength(1)
})

import { describe, expect, test } from 'vitest'
import { readFilter } from '../../../../src/api/filters/read.ts'
import { judgeSaid, saidBy } from '../../../../src/api/filters/said.ts'
import type { Change, Said } from '../../../../src/changes/change.ts'
import { type ContactFilter, contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { type ConversationFilter, conversationFilterFields } from '../../../../src/resources/conversations/graphql-filter.ts'
import { aScope } from '../../../support/filters/scope.ts'

const judge = (filter: ConversationFilter, said: Said) => judgeSaid(readFilter(filter, conversationFilterFields, aScope()), said)

describe('what was said of a record', () => {
  test.each<[filter: ConversationFilter, said: Said, matches: boolean | undefined]>([
    [{ state: ['OPEN'] }, { state: 'OPEN' }, true],
    [{ state: ['OPEN'] }, { state: 'CLOSED' }, false],
    [{ state: ['OPEN'] }, {}, undefined],
    [{ admin: { isNull: true } }, { adminAssigneeId: null }, true],
    [{ admin: { isNull: true } }, {}, undefined],
    [{ team: { in: ['1', '2'] } }, { teamAssigneeId: '2' }, true],
    [{ assigned: { eq: false } }, { adminAssigneeId: null, teamAssigneeId: null }, true],
    [{ assigned: { eq: false } }, { adminAssigneeId: null }, undefined],
    [{ assigned: { eq: true } }, { adminAssigneeId: '1' }, true],
    [{ tag: { eq: '7' } }, { tags: [{ id: '6' }, { id: '7' }] }, true],
    [{ not: { tag: { eq: '7' } } }, { tags: [] }, true],
    [{ contact: { eq: '5f0000000000000000000001' } }, { contacts: [{ id: '5f0000000000000000000001' }] }, true],
    [{ waitingSince: { isNull: false } }, { waitingSince: '2026-01-02T12:00:00.000Z' }, true],
    [{ createdAt: { before: new Date('2026-01-02T12:00:00Z') } }, { createdAt: '2026-01-02T12:00:00.000Z' }, false],
    [{ rating: { gte: 4 } }, { rating: { rating: 5 } }, true],
    [{ rating: { gte: 4 } }, {}, undefined],
    [{ reopenCount: { eq: 0 } }, { statistics: { reopenCount: 0 } }, true],
    [{ sourceType: { eq: 'email' } }, { source: { type: 'email' } }, true],
    [{ subject: { eq: 'Hello' } }, { source: { type: 'email' } }, undefined],
    [{ authorEmail: { isNull: true } }, { source: { type: 'email' } }, undefined],
    [{ state: ['OPEN'], subject: { eq: 'Hello' } }, { state: 'CLOSED', source: { type: 'email' } }, false],
    [{ state: ['OPEN'], subject: { eq: 'Hello' } }, { state: 'OPEN', source: { type: 'email' } }, undefined],
    [{ or: [{ state: ['OPEN'] }, { subject: { eq: 'Hello' } }] }, { state: 'OPEN' }, true],
    [{ id: { eq: '1' } }, { id: '1' }, true],
    [{}, {}, true],
  ])('by %j of %j is %s', (filter, said, matches) => {
    expect(judge(filter, said)).toBe(matches)
  })

  test.each<[filter: ContactFilter, said: Said, matches: boolean | undefined]>([
    [{ role: 'LEAD' }, { role: 'LEAD' }, true],
    [{ tag: { eq: '7' } }, { tags: { ids: ['7'], hasMore: true } }, true],
    [{ tag: { eq: '8' } }, { tags: { ids: ['7'], hasMore: true } }, undefined],
    [{ tag: { eq: '8' } }, { tags: { ids: ['7'], hasMore: false } }, false],
    [{ email: { eq: 'a@acme.io' } }, { role: 'LEAD' }, undefined],
    [{ attribute: { name: 'seats', number: { gt: 3 } } }, { role: 'LEAD' }, undefined],
    [{ owner: { eq: '1' } }, { ownerId: null }, false],
    [{ lastSeenAt: { isNull: true } }, { lastSeenAt: null }, true],
  ])('of a contact, by %j of %j is %s', (filter, said, matches) => {
    expect(judgeSaid(readFilter(filter, contactFilterFields, aScope()), said)).toBe(matches)
  })
})

test('an error in judging is none of ours to hide', () => {
  const filter = readFilter<ConversationFilter, { tags: unknown }>({ tag: { eq: '7' } }, conversationFilterFields as never, aScope())
  expect(() => judgeSaid(filter, { tags: [null] })).toThrow(TypeError)
})

describe('an entry of the log says', () => {
  const at = new Date('2026-01-02T12:00:00Z')
  const change: Change = {
    topic: 'x',
    origin: 'WEBHOOK',
    occurredAt: at,
    about: [{ type: 'conversation', id: '1' }],
    forget: [],
    erase: [],
  }
  const entry = (rest: Partial<Change>, lateMs = 0) => {
    const cursor = `ab.1:${at.getTime() + lateMs}-0`
    return { cursor, previous: 'ab.1:0-0', change: { ...change, ...rest } }
  }

  test('the id, and what was judged of the record', () => {
    expect(saidBy(entry({ facts: { judged: { state: 'OPEN' }, parts: [] } }), true)).toEqual({ id: '1', state: 'OPEN' })
    expect(saidBy(entry({}), true)).toEqual({ id: '1' })
    expect(saidBy(entry({ facts: { judged: 'x' } }), true)).toEqual({ id: '1' })
  })

  test('no more than the id when it came late, or behind what is newer', () => {
    expect(saidBy(entry({ facts: { judged: { state: 'OPEN' } } }, 60_000), true)).toEqual({ id: '1' })
    expect(saidBy(entry({ facts: { judged: { state: 'OPEN' } } }), false)).toEqual({ id: '1' })
  })
})

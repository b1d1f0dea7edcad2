import { expect, test, vi } from 'vitest'
import type { Context } from '../../../../src/api/context.ts'
import { matcherOf } from '../../../../src/api/filters/matching.ts'
import type { Said } from '../../../../src/changes/change.ts'
import { type ContactFilter, contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { type ConversationFilter, conversationFilterFields } from '../../../../src/resources/conversations/graphql-filter.ts'
import { conversationFromIntercom } from '../../../../src/resources/conversations/model.ts'
import { aScope } from '../../../support/filters/scope.ts'

const context = { ...aScope().context, services: { workspace: { get: async () => ({ timeZone: 'UTC' }) } } } as unknown as Context
const matcher = (filter: ConversationFilter | null) => matcherOf(filter, conversationFilterFields, context, 'conversations')

/** What is answered for each of these, and of which of them the record was read. It is closed. */
async function judged(filter: ConversationFilter, announced: readonly Said[]) {
  const { matches } = await matcher(filter)
  const closed = conversationFromIntercom({ id: '1', state: 'closed' })
  const answers: (boolean | null | 'read')[] = []
  for (const said of announced) {
    const load = vi.fn(async () => closed)
    const answer = await matches(said, load)
    answers.push(load.mock.calls.length > 0 ? 'read' : answer)
  }
  return answers
}

test('what was said decides as far as it goes, and only for the rest the record is read', async () => {
  expect(await judged({ state: ['OPEN'] }, [{ id: '1', state: 'OPEN' }, { id: '2' }, { id: '3', state: 'CLOSED' }])).toEqual([
    true,
    'read',
    false,
  ])
})

test('a record that is gone matches no filter, and any record none at all', async () => {
  expect(await (await matcher({ state: ['OPEN'] })).matches({ id: '1' }, async () => null)).toBe(false)
  expect(await (await matcher(null)).matches({ id: '1' }, () => Promise.reject(new Error('read in vain')))).toBe(true)
})

test.each<[filter: ConversationFilter, told: string]>([
  [{ bodyWord: 'refund' }, '"filter" holds "bodyWord"'],
  [{ or: [{ state: ['OPEN'] }, { not: { and: [{ state: ['OPEN'] }] } }, { bodyWord: 'refund' }] }, '"bodyWord"'],
])('a filter by what no announcement and no record says is refused: %j', async (filter, told) => {
  await expect(matcher(filter)).rejects.toThrow(told)
})

test('segments are such a filter, with what to do', async () => {
  const filter: ContactFilter = { segment: { eq: '5f0000000000000000000001' } }
  await expect(matcherOf(filter, contactFilterFields, context, 'contacts')).rejects.toThrow('ask "Query.contacts" with it')
})

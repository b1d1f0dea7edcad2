import { describe, expect, test } from 'vitest'
import { someStatistics } from '../support/conversations.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aConversation, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const search = 'POST /conversations/search'
const { source } = aConversation(1)
const agent = { source_type: null, source_title: null, last_answer_type: null, rating: null, rating_remark: null, content_sources: [] }
const aiAgent = (resolution_state: 'escalated' | 'assumed_resolution') => ({
  ...agent,
  resolution_state,
  created_at: noon,
  updated_at: noon,
})
const rated = (rating: number) => ({ rating, remark: null, created_at: noon, updated_at: noon, contact_id: hexId(1), teammate: null })
const day = 86_400

/** Each differs from the first in what one filter asks for, or in two such things. */
const conversations = [
  aConversation(1),
  aConversation(2, { state: 'closed', open: false, read: true, priority: 'urgent' }),
  aConversation(3, { state: 'snoozed', open: false, snoozed_until: noon + day, contact_ids: [hexId(2)] }),
  aConversation(4, { admin_assignee_id: '1001', team_assignee_id: '2001', tags: [{ id: '3001', applied_at: noon, applied_by: null }] }),
  aConversation(5, { team_assignee_id: '2001', source: { ...source, type: 'email', subject: 'Two invoices', body: '<p>Refund me</p>' } }),
  aConversation(6, { created_at: noon - 2 * day, updated_at: noon - day, waiting_since: noon - day }),
  aConversation(7, { rating: rated(4), statistics: { ...someStatistics, count_reopens: 3 }, ai_agent: aiAgent('escalated') }),
  aConversation(8, {
    rating: rated(2),
    ai_agent: aiAgent('assumed_resolution'),
    source: { ...source, author: { ...source.author, email: 'bob@example.com' } },
  }),
]
const start = (env = {}) =>
  startTestGateway({
    world: aWorld({ conversations, contacts: [aContact(1), aContact(2)] }),
    env,
    clock: () => new Date((noon + 60) * 1000),
  })
const at = (seconds: number) => new Date(seconds * 1000).toISOString()

async function found(gateway: Awaited<ReturnType<typeof start>>, filter: unknown) {
  const query = 'query($filter: ConversationFilter) { conversations(filter: $filter) { nodes { intercomId } } }'
  const { data, errors } = await gateway.query<{ conversations: { nodes: { intercomId: string }[] } }>(query, { filter })
  expect(errors).toBeUndefined()
  return data?.conversations.nodes.map(({ intercomId }) => Number(intercomId)).toSorted((one, other) => one - other)
}

describe.each(['2.14', '2.16'])('at version %s', (INTERCOM_VERSION) => {
  test.each<[what: string, filter: unknown, ids: number[]]>([
    ['ids', { id: { in: ['1', 'gid://intercom/small/Conversation/3'] } }, [1, 3]],
    ['not an id', { id: { nin: ['1', '2', '3', '4', '5'] } }, [6, 7, 8]],
    ['one state', { state: ['CLOSED'] }, [2]],
    ['several states', { state: ['CLOSED', 'SNOOZED'] }, [2, 3]],
    ['read', { read: { eq: true } }, [2]],
    ['priority', { priority: { eq: true } }, [2]],
    ['no priority', { priority: { eq: false }, id: { in: ['1', '2'] } }, [1]],
    ['a contact', { contact: { eq: hexId(2) } }, [3]],
    ['an admin', { admin: { eq: '1001' } }, [4]],
    ['a team', { team: { eq: 'gid://intercom/small/Team/2001' } }, [4, 5]],
    ['assigned', { assigned: { eq: true } }, [4, 5]],
    ['assigned to nobody', { assigned: { eq: false } }, [1, 2, 3, 6, 7, 8]],
    ['a tag', { tag: { eq: '3001' } }, [4]],
    ['the channel', { sourceType: { eq: 'email' } }, [5]],
    ['words of the subject', { subject: { contains: 'invoices' } }, [5]],
    ['a word of the body', { bodyWord: 'refund' }, [5]],
    ['the author’s address', { authorEmail: { endsWith: '@example.com', neq: 'person1@example.com' } }, [8]],
    ['created before', { createdAt: { before: at(noon - day) } }, [6]],
    ['created after the last but one', { createdAt: { after: at(noon - 1) }, id: { in: ['1', '6'] } }, [1]],
    ['created at the very second', { createdAt: { onOrAfter: at(noon), onOrBefore: at(noon) }, id: { in: ['1', '6'] } }, [1]],
    ['not later than itself', { createdAt: { after: at(noon) } }, []],
    ['changed on a day', { updatedAt: { on: at(noon - day).slice(0, 10) } }, [6]],
    ['waiting since', { waitingSince: { before: at(noon) } }, [6]],
    ['put off until', { snoozedUntil: { onOrAfter: at(noon + day) } }, [3]],
    ['a rating above', { rating: { gt: 2 } }, [7]],
    ['a rating at least', { rating: { gte: 2 } }, [7, 8]],
    ['opened again', { reopenCount: { gt: 0 } }, [7]],
    ['what the AI agent came to', { aiResolution: { eq: 'escalated' } }, [7]],
    ['one of what it came to', { aiResolution: { in: ['escalated', 'assumed_resolution'] } }, [7, 8]],
    ['either', { or: [{ rating: { eq: 2 } }, { state: ['CLOSED'] }] }, [2, 8]],
    ['both', { and: [{ bodyWord: 'need' }, { bodyWord: 'support' }], priority: { eq: true } }, [2]],
    ['either, nested', { or: [{ assigned: { eq: false }, rating: { gt: 0 } }, { tag: { eq: '3001' } }] }, [4, 7, 8]],
  ])('finds conversations by %s', async (_, filter, ids) => {
    await using gateway = await start({ INTERCOM_VERSION })
    expect(await found(gateway, filter)).toEqual(ids)
    expect(gateway.calls).toEqual([search])
  })
})

test('without a filter they are listed, with an empty one too', async () => {
  await using gateway = await start()
  expect(await found(gateway, undefined)).toHaveLength(8)
  expect(await found(gateway, {})).toHaveLength(8)
  expect(new Set(gateway.calls)).toEqual(new Set(['GET /conversations']))
})

test('the same filter again costs nothing, and what it found is known by id', async () => {
  await using gateway = await start()
  const ids = await found(gateway, { rating: { gte: 2 } })
  gateway.forgetRequests()
  expect(await found(gateway, { rating: { gte: 2 } })).toEqual(ids)
  expect((await gateway.query('{ conversation(id: 7) { rating { rating } } }')).data).toEqual({ conversation: { rating: { rating: 4 } } })
  expect(gateway.calls).toEqual([])
})

test.each<[filter: unknown, said: string]>([
  [{ bodyWord: 'need support' }, 'Intercom finds single words'],
  [{ bodyWord: '' }, 'Intercom finds single words'],
  [{ id: { eq: '..' } }, 'is not the id of a conversation'],
  [{ contact: { eq: '42' } }, 'is not the id of a contact'],
  [{ admin: { eq: 'gid://intercom/small/Team/2001' } }, 'expected one of the type Admin'],
  [{ rating: {} }, 'says nothing'],
  [{ read: null }, '"filter.read" is null'],
  [{ state: [] }, '"filter.state" is empty'],
  [{ aiResolution: { contains: 'esc' } }, 'not something Intercom can search for'],
  [{ not: { or: [{ read: { eq: true } }, { bodyWord: 'a' }] } }, '"filter.not.or[1].bodyWord" cannot be negated'],
  [{ and: Array.from({ length: 226 }, (_, at) => ({ bodyWord: `word${at}` })) }, 'more than 225 conditions of which all must hold'],
])('%j is refused before anything is asked', async (filter, said) => {
  await using gateway = await start()
  const { data, errors } = await gateway.query('query($filter: ConversationFilter) { conversations(filter: $filter) { totalCount } }', {
    filter,
  })
  expect(data).toEqual({ conversations: null })
  expect(errors).toMatchObject([{ message: expect.stringContaining(said), extensions: { code: 'INVALID' } }])
  expect(gateway.calls).toEqual([])
})

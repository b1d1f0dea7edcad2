import { expect, test } from 'vitest'
import { partsOf, someStatistics, worldWith } from '../support/conversations.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aConversation, aPart, hexId, noon } from '../unit/sandbox/small-world.ts'

const thread = 'GET /conversations/{conversation_id}'
const contact = 'GET /contacts/{contact_id}'

test('a timeline tells what happened, by type, and breaks for nothing it has not heard of', async () => {
  await using gateway = await startTestGateway({ world: worldWith() })
  const { data, errors } = await gateway.query(
    partsOf(`nodes {
      __typename type redacted
      ... on CommentPart { body isAiAnswer } ... on NotePart { body }
      ... on AssignmentPart { body assignedTo { __typename ... on Admin { intercomId } ... on Team { intercomId } } }
      ... on StateChangePart { body newState snoozedUntil } ... on GenericPart { rawType body details }
    }`),
  )
  expect(errors).toBeUndefined()
  const generic = (type: string, rawType: string, details: unknown = null, body: string | null = null) => ({
    ...{ __typename: 'GenericPart', type, redacted: false, rawType, body, details },
  })
  expect((data as unknown as { conversation: { parts: { nodes: unknown[] } } }).conversation.parts.nodes).toEqual([
    { __typename: 'CommentPart', type: 'COMMENT', redacted: false, body: '<p>Have you tried <b>this</b>?</p>', isAiAnswer: true },
    {
      __typename: 'AssignmentPart',
      type: 'ASSIGNMENT',
      redacted: false,
      body: null,
      assignedTo: { __typename: 'Team', intercomId: '2001' },
    },
    {
      ...{ __typename: 'AssignmentPart', type: 'ASSIGNMENT', redacted: false, body: '<p>Ada will help.</p>' },
      assignedTo: { __typename: 'Admin', intercomId: '1001' },
    },
    { __typename: 'NotePart', type: 'NOTE', redacted: false, body: '<p>A secret</p>' },
    { __typename: 'CommentPart', type: 'COMMENT', redacted: false, body: '<p>No</p>', isAiAnswer: false },
    { __typename: 'StateChangePart', type: 'STATE_CHANGE', redacted: false, body: '<p>Bye</p>', newState: 'CLOSED', snoozedUntil: null },
    { __typename: 'StateChangePart', type: 'STATE_CHANGE', redacted: false, body: null, newState: 'OPEN', snoozedUntil: null },
    generic('TAG', 'conversation_tags_updated', { tags: [{ type: 'tag', id: '3001', name: 'vip' }] }),
    generic('RATING', 'conversation_rating_changed'),
    generic('PARTICIPANT', 'participant_added'),
    generic('ATTRIBUTE', 'conversation_attribute_updated_by_admin', { attribute: { name: 'Topic' } }),
    generic('OTHER', 'invented_tomorrow', { surprise: true }, '<p>New</p>'),
    { __typename: 'CommentPart', type: 'COMMENT', redacted: true, body: null, isAiAnswer: false },
    {
      ...{ __typename: 'StateChangePart', type: 'STATE_CHANGE', redacted: false, body: null, newState: 'SNOOZED' },
      snoozedUntil: new Date((noon + 86_400) * 1000).toISOString(),
    },
    { __typename: 'NotePart', type: 'NOTE', redacted: false, body: '<p>Another secret</p>' },
  ])
  expect(gateway.calls).toEqual([thread])
})

test('a timeline is whole for every conversation of a busy desk', async () => {
  await using gateway = await startTestGateway({ conversations: 50, contacts: 50 })
  const query = `{ conversations(first: 50) { nodes { parts(last: 150) { totalCount truncatedUpstream nodes {
    __typename author { kind displayName isAiAgent } ... on CommentPart { body(as: TEXT) attachments { url size } }
  } } source { subject body author { kind } } rating { rating remark } statistics { timeToAdminReply partCount } sla { status } aiAgent { resolutionState contentSources } } } }`
  const { data, errors } = await gateway.query<{
    conversations: { nodes: { parts: { totalCount: number; truncatedUpstream: boolean } }[] }
  }>(query)
  expect(errors).toBeUndefined()
  const counts = data?.conversations.nodes.map(({ parts }) => parts.totalCount).toSorted((one, other) => one - other)
  expect(counts).toEqual(
    [...gateway.sandbox.world.conversations.inOrder()]
      .map(({ id }) => gateway.sandbox.world.conversations.get(id)?.parts.length)
      .toSorted((one, other) => one! - other!),
  )
  expect(data?.conversations.nodes.filter(({ parts }) => parts.truncatedUpstream).map(({ parts }) => parts.totalCount)).toEqual([620])
})

test('a timeline of more than five hundred parts says that the older ones are not there', async () => {
  const endless = aConversation(42, { parts: Array.from({ length: 620 }, (_, at) => aPart(at + 1)), statistics: someStatistics })
  await using gateway = await startTestGateway({ world: worldWith([endless]) })
  const whole = await gateway.query(partsOf('totalCount truncatedUpstream pageInfo { hasNextPage } nodes { intercomId }', '(first: 1)'))
  expect(whole.data).toEqual({
    conversation: {
      parts: { totalCount: 620, truncatedUpstream: true, pageInfo: { hasNextPage: true }, nodes: [{ intercomId: '121' }] },
    },
  })
  const messages = await gateway.query(partsOf('totalCount truncatedUpstream', '(include: MESSAGES_ONLY)'))
  expect(messages.data).toEqual({ conversation: { parts: { totalCount: null, truncatedUpstream: true } } })
})

test('a timeline is read from either end, and by type', async () => {
  await using gateway = await startTestGateway({ world: worldWith() })
  type Page = {
    nodes: { intercomId: string }[]
    totalCount: number
    pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean }
  }
  const read = async (args: string, variables = {}) => {
    const declared = args.includes('$cursor') ? 'query($cursor: String) ' : ''
    const query = `${declared}${partsOf('nodes { intercomId } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage }', args)}`
    const { data, errors } = await gateway.query<{ conversation: { parts: Page } }>(query, variables)
    const page = data?.conversation.parts
    return { page, errors, ids: page?.nodes.map(({ intercomId }) => Number(intercomId)) }
  }
  const last = await read('(last: 3)')
  expect(last.ids).toEqual([13, 14, 15])
  const before = await read('(last: 3, before: $cursor)', { cursor: last.page?.pageInfo.startCursor })
  expect(before.ids).toEqual([10, 11, 12])
  expect(before.page).toMatchObject({ totalCount: 15, pageInfo: { hasNextPage: true, hasPreviousPage: true } })
  const first = await read('(first: 2)')
  expect((await read('(first: 2, after: $cursor)', { cursor: first.page?.pageInfo.endCursor })).ids).toEqual([3, 4])
  expect(await read('(include: MESSAGES_ONLY)')).toMatchObject({ ids: [1, 3, 4, 5, 6, 13, 15], page: { totalCount: 7 } })
  expect(await read('(types: [STATE_CHANGE, TAG])')).toMatchObject({ ids: [6, 7, 8, 14], page: { totalCount: 4 } })
  expect((await read('(types: [STATE_CHANGE], include: MESSAGES_ONLY)')).ids).toEqual([6])
  const foreign = await read('(types: [NOTE], first: 1, after: $cursor)', { cursor: first.page?.pageInfo.endCursor })
  expect(foreign.errors?.[0]?.extensions.code).toBe('INVALID')
  expect((await read('(first: 1, last: 1)')).errors?.[0]?.message).toContain('came together')
  expect((await read('(last: 0)')).errors?.[0]?.message).toContain('"last" is 0')
  expect(gateway.calls).toEqual([thread])
})

test('a timeline names who did what without a call, and loads them as they are now', async () => {
  await using gateway = await startTestGateway({ world: worldWith() })
  const who = 'nodes { author { kind rawKind intercomId displayName email isAiAgent contact { id } admin { intercomId } } }'
  const { data } = await gateway.query(partsOf(who, '(types: [COMMENT, STATE_CHANGE], first: 3)'))
  const author = { rawKind: 'user', intercomId: hexId(1), displayName: 'Ada as she was', email: 'ada@old.example', isAiAgent: false }
  expect(data).toEqual({
    conversation: {
      parts: {
        nodes: [
          {
            author: {
              kind: 'BOT',
              rawKind: 'bot',
              intercomId: '77',
              displayName: 'Fin',
              email: null,
              isAiAgent: true,
              contact: null,
              admin: null,
            },
          },
          { author: { kind: 'CONTACT', ...author, contact: { id: `gid://intercom/small/Contact/${hexId(1)}` }, admin: null } },
          {
            author: {
              kind: 'ADMIN',
              rawKind: 'admin',
              intercomId: '1001',
              displayName: 'Ada',
              email: 'ada@example.com',
              isAiAgent: false,
              contact: null,
              admin: { intercomId: '1001' },
            },
          },
        ],
      },
    },
  })
  expect(gateway.calls).toEqual([thread])
  const now = await gateway.query(
    partsOf('nodes { author { contact { name } admin { name } } }', '(types: [COMMENT, STATE_CHANGE], first: 3)'),
  )
  expect(now.data).toMatchObject({
    conversation: {
      parts: {
        nodes: [
          { author: { contact: null } },
          { author: { contact: { name: 'Person 1' } } },
          { author: { admin: { name: 'Admin 1001' } } },
        ],
      },
    },
  })
  expect(gateway.calls.toSorted()).toEqual(['GET /admins', contact, thread])
})

test('a timeline loads of assignees only the kind that is asked for', async () => {
  await using gateway = await startTestGateway({ world: worldWith() })
  const { data } = await gateway.query(
    partsOf('nodes { ... on AssignmentPart { assignedTo { ... on Node { id } ... on Admin { name } } } }', '(types: [ASSIGNMENT])'),
  )
  expect(data).toEqual({
    conversation: {
      parts: {
        nodes: [
          { assignedTo: { id: 'gid://intercom/small/Team/2001' } },
          { assignedTo: { id: 'gid://intercom/small/Admin/1001', name: 'Admin 1001' } },
        ],
      },
    },
  })
  expect(gateway.calls.toSorted()).toEqual(['GET /admins', thread])
})

import { describe, expect, test, vi } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startTestGateway } from '../support/gateway.ts'
import { ConversationListDocument, type ConversationListQuery } from '../support/generated/graphql.ts'
import { aContact, aConversation, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const [admins, list, contacts] = ['GET /admins', 'GET /conversations', 'POST /contacts/search'] as const

/** Conversations of so many contacts in turn, the last one the last changed. */
const someConversations = (count: number, fields: (at: number) => Parameters<typeof aConversation>[1] = () => ({})) =>
  Array.from({ length: count }, (_, at) =>
    aConversation(at + 1, {
      updated_at: noon + at,
      contact_ids: [hexId(at + 1)],
      admin_assignee_id: at % 3 === 0 ? null : '1001',
      ...fields(at),
    }),
  )

const worldOf = (count: number, fields?: Parameters<typeof someConversations>[1]) =>
  aWorld({ conversations: someConversations(count, fields), contacts: Array.from({ length: count }, (_, at) => aContact(at + 1)) })

describe('fifty conversations with their contacts and assignees', () => {
  test('cost three calls, and none when warm, for the same answer', async () => {
    await using gateway = await startTestGateway({ conversations: 80, contacts: 120 })
    const cold = await gateway.ask(ConversationListDocument, { first: 50 })
    expect(cold.conversations?.nodes).toHaveLength(50)
    expect(cold.conversations?.nodes.every(({ contacts }) => contacts?.nodes[0]?.displayName)).toBe(true)
    expect(cold.conversations?.nodes.some(({ adminAssignee }) => adminAssignee?.name)).toBe(true)
    expect(gateway.calls.toSorted()).toEqual([admins, list, contacts])
    gateway.forgetRequests()
    expect(await gateway.ask(ConversationListDocument, { first: 50 })).toEqual(cold)
    expect(gateway.calls).toEqual([])
  })

  test('take two hops: the admins are read beside the page, and nothing waits for them', async () => {
    await using gateway = await startTestGateway({ world: worldOf(50) })
    const { control } = gateway.sandbox
    control.pause(admins)
    control.pause(list)
    const answer = gateway.ask(ConversationListDocument, { first: 50 })
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual([admins, list]))
    control.resume(list)
    await vi.waitFor(() => expect(gateway.calls).toContain(contacts))
    control.resume(admins)
    expect((await answer).conversations?.nodes).toHaveLength(50)
  })

  test('asked for by a thousand at once, cost one set of calls', async () => {
    // a busy machine may take longer for it than what a search found is kept just after a start
    const configure = (config: Config): Config => ({ ...config, cache: { ...config.cache, lostLogTtlSeconds: 600 } })
    await using gateway = await startTestGateway({ world: worldOf(50), configure })
    const answers = await Promise.all(Array.from({ length: 1000 }, () => gateway.ask(ConversationListDocument, { first: 50 })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.conversations?.nodes).toHaveLength(50)
    expect(gateway.calls.toSorted()).toEqual([admins, list, contacts])
  })

  test('cost a call more with their teams, and one for each teammate whom the list lacks', async () => {
    await using gateway = await startTestGateway({ world: worldOf(50, () => ({ team_assignee_id: '2001', teammate_ids: ['1001', '9'] })) })
    const query = '{ conversations { nodes { teamAssignee { name } teammates { name } contacts { nodes { name } } } } }'
    const { data } = await gateway.query(query)
    const expected = {
      teamAssignee: { name: 'Support' },
      teammates: [{ name: 'Admin 1001' }],
      contacts: { nodes: [{ name: 'Person 50' }] },
    }
    expect(data).toMatchObject({ conversations: { nodes: { 0: expected } } })
    expect(gateway.calls.toSorted()).toEqual([admins, 'GET /admins/{admin_id}', list, 'GET /teams', contacts])
    gateway.forgetRequests()
    expect((await gateway.query(query)).data).toEqual(data)
    expect(gateway.calls).toEqual([])
  })

  test('cost nothing beside the page when no more is asked of people than who they are', async () => {
    await using gateway = await startTestGateway({ world: worldOf(50, () => ({ team_assignee_id: '2001', teammate_ids: ['1001'] })) })
    const { data } = await gateway.query(`{ conversations(first: 50) { nodes {
      adminAssignee { id intercomId __typename } teamAssignee { intercomId } teammates { id }
      contacts { totalCount nodes { intercomId externalId } edges { node { id } } }
    } } }`)
    expect(data).toMatchObject({
      conversations: {
        nodes: {
          0: {
            adminAssignee: { id: 'gid://intercom/small/Admin/1001', intercomId: '1001', __typename: 'Admin' },
            teamAssignee: { intercomId: '2001' },
            teammates: [{ id: 'gid://intercom/small/Admin/1001' }],
            contacts: {
              totalCount: 1,
              nodes: [{ intercomId: hexId(50), externalId: 'ext-50' }],
              edges: [{ node: { id: `gid://intercom/small/Contact/${hexId(50)}` } }],
            },
          },
        },
      },
    })
    expect(gateway.calls).toEqual([list])
  })
})

test('more contacts than a search takes are searched in several', async () => {
  const members = [...Array(60).keys()].map((at) => hexId(at + 1))
  await using gateway = await startTestGateway({
    world: aWorld({ conversations: [aConversation(1, { contact_ids: members })], contacts: members.map((_, at) => aContact(at + 1)) }),
  })
  const query = `{ conversations { nodes { contacts(first: 55) { totalCount pageInfo { hasNextPage endCursor } nodes { name } } } } }`
  type Members = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { name: string }[] }
  const { data } = await gateway.query<{ conversations: { nodes: { contacts: Members }[] } }>(query)
  const page = data?.conversations.nodes[0]?.contacts
  expect(page).toMatchObject({ totalCount: 60, pageInfo: { hasNextPage: true } })
  expect(page?.nodes.map(({ name }) => name)).toEqual([...Array(55).keys()].map((at) => `Person ${at + 1}`))
  expect(gateway.calls).toEqual([list, contacts, contacts])
  gateway.forgetRequests()
  const next = await gateway.query<typeof data>(
    `query($after: String) { conversations { nodes { contacts(first: 55, after: $after) { pageInfo { hasNextPage endCursor } nodes { name } } } } }`,
    { after: page?.pageInfo.endCursor },
  )
  expect((next.data as typeof data)?.conversations.nodes[0]?.contacts).toMatchObject({
    pageInfo: { hasNextPage: false },
    nodes: { length: 5 },
  })
})

test('a contact that is gone is one null, and the page lives', async () => {
  const world = worldOf(3)
  world.contacts.delete(hexId(2))
  await using gateway = await startTestGateway({ world })
  const { data, errors } = await gateway.query('{ conversations { nodes { intercomId contacts { nodes { name } } } } }')
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    conversations: {
      nodes: [
        { intercomId: '3', contacts: { nodes: [{ name: 'Person 3' }] } },
        { intercomId: '2', contacts: { nodes: [null] } },
        { intercomId: '1', contacts: { nodes: [{ name: 'Person 1' }] } },
      ],
    },
  })
  expect(gateway.calls).toEqual([list, contacts, 'GET /contacts/{contact_id}'])
})

describe('pages', () => {
  test('lead through everything once, and cost nothing when warm', async () => {
    await using gateway = await startTestGateway({ world: worldOf(25) })
    const read = async () => {
      const ids: string[] = []
      let after: string | null | undefined = null
      do {
        const { conversations }: ConversationListQuery = await gateway.ask(ConversationListDocument, { first: 10, after })
        ids.push(...(conversations?.nodes ?? []).map(({ intercomId }) => intercomId))
        expect(conversations?.totalCount).toBe(25)
        after = conversations?.pageInfo.hasNextPage ? conversations.pageInfo.endCursor : null
      } while (after)
      return ids
    }
    const ids = await read()
    expect(ids).toEqual([...Array(25).keys()].map((at) => String(25 - at)))
    expect(gateway.calls.filter((call) => call === list)).toHaveLength(3)
    gateway.forgetRequests()
    expect(await read()).toEqual(ids)
    expect(gateway.calls).toEqual([])
  })

  test('are of one list: a cursor of another filter is refused, and so is a size out of range', async () => {
    await using gateway = await startTestGateway({ world: worldOf(5) })
    const { conversations } = await gateway.ask(ConversationListDocument, { first: 2 })
    const after = conversations?.pageInfo.endCursor
    gateway.forgetRequests()
    const queries = [
      ['{ conversations(first: 2, after: $after, filter: { read: { eq: true } }) { nodes { id } } }', 'another field, filter or workspace'],
      ['{ contacts(first: 2, after: $after) { nodes { id } } }', 'another field, filter or workspace'],
      ['{ conversations(first: 2, after: "nonsense") { nodes { id } } }', 'cannot be read'],
      ['{ conversations(first: 0) { nodes { id } } }', 'is 0; this gateway answers at least 1'],
      ['{ conversations(first: 10000) { nodes { id } } }', 'is 10000; this gateway answers at least 1 and at most 150'],
    ] as const
    for (const [query, message] of queries) {
      const { errors } = await gateway.query(query.includes('$after') ? `query($after: String) ${query}` : query, { after })
      expect(errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code: 'INVALID', retryable: false } }])
    }
    expect(gateway.calls).toEqual([])
  })

  test('leave out a conversation that has gone since they were read', async () => {
    await using gateway = await startTestGateway({
      world: worldOf(3),
      // pages outlive the conversations on them, so that those are read again
      configure: (config) => {
        const conversation = { ...config.cache.kinds.conversation, ttlSeconds: 0, staleOnErrorSeconds: 0 }
        return {
          ...config,
          cache: { ...config.cache, kinds: { ...config.cache.kinds, conversation, conversationPage: { ttlSeconds: 60 } } },
        }
      },
    })
    const ids = async () =>
      (await gateway.ask(ConversationListDocument, { first: 50 })).conversations?.nodes.map(({ intercomId }) => intercomId)
    expect(await ids()).toEqual(['3', '2', '1'])
    gateway.sandbox.world.conversations.remove('2')
    gateway.forgetRequests()
    expect(await ids()).toEqual(['3', '1'])
    expect(gateway.calls).toEqual(['POST /conversations/search', 'GET /conversations/{conversation_id}'])
  })
})

test('many conversations by their ids are one search, in the order asked', async () => {
  await using gateway = await startTestGateway({ world: worldOf(5) })
  const ids = ['4', '1', '404', '2'].map((id) => `gid://intercom/small/Conversation/${id}`)
  const { data } = await gateway.query('query($ids: [ID!]!) { nodes(ids: $ids) { ... on Conversation { intercomId } } }', { ids })
  expect(data).toEqual({ nodes: [{ intercomId: '4' }, { intercomId: '1' }, null, { intercomId: '2' }] })
  expect(gateway.calls).toEqual(['POST /conversations/search', 'GET /conversations/{conversation_id}'])
})

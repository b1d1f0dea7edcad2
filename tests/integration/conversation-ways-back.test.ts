import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { TagConversationsDocument } from '../support/generated/graphql.ts'
import { aContact, aConversation, anAdmin, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const search = 'POST /conversations/search'

/** Conversations of four contacts, two admins and a team, in turn; the last the last changed. */
const worldOf = (count: number) =>
  aWorld({
    contacts: [1, 2, 3, 4].map((number) => aContact(number)),
    admins: [anAdmin('1001'), anAdmin('1002'), anAdmin('1003')],
    conversations: Array.from({ length: count }, (_, at) =>
      aConversation(at + 1, {
        updated_at: noon + at,
        contact_ids: [hexId((at % 4) + 1)],
        admin_assignee_id: at % 2 === 0 ? '1001' : '1002',
        team_assignee_id: '2001',
        ...(at === 0 ? { state: 'closed' as const, open: false } : {}),
      }),
    ),
  })

type Page = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { intercomId: string }[] }
const page = 'totalCount pageInfo { hasNextPage endCursor } nodes { intercomId }'
const idsOf = (pages: Page[] | undefined) => pages?.map(({ nodes }) => nodes.map(({ intercomId }) => Number(intercomId)))

test('the conversations of many contacts are one search while they are few, and none when warm', async () => {
  await using gateway = await startTestGateway({ world: worldOf(12) })
  const query = `{ contacts { nodes { conversations(first: 2) { ${page} } } } }`
  const { data } = await gateway.query<{ contacts: { nodes: { conversations: Page }[] } }>(query)
  const pages = data?.contacts.nodes.map(({ conversations }) => conversations)
  expect(idsOf(pages)?.toSorted()).toEqual([
    [10, 6],
    [11, 7],
    [12, 8],
    [9, 5],
  ])
  for (const each of pages ?? []) expect(each).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
  expect(gateway.calls).toEqual(['GET /contacts', search])
  gateway.forgetRequests()
  expect((await gateway.query(query)).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test('going on behind a cursor is a search of its own, and comes to the end', async () => {
  await using gateway = await startTestGateway({ world: worldOf(24) })
  const all = `{ contacts { nodes { intercomId conversations(first: 4) { ${page} } } } }`
  const { data } = await gateway.query<{ contacts: { nodes: { intercomId: string; conversations: Page }[] } }>(all)
  const first = data?.contacts.nodes.find(({ intercomId }) => intercomId === hexId(1))?.conversations
  expect(idsOf(first && [first])).toEqual([[21, 17, 13, 9]])
  const next = await gateway.query<{ contact: { conversations: Page } }>(
    `query($id: ID!, $after: String) { contact(by: { id: $id }) { conversations(first: 4, after: $after) { ${page} } } }`,
    { id: hexId(1), after: first?.pageInfo.endCursor },
  )
  expect(next.data?.contact.conversations).toMatchObject({
    nodes: [{ intercomId: '5' }, { intercomId: '1' }],
    pageInfo: { hasNextPage: false },
  })
  const foreign = await gateway.query(
    `query($id: ID!, $after: String) { contact(by: { id: $id }) { conversations(first: 4, after: $after) { ${page} } } }`,
    { id: hexId(2), after: first?.pageInfo.endCursor },
  )
  expect(foreign.errors?.[0]?.extensions.code).toBe('INVALID')
})

test('more conversations than a search holds are searched for each by itself, with exact pages and counts', async () => {
  await using gateway = await startTestGateway({ world: worldOf(200) })
  const query = `{ workspace { admins { intercomId assignedConversations(first: 3) { ${page} } } } }`
  const { data } = await gateway.query<{ workspace: { admins: { intercomId: string; assignedConversations: Page }[] } }>(query)
  const pages = data?.workspace.admins.map(({ assignedConversations }) => assignedConversations)
  expect(idsOf(pages)).toEqual([[199, 197, 195], [200, 198, 196], []])
  expect(pages?.map(({ totalCount }) => totalCount)).toEqual([100, 100, 0])
  expect(gateway.calls).toEqual(['GET /admins', search, search, search, search])
})

test('a filter narrows them, for a team as for a contact', async () => {
  await using gateway = await startTestGateway({ world: worldOf(12) })
  const filter = '(filter: { state: [CLOSED], createdAt: { withinLast: "P20000D" } })'
  const { data } = await gateway.query(
    `{ workspace { teams { conversations${filter} { nodes { intercomId } } } } contacts { nodes { conversations${filter} { totalCount } } } }`,
  )
  expect(data).toMatchObject({ workspace: { teams: [{ conversations: { nodes: [{ intercomId: '1' }] } }] } })
  const counts = (data as unknown as { contacts: { nodes: { conversations: { totalCount: number } }[] } }).contacts.nodes
  expect(counts.map(({ conversations }) => conversations.totalCount).toSorted()).toEqual([0, 0, 0, 1])
  expect(gateway.calls.toSorted()).toEqual(['GET /contacts', 'GET /teams', search, search])
})

test('the conversations of all tags are one search, one that has two tags is in both lists, and none is asked for when warm', async () => {
  const applied = (...ids: string[]) => ({ tags: ids.map((id) => ({ id, applied_at: noon, applied_by: null })) })
  const conversations = [aConversation(1, applied('3001')), aConversation(2, applied('3001', '3002')), aConversation(3)]
  const tags = ['3001', '3002', '3003'].map((id) => ({ id, name: `Tag ${id}` }))
  await using gateway = await startTestGateway({ world: aWorld({ tags, conversations }) })
  const { workspace } = await gateway.ask(TagConversationsDocument, {})
  expect(
    workspace.tags?.map(({ name, conversations: page }) => [
      name,
      page?.totalCount,
      page?.nodes.map(({ intercomId }) => intercomId).toSorted(),
    ]),
  ).toEqual([
    ['Tag 3001', 2, ['1', '2']],
    ['Tag 3002', 1, ['2']],
    ['Tag 3003', 0, []],
  ])
  expect(gateway.calls).toEqual(['GET /tags', search])
  gateway.forgetRequests()
  expect(await gateway.ask(TagConversationsDocument, {})).toEqual({ workspace })
  expect(gateway.calls).toEqual([])
  const ofOne =
    '{ node(id: "gid://intercom/small/Tag/3002") { ... on Tag { conversations(filter: { state: [OPEN] }) { nodes { intercomId } } } } }'
  expect((await gateway.query(ofOne)).data).toEqual({ node: { conversations: { nodes: [{ intercomId: '2' }] } } })
  expect(gateway.calls).toEqual([search])
})

test('a filter is held together with whose the conversations are, also one about the same', async () => {
  await using gateway = await startTestGateway({ world: worldOf(12) })
  const list = (filter: string) =>
    `{ contact(by: { id: "${hexId(1)}" }) { conversations(filter: ${filter}) { totalCount nodes { intercomId } } } }`
  const found = async (filter: string) =>
    (await gateway.query<{ contact: { conversations: Page } }>(list(filter))).data?.contact.conversations.nodes.map(
      ({ intercomId }) => intercomId,
    )
  expect(await found(`{ contact: { in: ["${hexId(1)}", "${hexId(2)}"] } }`)).toEqual(['9', '5', '1'])
  expect(await found(`{ contact: { eq: "${hexId(2)}" } }`)).toEqual([])
  expect(await found('{ not: { or: [{ id: { eq: "5" } }, { state: [CLOSED] }] } }')).toEqual(['9'])
})

test('a filter that cannot be asked together with whose they are is refused for that reason, one that cannot be asked at all for its own', async () => {
  await using gateway = await startTestGateway({ world: worldOf(4) })
  // a search holds 225 alternatives by themselves, and half as many beside whose they are
  const full = { or: Array.from({ length: 150 }, (_, at) => ({ reopenCount: { eq: at } })) }
  const tooMuch = { and: Array.from({ length: 40 }, (_, at) => ({ or: [{ reopenCount: { eq: at } }, { rating: { eq: at } }] })) }
  const alone = 'query($filter: ConversationFilter) { conversations(filter: $filter) { totalCount } }'
  const owned = 'query($filter: ConversationFilter) { contacts { nodes { conversations(filter: $filter) { totalCount } } } }'
  expect((await gateway.query(alone, { filter: full })).errors).toBeUndefined()
  gateway.forgetRequests()
  for (const [filter, told] of [
    [full, 'Asked together with which contact the list is of: The filter '],
    [tooMuch, 'The filter '],
  ] as const) {
    const { errors } = await gateway.query(owned, { filter })
    expect(errors).toHaveLength(4)
    for (const { message, extensions } of errors ?? []) expect([message.slice(0, told.length), extensions.code]).toEqual([told, 'INVALID'])
  }
  expect(gateway.calls).toEqual(['GET /contacts'])
})

test('different arguments on one type are different lists', async () => {
  await using gateway = await startTestGateway({ world: worldOf(8) })
  const { data } = await gateway.query(
    `{ contacts { nodes { open: conversations(filter: { state: [OPEN] }) { totalCount } all: conversations { totalCount } } } }`,
  )
  expect(data).toMatchObject({ contacts: { nodes: expect.arrayContaining([{ open: { totalCount: 1 }, all: { totalCount: 2 } }]) } })
  expect(gateway.calls).toEqual(['GET /contacts', search, search])
})

test('a size out of range is refused for each', async () => {
  await using gateway = await startTestGateway({ world: worldOf(4) })
  const { errors } = await gateway.query('{ contacts { nodes { conversations(first: 0) { totalCount } } } }')
  expect(errors).toHaveLength(4)
  expect(gateway.calls).toEqual(['GET /contacts'])
})

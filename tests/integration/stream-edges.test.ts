import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { ada, bob, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'
import { aContact, aConversation, aPart, aWorld } from '../unit/sandbox/small-world.ts'

type Edge = { cursor: string; node: { intercomId: string } | null }
type Told = { told: { __typename: string; edge?: Edge | null; partEdge?: { cursor: string; node: { id: string } } | null } }

const announce = async (url: string, topic: string, item: object) =>
  expect(await deliver(url, notificationOf(topic, item))).toMatchObject({ status: 200 })

const conversations = `subscription($filter: ConversationFilter) { told: conversationEvents(filter: $filter) {
  __typename ... on ConversationEvent { edge { cursor node { intercomId } } }
} }`
const parts = `subscription { told: conversationUpdates(id: "1") {
  __typename ... on ConversationPartAdded { partEdge { cursor node { id } } }
} }`
const contacts = `subscription($filter: ContactFilter) { told: contactEvents(filter: $filter) {
  __typename ... on ContactChanged { edge { cursor node { intercomId } } }
} }`

const startWithFour = () => {
  const ids = [1, 2, 3, 4]
  const conversations = ids.map((id) =>
    aConversation(id, { state: id === 2 ? 'closed' : 'open', parts: [1, 2, 3].map((part) => aPart(part)) }),
  )
  return startDesk({ world: aWorld({ contacts: [aContact(1), aContact(2), aContact(3)], conversations }) })
}
type Desk = Awaited<ReturnType<typeof startWithFour>>

/** The ids of a list behind a cursor. */
async function idsBehind(gateway: Desk, list: string, filter: object | undefined, after: string | null = null): Promise<string[]> {
  const type = list === 'contacts' ? 'ContactFilter' : 'ConversationFilter'
  const query = `query($filter: ${type}, $after: String) { list: ${list}(first: 2, filter: $filter, after: $after) {
    nodes { intercomId } pageInfo { hasNextPage endCursor }
  } }`
  type Page = { list: { nodes: { intercomId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
  const { data, errors } = await gateway.query<Page>(query, { filter, after })
  if (!data?.list) throw new Error(JSON.stringify(errors))
  const { nodes, pageInfo } = data.list
  const ids = nodes.map(({ intercomId }) => intercomId)
  return pageInfo.hasNextPage ? [...ids, ...(await idsBehind(gateway, list, filter, pageInfo.endCursor))] : ids
}

describe('the edge of an event', () => {
  test.each([
    ['of all conversations', 'conversations', undefined, '3'],
    ['of those that a filter says', 'conversations', { state: ['OPEN'] }, '3'],
    ['of those of the last days', 'conversations', { createdAt: { withinLast: 'P36500D' } }, '3'],
    ['of all contacts', 'contacts', undefined, ada],
    ['of the contacts that a filter says', 'contacts', { role: 'USER' }, bob],
  ])('is at the head of the list %s: behind its cursor comes the list without it', async (_, list, filter, id) => {
    await using gateway = await startWithFour()
    const isOfContacts = list === 'contacts'
    await using stream = await openEventStream<Told>(gateway.url, isOfContacts ? contacts : conversations, { variables: { filter } })
    await stream.take(1)
    const all = await idsBehind(gateway, list, filter)
    expect(all).toContain(id)
    await announce(gateway.url, isOfContacts ? 'contact.user.updated' : 'conversation.read', {
      type: isOfContacts ? 'contact' : 'conversation',
      id,
    })
    const [{ told }] = (await stream.take(1)) as [Told]
    expect(told.edge?.node).toEqual({ intercomId: id })
    expect((await idsBehind(gateway, list, filter, told.edge?.cursor)).toSorted()).toEqual(all.filter((one) => one !== id).toSorted())
  })

  test('is refused by a list with another filter', async () => {
    await using gateway = await startWithFour()
    await using stream = await openEventStream<Told>(gateway.url, conversations)
    await stream.take(1)
    await announce(gateway.url, 'conversation.read', { type: 'conversation', id: '1' })
    const [{ told }] = (await stream.take(1)) as [Told]
    await expect(idsBehind(gateway, 'conversations', { state: ['OPEN'] }, told.edge?.cursor)).rejects.toThrow('another field, filter')
  })

  test('is null when its record is gone, and takes no call that the record itself does not', async () => {
    await using gateway = await startWithFour()
    const query = `subscription { told: conversationEvents {
      __typename ... on ConversationEvent { edge { cursor node { intercomId } } conversation { title } matches }
    } }`
    await using stream = await openEventStream<Told>(gateway.url, query)
    await stream.take(1)
    await announce(gateway.url, 'conversation.read', { type: 'conversation', id: '1' })
    expect((await stream.take(1))[0]?.told.edge?.node).toEqual({ intercomId: '1' })
    expect(gateway.calls).toEqual(['GET /conversations/{conversation_id}'])
    await announce(gateway.url, 'conversation.read', { type: 'conversation', id: '99' })
    expect((await stream.take(1))[0]?.told).toEqual({ __typename: 'ConversationChanged', edge: null, conversation: null, matches: true })
  })
})

describe('the edge of a part', () => {
  const reply = (part: number) => ({
    type: 'conversation',
    id: '1',
    conversation_parts: { conversation_parts: [{ id: String(part), part_type: 'comment', author: { type: 'admin' } }] },
  })

  test('has the cursor that it has in the thread, to go on behind it or before', async () => {
    await using gateway = await startWithFour()
    await using stream = await openEventStream<Told>(gateway.url, parts)
    await stream.take(1)
    await announce(gateway.url, 'conversation.admin.replied', reply(2))
    const { cursor, node } = (await stream.take(1))[0]!.told.partEdge!
    const query = `query($cursor: String) { conversation(id: "1") {
      parts { edges { cursor node { id } } }
      behind: parts(after: $cursor) { nodes { id } }
      before: parts(before: $cursor) { nodes { id } }
    } }`
    const { data } = await gateway.query<{ conversation: Record<string, unknown> & { parts: { edges: unknown[] } } }>(query, { cursor })
    const idOf = (part: number) => ({ id: `gid://intercom/small/CommentPart/1:${part}` })
    expect(node).toEqual(idOf(2))
    expect(data?.conversation.parts.edges[1]).toEqual({ cursor, node })
    expect(data?.conversation).toMatchObject({ behind: { nodes: [idOf(3)] }, before: { nodes: [idOf(1)] } })
  })

  test('is null when the part is gone, and of a note to those who may not read notes', async () => {
    const key = `some:${createHash('sha256').update('some').digest('hex')}:CONVERSATIONS_READ`
    const conversations = [aConversation(1, { parts: [aPart(2, { part_type: 'note' })] })]
    await using gateway = await startDesk({ world: aWorld({ conversations }), env: { GATEWAY_API_KEYS: key } })
    await using stream = await openEventStream<Told>(gateway.url, parts, { headers: { authorization: 'Bearer some' } })
    await stream.take(1)
    // announced as a reply, and in truth a note
    await announce(gateway.url, 'conversation.admin.replied', reply(2))
    await announce(gateway.url, 'conversation.admin.replied', reply(9))
    const added = { told: { __typename: 'ConversationPartAdded', partEdge: null } }
    expect(await stream.take(2)).toEqual([added, added])
  })
})

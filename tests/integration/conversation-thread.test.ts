import { describe, expect, test, vi } from 'vitest'
import { everything, someStatistics, worldWith } from '../support/conversations.ts'
import { startTestGateway } from '../support/gateway.ts'
import { ConversationThreadDocument } from '../support/generated/graphql.ts'
import { aConversation, aPart, hexId } from '../unit/sandbox/small-world.ts'

const thread = 'GET /conversations/{conversation_id}'
const contact = 'GET /contacts/{contact_id}'
const companies = 'GET /contacts/{contact_id}/companies'

describe('one conversation with its thread, contacts, companies and tags', () => {
  test('costs three calls, and none when warm, for the same answer', async () => {
    await using gateway = await startTestGateway({ world: worldWith() })
    const cold = await gateway.ask(ConversationThreadDocument, { id: '42' })
    expect(cold.conversation).toMatchObject({
      source: { author: { kind: 'CONTACT', displayName: 'Person 1' }, body: '<p>I need support</p>', subject: null },
      contacts: { nodes: [{ displayName: 'Person 1', companies: { nodes: [{ name: 'Company 500' }] } }] },
      tags: [{ name: 'vip' }],
      parts: { totalCount: 15, truncatedUpstream: false, nodes: { length: 15 } },
    })
    expect(gateway.calls.toSorted()).toEqual([contact, companies, thread])
    gateway.forgetRequests()
    expect(await gateway.ask(ConversationThreadDocument, { id: 'gid://intercom/small/Conversation/42' })).toEqual(cold)
    expect(gateway.calls).toEqual([])
  })

  test.each([contact, companies])('takes two hops: nothing waits for %s', async (slow) => {
    await using gateway = await startTestGateway({ world: worldWith() })
    gateway.sandbox.control.pause(slow)
    const answer = gateway.ask(ConversationThreadDocument, { id: '42' })
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual([contact, companies, thread]))
    gateway.sandbox.control.resume(slow)
    expect((await answer).conversation?.contacts?.nodes[0]?.companies?.nodes).toHaveLength(1)
  })

  test('asked for by a thousand at once, costs one set of calls', async () => {
    await using gateway = await startTestGateway({ world: worldWith() })
    const answers = await Promise.all(Array.from({ length: 1000 }, () => gateway.ask(ConversationThreadDocument, { id: '42' })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(gateway.calls.toSorted()).toEqual([contact, companies, thread])
  })

  test('starts no companies that are not asked for, or only counted, or of several contacts', async () => {
    await using gateway = await startTestGateway({
      world: worldWith([everything, aConversation(43, { contact_ids: [hexId(1), hexId(2)] })]),
    })
    const calls = async (query: string) => {
      gateway.forgetRequests()
      expect((await gateway.query(query)).errors).toBeUndefined()
      return gateway.calls
    }
    const several = '{ conversation(id: 43) { contacts { nodes { companies { nodes { name } } } } } }'
    expect(await calls(several)).toEqual([thread, 'POST /contacts/search', 'GET /companies/{company_id}'])
    expect(await calls('{ conversation(id: 42) { contacts { nodes { name companies { totalCount nodes { id } } } } } }')).toEqual([thread])
    expect(await calls('{ conversation(id: 42) { contacts { nodes { companies { nodes { name } } } } } }')).toEqual([])
  })
})

describe('head and thread are cached apart', () => {
  test('a list brings heads, so its threads cost a call each, a few at a time', async () => {
    const conversations = Array.from({ length: 30 }, (_, at) => aConversation(at + 1, { parts: [aPart(at)] }))
    await using gateway = await startTestGateway({ world: worldWith(conversations), latencyMs: 5 })
    const query = '{ conversations { nodes { parts { nodes { intercomId } } lastPart { intercomId } } } }'
    const cold = await gateway.query(query)
    expect(gateway.calls.toSorted()).toEqual(['GET /conversations', ...Array(30).fill(thread)])
    expect(gateway.sandbox.control.calls()[thread]).toEqual({ count: 30, maxConcurrent: 8 })
    gateway.forgetRequests()
    expect((await gateway.query(query)).data).toEqual(cold.data)
    expect(gateway.calls).toEqual([])
  })

  test('a thread brings its head', async () => {
    await using gateway = await startTestGateway({ world: worldWith() })
    const part = 'gid://intercom/small/CommentPart/42:1'
    const { data } = await gateway.query('query($part: ID!) { node(id: $part) { ... on CommentPart { conversation { state } } } }', {
      part,
    })
    expect(data).toEqual({ node: { conversation: { state: 'SNOOZED' } } })
    expect(gateway.calls).toEqual([thread])
  })

  test('the number of parts costs no thread', async () => {
    const counted = aConversation(42, { parts: [aPart(1), aPart(2)], statistics: someStatistics })
    await using gateway = await startTestGateway({ world: worldWith([counted]) })
    const { data } = await gateway.query('{ conversations { nodes { parts { totalCount } statistics { partCount } } } }')
    expect(data).toEqual({ conversations: { nodes: [{ parts: { totalCount: 2 }, statistics: { partCount: 2 } }] } })
    expect(gateway.calls).toEqual(['GET /conversations'])
  })
})

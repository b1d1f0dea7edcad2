import { describe, expect, test, vi } from 'vitest'
import { everything, someStatistics, worldWith } from '../support/conversations.ts'
import { startTestGateway } from '../support/gateway.ts'
import { ConversationThreadDocument } from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'
import { aCompany, aContact, aConversation, aPart, aWorld, hexId } from '../unit/sandbox/small-world.ts'

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

  test.each([
    ['not asked for', 42, 'name', [thread, contact]],
    ['only counted and named by their ids', 42, 'name companies { totalCount nodes { id } }', [thread, contact]],
    ['those of several contacts', 43, 'companies { nodes { name } }', [thread, 'POST /contacts/search', 'GET /companies/{company_id}']],
  ])('starts no companies that are %s', async (_, id, selection, calls) => {
    await using gateway = await startTestGateway({
      world: worldWith([everything, aConversation(43, { contact_ids: [hexId(1), hexId(2)] })]),
    })
    const { errors } = await gateway.query(`{ conversation(id: ${id}) { contacts { nodes { ${selection} } } } }`)
    expect(errors).toBeUndefined()
    expect(gateway.calls).toEqual(calls)
  })

  test('leaves the companies of a whole list to be read together', async () => {
    const conversations = [1, 2].map((number) => aConversation(number, { contact_ids: [hexId(number)] }))
    const contacts = [1, 2].map((number) => aContact(number, { company_ids: [hexId(500)] }))
    await using gateway = await startTestGateway({ world: aWorld({ conversations, contacts, companies: [aCompany(500)] }) })
    await gateway.query('{ conversations { nodes { contacts { nodes { companies { nodes { name } } } } } } }')
    expect(gateway.calls).toEqual(['GET /conversations', 'POST /contacts/search', 'GET /companies/{company_id}'])
  })
})

describe('head and thread are cached apart', () => {
  test('a list brings heads, so its threads cost a call each, a few at a time', async () => {
    const conversations = Array.from({ length: 30 }, (_, at) => aConversation(at + 1, { parts: [aPart(at)] }))
    await using gateway = await startTestGateway({ world: worldWith(conversations), latencyMs: 5 })
    const query = '{ conversations(first: 30) { nodes { parts { nodes { intercomId } } lastPart { intercomId } } } }'
    const cold = await gateway.query(query)
    expect(gateway.calls.toSorted()).toEqual(['GET /conversations', ...Array(30).fill(thread)])
    const { count, maxConcurrent = 0 } = gateway.sandbox.control.calls()[thread] ?? {}
    expect(count).toBe(30)
    expect(maxConcurrent).toBeGreaterThan(1)
    expect(maxConcurrent).toBeLessThanOrEqual(8)
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

  test('what one process has read, another answers without a call, and no head drags its thread along', async () => {
    await using redis = await startRedis()
    const env = { REDIS_URL: redis.url }
    await using first = await startTestGateway({ world: worldWith(), env })
    const cold = await first.ask(ConversationThreadDocument, { id: '42' })
    const stored = async (view: string) => {
      const keys = (await redis.command('KEYS', `*:value:*:${view}:42`)) as string[]
      return Promise.all(keys.map((key) => redis.command('GET', key)))
    }
    await vi.waitFor(async () => expect(await stored('thread')).toEqual([expect.stringContaining('A secret')]))
    expect(await stored('conversation')).toEqual([expect.not.stringContaining('A secret')])
    await using second = await startTestGateway({ sandbox: first.sandbox, env })
    expect(await second.ask(ConversationThreadDocument, { id: '42' })).toEqual(cold)
    expect(second.calls).toEqual([])
  })
})

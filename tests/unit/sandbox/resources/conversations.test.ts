import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aCompany, aContact, aConversation, aPart, aWorld, hexId, noon } from '../small-world.ts'

const noStatistics = {
  time_to_assignment: null,
  time_to_admin_reply: null,
  time_to_first_close: null,
  time_to_last_close: null,
  median_time_to_reply: null,
  first_contact_reply_at: null,
  first_assignment_at: null,
  first_admin_reply_at: null,
  first_close_at: null,
  last_assignment_at: null,
  last_assignment_admin_reply_at: null,
  last_contact_reply_at: null,
  last_admin_reply_at: null,
  last_close_at: null,
  last_closed_by_id: null,
  count_reopens: 0,
  count_assignments: 0,
  handling_time: null,
  adjusted_handling_time: null,
}

const longThread = Array.from({ length: 523 }, (_, at) => aPart(at + 1))

const world = () =>
  aWorld({
    companies: [aCompany(100)],
    contacts: [aContact(1)],
    conversations: [
      aConversation(1, { parts: longThread, statistics: noStatistics, company_id: hexId(100) }),
      aConversation(2, {
        admin_assignee_id: '1001',
        priority: 'urgent',
        teammate_ids: ['1002'],
        tags: [{ id: '3001', applied_at: noon, applied_by: { type: 'admin', id: '1001' } }],
        source: { ...aConversation(2).source, subject: '<b>Hello</b>', body: '<p>One &amp; two<br>three</p>' },
        parts: [aPart(1), aPart(2, { part_type: 'assignment', body: null, assigned_to: { type: 'team', id: '2001' }, tag_ids: ['3001'] })],
      }),
    ],
  })

type Part = { id: string; body: string | null; tags: unknown; author: unknown; assigned_to: unknown }
const partsOf = (body: Record<string, unknown>) => (body.conversation_parts as { conversation_parts: Part[] }).conversation_parts

test('of a long thread the newest 500 parts are given, and only the statistics say how many there are', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/conversations/1')
  expect(partsOf(body)).toHaveLength(500)
  expect([partsOf(body)[0]?.id, partsOf(body).at(-1)?.id]).toEqual(['24', '523'])
  expect(body).toMatchObject({ conversation_parts: { total_count: 500 }, statistics: { count_conversation_parts: 523 } })
})

test('a conversation shows people as references, tags in full and parts with their authors', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/conversations/2')
  expect(body).toMatchObject({
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: hexId(1), external_id: 'ext-1' }] },
    teammates: { type: 'admin.list', admins: [{ type: 'admin', id: '1002' }] },
    tags: { tags: [{ type: 'tag', id: '3001', name: 'vip', applied_at: noon, applied_by: { type: 'admin', id: '1001' } }] },
    statistics: null,
    ai_agent: null,
    ai_agent_participated: false,
  })
  expect(partsOf(body)[1]).toMatchObject({
    tags: [{ id: '3001', name: 'vip' }],
    assigned_to: { type: 'team', id: '2001' },
    author: { type: 'admin', id: '1001', name: 'Ada', from_ai_agent: false },
  })
})

test('each version has its words: nobody, priorities, the company', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const facts = async (id: number, version: string) => {
    const { body } = await ask(sandbox, `/conversations/${id}`, { version })
    return [body.admin_assignee_id, body.team_assignee_id, body.priority, (body.company as { id?: string } | null | undefined)?.id]
  }
  expect(await facts(1, '2.14')).toEqual([null, null, 'not_priority', undefined])
  expect(await facts(1, '2.15')).toEqual([null, null, 'not_priority', hexId(100)])
  expect(await facts(1, '2.16')).toEqual([0, 0, 'none', hexId(100)])
  expect(await facts(2, '2.15')).toEqual([1001, null, 'priority', undefined])
  expect(await facts(2, '2.16')).toEqual([1001, 0, 'urgent', undefined])
  expect((await ask(sandbox, '/conversations/2', { version: '2.16' })).body.company).toBeNull()
  expect((await ask(sandbox, '/conversations/2', { version: '2.14' })).body).not.toHaveProperty('company')
})

test('plain text is given when asked for: bodies always, the subject from 2.16 on', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const plain = async (version: string) => (await ask(sandbox, '/conversations/2?display_as=plaintext', { version })).body
  expect(await plain('2.14')).toMatchObject({ source: { body: 'One & two\nthree', subject: '<b>Hello</b>' } })
  expect(await plain('2.16')).toMatchObject({ source: { body: 'One & two\nthree', subject: 'Hello' } })
  expect(partsOf(await plain('2.14')).map(({ body }) => body)).toEqual(['Part 1', null])
  expect((await ask(sandbox, '/conversations/2')).body).toMatchObject({ source: { body: '<p>One &amp; two<br>three</p>' } })
})

test('a list has no parts, 20 on a page', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/conversations')
  expect(body).toMatchObject({ type: 'conversation.list', total_count: 2, pages: { per_page: 20 } })
  for (const conversation of body.conversations) expect(conversation).not.toHaveProperty('conversation_parts')
})

test('a conversation that is not there is 404', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const answer = await ask(sandbox, '/conversations/99')
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found'])
})

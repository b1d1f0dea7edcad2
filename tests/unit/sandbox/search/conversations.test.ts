import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { codeOf, found, search } from '../ask.ts'
import { aConversation, aPart, aWorld, hexId, noon } from '../small-world.ts'

const base = aConversation(0)

const desk = () =>
  aWorld({
    conversations: [
      aConversation(1, {
        contact_ids: [hexId(1), hexId(2)],
        admin_assignee_id: '1001',
        team_assignee_id: '2001',
        teammate_ids: ['1001', '1002'],
        tags: [{ id: '3001', applied_at: noon, applied_by: null }],
        priority: 'high',
        updated_at: noon + 10,
        rating: {
          rating: 4,
          remark: 'Quick',
          created_at: noon,
          updated_at: noon + 5,
          contact_id: hexId(1),
          teammate: { type: 'admin', id: '1001' },
        },
        ai_agent: {
          source_type: 'workflow',
          source_title: 'Fin',
          last_answer_type: 'ai_answer',
          resolution_state: 'escalated',
          rating: 2,
          rating_remark: null,
          created_at: noon,
          updated_at: noon,
          content_sources: [],
        },
      }),
      aConversation(2, {
        contact_ids: [hexId(2)],
        state: 'closed',
        open: false,
        read: true,
        updated_at: noon + 20,
        waiting_since: noon + 7,
        source: {
          ...base.source,
          type: 'email',
          subject: 'Refund',
          body: '<p>Money <b>back</b>,<br>please!</p>',
          author: { ...base.source.author, email: 'b@example.com' },
        },
      }),
      aConversation(3, { contact_ids: [hexId(3)], admin_assignee_id: '1002', updated_at: noon + 30, parts: [aPart(1)] }),
    ],
  })

const cases: [field: string, operator: string, value: unknown, expected: number[]][] = [
  ['id', 'IN', ['1', '3', '9'], [1, 3]],
  ['contact_ids', '=', hexId(2), [1, 2]],
  ['contact_ids', 'IN', [hexId(1), hexId(3)], [1, 3]],
  ['contact_ids', '!=', hexId(2), [3]],
  ['contact_ids', 'NIN', [hexId(1)], [2, 3]],
  ['teammate_ids', '=', '1002', [1]],
  ['tag_ids', 'IN', ['3001'], [1]],
  ['tag_ids', '!=', '3001', [2, 3]],
  ['admin_assignee_id', '=', 1001, [1]],
  ['admin_assignee_id', '=', '1001', [1]],
  ['admin_assignee_id', 'IN', [1001, 1002], [1, 3]],
  ['admin_assignee_id', '=', null, [2]],
  ['admin_assignee_id', '=', 0, [2]],
  ['admin_assignee_id', '!=', 0, [1, 3]],
  ['admin_assignee_id', 'IN', [0, 1002], [2, 3]],
  ['team_assignee_id', '=', null, [2, 3]],
  ['updated_at', '>', noon + 20, [2, 3]],
  ['updated_at', '<', noon + 20, [1, 2]],
  ['updated_at', '=', noon + 20, [2]],
  ['updated_at', '!=', noon + 20, [1, 3]],
  ['updated_at', 'IN', [noon + 10, noon + 30], [1, 3]],
  ['waiting_since', '!=', null, [2]],
  ['open', '=', true, [1, 3]],
  ['read', '=', 'true', [2]],
  ['state', '=', 'closed', [2]],
  ['priority', '=', 'priority', [1]],
  ['priority', '=', 'not_priority', [2, 3]],
  ['source.type', '=', 'email', [2]],
  ['source.subject', '^', 'ref', [2]],
  ['source.author.email', '$', '@example.com', [1, 2, 3]],
  ['source.body', '=', 'support', [1, 3]],
  ['source.body', '=', 'need support', []],
  ['source.body', '=', 'please', [2]],
  ['source.body', '~', 'one', [2]],
  ['conversation_rating.score', '>', 4, [1]],
  ['conversation_rating.score', '<', 3, []],
  ['conversation_rating.admin_d', '=', '1001', [1]],
  ['ai_agent_participated', '=', true, [1]],
  ['ai_agent.resolution_state', '=', 'routed_to_team', [1]],
]

test('every operator finds what the published table says, > and < including the value itself', async () => {
  await using sandbox = await startSandbox({ world: desk() })
  for (const [field, operator, value, expected] of cases) {
    const ids = await found(sandbox, 'conversations', [field, operator, value])
    expect(ids, `${field} ${operator} ${JSON.stringify(value)}`).toEqual(expected.map(String))
  }
})

test('a query uses the words of its version', async () => {
  await using sandbox = await startSandbox({ world: desk() })
  expect(await found(sandbox, 'conversations', ['ai_agent.resolution_state', '=', 'escalated'], { version: '2.15' })).toEqual(['1'])
  expect(await found(sandbox, 'conversations', ['priority', '=', 'high'], { version: '2.16' })).toEqual(['1'])
  expect(await found(sandbox, 'conversations', ['priority', '=', 'high'], { version: '2.15' })).toEqual([])
})

test.each([
  ['updated_at', '>=', noon],
  ['admin_assignee_id', '<=', 1],
  ['state', '>', 'a'],
  ['open', '>', true],
  ['created_at', '~', '17'],
  ['custom_attributes.plan', '=', 'pro'],
  ['company', '=', 'x'],
  ['created_at', '=', 'yesterday'],
])('it refuses %s %s %j', async (...query) => {
  await using sandbox = await startSandbox({ world: desk() })
  const answer = await search(sandbox, 'conversations', query)
  expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
})

test('results have no parts, 20 on a page, the last updated first', async () => {
  await using sandbox = await startSandbox({ world: desk() })
  const { body } = await search(sandbox, 'conversations', ['id', '!=', '0'])
  expect(body.conversations.map(({ id }) => id)).toEqual(['3', '2', '1'])
  expect(body.pages.per_page).toBe(20)
  for (const conversation of body.conversations) expect(conversation).not.toHaveProperty('conversation_parts')
})

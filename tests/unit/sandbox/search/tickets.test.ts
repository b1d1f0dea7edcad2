import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { codeOf, found, search } from '../ask.ts'
import { aPart, aTicket, aTicketType, aWorld, hexId, noon } from '../small-world.ts'

const desk = () =>
  aWorld({
    ticket_types: [
      aTicketType('4001', {
        attributes: [
          { name: 'Severity', data_type: 'list', list_options: [{ id: 'e1', label: 'High' }] },
          { name: 'Count', data_type: 'integer' },
          { name: 'Seen', data_type: 'boolean' },
          { name: 'Began', data_type: 'datetime' },
          { name: 'Picture', data_type: 'files' },
          { name: 'Price', data_type: 'decimal' },
        ],
      }),
      aTicketType('4002', { category: 'Back-office', attributes: [{ name: 'Severity' }] }),
      aTicketType('4003', { category: 'Tracker' }),
    ],
    tickets: [
      aTicket(1, {
        created_at: noon + 1,
        updated_at: noon + 10,
        contact_ids: [hexId(1), hexId(2)],
        admin_assignee_id: '1001',
        teammate_ids: ['1001', '1002'],
        attributes: { _default_title_: 'Printer on fire', Severity: 'High', Count: 3, Seen: true, Began: noon, Price: 9.5 },
      }),
      aTicket(2, {
        ticket_type_id: '4002',
        created_at: noon + 2,
        updated_at: noon + 20,
        contact_ids: [hexId(2)],
        team_assignee_id: '2001',
        state_id: '5002',
        open: false,
        snoozed_until: noon + 100,
        attributes: { _default_title_: 'Refund', _default_description_: 'By bank transfer', Severity: 'Low' },
      }),
      aTicket(3, { ticket_type_id: '4003', created_at: noon + 3, updated_at: noon + 30, contact_ids: [], parts: [aPart(1)] }),
    ],
  })

const cases: [field: string, operator: string, value: unknown, expected: number[]][] = [
  ['id', 'IN', ['1', '3', '9'], [1, 3]],
  ['title', '~', 'fire', [1]],
  ['title', '^', 'ref', [2]],
  ['description', '$', 'transfer', [2]],
  ['category', '=', 'request', [1]],
  ['category', '=', 'task', [2]],
  ['category', 'IN', ['task', 'tracker'], [2, 3]],
  ['category', '=', 'Customer', []],
  ['ticket_type_id', '=', '4002', [2]],
  ['ticket_type_id', 'NIN', ['4002'], [1, 3]],
  ['contact_ids', '=', hexId(2), [1, 2]],
  ['contact_ids', 'IN', [hexId(1), hexId(3)], [1]],
  ['teammate_ids', '=', '1002', [1]],
  ['admin_assignee_id', '=', '1001', [1]],
  ['admin_assignee_id', '=', '0', [2, 3]],
  ['admin_assignee_id', '=', 1001, [1]],
  ['team_assignee_id', 'IN', ['2001'], [2]],
  ['team_assignee_id', '!=', '0', [2]],
  ['open', '=', false, [2]],
  ['state', '=', '5002', [2]],
  ['state', 'IN', ['5001'], [1, 3]],
  ['state', '=', 'in_progress', [2]],
  ['state', 'NIN', ['5001'], [2]],
  ['created_at', '>', noon + 2, [2, 3]],
  ['created_at', '<', noon + 2, [1, 2]],
  ['created_at', '>=', noon + 2, [2, 3]],
  ['created_at', '<=', noon + 2, [1, 2]],
  ['updated_at', '=', noon + 20, [2]],
  ['snoozed_until', '>', noon, [2]],
  ['ticket_attribute.40013', '=', 'high', [1]],
  ['ticket_attribute.40013', '!=', 'high', [2, 3]],
  ['ticket_attribute.40023', '=', 'low', [2]],
  ['ticket_attribute.40014', '>', 3, [1]],
  ['ticket_attribute.40015', '=', true, [1]],
  ['ticket_attribute.40016', '<', noon, [1]],
  ['ticket_attribute.40018', '=', 9.5, [1]],
]

test('every operator finds what the published table says, > and < including the value itself', async () => {
  await using sandbox = await startSandbox({ world: desk() })
  for (const [field, operator, value, expected] of cases) {
    const ids = await found(sandbox, 'tickets', [field, operator, value])
    expect(ids, `${field} ${operator} ${JSON.stringify(value)}`).toEqual(expected.map(String))
  }
})

test.each([
  ['updated_at', '>=', noon],
  ['open', '>', true],
  ['title', '>', 'a'],
  ['created_at', '~', '17'],
  ['priority', '=', 'high'],
  ['ticket_attribute.1', '=', 'x'],
  ['ticket_attribute.Severity', '=', 'High'],
  ['ticket_attribute.40017', '=', 'x'],
])('it refuses %s %s %j', async (...query) => {
  await using sandbox = await startSandbox({ world: desk() })
  const answer = await search(sandbox, 'tickets', query)
  expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
})

test('results are whole tickets with their parts, 20 on a page, the last updated first', async () => {
  await using sandbox = await startSandbox({ world: desk() })
  const { body } = await search(sandbox, 'tickets', ['id', '!=', '0'])
  expect(body).toMatchObject({ type: 'ticket.list', total_count: 3, pages: { per_page: 20 } })
  expect(body.tickets.map(({ id }) => id)).toEqual(['3', '2', '1'])
  expect(body.tickets[0]).toMatchObject({ ticket_parts: { ticket_parts: [{ id: '1' }], total_count: 1 }, ticket_type: { id: '4003' } })
})

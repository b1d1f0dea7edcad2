import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aContact, aConversation, aPart, aTicket, aTicketType, aWorld, hexId, noon } from '../small-world.ts'

const severity = { id: 'e1', label: 'High' }

const world = () =>
  aWorld({
    contacts: [aContact(1)],
    conversations: [aConversation(7), aConversation(8)],
    ticket_types: [
      aTicketType('4001', { attributes: [{ name: 'Severity', data_type: 'list', list_options: [severity], required_to_create: true }] }),
      aTicketType('4002', { category: 'Back-office', state_ids: ['5001', '5004'] }),
    ],
    tickets: [
      aTicket(7, {
        attributes: { _default_title_: 'It broke', Severity: 'High', 'of no type': 1 },
        admin_assignee_id: '1001',
        company_id: hexId(500),
        state_id: '5002',
        previous_state_id: '5001',
        parts: [
          aPart(1, { part_type: 'ticket_state_updated_by_admin', body: null }),
          aPart(2, { author: { type: 'lead', id: hexId(1), name: null, email: '' } }),
        ].map((part, at) => (at === 0 ? { ...part, ticket_state: 'in_progress', previous_ticket_state: 'submitted' } : part)),
      }),
      aTicket(9, {
        ticket_type_id: '4002',
        snoozed_until: noon + 60,
        links: [
          { type: 'conversation', id: '8' },
          { type: 'ticket', id: '7' },
        ],
        parts: Array.from({ length: 510 }, (_, at) => aPart(at + 1)),
      }),
    ],
  })

test('a ticket shows its type with attributes, its state, its people as references, and the number that people see', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/tickets/7')
  expect(body).toMatchObject({
    type: 'ticket',
    id: '7',
    ticket_id: '97',
    category: 'Customer',
    ticket_attributes: { _default_title_: 'It broke', _default_description_: null, Severity: 'High' },
    ticket_state: {
      type: 'ticket_state',
      id: '5002',
      category: 'in_progress',
      internal_label: 'In progress',
      external_label: 'In progress',
    },
    ticket_type: {
      type: 'ticket_type',
      id: '4001',
      ticket_type_attributes: {
        type: 'list',
        data: [
          { name: '_default_title_', default: true, order: 0, input_options: { multiline: false } },
          { name: '_default_description_' },
          { id: '40013', name: 'Severity', data_type: 'list', order: 2, ticket_type_id: 4001, required_to_create: true },
        ],
      },
    },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: hexId(1), external_id: 'ext-1' }] },
    company_id: hexId(500),
    open: true,
    is_shared: false,
  })
  expect(Object.keys(body.ticket_attributes as object)).toEqual(['_default_title_', '_default_description_', 'Severity'])
  expect(body.ticket_type).not.toHaveProperty('ticket_states')
  expect(body).not.toHaveProperty('snoozed_until')
  expect((await ask(sandbox, '/tickets/9')).body).toMatchObject({ snoozed_until: noon + 60, category: 'Back-office' })
})

test('a part has no more fields than there is something to say, and a lead who writes is a user', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const parts = ((await ask(sandbox, '/tickets/7')).body.ticket_parts as { ticket_parts: object[] }).ticket_parts
  expect(parts[0]).toMatchObject({ type: 'ticket_part', id: '1', ticket_state: 'in_progress', previous_ticket_state: 'submitted' })
  expect(parts[1]).toMatchObject({ part_type: 'comment', body: '<p>Part 2</p>', author: { type: 'user', id: hexId(1) } })
  for (const name of ['body', 'assigned_to', 'external_id', 'app_package_code']) expect(parts[0]).not.toHaveProperty(name)
  expect(parts[1]).not.toHaveProperty('ticket_state')
})

test('of a long ticket the newest 500 parts are given', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { ticket_parts } = (await ask(sandbox, '/tickets/9')).body as unknown as {
    ticket_parts: { ticket_parts: { id: string }[]; total_count: number }
  }
  expect([ticket_parts.ticket_parts.length, ticket_parts.ticket_parts[0]?.id, ticket_parts.total_count]).toEqual([500, '11', 500])
})

test('assignees are text up to 2.15 and numbers from 2.16 on, which also tells the state before', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const facts = async (version: string) => {
    const { body } = await ask(sandbox, '/tickets/7', { version })
    return [body.admin_assignee_id, body.team_assignee_id, body.previous_ticket_state_id]
  }
  expect(await facts('2.14')).toEqual(['1001', '0', undefined])
  expect(await facts('2.15')).toEqual(['1001', '0', undefined])
  expect(await facts('2.16')).toEqual([1001, 0, '5001'])
})

test('what is linked is known on both sides', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const linked = async (path: string) => (await ask(sandbox, path)).body.linked_objects
  const list = { type: 'list', has_more: false }
  const ticket9 = { type: 'ticket', id: '9', category: 'Back-office' }
  expect(await linked('/tickets/9')).toEqual({
    ...list,
    data: [
      { type: 'conversation', id: '8', category: null },
      { type: 'ticket', id: '7', category: 'Customer' },
    ],
    total_count: 2,
  })
  expect(await linked('/tickets/7')).toEqual({ ...list, data: [ticket9], total_count: 1 })
  // the ticket's thread as a conversation, and one that is no ticket
  expect(await linked('/conversations/7')).toEqual({ ...list, data: [ticket9], total_count: 1 })
  expect(await linked('/conversations/8')).toEqual({ ...list, data: [ticket9], total_count: 1 })
})

test('types are listed with their attributes and states, and found by id; states are listed with their types', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/ticket_types')
  expect(body).toMatchObject({
    type: 'list',
    data: [
      { id: '4001', category: 'Customer', ticket_states: { data: [{ id: '5001' }, { id: '5002' }, { id: '5003' }, { id: '5004' }] } },
      { id: '4002', category: 'Back-office', ticket_states: { data: [{ id: '5001' }, { id: '5004' }] } },
    ],
  })
  expect((await ask(sandbox, '/ticket_types/4002')).body).toEqual(body.data[1])
  const states = (await ask(sandbox, '/ticket_states')).body.data as unknown as { id: string; ticket_types: { data: { id: string }[] } }[]
  expect(states.map(({ id, ticket_types }) => [id, ticket_types.data.map((one) => one.id)])).toEqual([
    ['5001', ['4001', '4002']],
    ['5002', ['4001']],
    ['5003', ['4001']],
    ['5004', ['4001', '4002']],
  ])
})

test.each([
  ['/tickets/99', 'ticket_not_found'],
  ['/ticket_types/99', 'not_found'],
])('%s is a 404 with the code %s', async (path, code) => {
  await using sandbox = await startSandbox({ world: world() })
  const answer = await ask(sandbox, path)
  expect([answer.status, codeOf(answer)]).toEqual([404, code])
})

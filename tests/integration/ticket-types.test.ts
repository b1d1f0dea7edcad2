import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { TicketTypesDocument } from '../support/generated/graphql.ts'
import { aTicketType, aWorld } from '../unit/sandbox/small-world.ts'

const [list, one] = ['GET /ticket_types', 'GET /ticket_types/{ticket_type_id}'] as const

const world = () =>
  aWorld({
    ticket_types: [
      aTicketType('4001', {
        name: 'Bug report',
        attributes: [
          { name: 'Severity', data_type: 'list', list_options: [{ id: 'e1', label: 'High' }], required_to_create: true },
          { name: 'Fax', archived: true },
        ],
      }),
      aTicketType('4002', { category: 'Tracker', archived: true, state_ids: ['5001', '5004'] }),
    ],
  })

test('ticket types are one call, attributes and states included, and none when warm', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { workspace } = await gateway.ask(TicketTypesDocument)
  expect(workspace.ticketTypes).toMatchObject([
    {
      id: 'gid://intercom/small/TicketType/4001',
      intercomId: '4001',
      name: 'Bug report',
      category: 'CUSTOMER',
      icon: '🎟',
      archived: false,
      attributes: [
        { name: '_default_title_', dataType: 'string', required: false, options: null },
        { name: '_default_description_' },
        { id: 'gid://intercom/small/TicketTypeAttribute/40013', name: 'Severity', dataType: 'list', required: true, options: ['High'] },
      ],
      states: [
        { id: 'gid://intercom/small/TicketState/5001', category: 'submitted', internalLabel: 'Submitted', externalLabel: 'Submitted' },
        { category: 'in_progress' },
        { category: 'waiting_on_customer' },
        { category: 'resolved' },
      ],
    },
    { category: 'TRACKER', archived: true, states: { length: 2 } },
  ])
  expect(gateway.calls).toEqual([list])
  gateway.forgetRequests()
  expect((await gateway.ask(TicketTypesDocument)).workspace).toEqual(workspace)
  expect(gateway.calls).toEqual([])
})

test('the real ones of the desk are read as a whole', async () => {
  await using gateway = await startTestGateway({ contacts: 5, conversations: 5 })
  const { workspace } = await gateway.ask(TicketTypesDocument)
  expect(workspace.ticketTypes?.map(({ name, category }) => `${name}: ${category}`)).toEqual([
    'Bug report: CUSTOMER',
    'Data import: CUSTOMER',
    'Account change: CUSTOMER',
    'Refund: BACK_OFFICE',
    'Engineering task: BACK_OFFICE',
    'Incident: TRACKER',
    'Fax request: CUSTOMER',
  ])
})

test('a type is a node: from the list, and by itself when it is newer than the list', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const node = '{ node(id: "gid://intercom/small/TicketType/4002") { id ... on TicketType { name workspace { id } } } }'
  expect((await gateway.query(node)).data).toMatchObject({
    node: { name: 'Type 4002', workspace: { id: 'gid://intercom/small/Workspace/small' } },
  })
  expect(gateway.calls).toEqual([list])
  gateway.forgetRequests()
  gateway.sandbox.world.ticket_types.put(aTicketType('4003'))
  const ids = ['4003', '4001', '4004'].map((id) => `gid://intercom/small/TicketType/${id}`)
  const { data, errors } = await gateway.query('query($ids: [ID!]!) { nodes(ids: $ids) { ... on TicketType { name } } }', { ids })
  expect([data, errors]).toEqual([{ nodes: [{ name: 'Type 4003' }, { name: 'Bug report' }, null] }, undefined])
  expect(gateway.calls).toEqual([one, one])
})

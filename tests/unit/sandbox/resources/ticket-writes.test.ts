import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { type Body, codeOf, write } from '../ask.ts'
import { aCompany, aContact, aConversation, aPart, aTicket, aTicketType, aWorld, hexId, noon } from '../small-world.ts'

const later = noon + 600
const start = () =>
  startSandbox({
    clock: () => new Date(later * 1000),
    world: aWorld({
      contacts: [aContact(1)],
      companies: [aCompany(50)],
      conversations: [aConversation(7), aConversation(8, { parts: [aPart(100)] }), aConversation(9)],
      ticket_types: [
        aTicketType('4001', {
          attributes: [
            { name: 'Urgency', data_type: 'list', list_options: [{ id: 'guid-1', label: 'High' }] },
            { name: 'Order', data_type: 'integer', required_to_create: true },
          ],
        }),
        aTicketType('4002', { category: 'Back-office' }),
      ],
      tickets: [aTicket(7), aTicket(20), aTicket(21, { ticket_type_id: '4002', links: [{ type: 'conversation', id: '9' }] })],
    }),
  })
type Sandbox = Awaited<ReturnType<typeof start>>
const refusal = (answer: Awaited<ReturnType<typeof write>>) => [answer.status, codeOf(answer)]
const partsOf = (body: Body) => (body.ticket_parts as { ticket_parts: Record<string, unknown>[] }).ticket_parts
const create = (sandbox: Sandbox, body: object) =>
  write(sandbox, 'POST', '/tickets', { ticket_type_id: 4001, contacts: [{ id: hexId(1) }], ...body })
const update = (sandbox: Sandbox, id: string, body: object) => write(sandbox, 'PUT', `/tickets/${id}`, body)
const reply = (sandbox: Sandbox, id: string, body: object) =>
  write(sandbox, 'POST', `/tickets/${id}/reply`, { message_type: 'comment', body: 'Hi', ...body })

test('a ticket is made in the first state of its type, with what it must have', async () => {
  await using sandbox = await start()
  const { body } = await create(sandbox, {
    ...{
      ticket_attributes: { _default_title_: 'Broken', Urgency: 'guid-1', Order: 5 },
      company_id: hexId(50),
      conversation_to_link_id: '9',
    },
    assignment: { team_assignee_id: '2001' },
  })
  expect(body).toMatchObject({
    ...{
      type: 'ticket',
      ticket_id: '922',
      open: true,
      created_at: later,
      company_id: hexId(50),
      team_assignee_id: '2001',
      admin_assignee_id: '0',
    },
    ...{ ticket_attributes: { _default_title_: 'Broken', Urgency: 'High', Order: 5 }, ticket_state: { category: 'submitted' } },
    ...{ contacts: { contacts: [{ id: hexId(1) }] }, linked_objects: { data: [{ type: 'conversation', id: '9' }] } },
  })
  expect(partsOf(body)).toMatchObject([{ part_type: 'ticket_state_updated_by_admin', author: { type: 'bot' } }])
})

test.each([
  ['no type', { ticket_type_id: 1, ticket_attributes: { Order: 5 } }, 400, 'parameter_invalid'],
  ['nobody', { contacts: [], ticket_attributes: { Order: 5 } }, 400, 'parameter_not_found'],
  ['two', { contacts: [{ id: hexId(1) }, { id: hexId(1) }], ticket_attributes: { Order: 5 } }, 400, 'parameter_invalid'],
  ['somebody who is not there', { contacts: [{ id: hexId(9) }], ticket_attributes: { Order: 5 } }, 404, 'not_found'],
  ['what is required missing', {}, 400, 'parameter_invalid'],
  ['an attribute that is none', { ticket_attributes: { Order: 5, Colour: 'red' } }, 400, 'parameter_invalid'],
  ['an item that a list lacks', { ticket_attributes: { Order: 5, Urgency: 'Low' } }, 400, 'parameter_invalid'],
  ['an assignee who is not there', { ticket_attributes: { Order: 5 }, assignment: { admin_assignee_id: '9' } }, 404, 'assignee_not_found'],
])('a ticket with %s is refused', async (_, body, status, code) => {
  await using sandbox = await start()
  expect(refusal(await create(sandbox, body))).toEqual([status, code])
  expect(sandbox.world.tickets.size).toBe(3)
})

test('a ticket moves on, is assigned and described, in parts of who did it', async () => {
  await using sandbox = await start()
  const { body } = await update(sandbox, '20', {
    ...{
      ticket_attributes: { Urgency: 'High' },
      ticket_state_id: 5002,
      admin_id: 1002,
      assignee_id: 1001,
      is_shared: true,
      snoozed_until: later + 60,
    },
  })
  expect(body).toMatchObject({
    ticket_state: { id: '5002' },
    admin_assignee_id: '1001',
    is_shared: true,
    snoozed_until: later + 60,
    updated_at: later,
  })
  expect(partsOf(body)).toMatchObject([
    { part_type: 'ticket_attribute_updated_by_admin', author: { type: 'bot' } },
    { part_type: 'ticket_state_updated_by_admin', author: { id: '1002' }, ticket_state: 'in_progress', previous_ticket_state: 'submitted' },
    { part_type: 'assignment', author: { id: '1002' }, assigned_to: { type: 'admin', id: '1001' } },
  ])
  expect((await update(sandbox, '20', { assignee_id: '0' })).body).toMatchObject({ admin_assignee_id: '0' })
  expect(refusal(await update(sandbox, '20', { ticket_state_id: 0 }))).toEqual([400, 'ticket_state_id_invalid'])
  expect(refusal(await update(sandbox, '20', { assignee_id: 9 }))).toEqual([404, 'assignee_not_found'])
  expect(refusal(await update(sandbox, '99', {}))).toEqual([404, 'ticket_not_found'])
})

test('a ticket that is a conversation is answered and assigned there, too', async () => {
  await using sandbox = await start()
  const { body } = await reply(sandbox, '7', { type: 'user', user_id: 'ext-1', body: '<b>Hi</b>' })
  expect(body).toMatchObject({ type: 'ticket_part', part_type: 'comment', body: '<p>&lt;b&gt;Hi&lt;/b&gt;</p>' })
  await update(sandbox, '7', { assignee_id: '2001' })
  expect(sandbox.world.conversations.get('7')).toMatchObject({ team_assignee_id: '2001', parts: [{ id: body.id }, {}] })
  expect(sandbox.world.tickets.get('7')).toMatchObject({ team_assignee_id: '2001', parts: [{ id: body.id }, {}] })
})

test('a customer writes to no ticket that only teammates see; a note of one goes into the conversations on it', async () => {
  await using sandbox = await start()
  expect(refusal(await reply(sandbox, '21', { type: 'user', user_id: 'ext-1' }))).toEqual([400, 'parameter_mismatch'])
  const { body } = await reply(sandbox, '21', { type: 'admin', admin_id: 1001, message_type: 'note', cross_post: true })
  expect(body).toMatchObject({ part_type: 'note', body: '<p>Hi</p>', author: { id: '1001' } })
  expect(sandbox.world.conversations.get('9')?.parts).toMatchObject([{ part_type: 'note', body: '<p>Hi</p>' }])
  expect(refusal(await reply(sandbox, '99', { type: 'admin', admin_id: 1001 }))).toEqual([404, 'not_found'])
})

test('tags are put on tickets and taken off, whether or not they are conversations', async () => {
  await using sandbox = await start()
  for (const id of ['7', '20']) {
    const tag = { type: 'tag', id: '3001', name: 'vip' }
    expect((await write(sandbox, 'POST', `/tickets/${id}/tags`, { id: 3001, admin_id: 1001 })).body).toEqual(tag)
    expect((await write(sandbox, 'DELETE', `/tickets/${id}/tags/3001`, { admin_id: 1001 })).body).toEqual(tag)
    expect(refusal(await write(sandbox, 'DELETE', `/tickets/${id}/tags/3001`, { admin_id: 1001 }))).toEqual([404, 'tag_not_found'])
  }
})

test('a ticket is deleted with the conversation that it is', async () => {
  await using sandbox = await start()
  expect((await write(sandbox, 'DELETE', '/tickets/7')).body).toEqual({ id: '7', object: 'ticket', deleted: true })
  expect([sandbox.world.tickets.has('7'), sandbox.world.conversations.has('7')]).toEqual([false, false])
  expect(refusal(await write(sandbox, 'DELETE', '/tickets/7'))).toEqual([404, 'ticket_not_found'])
})

test('a conversation becomes a ticket for customers, under its own id', async () => {
  await using sandbox = await start()
  const convert = (ticket_type_id: string) => write(sandbox, 'POST', '/conversations/8/convert', { ticket_type_id })
  expect(refusal(await convert('4002'))).toEqual([400, 'parameter_invalid'])
  const { body } = await convert('4001')
  expect(body).toMatchObject({ type: 'ticket', id: '8', ticket_state: { category: 'submitted' } })
  expect(partsOf(body)).toMatchObject([{ id: '100' }, {}])
})

test('a conversation that is merged is closed and linked, from 2.16 on, once', async () => {
  await using sandbox = await start()
  const merge = (from: string, into: unknown, version = '2.16') =>
    write(sandbox, 'POST', `/conversations/${from}/merge`, { merge_into_conversation_id: into }, { version })
  expect((await merge('8', 9, '2.15')).status).toBe(404)
  expect(refusal(await merge('8', 99))).toEqual([422, 'merge_failed'])
  expect(refusal(await merge('8', 8))).toEqual([422, 'merge_failed'])
  expect(refusal(await merge('8', 'x'))).toEqual([400, 'parameter_invalid'])
  expect((await merge('8', 9)).body).toMatchObject({
    id: '9',
    linked_objects: { data: expect.arrayContaining([{ type: 'conversation', id: '8', category: null }]) },
  })
  expect(sandbox.world.conversations.get('8')?.state).toBe('closed')
  expect(refusal(await merge('8', 9))).toEqual([422, 'merge_failed'])
})

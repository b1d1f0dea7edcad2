import { type Call, contact } from './calls.ts'
import type { Refusal } from './refusals.ts'

type World = Parameters<Call['run']>[1]
type Client = Parameters<Call['run']>[0]

const first = (table: { keys(): Iterable<string> }) => [...table.keys()][0] ?? ''
const user = (world: World) => contact(world, ({ role }) => role === 'user').id
const customerType = ({ ticket_types }: World) => [...ticket_types.values()].find(({ category }) => category === 'Customer')

/** What every attribute that a ticket must have can hold. */
function attributesOf(world: World) {
  const needed = customerType(world)?.attributes.filter(({ required_to_create }) => required_to_create) ?? []
  const values = { string: 'text', list: '', integer: 1, decimal: 1.5, boolean: true, datetime: 1_700_000_000, files: '' }
  return Object.fromEntries(needed.map(({ name, data_type, list_options }) => [name, list_options?.[0]?.id ?? values[data_type]]))
}

async function made(client: Client, world: World): Promise<string> {
  const request = { ticket_type_id: customerType(world)?.id ?? '', contacts: [{ id: user(world) }], ticket_attributes: attributesOf(world) }
  const ticket = await client.tickets.create(request)
  return ticket?.id ?? ''
}

/** Tickets: everything that is done with them, and conversations that become one of them or go into another. */
export const ticketWrites: readonly Call[] = [
  { operation: 'POST /tickets', does: 'makes one', run: made },
  {
    operation: 'PUT /tickets/{ticket_id}',
    does: 'moves it on, describes and assigns it',
    run: async (client, world) =>
      client.tickets.update({
        ...{ ticket_id: await made(client, world), ticket_state_id: customerType(world)?.state_ids[1] ?? '', open: true },
        ...{ ticket_attributes: { _default_title_: 'example' }, admin_id: Number(first(world.admins)), assignee_id: first(world.admins) },
      }),
  },
  {
    operation: 'POST /tickets/{ticket_id}/reply',
    does: 'answers as a teammate, in a note and with quick replies, and as the contact',
    run: async (client, world) => {
      const ticket_id = await made(client, world)
      const by = { type: 'admin' as const, admin_id: first(world.admins) }
      const reply_options = [{ text: 'Yes', uuid: '0df48b85-9a93-4c66-a167-753eff0baaec' }]
      for (const body of [
        { ...by, message_type: 'comment' as const, body: 'Hi' },
        { ...by, message_type: 'note' as const, body: '<p>For us</p>' },
        { ...by, message_type: 'quick_reply' as const, reply_options },
        { type: 'user' as const, message_type: 'comment' as const, intercom_user_id: user(world), body: 'Thanks' },
      ]) {
        await client.tickets.reply({ ticket_id, body })
      }
    },
  },
  {
    operation: 'POST /tickets/{ticket_id}/tags',
    does: 'tags and untags it',
    run: async (client, world) => {
      const ids = { ticket_id: await made(client, world), admin_id: first(world.admins) }
      await client.tags.tagTicket({ ...ids, id: first(world.tags) })
      await client.tags.untagTicket({ ...ids, tag_id: first(world.tags) })
    },
  },
  {
    operation: 'DELETE /tickets/{ticket_id}',
    does: 'deletes it',
    run: async (client, world) => client.tickets.deleteTicket({ ticket_id: await made(client, world) }),
  },
  {
    operation: 'POST /conversations/{conversation_id}/convert',
    does: 'becomes a ticket',
    run: async (client, world) => {
      const { conversation_id } = await client.conversations.create({ from: { type: 'user', id: user(world) }, body: 'Hello' })
      const request = { conversation_id: conversation_id as never, ticket_type_id: customerType(world)?.id ?? '' }
      await client.conversations.convertToTicket(request)
    },
  },
  {
    operation: 'POST /conversations/{id}/merge',
    does: 'goes into another',
    run: (_client, world, send) => {
      const [from, into] = [...world.conversations.keys()].filter((id) => !world.tickets.has(id))
      return send(`/conversations/${from}/merge`, { method: 'POST', body: { merge_into_conversation_id: Number(into) } })
    },
  },
]

export const refusedTicketWrites: readonly Refusal[] = [
  {
    status: 404,
    operation: 'POST /tickets/{ticket_id}/reply',
    does: 'does not know',
    run: (client, world) =>
      client.tickets.reply({ ticket_id: '1', body: { type: 'admin', message_type: 'comment', admin_id: first(world.admins), body: 'Hi' } }),
  },
  {
    status: 404,
    operation: 'DELETE /tickets/{ticket_id}',
    does: 'does not know',
    run: (client) => client.tickets.deleteTicket({ ticket_id: '1' }),
  },
  {
    status: 400,
    operation: 'PUT /tickets/{ticket_id}',
    does: 'has no such state',
    run: (client, world) => client.tickets.update({ ticket_id: first(world.tickets), ticket_state_id: '1' }),
  },
  {
    status: 404,
    operation: 'POST /tickets/{ticket_id}/tags',
    does: 'does not know',
    run: (client, world) => client.tags.tagTicket({ ticket_id: '1', id: first(world.tags), admin_id: first(world.admins) }),
  },
  {
    status: 400,
    operation: 'POST /conversations/{conversation_id}/convert',
    does: 'becomes no ticket of teammates',
    run: (client, world) => {
      const inside = [...world.ticket_types.values()].find(({ category }) => category === 'Back-office')
      return client.conversations.convertToTicket({
        conversation_id: first(world.conversations) as never,
        ticket_type_id: inside?.id ?? '',
      })
    },
  },
]

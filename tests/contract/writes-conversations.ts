import type { IntercomClient } from 'intercom-client'
import { type Call, contact } from './calls.ts'
import type { Refusal } from './refusals.ts'

type World = Parameters<Call['run']>[1]

const user = (world: World) => contact(world, ({ role }) => role === 'user').id
const lead = (world: World) => contact(world, ({ role }) => role === 'lead').id
const admin = (world: World) => [...world.admins.keys()][0] ?? ''
const tag = (world: World) => [...world.tags.keys()][0] ?? ''

/** A conversation that a customer has just begun. */
async function begun(client: IntercomClient, world: World): Promise<string> {
  const { conversation_id } = await client.conversations.create({ from: { type: 'user', id: user(world) }, body: 'Hello there' })
  return conversation_id ?? ''
}

const ofConversation: readonly Call[] = [
  {
    operation: 'POST /conversations',
    does: 'begins one',
    run: (client, world) => client.conversations.create({ from: { type: 'lead', id: lead(world) }, body: 'One & two\n<b>three</b>' }),
  },
  {
    operation: 'PUT /conversations/{conversation_id}',
    does: 'names it, marks it as read and sets an attribute',
    run: async (client, world) =>
      client.conversations.update({
        ...{ conversation_id: await begun(client, world), display_as: 'plaintext' },
        ...{ read: true, title: 'A title', custom_attributes: { Topic: 'Invoices and VAT' } },
      }),
  },
  {
    operation: 'POST /conversations/{conversation_id}/reply',
    does: 'answers as a teammate, with files, in a note and with quick replies, and as the contact',
    run: async (client, world) => {
      const conversation_id = await begun(client, world)
      const by = { type: 'admin' as const, admin_id: admin(world) }
      const attachment_urls = ['https://files.example/a%20b.png']
      const attachment_files = [{ name: 'a.json', content_type: 'application/json', data: 'ewogICJ0ZXN0IjogMQp9' }]
      const reply_options = [{ text: 'Yes', uuid: 'a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb' }]
      for (const body of [
        { ...by, message_type: 'comment' as const, body: '<p>Hi</p>', attachment_urls, attachment_files },
        { ...by, message_type: 'note' as const, body: 'For us', created_at: 1_700_000_000 },
        { ...by, message_type: 'quick_reply' as const, reply_options: reply_options as never },
        { type: 'user' as const, message_type: 'comment' as const, intercom_user_id: user(world), body: 'Yes', reply_options },
      ]) {
        await client.conversations.reply({ conversation_id, body })
      }
    },
  },
  {
    operation: 'POST /conversations/{conversation_id}/reply',
    does: 'adds to the last conversation of a contact',
    run: (client, world) =>
      client.conversations.reply({
        conversation_id: 'last',
        body: { type: 'user', message_type: 'comment', intercom_user_id: user(world), body: 'Thanks' },
      }),
  },
  {
    operation: 'POST /conversations/{conversation_id}/parts',
    does: 'closes, assigns, snoozes and opens it',
    run: async (client, world) => {
      const conversation_id = await begun(client, world)
      const admin_id = admin(world)
      for (const body of [
        { message_type: 'close' as const, type: 'admin' as const, admin_id, body: 'Goodbye' },
        { message_type: 'assignment' as const, type: 'admin' as const, admin_id, assignee_id: admin_id },
        { message_type: 'assignment' as const, type: 'team' as const, admin_id, assignee_id: '0' },
        { message_type: 'snoozed' as const, admin_id, snoozed_until: 2_000_000_000 },
        { message_type: 'open' as const, admin_id },
      ]) {
        await client.conversations.manage({ conversation_id, body })
      }
    },
  },
  {
    operation: 'POST /conversations/{conversation_id}/tags',
    does: 'tags and untags it',
    run: async (client, world) => {
      const ids = { conversation_id: await begun(client, world), admin_id: admin(world) }
      await client.tags.tagConversation({ ...ids, id: tag(world) })
      await client.tags.untagConversation({ ...ids, tag_id: tag(world) })
    },
  },
  {
    operation: 'POST /conversations/{conversation_id}/customers',
    does: 'brings somebody in, by id and by an address that nobody has, and takes somebody out',
    run: async (client, world) => {
      const ids = { conversation_id: await begun(client, world), admin_id: admin(world) }
      await client.conversations.attachContactAsAdmin({ ...ids, customer: { intercom_user_id: lead(world) } })
      await client.conversations.attachContactAsAdmin({ ...ids, customer: { email: 'a.new.lead@example.com' } })
      await client.conversations.detachContactAsAdmin({ ...ids, contact_id: lead(world) })
    },
  },
  {
    operation: 'POST /conversations/redact',
    does: 'takes the words out of a part, and of the first message',
    run: async (client, world) => {
      const conversation_id = await begun(client, world)
      const said = { type: 'user' as const, message_type: 'comment' as const, intercom_user_id: user(world), body: 'A secret' }
      await client.conversations.reply({ conversation_id, body: said })
      const { source, parts = [] } = world.conversations.get(conversation_id) ?? {}
      await client.conversations.redactConversationPart({
        ...{ type: 'conversation_part', conversation_id, conversation_part_id: parts.at(-1)?.id ?? '' },
      })
      await client.conversations.redactConversationPart({ type: 'source', conversation_id, source_id: source?.id ?? '' })
    },
  },
  {
    operation: 'DELETE /conversations/{conversation_id}',
    does: 'deletes it',
    run: async (client, world) => {
      const conversation_id = (await begun(client, world)) as unknown as number
      await client.conversations.deleteConversation({ conversation_id })
    },
  },
  {
    operation: 'GET /conversations/deleted',
    does: 'lists what was deleted, page by page',
    run: (_client, _world, get) => get('/conversations/deleted?per_page=1&page=1&order=asc'),
  },
]

/** Conversations: everything that is done in them. */
export const conversationWrites = ofConversation

const nowhere = '1'

export const refusedConversationWrites: readonly Refusal[] = [
  {
    status: 404,
    operation: 'POST /conversations',
    does: 'knows nobody of that id',
    run: (client) => client.conversations.create({ from: { type: 'user', id: '123_doesnt_exist' }, body: 'Hello there' }),
  },
  {
    status: 404,
    operation: 'PUT /conversations/{conversation_id}',
    does: 'does not know',
    run: (client) => client.conversations.update({ conversation_id: nowhere, read: true }),
  },
  {
    status: 404,
    operation: 'POST /conversations/{conversation_id}/reply',
    does: 'does not know',
    run: (client, world) =>
      client.conversations.reply({
        conversation_id: nowhere,
        body: { type: 'admin', message_type: 'comment', admin_id: admin(world), body: 'Hi' },
      }),
  },
  {
    status: 404,
    operation: 'POST /conversations/{conversation_id}/parts',
    does: 'does not know',
    run: (client, world) =>
      client.conversations.manage({ conversation_id: nowhere, body: { message_type: 'open', admin_id: admin(world) } }),
  },
  {
    status: 404,
    operation: 'POST /conversations/{conversation_id}/tags',
    does: 'does not know',
    run: (client, world) => client.tags.tagConversation({ conversation_id: nowhere, id: tag(world), admin_id: admin(world) }),
  },
  {
    status: 404,
    operation: 'POST /conversations/{conversation_id}/customers',
    does: 'does not know',
    run: (client, world) =>
      client.conversations.attachContactAsAdmin({
        ...{ conversation_id: nowhere, admin_id: admin(world), customer: { intercom_user_id: user(world) } },
      }),
  },
  {
    status: 422,
    operation: 'DELETE /conversations/{conversation_id}/customers/{contact_id}',
    does: 'keeps the last one',
    run: (client, world) => {
      const alone = [...world.conversations.values()].find(({ contact_ids }) => contact_ids.length === 1)
      return client.conversations.detachContactAsAdmin({
        ...{ conversation_id: alone?.id ?? '', contact_id: alone?.contact_ids[0] ?? '', admin_id: admin(world) },
      })
    },
  },
  {
    status: 404,
    operation: 'POST /conversations/redact',
    does: 'knows no such part',
    run: (client) =>
      client.conversations.redactConversationPart({
        ...{ type: 'conversation_part', conversation_id: 'really_123_doesnt_exist', conversation_part_id: 'really_123_doesnt_exist' },
      }),
  },
]

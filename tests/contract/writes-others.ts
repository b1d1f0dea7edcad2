import { type Call, contact } from './calls.ts'
import type { Refusal } from './refusals.ts'

type World = Parameters<Call['run']>[1]

const first = (table: { keys(): Iterable<string> }) => [...table.keys()][0] ?? ''
const user = (world: World) => contact(world, ({ role }) => role === 'user').id
const seconds = (world: World) => Math.floor(world.now() / 1000)

/** Companies, tags, the help center, attributes, teammates, messages and events. */
export const otherWrites: readonly Call[] = [
  {
    operation: 'POST /companies',
    does: 'makes one, changes it by both of its ids, and deletes it',
    run: async (client) => {
      const fields = { name: 'my company', plan: 'Gold', size: 85, website: 'https://my.example', monthly_spend: 9 }
      const custom_attributes = { crm_id: 'C-1' }
      const { id = '' } = await client.companies.createOrUpdate({
        company_id: 'contract',
        ...fields,
        custom_attributes,
        remote_created_at: 1,
      })
      await client.companies.createOrUpdate({ company_id: 'contract', industry: 'Toys' })
      await client.companies.update({ company_id: id, name: 'renamed' } as never)
      await client.companies.delete({ company_id: id })
    },
  },
  {
    operation: 'POST /companies/{company_id}/notes',
    does: 'writes a note',
    run: (_client, world, send) => send(`/companies/${first(world.companies)}/notes`, { method: 'POST', body: { body: 'Hello' } }),
  },
  {
    operation: 'POST /tags',
    does: 'makes one, renames it, puts it on a user and a company, and deletes it',
    run: async (client, world) => {
      const { id } = await client.tags.create({ name: 'contract' })
      await client.tags.create({ name: 'contract, renamed', id })
      await client.tags.create({ name: 'contract, renamed', users: [{ id: user(world) }] })
      await client.tags.create({ name: 'contract, renamed', companies: [{ id: first(world.companies) }] } as never)
      await client.tags.create({ name: 'contract, renamed', companies: [{ id: first(world.companies), untag: true }] } as never)
      await client.tags.delete({ tag_id: id })
    },
  },
  {
    operation: 'POST /articles',
    does: 'makes a draft in two languages, publishes it and deletes it',
    run: async (client, world) => {
      const [author_id, parent_id] = [Number(first(world.admins)), Number(first(world.collections))]
      const fr = {
        title: 'Merci pour tout',
        description: "Description de l'article",
        body: '<p>Corps</p>',
        author_id,
        state: 'published' as const,
      }
      const made = await client.articles.create({
        title: 'Thanks',
        author_id,
        parent_id,
        parent_type: 'collection',
        translated_content: { fr },
      })
      const article_id = Number(made.id)
      await client.articles.update({ article_id, state: 'published', body: '<p>New gifts</p>' })
      await client.articles.delete({ article_id })
    },
  },
  {
    operation: 'POST /help_center/collections',
    does: 'makes one in another, renames it and deletes it',
    run: async (client, world) => {
      const { id } = await client.helpCenters.collections.create({ name: 'Thanks for everything' })
      const fr = { name: 'Merci' }
      const parent_id = first(world.collections)
      const collection_id = Number(id)
      await client.helpCenters.collections.update({
        collection_id,
        name: 'Renamed',
        description: 'More',
        parent_id,
        translated_content: { fr },
      })
      await client.helpCenters.collections.delete({ collection_id })
    },
  },
  {
    operation: 'POST /data_attributes',
    does: 'makes a text and a list, and archives one',
    run: async (client) => {
      const made = await client.dataAttributes.create({ name: 'Mithril Shirt', model: 'company', data_type: 'string' } as never)
      const options = [{ value: '1-10' }, { value: '11-20' }]
      await client.dataAttributes.create({ name: 'Rings', model: 'contact', data_type: 'options', options } as never)
      await client.dataAttributes.update({
        data_attribute_id: made.id as never,
        description: 'Just a plain old ring',
        archived: true,
      } as never)
    },
  },
  {
    operation: 'PUT /admins/{admin_id}/away',
    does: 'sends one away and brings them back',
    run: async (client, world) => {
      const admin_id = Number(first(world.admins))
      await client.admins.away({ admin_id, away_mode_enabled: true, away_mode_reassign: true })
      await client.admins.away({ admin_id, away_mode_enabled: false, away_mode_reassign: false })
    },
  },
  {
    operation: 'POST /messages',
    does: 'writes to a contact, in the app and by mail',
    run: async (client, world) => {
      const from = { type: 'admin' as const, id: Number(first(world.admins)) }
      const to = { type: 'user' as const, id: user(world) }
      await client.messages.create({ message_type: 'inapp', body: 'heyy', from, to } as never)
      const more = { template: 'plain', create_conversation_without_contact_reply: true }
      await client.messages.create({ message_type: 'email', subject: 'Hi', body: 'heyy', from, to: [to], ...more } as never)
    },
  },
  {
    operation: 'POST /events',
    does: 'tells what a user did',
    run: (client, world) =>
      client.events.create({
        event_name: 'invited-friend',
        created_at: seconds(world),
        id: user(world),
        metadata: { invite_code: 'ADDAFRIEND' },
      }),
  },
]

const nowhere = '0'.repeat(23).concat('1')

export const refusedOtherWrites: readonly Refusal[] = [
  {
    status: 400,
    operation: 'POST /companies',
    does: 'knows no such field',
    run: (client) => client.companies.createOrUpdate({ test: 'invalid' } as never),
  },
  {
    status: 404,
    operation: 'PUT /companies/{company_id}',
    does: 'does not know',
    run: (client) => client.companies.update({ company_id: nowhere }),
  },
  {
    status: 404,
    operation: 'DELETE /companies/{company_id}',
    does: 'does not know',
    run: (client) => client.companies.delete({ company_id: nowhere }),
  },
  { status: 400, operation: 'POST /tags', does: 'wants a name', run: (client) => client.tags.create({ test: 'invalid' } as never) },
  { status: 404, operation: 'DELETE /tags/{tag_id}', does: 'does not know', run: (client) => client.tags.delete({ tag_id: '1' }) },
  {
    status: 400,
    operation: 'POST /articles',
    does: 'wants an author',
    run: (client) => client.articles.create({ title: 'Thanks for everything', state: 'published' } as never),
  },
  {
    status: 404,
    operation: 'PUT /articles/{article_id}',
    does: 'does not know',
    run: (client) => client.articles.update({ article_id: 1, title: 'x' }),
  },
  {
    status: 400,
    operation: 'POST /help_center/collections',
    does: 'wants a name',
    run: (client) => client.helpCenters.collections.create({ description: 'Missing' } as never),
  },
  {
    status: 404,
    operation: 'DELETE /help_center/collections/{collection_id}',
    does: 'does not know',
    run: (client) => client.helpCenters.collections.delete({ collection_id: 1 }),
  },
  {
    status: 400,
    operation: 'POST /data_attributes',
    does: 'knows no such type',
    run: (client) => client.dataAttributes.create({ name: 'The Second Ring', model: 'company', data_type: 'mithril' } as never),
  },
  {
    status: 404,
    operation: 'PUT /data_attributes/{data_attribute_id}',
    does: 'does not know',
    run: (client) => client.dataAttributes.update({ data_attribute_id: 1, archived: true } as never),
  },
  {
    status: 404,
    operation: 'PUT /admins/{admin_id}/away',
    does: 'does not know',
    run: (client) => client.admins.away({ admin_id: 1, away_mode_enabled: true, away_mode_reassign: true }),
  },
  {
    status: 422,
    operation: 'POST /messages',
    does: 'wants a subject in a mail',
    run: (client, world) => {
      const [from, to] = [
        { type: 'admin', id: first(world.admins) },
        { type: 'user', id: user(world) },
      ]
      return client.messages.create({ message_type: 'email', body: 'hey there', from, to } as never)
    },
  },
  {
    status: 404,
    operation: 'POST /events',
    does: 'knows no such user',
    run: (client) => client.events.create({ event_name: 'invited-friend', created_at: 1, user_id: 'nobody' }),
  },
]

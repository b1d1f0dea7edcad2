import type { IntercomClient } from 'intercom-client'
import { type Call, contact } from './calls.ts'
import type { Refusal } from './refusals.ts'

type World = Parameters<Call['run']>[1]

const admin = (world: World) => [...world.admins.keys()][0] ?? ''
const company = (world: World) => [...world.companies.keys()][0] ?? ''
const tag = (world: World) => [...world.tags.keys()][0] ?? ''
const subscription = ({ subscription_types }: World) => [...subscription_types.values()][0]

let made = 0
/** A user whom nobody knows yet. */
async function fresh(client: IntercomClient): Promise<string> {
  made += 1
  const { id } = await client.contacts.create({ role: 'user', external_id: `contract-${made}`, email: `contract-${made}@example.com` })
  return id ?? ''
}

/** Contacts: everything that is done with them. */
export const contactWrites: readonly Call[] = [
  {
    operation: 'POST /contacts',
    does: 'makes a user and a lead',
    run: async (client, world) => {
      const owner_id = Number(admin(world))
      const custom_attributes = { bookings_per_week: 4 }
      await client.contacts.create({ email: 'joebloggs@intercom.io', name: 'Joe', phone: '+353871234567', owner_id, custom_attributes })
      await client.contacts.create({ role: 'lead' })
    },
  },
  {
    operation: 'PUT /contacts/{contact_id}',
    does: 'changes some fields and clears others',
    run: async (client) => {
      const contact_id = await fresh(client)
      await client.contacts.update({ contact_id, name: 'joe bloggs', phone: null as never, custom_attributes: { job_role: 'owner' } })
    },
  },
  {
    operation: 'DELETE /contacts/{contact_id}',
    does: 'deletes one',
    run: async (client) => client.contacts.delete({ contact_id: await fresh(client) }),
  },
  {
    operation: 'POST /contacts/{contact_id}/archive',
    does: 'archives one and brings it back',
    run: async (client) => {
      const contact_id = await fresh(client)
      await client.contacts.archive({ contact_id })
      await client.contacts.unarchive({ contact_id })
    },
  },
  {
    operation: 'POST /contacts/{contact_id}/block',
    does: 'blocks one',
    run: async (client) => client.contacts.blockContact({ contact_id: await fresh(client) }),
  },
  {
    operation: 'POST /contacts/merge',
    does: 'merges a lead into a user',
    run: async (client) => {
      const into = await fresh(client)
      const { id: from = '' } = await client.contacts.create({ role: 'lead', email: `contract-${made}@example.com` })
      await client.contacts.mergeLeadInUser({ from, into })
    },
  },
  {
    operation: 'POST /contacts/{contact_id}/tags',
    does: 'tags and untags one',
    run: async (client, world) => {
      const contact_id = await fresh(client)
      await client.tags.tagContact({ contact_id, id: tag(world) })
      await client.tags.untagContact({ contact_id, tag_id: tag(world) })
    },
  },
  {
    operation: 'POST /contacts/{contact_id}/companies',
    does: 'brings one into a company and out again',
    run: async (client, world) => {
      const contact_id = await fresh(client)
      await client.companies.attachContact({ contact_id, id: company(world) })
      await client.companies.detachContact({ contact_id, company_id: company(world) })
    },
  },
  {
    operation: 'POST /contacts/{contact_id}/subscriptions',
    does: 'notes a choice and takes it back',
    run: async (client, world) => {
      const contact_id = await fresh(client)
      const { id = '', consent_type = '' } = subscription(world) ?? {}
      await client.contacts.attachSubscription({ contact_id, id, consent_type })
      await client.contacts.detachSubscription({ contact_id, subscription_id: id })
    },
  },
  {
    operation: 'POST /contacts/{contact_id}/notes',
    does: 'writes a note',
    run: async (client, world) =>
      client.notes.create({ contact_id: (await fresh(client)) as never, body: 'Hello', admin_id: admin(world) }),
  },
]

const nowhere = '0'.repeat(23).concat('1')

export const refusedContactWrites: readonly Refusal[] = [
  {
    status: 409,
    operation: 'POST /contacts',
    does: 'has that one already',
    run: (client, world) => client.contacts.create({ external_id: contact(world, ({ role }) => role === 'user').external_id ?? '' }),
  },
  {
    status: 400,
    operation: 'POST /contacts',
    does: 'takes no address that is none',
    run: (client) => client.contacts.create({ email: 'nobody' }),
  },
  {
    status: 404,
    operation: 'PUT /contacts/{contact_id}',
    does: 'does not know',
    run: (client) => client.contacts.update({ contact_id: nowhere, name: 'x' }),
  },
  {
    status: 404,
    operation: 'DELETE /contacts/{contact_id}',
    does: 'does not know',
    run: (client) => client.contacts.delete({ contact_id: nowhere }),
  },
  {
    status: 404,
    operation: 'POST /contacts/{contact_id}/archive',
    does: 'does not know',
    run: (client) => client.contacts.archive({ contact_id: nowhere }),
  },
  {
    status: 400,
    operation: 'POST /contacts/merge',
    does: 'merges no user',
    run: (client, world) => {
      const [from, into] = [...world.contacts.values()].filter(({ role }) => role === 'user')
      return client.contacts.mergeLeadInUser({ from: from?.id ?? '', into: into?.id ?? '' })
    },
  },
  {
    status: 400,
    operation: 'POST /contacts/{contact_id}/companies',
    does: 'wants a company',
    run: (client, world) => client.companies.attachContact({ contact_id: contact(world, () => true).id, id: '' }),
  },
  {
    status: 404,
    operation: 'DELETE /contacts/{contact_id}/companies/{company_id}',
    does: 'does not know',
    run: (client, world) => client.companies.detachContact({ contact_id: nowhere, company_id: company(world) }),
  },
  {
    status: 404,
    operation: 'POST /contacts/{contact_id}/tags',
    does: 'has no such tag',
    run: (client, world) => client.tags.tagContact({ contact_id: contact(world, () => true).id, id: '1' }),
  },
  {
    status: 404,
    operation: 'POST /contacts/{contact_id}/subscriptions',
    does: 'has no such type',
    run: (client, world) =>
      client.contacts.attachSubscription({ contact_id: contact(world, () => true).id, id: '1', consent_type: 'opt_in' }),
  },
  {
    status: 404,
    operation: 'POST /contacts/{contact_id}/notes',
    does: 'has no such teammate',
    run: (client, world) => client.notes.create({ contact_id: contact(world, () => true).id as never, body: 'Hello', admin_id: '1' }),
  },
]

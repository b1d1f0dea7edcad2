import { busiest, type Call, contact, each, toTheEnd } from './calls.ts'

/** Contacts: all pages, each contact, and what is attached to it. */
export const contactReads: readonly Call[] = [
  {
    operation: 'GET /contacts',
    does: 'lists all, page by page',
    run: async (client) => toTheEnd(await client.contacts.list({ per_page: 70 })),
  },
  {
    operation: 'POST /contacts/search',
    does: 'finds all, page by page',
    run: async (client) =>
      toTheEnd(
        await client.contacts.search({ query: { field: 'role', operator: 'IN', value: ['user', 'lead'] }, pagination: { per_page: 150 } }),
      ),
  },
  {
    operation: 'POST /contacts/search',
    does: 'finds nobody',
    run: (client) => client.contacts.search({ query: { field: 'email', operator: '=', value: 'nobody@nowhere.example' } }),
  },
  {
    operation: 'GET /contacts/{contact_id}',
    does: 'finds each',
    run: (client, { contacts }) => each(contacts, (id) => client.contacts.find({ contact_id: id })),
  },
  {
    operation: 'GET /contacts/find_by_external_id/{external_id}',
    does: 'finds each user',
    async run(client, { contacts }) {
      const users = [...contacts.values()].filter(({ role }) => role === 'user')
      for (const { external_id } of users) await client.contacts.showContactByExternalId({ external_id: external_id ?? '' })
    },
  },
  {
    operation: 'GET /contacts/{contact_id}/companies',
    does: 'lists those of somebody with many',
    run: async (client, world) => toTheEnd(await client.contacts.listAttachedCompanies({ contact_id: busiest(world).id, per_page: 5 })),
  },
  {
    operation: 'GET /contacts/{contact_id}/notes',
    does: 'lists the notes of each, page by page',
    run: (client, { contacts }) => each(contacts, async (id) => toTheEnd(await client.notes.list({ contact_id: id, per_page: 10 }))),
  },
  {
    operation: 'GET /notes/{note_id}',
    does: 'finds each about a contact',
    run: (client, { notes }) => {
      const ids = [...notes.values()].filter(({ contact_id }) => contact_id !== null).map(({ id }) => id)
      return each({ keys: () => ids }, (id) => client.notes.find({ note_id: Number(id) }))
    },
  },
  {
    operation: 'GET /events',
    does: 'lists what each did, page by page',
    async run(client, { contacts, events }) {
      const busy = new Set([...events.values()].map(({ contact_id }) => contact_id))
      for (const { id } of [...contacts.values()].filter((one) => busy.has(one.id))) {
        // the SDK types every answer as a summary, which has no pages
        const { pages } = (await client.events.list({ type: 'user', intercom_user_id: id, per_page: 40 })) as { pages?: { next?: string } }
        const before = pages?.next && new URL(pages.next).searchParams.get('before')
        if (before) await client.events.list({ type: 'user', intercom_user_id: id, per_page: 40 }, { queryParams: { before } })
      }
    },
  },
  {
    operation: 'GET /events',
    does: 'counts what somebody did',
    run: (client, { events }) => {
      const [{ contact_id } = { contact_id: '' }] = events.values()
      return client.events.list({ type: 'user', intercom_user_id: contact_id, summary: true })
    },
  },
  {
    operation: 'GET /contacts/{contact_id}/tags',
    does: 'lists those of somebody with many',
    run: (client, world) => client.contacts.listAttachedTags({ contact_id: busiest(world).id }),
  },
  {
    operation: 'GET /contacts/{contact_id}/segments',
    does: 'lists those of somebody',
    run: (client, world) => client.contacts.listAttachedSegments({ contact_id: busiest(world).id }),
  },
  {
    operation: 'GET /contacts/{contact_id}/subscriptions',
    does: 'lists what somebody chose',
    run: (client, world) =>
      client.contacts.listAttachedSubscriptions({ contact_id: contact(world, (one) => one.opted_in_subscription_type_ids.length > 0).id }),
  },
  {
    operation: 'GET /contacts/{id}/merge_history',
    does: 'tells who was merged into somebody, page by page',
    async run(_, { merged_contacts }, get) {
      for (const survivor of new Set(merged_contacts.values())) {
        const { next_cursor } = (await get(`/contacts/${survivor}/merge_history?per_page=2`)) as { next_cursor?: string }
        if (next_cursor) await get(`/contacts/${survivor}/merge_history?per_page=2&cursor=${encodeURIComponent(next_cursor)}`)
      }
    },
  },
]

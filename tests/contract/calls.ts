import type { IntercomClient } from 'intercom-client'
import type { Sandbox } from '../../src/sandbox/server.ts'

type World = Sandbox['world']

/** Something an integration does through the SDK, and how Intercom names the operation. */
export type Call = { operation: string; does: string; run: (client: IntercomClient, world: World) => Promise<unknown> }

/** Every operation of the sandbox, read to its end: all pages, and each record that has a page of its own. */
export const reads: readonly Call[] = [
  { operation: 'GET /me', does: 'says who we are', run: (client) => client.admins.identify() },
  { operation: 'GET /admins', does: 'lists admins', run: (client) => client.admins.list() },
  {
    operation: 'GET /admins',
    does: 'lists admins with avatars',
    run: (client) => client.admins.list({ queryParams: { display_avatar: true } }),
  },
  {
    operation: 'GET /admins/{admin_id}',
    does: 'finds each',
    run: (client, { admins }) => each(admins, (id) => client.admins.find({ admin_id: Number(id) })),
  },
  { operation: 'GET /teams', does: 'lists teams', run: (client) => client.teams.list() },
  {
    operation: 'GET /teams/{team_id}',
    does: 'finds each',
    run: (client, { teams }) => each(teams, (id) => client.teams.find({ team_id: id })),
  },
  { operation: 'GET /tags', does: 'lists tags', run: (client) => client.tags.list() },
  { operation: 'GET /tags/{tag_id}', does: 'finds each', run: (client, { tags }) => each(tags, (id) => client.tags.find({ tag_id: id })) },
  { operation: 'GET /segments', does: 'lists segments', run: (client) => client.segments.list() },
  { operation: 'GET /segments', does: 'lists segments with counts', run: (client) => client.segments.list({ include_count: true }) },
  {
    operation: 'GET /segments/{segment_id}',
    does: 'finds each',
    run: (client, { segments }) => each(segments, (id) => client.segments.find({ segment_id: id })),
  },
  { operation: 'GET /subscription_types', does: 'lists subscription types', run: (client) => client.subscriptionTypes.list() },

  {
    operation: 'GET /companies',
    does: 'finds one by its own id',
    run: (client, world) => client.companies.retrieve({ company_id: company(world).company_id }),
  },
  {
    operation: 'GET /companies',
    does: 'finds one by name',
    run: (client, world) => client.companies.retrieve({ name: company(world).name }),
  },
  {
    operation: 'GET /companies',
    does: 'lists those with a tag',
    run: (client, world) => client.companies.retrieve({ tag_id: taggedCompany(world) }),
  },
  { operation: 'GET /companies', does: 'lists all', run: (client) => client.companies.retrieve({ page: 1, per_page: 150 }) },
  {
    operation: 'POST /companies/list',
    does: 'lists all, page by page',
    run: async (client) => toTheEnd(await client.companies.list({ per_page: 50 })),
  },
  {
    operation: 'GET /companies/scroll',
    does: 'scrolls until a page is empty',
    async run(client) {
      const page = await client.companies.scroll()
      while (page.data.length > 0) await page.getNextPage()
    },
  },
  {
    operation: 'GET /companies/{company_id}',
    does: 'finds each',
    run: (client, { companies }) => each(companies, (id) => client.companies.find({ company_id: id })),
  },
  {
    operation: 'GET /companies/{company_id}/contacts',
    does: 'lists the people of each',
    run: (client, { companies }) =>
      each(companies, (id) => client.companies.listAttachedContacts({ company_id: id }, { queryParams: { per_page: 150 } })),
  },
  {
    operation: 'GET /companies/{company_id}/contacts',
    does: 'lists the first, with a cursor for more',
    run: (client, world) => client.companies.listAttachedContacts({ company_id: company(world).id }, { queryParams: { per_page: 1 } }),
  },
  {
    operation: 'GET /companies/{company_id}/contacts',
    does: 'lists them by page number',
    run: (client, world) =>
      client.companies.listAttachedContacts({ company_id: company(world).id }, { queryParams: { per_page: 1, page: 1 } }),
  },
  {
    operation: 'GET /companies/{company_id}/segments',
    does: 'lists the segments of each',
    run: (client, { companies }) => each(companies, (id) => client.companies.listAttachedSegments({ company_id: id })),
  },

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

  { operation: 'GET /help_center/help_centers', does: 'lists help centers', run: (client) => client.helpCenters.list() },
  {
    operation: 'GET /help_center/help_centers/{help_center_id}',
    does: 'finds each',
    run: (client, { help_centers }) => each(help_centers, (id) => client.helpCenters.find({ help_center_id: Number(id) })),
  },
  {
    operation: 'GET /help_center/collections',
    does: 'lists collections, page by page',
    run: async (client) => toTheEnd(await client.helpCenters.collections.list({ per_page: 20 })),
  },
  {
    operation: 'GET /help_center/collections/{collection_id}',
    does: 'finds each',
    run: (client, { collections }) => each(collections, (id) => client.helpCenters.collections.find({ collection_id: Number(id) })),
  },
  {
    operation: 'GET /articles',
    does: 'lists articles, page by page',
    run: async (client) => toTheEnd(await client.articles.list({ per_page: 25 })),
  },
  {
    operation: 'GET /articles/{article_id}',
    does: 'finds each',
    run: (client, { articles }) => each(articles, (id) => client.articles.find({ article_id: Number(id) })),
  },
  {
    operation: 'GET /articles/search',
    does: 'finds a phrase and marks it',
    run: (client) => client.articles.search({ phrase: 'calendar', state: 'all', highlight: true }, { queryParams: { per_page: 5 } }),
  },

  {
    operation: 'GET /conversations',
    does: 'lists all, page by page',
    run: async (client) => toTheEnd(await client.conversations.list({ per_page: 150 })),
  },
  {
    operation: 'POST /conversations/search',
    does: 'finds all, page by page',
    run: async (client) =>
      toTheEnd(
        await client.conversations.search({ query: { field: 'created_at', operator: '>', value: 1 }, pagination: { per_page: 150 } }),
      ),
  },
  {
    operation: 'GET /conversations/{conversation_id}',
    does: 'reads each thread',
    run: (client, { conversations }) => each(conversations, (id) => client.conversations.find({ conversation_id: id })),
  },
  {
    operation: 'GET /conversations/{conversation_id}',
    does: 'reads one as plain text',
    run: (client, { conversations }) =>
      client.conversations.find({ conversation_id: [...conversations.keys()].at(-1) ?? '', display_as: 'plaintext' }),
  },
]

/** A page as the SDK hands it out. */
type Page = { hasNextPage(): boolean; getNextPage(): Promise<Page> }

async function toTheEnd(first: Page): Promise<void> {
  let page = first
  while (page.hasNextPage()) page = await page.getNextPage()
}

async function each(table: { keys(): Iterable<string> }, read: (id: string) => Promise<unknown>): Promise<void> {
  for (const id of [...table.keys()]) await read(id)
}

type Company = NonNullable<ReturnType<World['companies']['get']>>
type Contact = NonNullable<ReturnType<World['contacts']['get']>>

const company = ({ companies }: World): Company => one([...companies.values()], () => true)
const taggedCompany = ({ companies }: World): string => one([...companies.values()], ({ tag_ids }) => tag_ids.length > 0).tag_ids[0] ?? ''
const contact = ({ contacts }: World, fits: (contact: Contact) => boolean): Contact => one([...contacts.values()], fits)
const busiest = (world: World): Contact => contact(world, ({ company_ids, tag_ids }) => company_ids.length > 10 && tag_ids.length > 10)

function one<T>(all: readonly T[], fits: (candidate: T) => boolean): T {
  const found = all.find(fits)
  if (found === undefined) throw new Error('The seed has nobody and nothing of that kind.')
  return found
}

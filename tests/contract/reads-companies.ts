import { type Call, company, each, taggedCompany, toTheEnd } from './calls.ts'

/** Companies: all pages, each company, and what is attached to it. */
export const companyReads: readonly Call[] = [
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
    operation: 'GET /companies/{company_id}/notes',
    does: 'lists the notes of each',
    run: (_, { companies }, get) => each(companies, (id) => get(`/companies/${id}/notes?per_page=1`)),
  },
]

import type { Records } from './records.ts'
import { at, listAt } from './rest.ts'
import type { Rules } from './rule.ts'

const phrase = 'calendar sync'

async function articleHits(_: unknown, { rest }: Records) {
  const query = `phrase=${encodeURIComponent(phrase)}&state=all&highlight=true&per_page=50`
  const { data } = await rest.get(`/articles/search?${query}`)
  const highlights = listAt(data, 'highlights')
  return listAt(data, 'articles').map((article, row) => ({ article, highlights: highlights[row] }))
}

/** Where an operation begins: lists, and what there is one of. What is looked for by a key is in `lookups`. */
export const queries: Rules = {
  Query: {
    viewer: (_, { rest }) => rest.get('/me'),
    workspace: async (_, records) => (await records.all('Workspace'))[0],
    contacts: (_, records) => records.all('Contact'),
    companies: (_, { rest }) => rest.postList('/companies/list?per_page=60'),
    conversations: (_, records) => records.all('Conversation'),
    tickets: (_, records) => records.all('Ticket'),
    articles: (_, { rest }) => rest.list('/articles?per_page=50'),
    articleSearch: { args: `phrase: "${phrase}"`, from: articleHits },
    collections: (_, records) => records.all('Collection'),
    helpCenters: (_, records) => records.all('HelpCenter'),
  },
}

const byId = (id: unknown) => `id: "${id}"`

/** Fields of Query that look for one record: of which type, and by what. A key that a record does not have is left out. */
export const lookups: Record<string, { type: string; by: Record<string, (wire: unknown) => string | null> }> = {
  contact: {
    type: 'Contact',
    by: {
      id: (wire) => `by: { ${byId(at(wire, 'id'))} }`,
      intercomId: (wire) => `by: { intercomId: "${at(wire, 'id')}" }`,
      // Intercom finds users by it, and no leads
      externalId: (wire) =>
        at(wire, 'external_id') && at(wire, 'role') === 'user' ? `by: { externalId: "${at(wire, 'external_id')}" }` : null,
    },
  },
  company: {
    type: 'Company',
    by: {
      id: (wire) => `by: { ${byId(at(wire, 'id'))} }`,
      intercomId: (wire) => `by: { intercomId: "${at(wire, 'id')}" }`,
      companyId: (wire) => `by: { companyId: ${JSON.stringify(at(wire, 'company_id'))} }`,
      name: (wire) => `by: { name: ${JSON.stringify(at(wire, 'name'))} }`,
    },
  },
  conversation: { type: 'Conversation', by: { id: (wire) => byId(at(wire, 'id')) } },
  ticket: { type: 'Ticket', by: { id: (wire) => byId(at(wire, 'id')) } },
  article: { type: 'Article', by: { id: (wire) => byId(at(wire, 'id')) } },
  collection: { type: 'Collection', by: { id: (wire) => byId(at(wire, 'id')) } },
  helpCenter: {
    type: 'HelpCenter',
    by: {
      id: (wire) => `by: { ${byId(at(wire, 'id'))} }`,
      identifier: (wire) => `by: { identifier: "${at(wire, 'identifier')}" }`,
    },
  },
}

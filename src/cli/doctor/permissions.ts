import type { Question } from './ask-intercom.ts'

/** A permission as a checkbox of the Developer Hub has it, and what can only be read with it. */
export type Permission = { name: string; probes: readonly Probe[] }

/** The cheapest question that Intercom refuses without the permission. */
export type Probe = Pick<Question, 'method' | 'path' | 'body'> & {
  /** What it reads, in a customer's words. */
  reads: string
  /** The types of the graph whose records come from there; which fields that are is read from the schema. */
  types: readonly string[]
  /** Intercom says that this permission covers it. Where it does not, the permission is the likeliest, and reports say so. */
  isDocumented: boolean
  /** The id of a record that a search of the same report found stands in the path, for `{id}`. */
  needs?: 'contact' | 'company'
  /** That search. */
  finds?: 'contact' | 'company'
  /** From this version of the API on. */
  since?: '2.15' | '2.16'
}

/** A page of one, of whatever there is. */
const one = { query: { field: 'created_at', operator: '>', value: 0 }, pagination: { per_page: 1 } }

/**
 * What the gateway reads, by what its app must be allowed. Names and what they cover: "OAuth scopes" on developers.intercom.com. A new resource
 * adds its probe here; a test finds every type of the graph that none covers. All probes of one report stay below twenty calls.
 */
export const permissions: readonly Permission[] = [
  {
    name: 'Read admins',
    probes: [
      { method: 'GET', path: '/admins', reads: 'teammates', types: ['Admin'], isDocumented: true },
      { method: 'GET', path: '/teams', reads: 'teams', types: ['Team'], isDocumented: false },
    ],
  },
  {
    name: 'Read and list users and companies',
    probes: [
      {
        method: 'POST',
        path: '/contacts/search',
        body: one,
        reads: 'contacts',
        types: ['Contact', 'ContactMerge'],
        isDocumented: true,
        finds: 'contact',
      },
      {
        method: 'POST',
        path: '/companies/list?per_page=1',
        body: {},
        reads: 'companies',
        types: ['Company'],
        isDocumented: true,
        finds: 'company',
      },
      { method: 'GET', path: '/segments', reads: 'segments', types: ['Segment'], isDocumented: true },
      { method: 'GET', path: '/data_attributes?model=contact', reads: 'data attributes', types: ['DataAttribute'], isDocumented: false },
      {
        method: 'GET',
        path: '/subscription_types',
        reads: 'subscription types',
        types: ['SubscriptionType', 'ContactSubscription'],
        isDocumented: false,
      },
    ],
  },
  {
    name: 'Read one user and one company',
    probes: [
      { method: 'GET', path: '/contacts/{id}', reads: 'a contact by its id', types: ['Contact'], isDocumented: true, needs: 'contact' },
      { method: 'GET', path: '/companies/{id}', reads: 'a company by its id', types: ['Company'], isDocumented: true, needs: 'company' },
      { method: 'GET', path: '/contacts/{id}/notes?per_page=1', reads: 'notes', types: ['Note'], isDocumented: false, needs: 'contact' },
    ],
  },
  {
    name: 'Read events',
    probes: [
      {
        method: 'GET',
        path: '/events?type=user&intercom_user_id={id}&per_page=1',
        reads: 'events',
        types: ['DataEvent', 'DataEventSummary'],
        isDocumented: true,
        needs: 'contact',
      },
    ],
  },
  { name: 'Read tags', probes: [{ method: 'GET', path: '/tags', reads: 'tags', types: ['Tag'], isDocumented: true }] },
  {
    name: 'Read conversations',
    probes: [
      {
        method: 'POST',
        path: '/conversations/search',
        body: one,
        reads: 'conversations and their threads',
        types: ['Conversation', 'ConversationPart'],
        isDocumented: true,
      },
      {
        method: 'GET',
        path: '/conversations/attributes',
        reads: "conversations' attributes",
        types: ['DataAttribute'],
        isDocumented: false,
        since: '2.16',
      },
    ],
  },
  {
    name: 'Read tickets',
    probes: [
      { method: 'POST', path: '/tickets/search', body: one, reads: 'tickets', types: ['Ticket', 'TicketPart'], isDocumented: true },
      { method: 'GET', path: '/ticket_types', reads: 'ticket types', types: ['TicketType'], isDocumented: false },
    ],
  },
  {
    name: 'Read and List articles',
    probes: [
      { method: 'GET', path: '/articles?per_page=1', reads: 'articles', types: ['Article'], isDocumented: true },
      {
        method: 'GET',
        path: '/help_center/collections?per_page=1',
        reads: 'collections and help centers',
        types: ['Collection', 'HelpCenter'],
        isDocumented: false,
      },
    ],
  },
]

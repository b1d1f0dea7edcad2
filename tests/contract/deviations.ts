import type { Deviation } from '../support/openapi/deviations.ts'

/** Where a kind of record stands in the answers: the operation, and the path that leads to it. */
type Place = readonly [operation: string, path: string]

const contacts: readonly Place[] = [
  ['GET /contacts', 'data[].'],
  ['POST /contacts/search', 'data[].'],
  ['GET /companies/{company_id}/contacts', 'data[].'],
  ['GET /contacts/{contact_id}', ''],
]
const users: readonly Place[] = [['GET /contacts/find_by_external_id/{external_id}', '']]

const conversations: readonly Place[] = [
  ['GET /conversations', 'conversations[].'],
  ['POST /conversations/search', 'conversations[].'],
  ['GET /conversations/{conversation_id}', ''],
]

const tickets: readonly Place[] = [
  ['POST /tickets/search', 'tickets[].'],
  ['GET /tickets/{ticket_id}', ''],
]

const ticketTypes: readonly Place[] = [
  ['GET /ticket_types', 'data[].'],
  ['GET /ticket_types/{ticket_type_id}', ''],
  ['POST /tickets/search', 'tickets[].ticket_type.'],
  ['GET /tickets/{ticket_id}', 'ticket_type.'],
]

const companies: readonly Place[] = [
  ['GET /companies', ''],
  ['GET /companies', 'data[].'],
  ['POST /companies/list', 'data[].'],
  ['GET /companies/scroll', 'data[].'],
  ['GET /companies/{company_id}', ''],
]

/** The same deviation in every answer that has such a record. */
function of(places: readonly Place[], fields: readonly string[], reason: Omit<Deviation, 'operation' | 'at'>): Deviation[] {
  return places.map(([operation, path]) => ({ operation, at: fields.map((field) => `${path}${field}`), ...reason }))
}

const ownExample = (operation: string): string => `OpenAPI 2.14, the description's own example of ${operation}`
const recorded = 'webhooks of a live workspace, kept as fixtures in zulip/zulip'

/** Where the sandbox answers otherwise than the description says, because Intercom does. Each is in use, or the test fails. */
export const deviations: readonly Deviation[] = [
  {
    operation: 'GET /me',
    at: 'app.secure',
    why: 'The app says it as well.',
    source: ownExample('GET /me'),
  },
  {
    operation: 'GET /admins',
    at: 'admins[].avatar',
    was: 'object',
    why: 'An avatar is an object with an image_url, not an address.',
    source: 'intercom/Intercom-OpenAPI, pull request 199',
  },

  ...of(contacts, ['tags.url', 'notes.url', 'companies.url', 'companies.data[].url', 'tags.data[].url', 'notes.data[].url'], {
    was: 'string',
    why: 'The addresses of embedded lists are paths, which are no URIs.',
    source: ownExample('GET /contacts/{contact_id}'),
  }),
  ...of(users, ['tags.url', 'notes.url', 'companies.url', 'companies.data[].url', 'tags.data[].url', 'notes.data[].url'], {
    was: 'string',
    why: 'The addresses of embedded lists are paths, which are no URIs.',
    source: ownExample('GET /contacts/find_by_external_id/{external_id}'),
  }),
  ...of([...contacts, ...users], ['tags.data[].type', 'notes.data[].type'], {
    was: 'string',
    why: 'What kind of thing is embedded is a word, not a URI.',
    source: 'OpenAPI 2.14, the example of the schema addressable_list',
  }),
  ...of(
    [...contacts, ...users],
    [
      'tags.type',
      'notes.type',
      'companies.type',
      'social_profiles.type',
      'location.country_code',
      'location.continent_code',
      'opted_in_subscription_types',
      'opted_out_subscription_types',
      'utm_campaign',
      'utm_content',
      'utm_medium',
      'utm_source',
      'utm_term',
      'referrer',
    ],
    { why: 'A contact has more fields than the schema lists.', source: ownExample('GET /contacts/{contact_id}') },
  ),
  ...of(contacts, ['email', 'email_domain'], {
    was: 'null',
    why: 'A lead may have no address. The description has no null for it; none of its examples is such a lead.',
    source:
      'OpenAPI 2.14, POST /contacts: an address is one of three ways to begin; singer-io/tap-intercom, the schema of contacts, takes null',
  }),

  {
    operation: 'GET /companies',
    at: 'body',
    why: 'Asked for one company by company_id or name, it answers with that company and not with a list.',
    source: 'OpenAPI 2.14, the text of GET /companies',
  },
  ...of(companies, ['custom_attributes.*'], {
    why: 'Custom attributes are numbers and booleans too.',
    source: 'OpenAPI 2.14, the example of the schema company: paid_subscriber is true, team_mates is 9',
  }),
  {
    operation: 'GET /contacts/{contact_id}/companies',
    at: 'data',
    why: 'The list is under data; the schema calls it companies.',
    source: ownExample('GET /contacts/{contact_id}/companies'),
  },

  {
    operation: [
      'POST /companies/list',
      'GET /companies/{company_id}/contacts',
      'GET /contacts/{contact_id}/notes',
      'GET /help_center/collections',
      'GET /articles',
    ],
    at: 'pages.next',
    was: 'string',
    why: 'Lists with numbered pages give the next one as a link; they share a schema with the lists that have cursors.',
    source: 'OpenAPI 2.14, the schema pages_link',
  },
  {
    operation: 'GET /companies/{company_id}/notes',
    at: 'pages.next',
    was: 'string',
    versions: ['2.15', '2.16'],
    why: 'A list with numbered pages, as that of the notes of a contact.',
    source: 'OpenAPI 2.14, the schema pages_link',
  },
  {
    operation: [
      'GET /contacts',
      'POST /contacts/search',
      'GET /companies/{company_id}/contacts',
      'GET /conversations',
      'POST /conversations/search',
      'POST /tickets/search',
    ],
    at: 'pages.next.page',
    why: 'Beside the cursor stands the number of the next page.',
    source: 'intercom/intercom-node, issue 489: a recorded answer',
  },
  {
    operation: 'GET /articles/search',
    at: 'pages.next.page',
    why: 'The next page of an article search is an object of page and per_page.',
    source: 'intercom/intercom-node, issue 496',
  },

  ...of(conversations, ['teammates.admins'], {
    why: 'The admins who took part are under admins; the schema calls them teammates.',
    source: `intercom/intercom-node, issue 462; ${recorded}`,
  }),
  ...of(conversations, ['custom_attributes.*'], {
    was: 'boolean',
    why: 'Custom attributes are booleans too.',
    source: recorded,
  }),
  ...of(
    conversations,
    [
      'statistics.time_to_assignment',
      'statistics.time_to_admin_reply',
      'statistics.time_to_first_close',
      'statistics.time_to_last_close',
      'statistics.median_time_to_reply',
      'statistics.first_assignment_at',
      'statistics.first_admin_reply_at',
      'statistics.first_close_at',
      'statistics.last_assignment_at',
      'statistics.last_assignment_admin_reply_at',
      'statistics.last_admin_reply_at',
      'statistics.last_close_at',
      'statistics.last_closed_by_id',
      'statistics.handling_time',
    ],
    { was: 'null', why: 'What has not happened yet is null.', source: recorded },
  ),
  ...of(conversations, ['source.author.email'], {
    was: 'string',
    why: 'The address of an author who has none is empty.',
    source: recorded,
  }),
  {
    operation: 'GET /conversations/{conversation_id}',
    at: 'conversation_parts.conversation_parts[].author.email',
    was: 'string',
    why: 'The address of an author who has none is empty.',
    source: recorded,
  },
  ...of(conversations, ['conversation_rating.rating', 'conversation_rating.remark'], {
    was: 'null',
    why: 'A rating can be asked for and not given, and given without a remark.',
    source:
      'OpenAPI 2.14, POST /conversations/search: requested_at and replied_at are two fields; singer-io/tap-intercom, the schema of conversations, takes null',
  }),
  ...of(conversations, ['company.custom_attributes.*'], {
    versions: ['2.15', '2.16'],
    why: 'The embedded company has the custom attributes of every company.',
    source: 'OpenAPI 2.16, the example of the schema company',
  }),

  ...of(conversations, ['ticket'], {
    why: 'A conversation has the field in every answer; no schema knows it any more.',
    source: ownExample('GET /conversations/{conversation_id}'),
  }),

  ...of(ticketTypes, ['ticket_type_attributes.data'], {
    why: 'The attributes are under data; the schema calls them ticket_type_attributes.',
    source: `${ownExample('GET /ticket_types')}; ${recorded}`,
  }),
  ...of([...ticketTypes, ['GET /ticket_states', 'data[].ticket_types.data[].']], ['is_internal'], {
    why: 'A ticket type says it as well.',
    source: `${ownExample('GET /ticket_types')}; ${recorded}`,
  }),
  ...of(tickets, ['company_id'], { why: 'A ticket names its company.', source: recorded }),
  ...of(tickets, ['ticket_parts.ticket_parts[].author.email'], {
    was: 'string',
    why: 'The address of an author who has none is empty, as in conversations.',
    source: recorded,
  }),

  {
    operation: 'GET /data_attributes',
    at: 'data[].model',
    was: 'string',
    versions: ['2.14', '2.15'],
    why: 'Attributes of conversations are among them until 2.15.',
    source: 'OpenAPI 2.14, the text of GET /data_attributes; OpenAPI 2.16 says that they no longer are',
  },
  {
    operation: 'GET /events',
    at: ['type', 'pages', 'events[].*'],
    why: 'Only a summary is a summary: without that flag the answer is a list of events with links to the next.',
    source: 'OpenAPI 2.14, the schemas data_event_list and data_event',
  },

  {
    operation: ['POST /conversations/{conversation_id}/customers', 'DELETE /conversations/{conversation_id}/customers/{contact_id}'],
    at: 'customers',
    why: 'They answer with whom it was about, and not with the conversation.',
    source: ownExample('POST /conversations/{conversation_id}/customers'),
  },
  {
    operation: '*',
    at: 'status 429',
    why: 'Every operation has a rate limit; none lists the answer.',
    source: 'developers.intercom.com, Rate limiting',
  },
  {
    operation: ['GET /me', 'GET /contacts/{contact_id}/notes', 'POST /conversations/search', 'POST /tickets/search'],
    at: 'status 401',
    why: 'They refuse an unknown token as all others do, which list it.',
    source: 'developers.intercom.com, HTTP responses',
  },
  {
    operation: 'GET /companies/{company_id}/notes',
    at: 'status 401',
    versions: ['2.15', '2.16'],
    why: 'It refuses an unknown token as all others do, which list it.',
    source: 'developers.intercom.com, HTTP responses',
  },
  {
    operation: ['GET /contacts/{contact_id}', 'GET /contacts/find_by_external_id/{external_id}'],
    at: 'status 404',
    why: 'A contact that is not there is not found.',
    source: 'developers.intercom.com, HTTP responses, and the changelog of 2.16: a merged contact answered 404 until then',
  },
  {
    operation: ['PUT /contacts/{contact_id}', 'DELETE /contacts/{contact_id}', 'POST /contacts/{contact_id}/archive'],
    at: 'status 404',
    why: 'A contact that is not there is not found.',
    source: 'developers.intercom.com, HTTP responses',
  },
  {
    operation: 'POST /messages',
    at: 'owner',
    why: 'A message of a teammate says whose it is.',
    source: ownExample('POST /messages'),
  },
  {
    operation: 'POST /events',
    at: 'status 404',
    why: 'An event of somebody who is not there is not found.',
    source: 'OpenAPI 2.14, the text of POST /events',
  },
  {
    operation: 'POST /contacts',
    at: 'status 409',
    why: 'Somebody whom the workspace has already is a conflict.',
    source: 'developers.intercom.com, Create a contact; intercom/Intercom-OpenAPI, pull request 543',
  },
  {
    operation: 'POST /contacts',
    at: 'status 400',
    why: 'What cannot be stored is refused.',
    source: 'developers.intercom.com, Create a contact',
  },
  {
    operation: 'POST /contacts/merge',
    at: 'status 400',
    versions: ['2.14', '2.15'],
    why: 'Only a lead can be merged, into a user; the description says so from 2.16 on.',
    source: 'developers.intercom.com, Merge two contacts',
  },
  {
    operation: ['GET /tickets/{ticket_id}', 'GET /ticket_types/{ticket_type_id}'],
    at: 'status 404',
    why: 'A ticket or a type that is not there is not found; deleting a ticket lists it.',
    source: 'developers.intercom.com, HTTP responses; OpenAPI 2.14, DELETE /tickets/{ticket_id}',
  },
  {
    operation: ['GET /contacts', 'GET /conversations', 'POST /conversations/search', 'POST /tickets/search', 'GET /articles'],
    at: 'status 400',
    why: 'A cursor, a page or a query that cannot be served is a bad request.',
    source: 'developers.intercom.com, HTTP responses; OpenAPI 2.16 lists it for POST /contacts/search',
  },
  {
    operation: 'POST /contacts/search',
    at: 'status 400',
    versions: ['2.14', '2.15'],
    why: 'A query that cannot be served is a bad request; the description says so from 2.16 on.',
    source: 'OpenAPI 2.16, POST /contacts/search',
  },
]

import type { Call } from './calls.ts'

/** A request that is to fail, and the status it fails with. */
export type Refusal = Call & { status: number }

const nowhere = '0'.repeat(23).concat('1')

/** Ids that nothing has, queries that cannot be asked, and pages that cannot be served. */
export const refusals: readonly Refusal[] = [
  { status: 404, operation: 'GET /admins/{admin_id}', does: 'does not know', run: (client) => client.admins.find({ admin_id: 1 }) },
  { status: 404, operation: 'GET /teams/{team_id}', does: 'does not know', run: (client) => client.teams.find({ team_id: '1' }) },
  { status: 404, operation: 'GET /tags/{tag_id}', does: 'does not know', run: (client) => client.tags.find({ tag_id: '1' }) },
  {
    status: 404,
    operation: 'GET /segments/{segment_id}',
    does: 'does not know',
    run: (client) => client.segments.find({ segment_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /companies',
    does: 'knows none of that id',
    run: (client) => client.companies.retrieve({ company_id: 'nowhere' }),
  },
  {
    status: 404,
    operation: 'GET /companies/{company_id}',
    does: 'does not know',
    run: (client) => client.companies.find({ company_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /companies/{company_id}/contacts',
    does: 'does not know',
    run: (client) => client.companies.listAttachedContacts({ company_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /companies/{company_id}/segments',
    does: 'does not know',
    run: (client) => client.companies.listAttachedSegments({ company_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /contacts/{contact_id}',
    does: 'does not know',
    run: (client) => client.contacts.find({ contact_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /contacts/find_by_external_id/{external_id}',
    does: 'does not know',
    run: (client) => client.contacts.showContactByExternalId({ external_id: 'nobody' }),
  },
  {
    status: 404,
    operation: 'GET /contacts/{contact_id}/companies',
    does: 'does not know',
    run: (client) => client.contacts.listAttachedCompanies({ contact_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /contacts/{contact_id}/notes',
    does: 'does not know',
    run: (client) => client.notes.list({ contact_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /contacts/{contact_id}/tags',
    does: 'does not know',
    run: (client) => client.contacts.listAttachedTags({ contact_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /contacts/{contact_id}/segments',
    does: 'does not know',
    run: (client) => client.contacts.listAttachedSegments({ contact_id: nowhere }),
  },
  {
    status: 404,
    operation: 'GET /contacts/{contact_id}/subscriptions',
    does: 'does not know',
    run: (client) => client.contacts.listAttachedSubscriptions({ contact_id: nowhere }),
  },
  { status: 404, operation: 'GET /notes/{note_id}', does: 'does not know', run: (client) => client.notes.find({ note_id: 1 }) },
  {
    status: 404,
    operation: 'GET /help_center/help_centers/{help_center_id}',
    does: 'does not know',
    run: (client) => client.helpCenters.find({ help_center_id: 1 }),
  },
  {
    status: 404,
    operation: 'GET /help_center/collections/{collection_id}',
    does: 'does not know',
    run: (client) => client.helpCenters.collections.find({ collection_id: 1 }),
  },
  { status: 404, operation: 'GET /articles/{article_id}', does: 'does not know', run: (client) => client.articles.find({ article_id: 1 }) },
  {
    status: 404,
    operation: 'GET /conversations/{conversation_id}',
    does: 'does not know',
    run: (client) => client.conversations.find({ conversation_id: '1' }),
  },
  { status: 404, operation: 'GET /tickets/{ticket_id}', does: 'does not know', run: (client) => client.tickets.get({ ticket_id: '1' }) },
  {
    status: 404,
    operation: 'GET /ticket_types/{ticket_type_id}',
    does: 'does not know',
    run: (client) => client.ticketTypes.get({ ticket_type_id: '1' }),
  },
  {
    status: 403,
    operation: 'GET /conversations/{conversation_id}',
    does: 'is not in the plan',
    run: (client) => client.conversations.find({ conversation_id: '403000000000403' }),
  },

  {
    status: 400,
    operation: 'GET /contacts',
    does: 'takes no foreign cursor',
    run: (client) => client.contacts.list({ starting_after: 'foreign' }),
  },
  {
    status: 400,
    operation: 'GET /conversations',
    does: 'takes no foreign cursor',
    run: (client) => client.conversations.list({ starting_after: 'foreign' }),
  },
  {
    status: 400,
    operation: 'POST /contacts/search',
    does: 'knows no such field',
    run: (client) => client.contacts.search({ query: { field: 'company_id', operator: '=', value: '1' } }),
  },
  {
    status: 400,
    operation: 'POST /conversations/search',
    does: 'knows no such operator',
    run: (client) => client.conversations.search({ query: { field: 'state', operator: 'LIKE' as '=', value: 'open' } }),
  },
  {
    status: 400,
    operation: 'POST /tickets/search',
    does: 'knows no such field',
    run: (client) => client.tickets.search({ query: { field: 'category_name', operator: '=', value: 'Customer' } }),
  },
  { status: 400, operation: 'GET /articles', does: 'has no page 0', run: (client) => client.articles.list({ page: 0 }) },
]

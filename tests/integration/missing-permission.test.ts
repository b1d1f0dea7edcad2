import { expect, test } from 'vitest'
import { fieldsOf } from '../../src/cli/doctor/fields.ts'
import { permissions } from '../../src/cli/doctor/permissions.ts'
import { schema } from '../../src/schema.ts'
import { startTestGateway } from '../support/gateway.ts'

type Loss = {
  /** What Intercom refuses without the permission. */
  routes: string[]
  /** A field that needs it, and a query for that field. */
  field: string
  query: string
}

type Ids = { contact: string; company: string }

/** By what a probe of the doctor reads: what the graph then really loses. */
const losses: Record<string, (ids: Ids) => Loss> = {
  teammates: () => ({ routes: ['GET /admins'], field: 'Workspace.admins', query: '{ workspace { admins { id } } }' }),
  teams: () => ({ routes: ['GET /teams'], field: 'Workspace.teams', query: '{ workspace { teams { id } } }' }),
  contacts: () => ({
    routes: ['GET /contacts', 'POST /contacts/search'],
    field: 'Query.contacts',
    query: '{ contacts(first: 1) { nodes { id } } }',
  }),
  companies: () => ({ routes: ['POST /companies/list'], field: 'Query.companies', query: '{ companies(first: 1) { nodes { id } } }' }),
  segments: () => ({ routes: ['GET /segments'], field: 'Workspace.segments', query: '{ workspace { segments { id } } }' }),
  'data attributes': () => ({
    routes: ['GET /data_attributes'],
    field: 'Workspace.dataAttributes',
    query: '{ workspace { dataAttributes(model: CONTACT) { id } } }',
  }),
  'subscription types': () => ({
    routes: ['GET /subscription_types'],
    field: 'Workspace.subscriptionTypes',
    query: '{ workspace { subscriptionTypes { id } } }',
  }),
  'a contact by its id': ({ contact }) => ({
    routes: ['GET /contacts/{contact_id}'],
    field: 'Query.contact',
    query: `{ contact(by: { id: "${contact}" }) { id } }`,
  }),
  'a company by its id': ({ company }) => ({
    routes: ['GET /companies/{company_id}'],
    field: 'Query.company',
    query: `{ company(by: { id: "${company}" }) { id } }`,
  }),
  notes: ({ contact }) => ({
    routes: ['GET /contacts/{contact_id}/notes'],
    field: 'Contact.notes',
    query: `{ contact(by: { id: "${contact}" }) { notes(first: 1) { nodes { id } } } }`,
  }),
  events: ({ contact }) => ({
    routes: ['GET /events'],
    field: 'Contact.events',
    query: `{ contact(by: { id: "${contact}" }) { events(first: 1) { nodes { name } } } }`,
  }),
  tags: () => ({ routes: ['GET /tags'], field: 'Workspace.tags', query: '{ workspace { tags { id } } }' }),
  'conversations and their threads': () => ({
    routes: ['GET /conversations', 'POST /conversations/search'],
    field: 'Query.conversations',
    query: '{ conversations(first: 1) { nodes { id } } }',
  }),
  "conversations' attributes": () => ({
    routes: ['GET /conversations/attributes'],
    field: 'Workspace.dataAttributes',
    query: '{ workspace { dataAttributes(model: CONVERSATION) { id } } }',
  }),
  tickets: () => ({ routes: ['POST /tickets/search'], field: 'Query.tickets', query: '{ tickets(first: 1) { nodes { id } } }' }),
  'ticket types': () => ({ routes: ['GET /ticket_types'], field: 'Workspace.ticketTypes', query: '{ workspace { ticketTypes { id } } }' }),
  articles: () => ({ routes: ['GET /articles'], field: 'Query.articles', query: '{ articles(first: 1) { nodes { id } } }' }),
  'collections and help centers': () => ({
    routes: ['GET /help_center/collections'],
    field: 'Query.collections',
    query: '{ collections(first: 1) { nodes { id } } }',
  }),
}

const probes = permissions.flatMap((permission) => permission.probes)

test('there is a loss to show for everything that the doctor asks about', () => {
  expect(Object.keys(losses).sort()).toEqual(probes.map(({ reads }) => reads).sort())
})

test.each(probes)('what the doctor says is lost without $reads is lost', async ({ reads, types }) => {
  await using gateway = await startTestGateway({ contacts: 20, conversations: 5, env: { INTERCOM_VERSION: '2.16' } })
  const { world, control } = gateway.sandbox
  const contact = [...world.notes.values()].find(({ contact_id }) => contact_id !== null)?.contact_id ?? ''
  const { routes, field, query } = losses[reads]!({ contact, company: [...world.companies.keys()][0] ?? '' })

  for (const route of routes) control.withhold(route, 'forbidden')
  const { errors = [] } = await gateway.query(query)
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_ERROR'])
  expect(errors[0]?.path?.findLast((part) => typeof part === 'string')).toBe(field.split('.')[1])
  expect(fieldsOf(schema, types)).toContain(field)

  for (const route of routes) control.grant(route)
  expect((await gateway.query(query)).errors).toBeUndefined()
})

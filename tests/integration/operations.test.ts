import type { TypedDocumentNode, VariablesOf } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { describe, expect, test } from 'vitest'
import { recordsBy } from '../../src/sandbox/store/world.ts'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import * as generated from '../support/generated/graphql.ts'
import { clientSecret } from '../support/webhooks.ts'

type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type World = Gateway['sandbox']['world']
type Actions = Gateway['sandbox']['actions']
type Documents = { [Name in keyof typeof generated as Extract<Name, `${string}Document`>]: (typeof generated)[Name] }

const documents = Object.fromEntries(Object.entries(generated).filter(([name]) => name.endsWith('Document'))) as Documents

type Subscriptions = Exclude<Extract<keyof Documents, `Follow${string}`>, (typeof ofSync)[number]>
/** What is followed behind the answer: `sync-graph.test.ts`. */
const ofSync = ['FollowSyncRunDocument', 'FollowSyncPlanDocument'] as const

/** What an operation is asked, of whom in the sandbox, and a part of what it must find there. */
type Run<Document> = (world: World) => { variables: VariablesOf<Document>; finds: object }

const some = <Item>(items: Iterable<Item>, fits: (item: Item) => boolean): Item => {
  const found = [...items].find(fits)
  if (!found) throw new Error('The sandbox has nothing of what this operation needs.')
  return found
}
const filled = expect.arrayContaining([expect.anything()])
const page = { nodes: filled }
const nobody = 'f'.repeat(24)
const notThere = (what: string, argument: string) => ({ [what]: null, errors: [{ code: 'NOT_FOUND', path: [argument] }] })
const aUserWithCompany = ({ contacts }: World) =>
  some(contacts.values(), ({ role, company_ids }) => role === 'user' && company_ids.length > 0)
const aCompanyWithPeople = (world: World) =>
  some(world.companies.values(), ({ id }) => recordsBy(world.contacts, 'company_id', id).length > 0)

const runs: { [Name in Exclude<keyof Documents, Subscriptions | (typeof ofSync)[number]>]: Run<Documents[Name]> } = {
  AdminAwaySetDocument: ({ admins }) => {
    const [id = ''] = admins.keys()
    return {
      variables: { id, away: true, reassign: true },
      finds: { adminAwaySet: { admin: { awayMode: { enabled: true, reassign: true } }, errors: [] } },
    }
  },
  ArticleDocument: ({ articles }) => {
    const { id, title } = some(articles.values(), ({ state }) => state === 'published')
    return { variables: { id }, finds: { article: { title, translation: { locale: 'en' } } } }
  },
  ArticleCreateDocument: ({ admins }) => {
    const [author = ''] = admins.keys()
    return {
      variables: { key: 'a new article', input: { title: 'How refunds work', author, body: '<p>Within five days.</p>' } },
      finds: { articleCreate: { article: { title: 'How refunds work', state: 'DRAFT' }, errors: [] } },
    }
  },
  ArticleUpdateDocument: ({ articles }) => {
    const { id, title } = some(articles.values(), ({ state }) => state === 'draft')
    return {
      variables: { id, input: { state: 'PUBLISHED' }, key: 'a publication' },
      finds: { articleUpdate: { article: { title, state: 'PUBLISHED' }, errors: [] } },
    }
  },
  ArticleListDocument: ({ articles }) => ({ variables: {}, finds: { articles: { totalCount: articles.size, ...page } } }),
  ArticleSearchDocument: () => ({
    variables: { phrase: 'calendar' },
    finds: { articleSearch: { nodes: expect.arrayContaining([expect.objectContaining({ bodyHighlights: filled })]) } },
  }),
  CachePurgeDocument: () => ({ variables: { input: { all: true } }, finds: { cachePurge: { purged: expect.any(Number), errors: [] } } }),
  CollectionCreateDocument: ({ collections }) => {
    const [parent = ''] = collections.keys()
    return {
      variables: { input: { name: 'Refunds', parent } },
      finds: { collectionCreate: { collection: { name: 'Refunds' }, errors: [] } },
    }
  },
  CollectionListDocument: ({ collections }) => ({ variables: {}, finds: { collections: { totalCount: collections.size, ...page } } }),
  CompanyDocument: ({ companies }) => {
    const { id, name, company_id } = some(companies.values(), () => true)
    return { variables: { by: { companyId: company_id } }, finds: { company: { intercomId: id, name } } }
  },
  CompanyUpsertDocument: ({ companies }) => {
    const { company_id } = some(companies.values(), () => true)
    return {
      variables: { companyId: company_id, input: { plan: 'Another plan' } },
      finds: { companyUpsert: { company: { companyId: company_id, plan: 'Another plan' }, errors: [] } },
    }
  },
  CompanyListDocument: () => ({ variables: {}, finds: { companies: page } }),
  CompanyNotesDocument: ({ notes }) => {
    const { company_id = '' } = some(notes.values(), (note) => note.company_id !== undefined)
    return { variables: { by: { id: company_id } }, finds: { company: { notes: page } } }
  },
  CompanyPeopleDocument: (world) => {
    const { id, name } = aCompanyWithPeople(world)
    return { variables: { by: { id } }, finds: { company: { name, contacts: page } } }
  },
  ContactDocument: (world) => {
    const { id, external_id, email } = some(world.contacts.values(), (one) => one.external_id !== null && one.email !== null)
    return { variables: { by: { externalId: external_id! } }, finds: { contact: { intercomId: id, externalId: external_id, email } } }
  },
  ContactCompaniesDocument: (world) => {
    const { id, company_ids } = aUserWithCompany(world)
    return { variables: { by: { id } }, finds: { contact: { companies: { totalCount: company_ids.length, ...page } } } }
  },
  ContactEventsDocument: ({ events, now }) => {
    const lastMonth = now() / 1000 - 30 * 86_400 // Intercom lists 90 days
    const { contact_id } = some(events.values(), ({ created_at }) => created_at > lastMonth)
    return { variables: { by: { id: contact_id } }, finds: { contact: { events: page, eventSummaries: filled } } }
  },
  ContactListDocument: ({ contacts }) => ({ variables: { first: 3 }, finds: { contacts: { totalCount: contacts.size, ...page } } }),
  ContactMergeDocument: ({ contacts }) => {
    const lead = some(contacts.values(), ({ role }) => role === 'lead')
    const user = some(contacts.values(), ({ role, email }) => role === 'user' && email !== null)
    contacts.put({ ...lead, email: user.email })
    const finds = { contactMerge: { contact: { id: expect.stringMatching(`/${user.id}$`), role: 'USER' }, errors: [] } }
    return { variables: { from: lead.id, into: user.id, key: 'a merge' }, finds }
  },
  ContactMergePreviewDocument: ({ contacts }) => {
    const lead = some(contacts.values(), ({ role, phone }) => role === 'lead' && phone === null)
    const user = some(contacts.values(), ({ role, phone }) => role === 'user' && phone === null)
    contacts.put({ ...lead, phone: '+353871234567' })
    const changes = expect.arrayContaining([{ field: 'phone', after: '+353871234567' }])
    return { variables: { from: lead.id, into: user.id }, finds: { contactMergePreview: { changes, moves: filled } } }
  },
  ContactUpsertDocument: ({ contacts }) => {
    const { id, external_id } = some(contacts.values(), ({ role, external_id }) => role === 'user' && external_id !== null)
    const finds = {
      contactUpsert: { contact: { id: expect.stringMatching(`/${id}$`) }, result: 'UPDATED', matchedBy: 'EXTERNAL_ID', errors: [] },
    }
    return { variables: { match: { externalId: external_id }, onCreate: {}, onUpdate: { name: 'Another name' }, key: 'an upsert' }, finds }
  },
  ContactNotesDocument: ({ notes }) => {
    const { contact_id } = some(notes.values(), (note) => note.contact_id !== null)
    return { variables: { by: { id: contact_id! } }, finds: { contact: { notes: page } } }
  },
  ContactProfileDocument: ({ contacts }) => {
    const { id, custom_attributes } = some(
      contacts.values(),
      (one) => one.segment_ids.length > 0 && one.custom_attributes.job_role !== undefined,
    )
    const attribute = { __typename: 'OptionAttribute', option: custom_attributes.job_role }
    return { variables: { by: { id }, attribute: 'job_role' }, finds: { contact: { segments: filled, attribute } } }
  },
  ContactTicketsDocument: ({ tickets }) => {
    const { id, contact_ids } = some(tickets.values(), (ticket) => ticket.contact_ids.length > 0)
    const finds = { contact: { tickets: { nodes: expect.arrayContaining([expect.objectContaining({ intercomId: id })]) } } }
    return { variables: { by: { id: contact_ids[0]! }, first: 150 }, finds }
  },
  ConversationAssignDocument: ({ conversations, teams }) => {
    const { id } = some(conversations.values(), ({ state }) => state === 'open')
    const [team = ''] = teams.keys()
    const assigned = { conversation: { teamAssignee: { id: expect.stringMatching(`/${team}$`) } }, errors: [] }
    return { variables: { id, to: { team }, key: 'an assignment' }, finds: { conversationAssign: assigned } }
  },
  ConversationCloseDocument: ({ conversations }) => {
    const { id } = some(conversations.values(), ({ state }) => state === 'open')
    const closed = { conversation: { state: 'CLOSED' }, errors: [] }
    return { variables: { id, body: 'Bye', key: 'a closing' }, finds: { conversationClose: closed } }
  },
  ConversationReplyDocument: ({ conversations }) => {
    const { id } = some(conversations.values(), ({ state }) => state === 'open')
    const replied = { conversation: { state: 'OPEN' }, partEdge: { node: { body: '<p>Within five days.</p>' } }, errors: [] }
    return { variables: { id, input: { body: '<p>Within five days.</p>' }, key: 'a reply' }, finds: { conversationReply: replied } }
  },
  ConversationListDocument: ({ conversations }) => ({
    variables: {},
    finds: { conversations: { totalCount: conversations.size, ...page } },
  }),
  ConversationThreadDocument: ({ conversations }) => {
    const { id, title } = some(conversations.values(), ({ tags }) => tags.length > 0)
    return { variables: { id }, finds: { conversation: { title, contacts: page, tags: filled, parts: page } } }
  },
  ConversationTicketsDocument: ({ tickets }) => {
    const link = some(
      [...tickets.values()].flatMap(({ links }) => links),
      ({ type }) => type === 'conversation',
    )
    return { variables: { id: link.id }, finds: { conversation: { linkedTickets: filled } } }
  },
  DataEventTrackDocument: ({ contacts }) => {
    const [id = ''] = contacts.keys()
    return {
      variables: { input: { name: 'created-booking', contact: { id }, metadata: { room: 'Blue' } } },
      finds: { dataEventTrack: { accepted: true, warnings: [], errors: [] } },
    }
  },
  DataEventTrackBatchDocument: ({ contacts }) => {
    const input = [...contacts.keys()].map((id) => ({ name: 'imported-booking', contact: { id } }))
    const job = expect.objectContaining({ status: expect.stringMatching(/^(QUEUED|RUNNING|SUCCEEDED)$/), errors: [] })
    return { variables: { input, key: 'an import' }, finds: { dataEventTrackBatch: { job, errors: [] } } }
  },
  // whoever has none is told so: `jobs.test.ts` follows one
  JobDocument: () => ({ variables: { id: 'f'.repeat(24) }, finds: { job: null } }),
  DataAttributeCreateDocument: () => ({
    variables: { input: { model: 'COMPANY', name: 'size_class', dataType: 'options', options: ['small', 'large'] } },
    finds: { dataAttributeCreate: { dataAttribute: { dataType: 'string', options: ['small', 'large'] }, errors: [] } },
  }),
  HealthDocument: () => ({ variables: {}, finds: { health: { status: 'OK', checks: filled, topicCoverage: filled } } }),
  HelpCenterDocument: ({ help_centers }) => {
    const { identifier, display_name } = some(help_centers.values(), () => true)
    return { variables: { by: { identifier } }, finds: { helpCenter: { displayName: display_name, rootCollections: filled } } }
  },
  MessageSendDocument: ({ contacts }) => {
    const [id = ''] = contacts.keys()
    return {
      variables: { key: 'a welcome', input: { channel: 'IN_APP', to: { id }, body: '<p>Welcome.</p>' } },
      finds: { messageSend: { messageId: expect.any(String), conversation: null, errors: [] } },
    }
  },
  RateLimitDocument: () => ({ variables: {}, finds: { rateLimit: { budget: { limit: expect.any(Number) } } } }),
  ReferenceDataDocument: () => ({
    variables: {},
    finds: { workspace: { segments: filled, dataAttributes: filled, subscriptionTypes: filled } },
  }),
  SyncListDocument: () => ({
    variables: {},
    finds: { syncs: [{ name: 'crm-contacts' }, { name: 'crm-companies' }], syncPlans: { nodes: [] }, syncRuns: { nodes: [] } },
  }),
  SyncPlanCreateDocument: () => ({
    variables: { input: { sync: 'crm-contacts' }, key: 'a plan' },
    finds: {
      syncPlanCreate: { plan: { sync: 'crm-contacts', status: expect.stringMatching(/^(QUEUED|RUNNING|SUCCEEDED)$/) }, errors: [] },
    },
  }),
  // whoever has none is told so: `sync-graph.test.ts` plans, applies and follows
  SyncPlanDocument: () => ({ variables: { id: nobody }, finds: { syncPlan: null } }),
  SyncRunDocument: () => ({ variables: { id: nobody }, finds: { syncRun: null } }),
  SyncPlanApplyDocument: () => ({ variables: { plan: nobody, key: 'a run' }, finds: { syncPlanApply: notThere('run', 'plan') } }),
  SyncConflictResolveDocument: () => ({
    variables: { plan: nobody, key: 'C-1', choice: 'SOURCE' as generated.ConflictChoice },
    finds: { syncConflictResolve: notThere('plan', 'plan') },
  }),
  SyncRunPauseDocument: () => ({ variables: { id: nobody }, finds: { syncRunPause: notThere('run', 'id') } }),
  SyncRunResumeDocument: () => ({ variables: { id: nobody }, finds: { syncRunResume: notThere('run', 'id') } }),
  SyncRunCancelDocument: () => ({ variables: { id: nobody }, finds: { syncRunCancel: notThere('run', 'id') } }),
  SyncRunRetryFailedDocument: () => ({ variables: { id: nobody, key: 'again' }, finds: { syncRunRetryFailed: notThere('run', 'id') } }),
  TicketDocument: ({ tickets }) => {
    const { id, ticket_id } = some(tickets.values(), () => true)
    return { variables: { id, attribute: 'Severity' }, finds: { ticket: { intercomId: id, displayNumber: ticket_id, parts: page } } }
  },
  TagUpsertDocument: () => ({ variables: { name: 'refund' }, finds: { tagUpsert: { tag: { name: 'refund' }, errors: [] } } }),
  TagConversationsDocument: () => ({
    variables: { first: 5 },
    finds: { workspace: { tags: expect.arrayContaining([expect.objectContaining({ conversations: expect.objectContaining(page) })]) } },
  }),
  TicketCreateDocument: ({ ticket_types, contacts }) => {
    const { id: type } = some(ticket_types.values(), ({ name }) => name === 'Refund')
    const { id } = some(contacts.values(), ({ role }) => role === 'user')
    const input = { type, contacts: [{ id }], attributes: { _default_title_: 'Paid twice', Amount: 12.5 } }
    return { variables: { input, key: 'a ticket' }, finds: { ticketCreate: { ticket: { title: 'Paid twice' }, errors: [] } } }
  },
  TicketUpdateDocument: ({ tickets }) => {
    const { id } = some(tickets.values(), ({ open }) => open)
    return {
      variables: { id, input: { open: false, attributes: { _default_title_: 'Done' } } },
      finds: { ticketUpdate: { ticket: { open: false, attributes: expect.objectContaining({ _default_title_: 'Done' }) }, errors: [] } },
    }
  },
  TicketReplyDocument: ({ tickets }) => {
    const { id } = some(tickets.values(), ({ open }) => open)
    const parts = { nodes: [{ body: '<p>On its way.</p>' }] }
    return {
      variables: { id, input: { body: '<p>On its way.</p>' }, key: 'a reply to a ticket' },
      finds: { ticketReply: { ticket: { parts }, errors: [] } },
    }
  },
  ConversationConvertToTicketDocument: ({ conversations, tickets, ticket_types }) => {
    const { id } = some(conversations.values(), (one) => !tickets.has(one.id))
    const { id: ticketType, name } = some(ticket_types.values(), ({ category }) => category === 'Customer')
    return {
      variables: { id, ticketType, key: 'a ticket of a conversation' },
      finds: { conversationConvertToTicket: { ticket: { type: { name } }, errors: [] } },
    }
  },
  TicketListDocument: () => ({ variables: {}, finds: { tickets: page } }),
  TicketTypesDocument: () => ({ variables: {}, finds: { workspace: { ticketTypes: filled } } }),
  // nobody has delivered anything to a gateway that has just begun; webhook-deliveries.test.ts looks at what was
  WebhookDeliveriesDocument: () => ({ variables: {}, finds: { webhookDeliveries: { nodes: [], pageInfo: { hasNextPage: false } } } }),
  WebhookReplayDocument: () => ({
    variables: { delivery: 'notif_1' },
    finds: { webhookReplay: { errors: [{ code: 'NOT_FOUND', path: ['delivery'] }], delivery: null } },
  }),
  WorkspaceDocument: ({ workspace, admins, teams, tags }) => ({
    variables: {},
    finds: {
      workspace: {
        name: workspace.name,
        timeZone: workspace.timezone,
        region: workspace.region,
        admins: expect.toSatisfy(({ length }) => length === admins.size),
        teams: expect.toSatisfy(({ length }) => length === teams.size),
        tags: expect.toSatisfy(({ length }) => length === tags.size),
      },
      viewer: { kind: 'SERVICE' },
    },
  }),
}

/** What a subscription is asked, what somebody then does in the sandbox, and a part of the first that is told of it. */
type Follow<Document> = (world: World) => { variables: VariablesOf<Document>; happens(actions: Actions): void; tells: object }

const subscriptions: { [Name in Subscriptions]: Follow<Documents[Name]> } = {
  FollowConversationDocument: ({ conversations }) => {
    const { id } = some(conversations.values(), ({ state }) => state === 'open')
    const node = { __typename: 'CommentPart', author: { displayName: expect.any(String) }, body: '<p>Any news?</p>' }
    return {
      variables: { id },
      happens: (actions) => actions.conversations.contactReplies({ conversation: id, body: 'Any news?' }),
      tells: {
        conversationUpdates: { __typename: 'ConversationPartAdded', origin: 'WEBHOOK', partEdge: { cursor: expect.any(String), node } },
      },
    }
  },
  FollowConversationsDocument: ({ conversations }) => {
    const { id, title } = some(conversations.values(), ({ state }) => state === 'open')
    const edge = { cursor: expect.any(String), node: { title, state: 'OPEN' } }
    return {
      variables: { filter: { state: ['OPEN'] }, types: ['COMMENT'] },
      happens: (actions) => actions.conversations.contactReplies({ conversation: id, body: 'Any news?' }),
      tells: { conversationEvents: { __typename: 'ConversationPartAdded', topic: 'conversation.user.replied', matches: true, edge } },
    }
  },
  FollowContactsDocument: ({ contacts }) => {
    const { id, email } = some(contacts.values(), ({ role }) => role === 'user')
    const edge = { cursor: expect.any(String), node: { displayName: 'Ada King', email } }
    return {
      variables: { filter: { role: 'USER' } },
      happens: (actions) => actions.contacts.update({ contact: id, name: 'Ada King' }),
      tells: { contactEvents: { __typename: 'ContactChanged', matches: true, edge } },
    }
  },
  FollowCompaniesDocument: ({ companies }) => {
    const { id } = some(companies.values(), () => true)
    return {
      variables: {},
      happens: (actions) => actions.companies.update({ company: id, name: 'Difference Engines' }),
      tells: { companyEvents: { topic: 'company.updated', deletedId: null, company: { name: 'Difference Engines' } } },
    }
  },
  FollowTicketsDocument: ({ tickets, ticket_types, ticket_states, admins }) => {
    const ticket = some(tickets.values(), () => true)
    const states = some(ticket_types.values(), ({ id }) => id === ticket.ticket_type_id).state_ids
    const state = some(ticket_states.values(), ({ id }) => states.includes(id) && id !== ticket.state_id)
    const { id: admin } = some(admins.values(), () => true)
    return {
      variables: {},
      happens: (actions) => actions.tickets.setState({ ticket: ticket.id, state: state.id, admin }),
      tells: {
        ticketEvents: { topic: 'ticket.state.updated', matches: true, ticket: { state: { category: state.category } } },
      },
    }
  },
  FollowArticlesDocument: ({ articles }) => {
    const { id, title } = some(articles.values(), ({ state }) => state === 'published')
    return {
      variables: { filter: { state: 'DRAFT' } },
      happens: (actions) => actions.articles.unpublish({ article: id }),
      tells: { articleEvents: { topic: 'article.unpublished', article: { title, state: 'DRAFT' } } },
    }
  },
}

describe('the operations that we promise', () => {
  test('are all run here', () => {
    expect([...Object.keys({ ...runs, ...subscriptions }), ...ofSync].toSorted()).toEqual(Object.keys(documents).toSorted())
  })

  test.each(Object.keys(subscriptions) as Subscriptions[])('%s tells what somebody does in the sandbox', async (name) => {
    const env = { INTERCOM_VERSION: '2.16', INTERCOM_CLIENT_SECRET: clientSecret }
    await using gateway = await startTestGateway({ env })
    const { sandbox, url } = gateway
    sandbox.webhooks.subscribe({ url: `${url}/webhooks/intercom`, clientSecret })
    const { variables, happens, tells } = subscriptions[name](sandbox.world)
    await using stream = await openEventStream(url, print(documents[name]), { variables })
    expect(Object.values((await stream.take(1))[0] as object)).toMatchObject([{ __typename: 'StreamCaughtUp' }])
    happens(sandbox.actions)
    expect((await stream.take(1))[0]).toMatchObject(tells)
  })

  test.each(Object.keys(runs) as (keyof typeof runs)[])('%s finds in the sandbox what is there', async (name) => {
    await using gateway = await startTestGateway({ env: { INTERCOM_VERSION: '2.16' } })
    const { variables, finds } = runs[name](gateway.sandbox.world)
    expect(await gateway.ask<object, object>(documents[name] as TypedDocumentNode<object, object>, variables)).toMatchObject(finds)
  })
})

describe('the list of contacts', () => {
  test('is one call with the owners in a second, none when warm, and its next page one more', async () => {
    await using gateway = await startTestGateway({ contacts: 30, conversations: 0 })
    const ask = (after: string | null = null) => gateway.ask(documents.ContactListDocument, { first: 20, after })
    const { contacts } = await ask()
    expect(contacts?.totalCount).toBe(30)
    expect(gateway.calls.toSorted()).toEqual(['GET /admins', 'GET /contacts'])
    expect(await ask()).toEqual({ contacts })
    expect(gateway.calls).toHaveLength(2)

    const next = await ask(contacts?.pageInfo.endCursor)
    expect(gateway.calls.slice(2)).toEqual(['GET /contacts'])
    const shown = [contacts, next.contacts].flatMap((each) => each?.nodes ?? []).flatMap((node) => node ?? [])
    expect(new Set(shown.map(({ id }) => id)).size).toBe(30)
    const { world } = gateway.sandbox
    for (const { id, email, role, owner } of shown) {
      const record = world.contacts.get(id.split('/').at(-1)!)!
      expect({ email, role, owner }).toEqual({
        email: record.email,
        role: record.role.toUpperCase(),
        owner: record.owner_id === null ? null : { name: world.admins.get(record.owner_id)?.name },
      })
    }
  })
})

describe('the workspace with its people and words', () => {
  test('is three lists read together, none when warm, and says who asks', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 0 })
    const { workspace, viewer } = await gateway.ask(documents.WorkspaceDocument, {})
    expect(gateway.calls.toSorted()).toEqual(['GET /admins', 'GET /tags', 'GET /teams'])
    const { world } = gateway.sandbox
    expect(workspace.admins?.map(({ name }) => name).toSorted()).toEqual([...world.admins.values()].map(({ name }) => name).toSorted())
    for (const { id, teams } of workspace.admins ?? []) {
      const joined = recordsBy(world.teams, 'admin_id', id.split('/').at(-1)!)
      expect(teams?.map(({ name }) => name).toSorted()).toEqual(joined.map(({ name }) => name).toSorted())
    }
    expect(viewer.admin).toEqual({ name: world.admins.get(world.workspace.token_admin_id)?.name })

    gateway.forgetRequests()
    expect(await gateway.ask(documents.WorkspaceDocument, {})).toEqual({ workspace, viewer })
    expect(gateway.calls).toEqual([])
  })
})

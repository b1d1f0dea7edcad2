import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { askedPage } from '../../api/connections/asked-page.ts'
import { connect } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { callsByPages, costsCalls } from '../../api/guard/price.ts'
import { ContactType, contactReferences } from '../contacts/graphql.ts'
import type { DataEvent, DataEventPage, DataEventSummary } from './model.ts'
import { eventsPerPage } from './service.ts'

const DataEventType = builder.objectRef<DataEvent>('DataEvent').implement({
  description: 'Something that a contact did, as your own app told Intercom.',
  authScopes: needs('CONTACTS_READ'),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What: "created-booking".' }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When.' }),
    metadata: t.field({ type: 'JSONObject', description: 'What else your app said of it.', resolve: ({ metadata }) => metadata }),
    contact: t.field({
      type: ContactType,
      nullable: true,
      description: 'Who. `id` and `intercomId` cost no call.',
      resolve: ({ contactId }, _, context, info) => contactReferences.one(contactId, context, info),
    }),
  }),
})

const DataEventConnection = connectionType('DataEvent', DataEventType, { edges: false, counts: false })

const DataEventSummaryType = builder.objectRef<DataEventSummary>('DataEventSummary').implement({
  description: 'How often a contact did something, whenever that was.',
  authScopes: needs('CONTACTS_READ'),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What: "created-booking".' }),
    first: t.expose('first', { type: 'DateTime', nullable: true, description: 'When for the first time.' }),
    last: t.expose('last', { type: 'DateTime', nullable: true, description: 'When for the last time.' }),
    count: t.exposeInt('count', { description: 'How often.' }),
    description: t.exposeString('description', { nullable: true, description: 'What your workspace says that it is.' }),
  }),
})

/** What of a page is from `since` on. The newest come first, so the first older one ends the list. */
function from(since: Date | null | undefined, { events, next }: DataEventPage) {
  const items = since ? events.filter(({ occurredAt }) => occurredAt >= since) : events
  return { items, next: items.length < events.length ? null : next, totalCount: null }
}

builder.objectFields(ContactType, (t) => ({
  events: t.field({
    type: DataEventConnection,
    nullable: true,
    description: 'What they did, the latest first. Intercom lists those of the last 90 days. A call for each contact.',
    args: {
      ...pageArgs(50),
      since: t.arg({ type: 'DateTime', description: 'From this instant on; as far back as Intercom lists unless said.' }),
    },
    extensions: callsByPages(eventsPerPage),
    resolve: ({ id }, { since, ...args }, context) => {
      const { events } = context.services
      return connect(askedPage(args, ['Contact.events', id, since], context), {
        paging: 'number',
        pageSize: eventsPerPage,
        fetchPage: async ({ cursor }) => {
          const page = await context.load(events.getPages, events.pageIdOf(id, cursor))
          return from(since, page ?? { events: [], next: null })
        },
      })
    },
  }),
  eventSummaries: t.field({
    type: [DataEventSummaryType],
    nullable: true,
    description: 'How often they did what, events older than 90 days too. A call for each contact.',
    extensions: costsCalls(1),
    resolve: async ({ id }, _, context) => {
      const summaries = await context.load(context.services.events.getSummaries, id)
      return summaries && [...summaries]
    },
  }),
}))

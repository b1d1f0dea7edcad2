import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { conditionsIn } from '../../api/filters/expression.ts'
import { judge } from '../../api/filters/judging.ts'
import { readFilter, scopeOf } from '../../api/filters/read.ts'
import { globalIdOf } from '../../api/node.ts'
import { asRequest, streamOf } from '../../api/streams/stream.ts'
import { EventOriginEnum, StreamCaughtUpType, StreamGapType, StreamItemInterface } from '../../api/streams/stream-types.ts'
import { InvalidInputError } from '../../errors.ts'
import { ContactType, contactReferences } from './graphql.ts'
import { type ContactFilter, ContactFilterInput, contactFilterFields } from './graphql-filter.ts'
import { type ContactEvent, eventFrom } from './model-event.ts'

type ToldEvent = ContactEvent & { filter: ContactFilter | null }
type Of<Name extends ToldEvent['__typename']> = Extract<ToldEvent, { __typename: Name }>

const idOf = (id: string, workspaceId: string) => globalIdOf({ __typename: 'Contact', id }, workspaceId)

const ContactChangedType = builder.objectRef<Of<'ContactChanged'>>('ContactChanged').implement({
  description: 'A contact is new, or not as it was.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it happened in Intercom, to the second.' }),
    origin: t.expose('origin', { type: EventOriginEnum, description: 'How the gateway learned of it.' }),
    topic: t.exposeString('topic', { description: "Intercom's word for it: `contact.user.updated`." }),
    contactId: t.id({
      description: 'The id of the contact.',
      resolve: ({ contactId }, _, { workspaceId }) => idOf(contactId, workspaceId),
    }),
    contact: t.field({
      type: ContactType,
      nullable: true,
      description: 'The contact as it is now; null when it is gone. Selecting only `id` or `intercomId` costs no call.',
      resolve: ({ contactId }, _, context, info) => contactReferences.one(contactId, context, info),
    }),
    matches: t.boolean({
      nullable: true,
      description:
        "Whether the contact is what the stream's filter says now: put it into the list, or take it out. True without a filter, which costs no call; null when it cannot be told.",
      resolve: async ({ contactId, filter }, _, context) => {
        if (filter === null) return true
        const contact = await context.load(context.services.contacts.getMany, contactId)
        if (contact === null) return false
        return judge(readFilter(filter, contactFilterFields, await scopeOf(context, filter, new Date())), contact) ?? null
      },
    }),
  }),
})

const ContactMergedType = builder.objectRef<Of<'ContactMerged'>>('ContactMerged').implement({
  description: 'Two contacts have become one.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When they were merged, to the second.' }),
    origin: t.expose('origin', { type: EventOriginEnum, description: 'How the gateway learned of it.' }),
    contactId: t.id({ description: 'The id of the one.', resolve: ({ contactId }, _, { workspaceId }) => idOf(contactId, workspaceId) }),
    contact: t.field({
      type: ContactType,
      nullable: true,
      description: 'The one, as it is now; null when it is gone.',
      resolve: ({ contactId }, _, context, info) => contactReferences.one(contactId, context, info),
    }),
    mergedId: t.id({
      nullable: true,
      description: 'The id of the one that is no more; null when the announcement does not say.',
      resolve: ({ mergedId }, _, { workspaceId }) => (mergedId === null ? null : idOf(mergedId, workspaceId)),
    }),
  }),
})

const ContactDeletedType = builder.objectRef<Of<'ContactDeleted'>>('ContactDeleted').implement({
  description: 'A contact was deleted: drop whatever is kept of it.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it was deleted, to the second.' }),
    origin: t.expose('origin', { type: EventOriginEnum, description: 'How the gateway learned of it.' }),
    deletedId: t.id({
      description: 'The id of the contact.',
      resolve: ({ contactId }, _, { workspaceId }) => idOf(contactId, workspaceId),
    }),
  }),
})

const ContactStreamItem = builder.unionType('ContactStreamItem', {
  description: 'What a stream of contacts tells.',
  types: [ContactChangedType, ContactMergedType, ContactDeletedType, StreamGapType, StreamCaughtUpType],
})

builder.subscriptionField('contactEvents', (t) =>
  t.field({
    type: ContactStreamItem,
    description:
      'What happens to contacts. With a filter each event says whether its contact matches now. An event costs no call as long as only what it says itself is selected.',
    authScopes: needs('CONTACTS_READ'),
    args: {
      filter: t.arg({
        type: ContactFilterInput,
        description:
          'What `matches` is judged by, on the contact as it is now, texts without regard to case. As in `Query.contacts`, but for `segment`; by `tag`, of a contact with more than ten, it may be null.',
      }),
      after: t.arg({
        type: 'EventCursor',
        description:
          'The cursor of the last event that the client knows: what came after it is told first. Without it the stream begins now.',
      }),
    },
    subscribe: async (_, { filter = null, after }, context) => {
      const asked = readFilter(filter, contactFilterFields, await scopeOf(context, filter, new Date()))
      if ([...conditionsIn(asked)].some(({ judged }) => judged === 'never'))
        throw new InvalidInputError(
          '"filter" holds "segment", of which a contact says nothing: an event cannot be judged by it. Leave it out.',
        )
      return streamOf<ToldEvent>(context, {
        after,
        wants: ({ change }) => change.about[0]?.type === 'contact',
        eventOf(entry) {
          const event = eventFrom(entry)
          return event && { ...event, filter }
        },
      })
    },
    resolve: (item, _, context) => asRequest(item, context),
  }),
)

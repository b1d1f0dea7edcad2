import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { type Matcher, matcherOf } from '../../api/filters/matching.ts'
import { globalIdOf } from '../../api/node.ts'
import { happenedFields, occurredFields } from '../../api/streams/happened.ts'
import { asRequest, streamOf } from '../../api/streams/stream.ts'
import { afterArg, StreamCaughtUpType, StreamGapType, StreamItemInterface } from '../../api/streams/stream-types.ts'
import type { Said } from '../../changes/change.ts'
import { ContactEdgeType, ContactType, contactEdge, contactReferences } from './graphql.ts'
import { ContactFilterInput, contactFilterFields } from './graphql-filter.ts'
import type { Contact } from './model.ts'
import { type ContactEvent, eventFrom } from './model-event.ts'

/** An event, what was said of its contact, and what its stream asks of contacts. */
type ToldEvent = ContactEvent & { said: Said; filter: Matcher<Contact> }
type Of<Name extends ToldEvent['__typename']> = Extract<ToldEvent, { __typename: Name }>

const idOf = (id: string, workspaceId: string) => globalIdOf({ __typename: 'Contact', id }, workspaceId)

const ContactChangedType = builder.objectRef<Of<'ContactChanged'>>('ContactChanged').implement({
  description: 'A contact is new, or not as it was.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    ...happenedFields<Of<'ContactChanged'>>(t, 'contact.user.updated'),
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
    edge: t.field({
      type: ContactEdgeType,
      nullable: true,
      description:
        "The contact as an edge at the head of `Query.contacts` with the stream's filter and no `orderBy`, to be put there when it matches: behind its cursor comes the rest of that list. Null when it is gone. It is read for this.",
      async resolve({ contactId, filter: { filter } }, _, context) {
        const contact = await context.load(context.services.contacts.getMany, contactId)
        return contact && contactEdge(contact, context, filter)
      },
    }),
    matches: t.boolean({
      nullable: true,
      description:
        "Whether the contact is what the stream's filter says now: put it into the list, or take it out. Judged by what Intercom announced, as far as that goes; texts and attributes, and what the announcement lacks, by the contact, which is read for it. True without a filter; null when it cannot be told.",
      resolve: ({ contactId, said, filter }, _, context) =>
        filter.matches(said, () => context.load(context.services.contacts.getMany, contactId)),
    }),
  }),
})

const ContactMergedType = builder.objectRef<Of<'ContactMerged'>>('ContactMerged').implement({
  description: 'Two contacts have become one.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    ...occurredFields<Of<'ContactMerged'>>(t),
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
    ...occurredFields<Of<'ContactDeleted'>>(t),
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
          'What `matches` is judged by, texts without regard to case. As in `Query.contacts`, but for `segment`; by `tag`, of a contact with more than ten, it may be null.',
      }),
      after: t.arg(afterArg),
    },
    subscribe: async (_, { filter: asked, after }, context) => {
      const filter = await matcherOf(asked, contactFilterFields, context, 'contacts')
      return streamOf<ToldEvent>(context, {
        after,
        wants: ({ change }) => change.about[0]?.type === 'contact',
        eventOf(entry, said) {
          const event = eventFrom(entry)
          return event && { ...event, said, filter }
        },
      })
    },
    resolve: (item, _, context) => asRequest(item, context),
  }),
)

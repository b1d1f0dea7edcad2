import { safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { since } from '../../api/capability.ts'
import { askedPage } from '../../api/connections/asked-page.ts'
import { connect } from '../../api/connections/connection.ts'
import { connectionType, edgeType } from '../../api/connections/connection-types.ts'
import { edgeAtHead } from '../../api/connections/head-edge.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import type { Context } from '../../api/context.ts'
import { correctionOf } from '../../api/filters/overlay.ts'
import { planOf } from '../../api/filters/plan.ts'
import { dependsOnNow, readFilter, scopeOf } from '../../api/filters/read.ts'
import { told } from '../../api/filters/rewrites.ts'
import { searchPages } from '../../api/filters/search-pages.ts'
import { globalIdOf, IntercomObject, Node, registerNode } from '../../api/node.ts'
import { referenceFields, referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { attributeFields } from '../data-attributes/graphql-values.ts'
import { ContactByInput, findContact } from './graphql-by.ts'
import { ContactFilterInput, ContactRole, contactFilterFields } from './graphql-filter.ts'
import { ContactOrderInput, everyContact, sortOf, unordered } from './graphql-order.ts'
import { type Contact, type DeviceInfo, displayNameOf, type Location, type SocialProfile } from './model.ts'

const LocationType = builder.objectRef<Location>('Location').implement({
  description: 'Where someone was, by their last visit.',
  fields: (t) => ({
    country: t.exposeString('country', { nullable: true, description: 'The country.' }),
    region: t.exposeString('region', { nullable: true, description: 'The region or state.' }),
    city: t.exposeString('city', { nullable: true, description: 'The city.' }),
  }),
})

const SocialProfileType = builder.objectRef<SocialProfile>('SocialProfile').implement({
  description: 'A profile elsewhere on the web.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Where: "Twitter", "LinkedIn".' }),
    url: t.field({ type: 'URL', nullable: true, description: 'Its address.', resolve: ({ url }) => safeUrl(url) }),
  }),
})

const DeviceInfoType = builder.objectRef<DeviceInfo>('DeviceInfo').implement({
  description: 'What someone last came with.',
  fields: (t) => ({
    browser: t.exposeString('browser', { nullable: true, description: 'Browser.' }),
    browserVersion: t.exposeString('browserVersion', { nullable: true, description: 'Its version.' }),
    os: t.exposeString('os', { nullable: true, description: 'Operating system.' }),
    androidAppVersion: t.exposeString('androidAppVersion', { nullable: true, description: 'Version of your Android app.' }),
    iosAppVersion: t.exposeString('iosAppVersion', { nullable: true, description: 'Version of your iOS app.' }),
  }),
})

/** What a reference to a contact knows without loading it, where its parent knows the external id too. */
export const embeddedContactFields = [...referenceFields, 'externalId']

export const ContactType = builder.objectRef<Contact>('Contact').implement({
  description: 'A person outside your company: a user with an identity of yours, or a lead without one.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => {
    const instant = (field: InstantField, description: string) => t.expose(field, { type: 'DateTime', nullable: true, description })
    return {
      displayName: t.string({
        description: 'How to call them: their name, else their e-mail address or phone number.',
        resolve: displayNameOf,
      }),
      avatarUrl: t.field({ type: 'URL', nullable: true, description: 'Their picture.', resolve: ({ avatarUrl }) => safeUrl(avatarUrl) }),
      role: t.field({ type: ContactRole, description: 'User or lead.', resolve: ({ role }) => role }),
      externalId: t.exposeString('externalId', { nullable: true, description: 'Your own id of them.' }),
      email: t.expose('email', { type: 'EmailAddress', nullable: true, description: 'Their e-mail address.' }),
      emailDomain: t.exposeString('emailDomain', { nullable: true, description: 'What is behind the @ of it.' }),
      phone: t.exposeString('phone', { nullable: true, description: 'Their phone number.' }),
      name: t.exposeString('name', { nullable: true, description: 'Their name.' }),
      owner: t.field({
        type: AdminType,
        nullable: true,
        description: 'The teammate who owns the relation. `id` and `intercomId` cost no call.',
        extensions: adminsStartEarly,
        resolve: ({ ownerId }, _, context, info) => adminReferences.one(ownerId, context, info),
      }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they came into Intercom.' }),
      updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When anything about them last changed.' }),
      signedUpAt: instant('signedUpAt', 'When they signed up with you.'),
      lastSeenAt: instant('lastSeenAt', 'When they were last seen in your app or site.'),
      lastRepliedAt: instant('lastRepliedAt', 'When they last wrote.'),
      lastContactedAt: instant('lastContactedAt', 'When they were last written to.'),
      lastEmailOpenedAt: instant('lastEmailOpenedAt', 'When they last opened an e-mail.'),
      lastEmailClickedAt: instant('lastEmailClickedAt', 'When they last clicked a link in an e-mail.'),
      unsubscribedFromEmails: t.exposeBoolean('unsubscribedFromEmails', { description: 'They take no e-mails.' }),
      hasHardBounced: t.exposeBoolean('hasHardBounced', { description: 'An e-mail to them could not be delivered for good.' }),
      markedEmailAsSpam: t.exposeBoolean('markedEmailAsSpam', { description: 'They marked an e-mail as spam.' }),
      archived: t.exposeBoolean('archived', { description: 'They are archived.' }),
      location: t.field({ type: LocationType, nullable: true, description: 'Where they were.', resolve: ({ location }) => location }),
      socialProfiles: t.field({
        type: [SocialProfileType],
        description: 'Their profiles elsewhere.',
        resolve: ({ socialProfiles }) => [...socialProfiles],
      }),
      devices: t.field({
        type: DeviceInfoType,
        nullable: true,
        description: 'What they last came with.',
        resolve: ({ devices }) => devices,
      }),
      language: t.expose('language', {
        type: 'Locale',
        nullable: true,
        description: 'Their language: the one set for them, else their browser’s.',
      }),
      ...attributeFields<Contact>(t, 'CONTACT'),
      redirectedFrom: t.id({
        nullable: true,
        description:
          'The id you asked for, as a global id, where that contact has been merged into this one, and Intercom says so: from version 2.16 on. Null when you asked by an external id, as Intercom does not say whose it was: compare it with `externalId`.',
        resolve: ({ redirectedFrom: id }, _, context) =>
          id === null ? null : globalIdOf({ __typename: 'Contact', id }, context.workspaceId),
      }),
    }
  },
})

type InstantField = 'signedUpAt' | 'lastSeenAt' | 'lastRepliedAt' | 'lastContactedAt' | 'lastEmailOpenedAt' | 'lastEmailClickedAt'

export const contactReferences = referencesTo<Contact>('Contact', ({ contacts }) => contacts.getMany)

registerNode<Contact>('Contact', {
  check: (id) => checkId('contact', id),
  load: (id, context) => context.load(context.services.contacts.getMany, id),
})

export const ContactEdgeType = edgeType('Contact', ContactType, { nullableNodes: true })
/** Contacts that a list or search found. */
export const ContactConnection = connectionType('Contact', ContactType, { nullableNodes: true, edges: ContactEdgeType })

/** What the cursors of `Query.contacts` belong to, where it has no order of its own. */
const listOf = (filter: unknown) => ['Query.contacts', filter]

/** A contact to be put at the head of `Query.contacts` with this filter and without an order: nobody knows where in it Intercom has it. */
export const contactEdge = (contact: Contact, context: Context, filter?: unknown) =>
  edgeAtHead(contact, { list: listOf(filter), isDated: dependsOnNow(filter) }, context)

builder.queryFields((t) => ({
  contact: t.field({
    type: ContactType,
    nullable: true,
    description:
      'One contact, or null. An id that was merged away answers the contact it was merged into; so does an external id, from version 2.16 on.',
    args: { by: t.arg({ type: ContactByInput, required: true, description: 'Which one.' }) },
    resolve: (_, { by }, context) => findContact(by, context),
  }),
  contacts: t.field({
    type: ContactConnection,
    nullable: true,
    description:
      'Contacts, in the order Intercom gives them. With a filter or an order they come from a search, which is some minutes behind. What the gateway knows to have changed is corrected for that time: who does not match any more is left out, who does now is at the beginning; what it cannot judge, as segments, is told in `extensions.intercom.overlay`.',
    args: {
      ...pageArgs(50),
      filter: t.arg({ type: ContactFilterInput, description: 'Which contacts; all unless said.' }),
      orderBy: t.arg({ type: ContactOrderInput, description: 'In which order; Intercom’s own unless said.', extensions: since('2.16') }),
    },
    resolve: async (_, { filter, orderBy, ...args }, context) => {
      const { contacts } = context.services
      const asked = askedPage(args, [...listOf(filter), ...(orderBy ? [orderBy] : [])], context)
      const plan = told(planOf(readFilter(filter, contactFilterFields, await scopeOf(context, filter, asked.now))))
      if (orderBy && plan.searches.length > 1) throw unordered()
      const search: typeof contacts.search = (query, page) => contacts.search(query, page, orderBy && sortOf(orderBy))
      const list = (page: Parameters<typeof contacts.list>[0]) => (orderBy ? search(everyContact, page) : contacts.list(page))
      const { correction, isWhole } = await correctionOf({
        list: 'contacts',
        expression: plan.expression,
        changing: contacts,
        context,
        isOrdered: Boolean(orderBy),
      })
      return connect(asked, {
        paging: 'cursor',
        isDated: dependsOnNow(filter),
        correction,
        fetchPage: searchPages(plan, { search, list }, { isCorrected: isWhole }),
      })
    },
  }),
}))

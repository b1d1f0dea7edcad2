import { builder } from '../../api/builder.ts'
import { attribute } from '../../api/filters/attribute.ts'
import {
  type AttributeFilter,
  AttributeFilterInput,
  type BooleanFilter,
  BooleanFilterInput,
  type DateTimeFilter,
  DateTimeFilterInput,
  type IdFilter,
  IdFilterInput,
  type StringFilter,
  StringFilterInput,
} from '../../api/filters/inputs.ts'
import { day } from '../../api/filters/instants.ts'
import type { FilterFields } from '../../api/filters/read.ts'
import { flag, idOf, oneOf, text } from '../../api/filters/words.ts'
import type { Contact } from './model.ts'

export const ContactRole = builder.enumType('ContactRole', {
  description: 'What a contact is.',
  values: {
    USER: { description: 'Someone with an identity of yours: an external id or an e-mail address they signed up with.' },
    LEAD: { description: 'Someone who wrote in without one.' },
  } as const,
})

export type ContactFilter = {
  and?: readonly ContactFilter[] | null
  or?: readonly ContactFilter[] | null
  not?: ContactFilter | null
  id?: IdFilter | null
  role?: Contact['role'] | null
  email?: StringFilter | null
  emailDomain?: StringFilter | null
  phone?: StringFilter | null
  name?: StringFilter | null
  externalId?: StringFilter | null
  owner?: IdFilter | null
  tag?: IdFilter | null
  segment?: IdFilter | null
  createdAt?: DateTimeFilter | null
  updatedAt?: DateTimeFilter | null
  signedUpAt?: DateTimeFilter | null
  lastSeenAt?: DateTimeFilter | null
  lastRepliedAt?: DateTimeFilter | null
  lastContactedAt?: DateTimeFilter | null
  unsubscribedFromEmails?: BooleanFilter | null
  attribute?: AttributeFilter | null
}

const isAlwaysThere = true

/** What contact search can do with each field (OpenAPI 2.14, POST /contacts/search), and where our records hold it. */
export const contactFilterFields: FilterFields<ContactFilter, Contact> = {
  id: idOf('id', 'Contact', ({ id }) => id, { isAlwaysThere }),
  role: oneOf('role', { USER: 'user', LEAD: 'lead' }, ({ role }) => role),
  email: text('email', ({ email }) => email),
  emailDomain: text('email_domain', ({ emailDomain }) => emailDomain),
  phone: text('phone', ({ phone }) => phone),
  name: text('name', ({ name }) => name),
  externalId: text('external_id', ({ externalId }) => externalId, { fold: (id) => id }),
  owner: idOf('owner_id', 'Admin', ({ ownerId }) => ownerId),
  // a contact comes with the ids of its first ten tags
  tag: idOf('tag_id', 'Tag', ({ tags }) => tags.ids, { judged: 'sometimes', isWhole: ({ tags }) => !tags.hasMore, hasLists: false }),
  segment: idOf<Contact>('segment_id', 'Segment', undefined),
  createdAt: day('created_at', ({ createdAt }) => createdAt, { isAlwaysThere }),
  updatedAt: day('updated_at', ({ updatedAt }) => updatedAt, { isAlwaysThere }),
  signedUpAt: day('signed_up_at', ({ signedUpAt }) => signedUpAt),
  lastSeenAt: day('last_seen_at', ({ lastSeenAt }) => lastSeenAt),
  lastRepliedAt: day('last_replied_at', ({ lastRepliedAt }) => lastRepliedAt),
  lastContactedAt: day('last_contacted_at', ({ lastContactedAt }) => lastContactedAt),
  unsubscribedFromEmails: flag('unsubscribed_from_emails', ({ unsubscribedFromEmails }) => unsubscribedFromEmails),
  attribute: attribute('custom_attributes', ({ customAttributes }) => customAttributes),
}

const ref = builder.inputRef<ContactFilter>('ContactFilter')

export const ContactFilterInput = ref.implement({
  description:
    'Which contacts; all the conditions of one object hold. Instants are exact to the second: where one lies inside a day, Intercom is asked for the whole day and the rest is left out by the gateway, which then knows no `totalCount` and says in `extensions.intercom.rewrites` what it asked for.',
  fields: (t) => ({
    and: t.field({ type: [ref], description: 'All of these hold too.' }),
    or: t.field({ type: [ref], description: 'At least one of these holds.' }),
    not: t.field({ type: ref, description: 'This does not hold. A record without a value does not have the value either.' }),
    id: t.field({ type: IdFilterInput, description: 'By id.' }),
    role: t.field({ type: ContactRole, description: 'Users or leads only.' }),
    email: t.field({ type: StringFilterInput, description: 'By e-mail address.' }),
    emailDomain: t.field({ type: StringFilterInput, description: 'By what is behind the @ of it.' }),
    phone: t.field({ type: StringFilterInput, description: 'By phone number.' }),
    name: t.field({ type: StringFilterInput, description: 'By name.' }),
    externalId: t.field({ type: StringFilterInput, description: 'By your own id.' }),
    owner: t.field({ type: IdFilterInput, description: 'By the teammate who owns them.' }),
    tag: t.field({ type: IdFilterInput, description: 'By tag.' }),
    segment: t.field({ type: IdFilterInput, description: 'By segment.' }),
    createdAt: t.field({ type: DateTimeFilterInput, description: 'By when they were created.' }),
    updatedAt: t.field({ type: DateTimeFilterInput, description: 'By when they last changed.' }),
    signedUpAt: t.field({ type: DateTimeFilterInput, description: 'By when they signed up.' }),
    lastSeenAt: t.field({ type: DateTimeFilterInput, description: 'By when they were last seen.' }),
    lastRepliedAt: t.field({ type: DateTimeFilterInput, description: 'By when they last wrote.' }),
    lastContactedAt: t.field({ type: DateTimeFilterInput, description: 'By when they were last written to.' }),
    unsubscribedFromEmails: t.field({ type: BooleanFilterInput, description: 'Whether they take no e-mails.' }),
    attribute: t.field({ type: AttributeFilterInput, description: 'By one custom attribute; several go into `and`.' }),
  }),
})

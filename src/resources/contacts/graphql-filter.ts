import { builder } from '../../api/builder.ts'
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
} from '../../api/filter-inputs.ts'
import { attribute, day, flag, idOf, oneOf, text } from '../../api/filter-rules.ts'
import type { FilterRules } from '../../api/filters.ts'
import { registerId } from '../../api/node.ts'
import { checkId } from '../../intercom/ids.ts'
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

// a filter names segments although they are not in the graph
registerId('Segment', (id) => checkId('segment', id))

/** What contact search can do with each field (OpenAPI 2.14, POST /contacts/search). */
export const contactFilterRules: FilterRules<ContactFilter> = {
  id: idOf('id', 'Contact'),
  role: oneOf('role', { USER: 'user', LEAD: 'lead' }),
  email: text('email'),
  emailDomain: text('email_domain'),
  phone: text('phone'),
  name: text('name'),
  externalId: text('external_id'),
  owner: idOf('owner_id', 'Admin'),
  tag: idOf('tag_id', 'Tag', ['eq', 'neq']),
  segment: idOf('segment_id', 'Segment'),
  createdAt: day('created_at'),
  updatedAt: day('updated_at'),
  signedUpAt: day('signed_up_at'),
  lastSeenAt: day('last_seen_at'),
  lastRepliedAt: day('last_replied_at'),
  lastContactedAt: day('last_contacted_at'),
  unsubscribedFromEmails: flag('unsubscribed_from_emails'),
  attribute: attribute('custom_attributes'),
}

const ref = builder.inputRef<ContactFilter>('ContactFilter')

export const ContactFilterInput = ref.implement({
  description: 'Which contacts; all the conditions of one object hold. Groups nest two deep, with at most fifteen conditions each.',
  fields: (t) => ({
    and: t.field({ type: [ref], description: 'All of these hold too.' }),
    or: t.field({ type: [ref], description: 'At least one of these holds.' }),
    id: t.field({ type: IdFilterInput, description: 'By id.' }),
    role: t.field({ type: ContactRole, description: 'Users or leads only.' }),
    email: t.field({ type: StringFilterInput, description: 'By e-mail address.' }),
    emailDomain: t.field({ type: StringFilterInput, description: 'By what is behind the @ of it.' }),
    phone: t.field({ type: StringFilterInput, description: 'By phone number.' }),
    name: t.field({ type: StringFilterInput, description: 'By name.' }),
    externalId: t.field({ type: StringFilterInput, description: 'By your own id.' }),
    owner: t.field({ type: IdFilterInput, description: 'By the teammate who owns them.' }),
    tag: t.field({ type: IdFilterInput, description: 'By tag: `eq` and `neq` only.' }),
    segment: t.field({ type: IdFilterInput, description: 'By segment.' }),
    createdAt: t.field({ type: DateTimeFilterInput, description: 'By when they were created; whole days.' }),
    updatedAt: t.field({ type: DateTimeFilterInput, description: 'By when they last changed; whole days.' }),
    signedUpAt: t.field({ type: DateTimeFilterInput, description: 'By when they signed up; whole days.' }),
    lastSeenAt: t.field({ type: DateTimeFilterInput, description: 'By when they were last seen; whole days.' }),
    lastRepliedAt: t.field({ type: DateTimeFilterInput, description: 'By when they last wrote; whole days.' }),
    lastContactedAt: t.field({ type: DateTimeFilterInput, description: 'By when they were last written to; whole days.' }),
    unsubscribedFromEmails: t.field({ type: BooleanFilterInput, description: 'Whether they take no e-mails.' }),
    attribute: t.field({ type: AttributeFilterInput, description: 'By one custom attribute; several go into `and`.' }),
  }),
})

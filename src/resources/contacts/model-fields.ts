import type * as Intercom from '../../intercom/types.ts'
import { hasAttributes, secondsOf } from '../../intercom/values.ts'
import { type Contact, contactFromIntercom } from './model.ts'

/** What may be written of a contact. What is not there stays as it is, null takes a value away. */
export type ContactFields = {
  role?: Contact['role']
  externalId?: string | null
  email?: string | null
  phone?: string | null
  name?: string | null
  avatarUrl?: string | null
  ownerId?: string | null
  signedUpAt?: Date | null
  lastSeenAt?: Date | null
  unsubscribedFromEmails?: boolean
  /** Those that change, each by its name; null takes one away. */
  customAttributes?: Readonly<Record<string, unknown>>
}

/**
 * The body of POST and PUT /contacts.
 *
 * @param textIds whether ids of teammates are text: from 2.16 on; before, they are numbers (OpenAPI 2.14, schema `create_contact_request`)
 */
export function contactToIntercom(fields: ContactFields, { textIds }: { textIds: boolean }): Record<string, unknown> {
  const { role, externalId, email, phone, name, avatarUrl, ownerId, signedUpAt, lastSeenAt } = fields
  const { unsubscribedFromEmails, customAttributes } = fields
  return {
    ...(role !== undefined && { role: role === 'USER' ? 'user' : 'lead' }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(name !== undefined && { name }),
    ...(avatarUrl !== undefined && { avatar: avatarUrl }),
    ...(ownerId !== undefined && { owner_id: ownerId === null || textIds ? ownerId : Number(ownerId) }),
    ...(signedUpAt !== undefined && { signed_up_at: secondsOf(signedUpAt) }),
    ...(lastSeenAt !== undefined && { last_seen_at: secondsOf(lastSeenAt) }),
    ...(unsubscribedFromEmails !== undefined && { unsubscribed_from_emails: unsubscribedFromEmails }),
    ...(customAttributes !== undefined && { custom_attributes: customAttributes }),
  }
}

const same = {
  text: (has: string | null, wanted: string | null | undefined) => (has ?? '') === (wanted ?? '').trim(),
  email: (has: string | null, wanted: string | null | undefined) => (has ?? '').toLowerCase() === (wanted ?? '').trim().toLowerCase(),
  // Intercom writes numbers in a form of its own
  phone: (has: string | null, wanted: string | null | undefined) => digitsIn(has) === digitsIn(wanted),
  instant: (has: Date | null, wanted: Date | null) => secondsOf(has) === secondsOf(wanted),
}
const digitsIn = (phone: string | null | undefined) => (phone ?? '').replace(/\D/g, '').replace(/^0+/, '')

/** Alike for all ways of writing one that Intercom takes for the same. */
const oneForm = { externalId: (id: string) => id.trim(), email: (email: string) => email.trim().toLowerCase(), phone: digitsIn }

/** Who is meant by these, alike for all ways of writing it. */
export const inOneForm = ({ externalId, email, phone, name }: ContactFields) => [
  oneForm.externalId(externalId ?? ''),
  oneForm.email(email ?? ''),
  oneForm.phone(phone),
  (name ?? '').trim(),
]

/** What a contact can be found by. */
export type NamingField = keyof typeof oneForm

/** What is alike for all ways of writing an id, an address or a number. */
export const oneFormOf = (field: NamingField, value: string): string => oneForm[field](value)

/** Under what it is noted who has been given this id, address or number. */
export const nameOf = (field: NamingField, value: string): string => JSON.stringify(['contact', field, oneForm[field](value)])

/** Whether a contact is as these fields leave it. */
export function hasFields(contact: Contact, fields: ContactFields): boolean {
  const { signedUpAt, lastSeenAt } = fields
  return (
    (fields.role === undefined || contact.role === fields.role) &&
    (fields.externalId === undefined || same.text(contact.externalId, fields.externalId)) &&
    (fields.email === undefined || same.email(contact.email, fields.email)) &&
    (fields.phone === undefined || same.phone(contact.phone, fields.phone)) &&
    (fields.name === undefined || same.text(contact.name, fields.name)) &&
    (fields.avatarUrl === undefined || same.text(contact.avatarUrl, fields.avatarUrl)) &&
    (fields.ownerId === undefined || contact.ownerId === fields.ownerId) &&
    (signedUpAt === undefined || same.instant(contact.signedUpAt, signedUpAt)) &&
    (lastSeenAt === undefined || same.instant(contact.lastSeenAt, lastSeenAt)) &&
    (fields.unsubscribedFromEmails === undefined || contact.unsubscribedFromEmails === fields.unsubscribedFromEmails) &&
    hasAttributes(contact.customAttributes, fields.customAttributes)
  )
}

/** The same of a record as Intercom has it. */
export const isAs = (contact: Intercom.Contact, fields: ContactFields): boolean => hasFields(contactFromIntercom(contact), fields)

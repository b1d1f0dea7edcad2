import type { Json } from '../../changes/change.ts'
import { InvalidInputError } from '../../errors.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import type { Counterpart, SyncField, Values } from '../../sync/syncable.ts'
import { instantText, oneFormOf } from '../../sync/values.ts'
import { checked, isOfAttribute } from '../data-attributes/sync-attributes.ts'
import type { Contact } from './model.ts'
import type { ContactFields } from './model-fields.ts'

const written = (kind: SyncField['kind']): SyncField => ({ kind, isWritable: true })

/** What of a contact can be mapped beside custom attributes: what POST and PUT /contacts take (OpenAPI 2.14, schema `create_contact_request`). */
export const contactFields = {
  externalId: written('text'),
  email: written('email'),
  phone: written('phone'),
  name: written('text'),
  avatarUrl: written('url'),
  ownerId: written('id'),
  signedUpAt: written('instant'),
  lastSeenAt: written('instant'),
  unsubscribedFromEmails: written('boolean'),
} as const satisfies Record<string, SyncField>

type Name = keyof typeof contactFields
const isName = (field: string): field is Name => Object.hasOwn(contactFields, field)

/** A contact as the other side of a sync has it. @param attributes those of its values that are custom attributes */
export const counterpartOf = (contact: Contact, attributes: Values): Counterpart => ({
  id: contact.id,
  role: contact.role,
  updatedAt: contact.updatedAt,
  companies: { ids: contact.companies.ids, hasMore: contact.companies.hasMore },
  values: {
    externalId: contact.externalId,
    email: contact.email,
    phone: contact.phone,
    name: contact.name,
    avatarUrl: contact.avatarUrl,
    ownerId: contact.ownerId,
    signedUpAt: contact.signedUpAt && (instantText(contact.signedUpAt) ?? null),
    lastSeenAt: contact.lastSeenAt && (instantText(contact.lastSeenAt) ?? null),
    unsubscribedFromEmails: contact.unsubscribedFromEmails,
    ...attributes,
  },
})

/**
 * What is to be written, but for custom attributes.
 *
 * @throws InvalidInputError for a field that there is not, or a value that is not of its kind
 */
export function contactFieldsIn(values: Values): ContactFields {
  const fields: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(values)) {
    if (isOfAttribute(field)) continue
    if (!isName(field))
      throw new InvalidInputError(`"${field}" is no field of a contact; expected one of ${Object.keys(contactFields).join(', ')}.`)
    const { kind } = contactFields[field]
    const read = checked(field, kind, value)
    // who takes no e-mails is told by true alone
    if (kind === 'boolean') fields[field] = read ?? false
    else if (kind === 'id') fields[field] = read === null ? null : noneIfZero(String(read))
    else fields[field] = kind === 'instant' && typeof read === 'string' ? new Date(read) : read
  }
  return fields as ContactFields
}

/** The one form of a value of these fields. */
export function inOneForm(field: Name, value: Json): Json {
  const form = oneFormOf(contactFields[field].kind, value)
  if (field === 'unsubscribedFromEmails') return form ?? false
  return field === 'ownerId' && typeof form === 'string' ? noneIfZero(form) : form
}

export { isName as isContactField }

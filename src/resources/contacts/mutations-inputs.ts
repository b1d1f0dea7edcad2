import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { instantAfterEpoch } from '../../api/mutations/inputs.ts'
import { at } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { checkExternalId } from '../../intercom/ids.ts'
import { TagRefInput } from '../tags/graphql-ref.ts'
import { ContactRole } from './graphql-filter.ts'
import type { ContactFields } from './model-fields.ts'

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

const contactFields = (t: InputFields) => ({
  role: t.field({ type: ContactRole, description: 'User or lead. A user cannot become a lead. Null is the same as nothing.' }),
  externalId: t.string({ description: 'Your own id of them. No two contacts have the same.' }),
  email: t.field({ type: 'EmailAddress', description: 'Their e-mail address.' }),
  phone: t.string({ description: 'Their phone number, with the code of its country: `+353871234567`.' }),
  name: t.string({ description: 'Their name.' }),
  avatarUrl: t.field({ type: 'URL', description: 'The address of their picture.' }),
  owner: t.id({ description: 'The teammate who owns the relation.' }),
  signedUpAt: t.field({ type: 'DateTime', description: 'When they signed up with you, to the second.' }),
  lastSeenAt: t.field({ type: 'DateTime', description: 'When they were last seen in your app or site, to the second.' }),
  unsubscribedFromEmails: t.boolean({ description: 'They take no e-mails. Null is the same as nothing.' }),
  customAttributes: t.field({
    type: 'JSONObject',
    description: 'Attributes of your own, each by its name, which must be defined in Intercom; those that are not named stay.',
  }),
})

export const ContactCreateInput = builder.inputType('ContactCreateInput', {
  description: 'Who is made. One of `externalId`, `email` and `role` has to be there.',
  fields: (t) => ({
    ...contactFields(t),
    tags: t.field({
      type: [TagRefInput],
      description: 'Up to ten tags that they get, at a call for each, and one more for each that is made.',
    }),
    companies: t.idList({ description: 'Up to ten companies that they belong to, by their ids, at a call for each.' }),
  }),
})
export const ContactUpdateInput = builder.inputType('ContactUpdateInput', {
  description: 'What is to be changed. What is left out stays as it is; null takes it away, an attribute by its name.',
  fields: contactFields,
})

type ContactFieldsIn = typeof ContactUpdateInput.$inferInput

/** What is given of a contact, checked. @param path where it stands: `['input']` */
export function contactFieldsIn(input: ContactFieldsIn, context: Context, path: readonly string[]): ContactFields {
  const { role, externalId, owner, unsubscribedFromEmails, customAttributes, email, phone, name, avatarUrl, signedUpAt, lastSeenAt } = input
  return {
    ...(role && { role }),
    ...(externalId !== undefined && {
      externalId: externalId === null ? null : at([...path, 'externalId'], () => checkExternalId(externalId)),
    }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(name !== undefined && { name }),
    ...(avatarUrl !== undefined && { avatarUrl }),
    ...(owner !== undefined && { ownerId: owner === null ? null : readId(owner, 'Admin', context, [...path, 'owner'].join('.')) }),
    ...(signedUpAt !== undefined && { signedUpAt: instantAfterEpoch(signedUpAt, [...path, 'signedUpAt']) }),
    ...(lastSeenAt !== undefined && { lastSeenAt: instantAfterEpoch(lastSeenAt, [...path, 'lastSeenAt']) }),
    ...(typeof unsubscribedFromEmails === 'boolean' && { unsubscribedFromEmails }),
    ...(customAttributes && { customAttributes }),
  }
}

/** @throws InvalidInputError where nobody could be told by it */
export function newContactIn(input: ContactFieldsIn, context: Context, path: readonly string[]): ContactFields {
  const fields = contactFieldsIn(input, context, path)
  if (fields.externalId || fields.email || fields.role === 'LEAD') return fields
  throw new InvalidInputError(
    `"${path.join('.')}" does not say who it is; expected an externalId or an email, or the role LEAD for somebody without either.`,
    { path },
  )
}

/** @throws InvalidInputError where nothing is given */
export function changesIn(input: ContactFieldsIn, context: Context, path: readonly string[]): ContactFields {
  const fields = contactFieldsIn(input, context, path)
  if (Object.keys(fields).length > 0) return fields
  throw new InvalidInputError(`"${path.join('.')}" changes nothing; expected at least one field.`, { path })
}

/** Intercom's are the same in snake case. */
const sameNames = ['role', 'externalId', 'email', 'phone', 'name', 'signedUpAt', 'lastSeenAt', 'unsubscribedFromEmails', 'customAttributes']

/** Where in the input Intercom's names for its fields stand, and what is in the way of another contact stands. */
export const sentUnder = (input: ContactFieldsIn, path: readonly string[]): Record<string, readonly string[]> => {
  const identity = (['externalId', 'email'] as const).filter((name) => input[name])
  const inWay = identity.length === 1 ? [...path, identity[0]!] : [...path]
  const named = Object.fromEntries(
    sameNames.map((name) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), [...path, name]]),
  )
  return { ...named, avatar: [...path, 'avatarUrl'], owner_id: [...path, 'owner'], conflict: inWay }
}

import type { ContactFields } from '../actions/contacts.ts'
import { ApiError, parameterInvalid } from '../http/errors.ts'
import { type Fields, flagIn, idIn, textIn, wholeIn, wordIn } from '../http/fields.ts'
import type { ContactRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'
import { customAttributesIn } from './custom-attributes.ts'
import { validEmail } from './email.ts'

/** What the body of POST and PUT /contacts says about somebody. What it does not say is not there; null takes a value away. */
export function contactFieldsIn(world: LiveWorld, fields: Fields): ContactFields {
  const role = wordIn(fields, 'role', ['user', 'lead'])
  const email = textIn(fields, 'email')
  const unsubscribed = flagIn(fields, 'unsubscribed_from_emails')
  return {
    ...(role === undefined ? {} : { role }),
    ...(email === undefined ? {} : { email: email ? validEmail(email) : null }),
    ...(unsubscribed === undefined ? {} : { unsubscribed_from_emails: unsubscribed }),
    ...said({
      external_id: emptyIsNull(idIn(fields, 'external_id')),
      name: textIn(fields, 'name'),
      phone: emptyIsNull(textIn(fields, 'phone')),
      avatar_url: textIn(fields, 'avatar'),
      owner_id: ownerIn(world, fields),
      signed_up_at: wholeIn(fields, 'signed_up_at'),
      last_seen_at: wholeIn(fields, 'last_seen_at'),
    }),
    custom_attributes: customAttributesIn(world, 'contact', fields),
  }
}

const emptyIsNull = (text: string | null | undefined) => (text === '' ? null : text)

function said<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** The words are those of developers.intercom.com, "Create a contact"; 0 is nobody. */
function ownerIn(world: LiveWorld, fields: Fields): string | null | undefined {
  const id = idIn(fields, 'owner_id')
  if (id === undefined) return undefined
  if (id === null || id === '0' || id === '') return null
  if (world.admins.has(id)) return id
  throw parameterInvalid('The owner specified is not a member of the workspace')
}

type Identity = Pick<ContactRecord, 'role' | 'external_id' | 'email'> & { id?: string }

/**
 * Refuses somebody whom the workspace has already, archived or not, and names them: an external id is had by one contact, and an address by one
 * user who goes by it alone. Leads may share one, and so may users with external ids of their own.
 *
 * The words: developers.intercom.com, "Create a contact", and intercom/Intercom-OpenAPI, pull request 543.
 */
export function refuseDuplicate(world: LiveWorld, wanted: Identity) {
  const isSame = (other: ContactRecord) => other.id !== wanted.id && isOneWith(wanted, other)
  const known = [
    ...world.contacts.idsBy('external_id', wanted.external_id ?? ''),
    ...world.contacts.idsBy('email', wanted.email?.toLowerCase() ?? ''),
  ]
  const living = known.map((id) => world.contacts.get(id)).find((other) => other && isSame(other))
  if (living) throw conflict('A', living.id)
  const archived = [...world.archived_contacts.values()].find(isSame)
  if (archived) throw conflict('An archived', archived.id)
}

function isOneWith(wanted: Identity, other: ContactRecord): boolean {
  if (wanted.external_id !== null && wanted.external_id === other.external_id) return true
  const haveSameEmail = wanted.email !== null && wanted.email.toLowerCase() === other.email?.toLowerCase()
  const areUsers = wanted.role === 'user' && other.role === 'user'
  return haveSameEmail && areUsers && (wanted.external_id === null || other.external_id === null)
}

const conflict = (which: string, id: string) =>
  new ApiError(409, 'conflict', `${which} contact matching those details already exists with id=${id}`)

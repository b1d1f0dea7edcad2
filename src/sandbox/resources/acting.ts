import { notFound } from '../http/errors.ts'
import { type Fields, idIn, neededId, textIn } from '../http/fields.ts'
import type { Call } from '../http/router.ts'
import type { AdminRecord, ContactRecord } from '../records.ts'
import { recordsBy } from '../store/world.ts'

export const userNotFound = () => notFound('not_found', 'User Not Found')

export function contactOf({ world, params: { contact_id = '' } }: Call): ContactRecord {
  const contact = world.contacts.get(contact_id)
  if (!contact) throw userNotFound()
  return contact
}

/** The teammate who does it. The words are those of OpenAPI 2.14, PUT /admins/{admin_id}/away. */
export function actingAdmin({ world }: Call, fields: Fields): AdminRecord {
  const admin = world.admins.get(neededId(fields, 'admin_id'))
  if (!admin) throw notFound('admin_not_found', 'Admin for admin_id not found')
  return admin
}

/**
 * The contact that a body names in one of three ways, as replies and participants are named; undefined when it names nobody or nobody is so called.
 * An external id is a user's; an e-mail address is a user's before it is a lead's.
 */
export function namedContact({ world }: Call, fields: Fields): ContactRecord | undefined {
  const id = idIn(fields, 'intercom_user_id')
  if (id) return world.contacts.get(id)
  const externalId = idIn(fields, 'user_id')
  if (externalId) return recordsBy(world.contacts, 'external_id', externalId).find(({ role }) => role === 'user')
  const email = textIn(fields, 'email')
  if (!email) return undefined
  const all = recordsBy(world.contacts, 'email', email.toLowerCase())
  return all.find(({ role }) => role === 'user') ?? all[0]
}

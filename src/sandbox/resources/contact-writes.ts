import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { fieldsOf, flagIn, neededId, parameterNotFound } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import type { ContactRecord } from '../records.ts'
import { recordsBy } from '../store/world.ts'
import { contactOf, userNotFound } from './acting.ts'
import { renderContact } from './contact.ts'
import { contactFieldsIn, refuseDuplicate } from './contact-fields-in.ts'

function create(call: Call) {
  const { world, actions, body } = call
  const asked = fieldsOf(body)
  if (!['email', 'external_id', 'role'].some((name) => asked[name])) throw parameterNotFound('email, external_id or role')
  const fields = contactFieldsIn(world, asked)
  const { role = 'user', email = null, external_id = null } = fields
  if (role === 'user' && email === null && external_id === null) throw parameterInvalid('A user must have an email or an external_id')
  refuseDuplicate(world, { role, email, external_id })
  return answer(call, actions.contacts.create({ ...fields, role }).contact)
}

function update(call: Call) {
  const { world, actions, body } = call
  const before = contactOf(call)
  const fields = contactFieldsIn(world, fieldsOf(body))
  if (before.role === 'user' && fields.role === 'lead') throw parameterInvalid('A user cannot become a lead')
  const after = { ...before, ...fields }
  if (after.role === 'user' && after.email === null && after.external_id === null) {
    throw parameterInvalid('A user must have an email or an external_id')
  }
  refuseDuplicate(world, after)
  return answer(call, actions.contacts.update({ contact: before.id, ...fields }).contact)
}

function answer({ world, version }: Call, id: string) {
  const contact = world.contacts.get(id)
  if (!contact) throw userNotFound()
  return renderContact(world, contact, version)
}

const named = ({ id, external_id }: ContactRecord) => ({ type: 'contact', id, external_id })

/** Archived ones can be deleted too, by their id (intercom/intercom-node, issue 333). */
function remove(call: Call) {
  const contact = anyContactOf(call)
  call.actions.contacts.delete({ contact: contact.id })
  return { ...named(contact), deleted: true }
}

function anyContactOf(call: Call): ContactRecord {
  return call.world.archived_contacts.get(call.params.contact_id ?? '') ?? contactOf(call)
}

/** Once more is as once: what Intercom says then is not published. */
function archive(call: Call) {
  const contact = anyContactOf(call)
  if (call.world.contacts.has(contact.id)) call.actions.contacts.archive({ contact: contact.id })
  return { ...named(contact), archived: true }
}

function unarchive(call: Call) {
  const contact = anyContactOf(call)
  if (!call.world.contacts.has(contact.id)) call.actions.contacts.unarchive({ contact: contact.id })
  return { ...named(contact), archived: false }
}

/** "Conversations of the contact will also be archived" (OpenAPI 2.14): who is blocked is archived, and what is open with them is closed. */
function block(call: Call) {
  const { world, actions } = call
  const contact = anyContactOf(call)
  if (world.contacts.has(contact.id)) {
    for (const { id, state } of recordsBy(world.conversations, 'contact_id', contact.id)) {
      if (state !== 'closed') actions.conversations.close({ conversation: id, admin: world.workspace.token_admin_id })
    }
    actions.contacts.archive({ contact: contact.id })
  }
  return { ...named(contact), blocked: true }
}

/**
 * A lead into a user, and from 2.16 on only if they share an address or a number, unless it is said that they need not.
 * The words: developers.intercom.com, "Merge two contacts"; OpenAPI 2.16, POST /contacts/merge.
 */
function merge(call: Call) {
  const { world, version, actions, body } = call
  const fields = fieldsOf(body)
  const [from, into] = [world.contacts.get(neededId(fields, 'from')), world.contacts.get(neededId(fields, 'into'))]
  if (!from || !into) throw notFound('not_found', 'Contact Not Found')
  if (from.role !== 'lead' || into.role !== 'user') throw invalidMerge('Merging can only be performed on a lead into a user')
  if (since(version, '2.16') && flagIn(fields, 'skip_duplicate_validation') !== true && !areDuplicates(from, into)) {
    throw invalidMerge(
      'Contacts can only be merged when they are duplicates (matching email or phone). Pass skip_duplicate_validation=true to override this check.',
    )
  }
  return answer(call, actions.contacts.merge({ from: from.id, into: into.id }).contact)
}

const invalidMerge = (message: string) => new ApiError(400, 'invalid_merge', message)

const areDuplicates = (a: ContactRecord, b: ContactRecord) =>
  (a.email !== null && a.email.toLowerCase() === b.email?.toLowerCase()) || (a.phone !== null && a.phone === b.phone)

export const contactWriteRoutes: Route[] = [
  { method: 'POST', path: '/contacts', answer: create },
  { method: 'PUT', path: '/contacts/{contact_id}', answer: update },
  { method: 'DELETE', path: '/contacts/{contact_id}', answer: remove },
  { method: 'POST', path: '/contacts/{contact_id}/archive', answer: archive },
  { method: 'POST', path: '/contacts/{contact_id}/unarchive', answer: unarchive },
  { method: 'POST', path: '/contacts/{contact_id}/block', answer: block },
  { method: 'POST', path: '/contacts/merge', answer: merge },
]

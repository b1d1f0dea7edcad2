import { parameterInvalid } from '../http/errors.ts'
import { fieldsOf, objectIn, parameterNotFound, textIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { ContactRecord } from '../records.ts'
import { actingAdmin, namedContact, userNotFound } from './acting.ts'
import { conversationOf } from './conversation-answer.ts'
import { validEmail } from './email.ts'

/** Whom it was about, and not the conversation that the schema promises: OpenAPI 2.14, the examples of both operations. */
const customers = ({ role, id }: ContactRecord) => ({ customers: [{ type: role, id }] })

/** On behalf of a teammate, or else of another contact. An e-mail address that nobody has makes a lead: the text of the operation. */
function attach(call: Call) {
  const { world, actions } = call
  const fields = fieldsOf(call.body)
  const conversation = conversationOf(call).id
  const admin = fields.admin_id === undefined ? undefined : actingAdmin(call, fields).id
  const customer = objectIn(fields, 'customer')
  if (!customer) throw parameterNotFound('customer')
  const other = objectIn(customer, 'customer')
  if (admin === undefined && !(other && namedContact(call, other)))
    throw parameterInvalid('admin_id or another customer must say who does it')
  const email = textIn(customer, 'email')
  const known = namedContact(call, customer)
  if (!known && !email) throw userNotFound()
  const contact = known?.id ?? actions.contacts.create({ role: 'lead', email: validEmail(email ?? '') }).contact
  actions.conversations.attach({ conversation, contact, admin })
  return customers(world.contacts.get(contact) as ContactRecord)
}

function detach(call: Call) {
  const conversation = conversationOf(call)
  const admin = actingAdmin(call, fieldsOf(call.body)).id
  const contact = call.world.contacts.get(call.params.contact_id ?? '')
  if (!contact || !conversation.contact_ids.includes(contact.id)) throw userNotFound()
  call.actions.conversations.detach({ conversation: conversation.id, contact: contact.id, admin })
  return customers(contact)
}

export const conversationParticipantRoutes: Route[] = [
  { method: 'POST', path: '/conversations/{conversation_id}/customers', answer: attach },
  { method: 'DELETE', path: '/conversations/{conversation_id}/customers/{contact_id}', answer: detach },
]

import { htmlFrom } from '../actions/bodies.ts'
import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { fieldsOf, idIn, neededId, neededText, neededWord, parameterNotFound } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { SubscriptionTypeRecord } from '../records.ts'
import { contactOf } from './acting.ts'
import { companyNotFound, renderCompany } from './companies.ts'
import { renderNote } from './note.ts'
import { renderSubscriptionType } from './subscription-types.ts'
import { renderTag } from './tags.ts'

/** OpenAPI 2.14, POST /contacts/{contact_id}/companies. */
const mostCompanies = 1000

function addTag(call: Call) {
  const { id } = contactOf(call)
  const tag = call.world.tags.get(neededId(fieldsOf(call.body), 'id'))
  if (!tag) throw notFound()
  call.actions.contacts.tag({ contact: id, tag: tag.id })
  return renderTag(tag)
}

function removeTag(call: Call) {
  const contact = contactOf(call)
  const tag = call.world.tags.get(call.params.tag_id ?? '')
  if (!tag || !contact.tag_ids.includes(tag.id)) throw notFound()
  call.actions.contacts.tag({ contact: contact.id, tag: tag.id, isOff: true })
  return renderTag(tag)
}

function attachCompany(call: Call) {
  const contact = contactOf(call)
  const id = idIn(fieldsOf(call.body), 'id')
  if (!id) throw new ApiError(400, 'parameter_not_found', 'company not specified')
  const company = call.world.companies.get(id)
  if (!company) throw companyNotFound()
  if (!contact.company_ids.includes(id) && contact.company_ids.length >= mostCompanies) {
    const words = `Contact has reached the maximum of ${mostCompanies} company associations`
    throw new ApiError(400, 'contact_company_limit_exceeded', words)
  }
  call.actions.contacts.company({ contact: contact.id, company: id })
  return renderCompany(call.world, company)
}

function detachCompany(call: Call) {
  const contact = contactOf(call)
  const company = call.world.companies.get(call.params.company_id ?? '')
  if (!company || !contact.company_ids.includes(company.id)) throw companyNotFound()
  call.actions.contacts.company({ contact: contact.id, company: company.id, isOff: true })
  return renderCompany(call.world, company)
}

/** The kind of consent is the type's own; another is refused, in words that are not published. */
function choose(call: Call) {
  const { id } = contactOf(call)
  const fields = fieldsOf(call.body)
  const type = call.world.subscription_types.get(neededId(fields, 'id'))
  const consent = neededWord<SubscriptionTypeRecord['consent_type']>(fields, 'consent_type', ['opt_in', 'opt_out'])
  if (!type) throw notFound()
  if (consent !== type.consent_type) throw parameterInvalid(`Subscription type ${type.id} is of consent_type ${type.consent_type}`)
  call.actions.contacts.subscription({ contact: id, type: type.id })
  return renderSubscriptionType(type)
}

function unchoose(call: Call) {
  const contact = contactOf(call)
  const type = call.world.subscription_types.get(call.params.subscription_id ?? '')
  const chosen = [...contact.opted_in_subscription_type_ids, ...contact.opted_out_subscription_type_ids]
  if (!type || !chosen.includes(type.id)) throw notFound()
  call.actions.contacts.subscription({ contact: contact.id, type: type.id, isOff: true })
  return renderSubscriptionType(type)
}

/** By the token's own teammate, if no other is named. */
function writeNote(call: Call) {
  const { world, actions } = call
  const contact = contactOf(call)
  const fields = fieldsOf(call.body)
  const author = idIn(fields, 'admin_id') ?? world.workspace.token_admin_id
  const body = htmlFrom(neededText(fields, 'body'))
  if (body === '') throw parameterNotFound('body')
  if (!world.admins.has(author)) throw notFound()
  const note = world.notes.get(actions.contacts.writeNote({ contact: contact.id, author, body }).note)
  return note && renderNote(world, note)
}

export const contactLinkRoutes: Route[] = [
  { method: 'POST', path: '/contacts/{contact_id}/tags', answer: addTag },
  { method: 'DELETE', path: '/contacts/{contact_id}/tags/{tag_id}', answer: removeTag },
  { method: 'POST', path: '/contacts/{contact_id}/companies', answer: attachCompany },
  { method: 'DELETE', path: '/contacts/{contact_id}/companies/{company_id}', answer: detachCompany },
  { method: 'POST', path: '/contacts/{contact_id}/subscriptions', answer: choose },
  { method: 'DELETE', path: '/contacts/{contact_id}/subscriptions/{subscription_id}', answer: unchoose },
  { method: 'POST', path: '/contacts/{contact_id}/notes', answer: writeNote },
]

import { ApiError } from '../http/errors.ts'
import { cursorPage, fingerprint, numberedPage, perPageOf } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import { answerSearch } from '../search/answer.ts'
import { contactFields } from '../search/contact-fields.ts'
import { contactOperators } from '../search/operators.ts'
import { recordsBy, recordsOf } from '../store/world.ts'
import { contactOf, userNotFound } from './acting.ts'
import { renderCompany } from './companies.ts'
import { renderContact } from './contact.ts'
import { notesOf, renderNote } from './note.ts'
import { renderSegment } from './segments.ts'
import { renderSubscriptionType } from './subscription-types.ts'
import { renderTags } from './tags.ts'

/** OpenAPI 2.16, GET /contacts/{contact_id} and GET /contacts/find_by_external_id/{external_id}. */
function contactMerged(survivor: string) {
  const words = "This contact has been merged. See the 'Link' header for the canonical contact."
  return new ApiError(410, 'contact_merged', words, { Link: `</contacts/${survivor}>; rel="canonical"` })
}

/** A merged contact is gone: 404, and from 2.16 on 410 with the way to the survivor. */
function getContact(call: Call) {
  const { world, version, params } = call
  const survivor = survivorOf(world.merged_contacts, params.contact_id ?? '')
  if (survivor !== undefined && since(version, '2.16')) throw contactMerged(survivor)
  return renderContact(world, contactOf(call), version)
}

/** Where a chain of merges ends; it is followed for up to three hops. */
function survivorOf(merged: ReadonlyMap<string, string>, id: string): string | undefined {
  let survivor = merged.get(id)
  for (let hop = 1; hop < 3 && survivor !== undefined; hop++) survivor = merged.get(survivor) ?? survivor
  return survivor
}

/** Users only, and as it stands: a lead's external id finds nothing. That of a user who was merged is gone as the user is. */
function findByExternalId({ world, version, params: { external_id = '' } }: Call) {
  const contact = recordsBy(world.contacts, 'external_id', external_id).find(({ role }) => role === 'user')
  if (contact) return renderContact(world, contact, version)
  const [merged = ''] = [...world.merges].findLast(([, merge]) => merge.role === 'user' && merge.external_id === external_id) ?? []
  const survivor = survivorOf(world.merged_contacts, merged)
  throw survivor !== undefined && since(version, '2.16') ? contactMerged(survivor) : userNotFound()
}

/**
 * The page size is 10 unless said (the 50 in the description was corrected upstream), the order the newest first:
 * it is not published.
 */
function listContacts({ world, version, query }: Call) {
  const { ids, pages, total_count } = cursorPage({
    places: world.contacts.inOrder(),
    perPage: perPageOf(query.get('per_page') ?? undefined, 10),
    startingAfter: query.get('starting_after'),
    boundTo: fingerprint('contacts'),
  })
  return { type: 'list', data: recordsOf(world.contacts, ids).map((contact) => renderContact(world, contact, version)), total_count, pages }
}

function searchContacts({ world, version, body }: Call) {
  const seen = world.search.contacts.current()
  const { ids, pages, total_count } = answerSearch({
    body,
    table: seen,
    fields: contactFields(version, seen.values, world.data_attributes.values),
    rules: { operators: contactOperators, orEqual: false, timeZone: world.workspace.timezone },
    perPage: 50,
    sortable: since(version, '2.16'),
    boundTo: `contacts ${version}`,
  })
  return { type: 'list', data: recordsOf(seen, ids).map((contact) => renderContact(world, contact, version)), total_count, pages }
}

/** The list is under `data`, as in the description's example and on the wire, not under `companies` as in its schema. */
function attachedCompanies(call: Call) {
  const { world, query, url } = call
  const { items, pages, total_count } = numberedPage({ items: contactOf(call).company_ids, query, perPage: 50, url })
  return {
    type: 'list',
    data: recordsOf(world.companies, items).map((company) => renderCompany(world, company)),
    pages,
    total_count,
  }
}

function attachedNotes(call: Call) {
  const { world, query, url } = call
  const notes = notesOf(world, 'contact_id', contactOf(call).id)
  const { items, pages, total_count } = numberedPage({ items: notes, query, perPage: 50, url })
  return { type: 'list', data: items.map((note) => renderNote(world, note)), total_count, pages }
}

function attachedSubscriptions(call: Call) {
  const { opted_in_subscription_type_ids, opted_out_subscription_type_ids } = contactOf(call)
  const chosen = recordsOf(call.world.subscription_types, [...opted_out_subscription_type_ids, ...opted_in_subscription_type_ids])
  return { type: 'list', data: chosen.map(renderSubscriptionType) }
}

export const contactRoutes: Route[] = [
  { method: 'GET', path: '/contacts', answer: listContacts },
  { method: 'POST', path: '/contacts/search', answer: searchContacts },
  { method: 'GET', path: '/contacts/{contact_id}', answer: getContact },
  { method: 'GET', path: '/contacts/find_by_external_id/{external_id}', answer: findByExternalId },
  { method: 'GET', path: '/contacts/{contact_id}/companies', answer: attachedCompanies },
  { method: 'GET', path: '/contacts/{contact_id}/notes', answer: attachedNotes },
  {
    method: 'GET',
    path: '/contacts/{contact_id}/tags',
    answer: (call) => ({ type: 'list', data: renderTags(call.world, contactOf(call).tag_ids) }),
  },
  {
    method: 'GET',
    path: '/contacts/{contact_id}/segments',
    answer: (call) => ({ type: 'list', data: recordsOf(call.world.segments, contactOf(call).segment_ids).map(renderSegment) }),
  },
  { method: 'GET', path: '/contacts/{contact_id}/subscriptions', answer: attachedSubscriptions },
]

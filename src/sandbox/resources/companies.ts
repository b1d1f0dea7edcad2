import { ApiError, notFound } from '../http/errors.ts'
import { cursorPage, fingerprint, numberedPage, pageOf, perPageOf } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import type { CompanyRecord } from '../records.ts'
import { descending } from '../store/order.ts'
import { type LiveWorld, recordsBy, recordsOf } from '../store/world.ts'
import { scrollCompanies } from './company-scroll.ts'
import { renderContact } from './contact.ts'
import { notesOf, renderNote } from './note.ts'
import { renderSegment } from './segments.ts'
import { renderTags } from './tags.ts'

/** OpenAPI 2.14, schema `company`. What is not known is left out, and a company without a plan has an empty one. */
export function renderCompany(world: LiveWorld, company: CompanyRecord) {
  const { tag_ids, segment_ids, plan, remote_created_at, last_request_at, size, website, industry, ...rest } = company
  return {
    type: 'company',
    ...rest,
    app_id: world.workspace.id_code,
    ...present({ remote_created_at, last_request_at, size, website, industry }),
    plan: plan ? { type: 'plan', ...plan } : {},
    user_count: usersOf(world, company.id).length,
    tags: { type: 'tag.list', tags: renderTags(world, tag_ids) },
    segments: { type: 'segment.list', segments: recordsOf(world.segments, segment_ids).map(renderSegment) },
  }
}

/** A lead is no user, here as in the roles of contacts. */
const usersOf = (world: LiveWorld, id: string) => recordsBy(world.contacts, 'company_id', id).filter(({ role }) => role === 'user')

const present = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** Its notes come along from 2.15 on (OpenAPI 2.16, schema `company`), with the company alone: none of the lists' examples has them. */
function getCompany(call: Call) {
  const { world, version } = call
  const company = companyOf(call)
  if (!since(version, '2.15')) return renderCompany(world, company)
  const notes = notesOf(world, 'company_id', company.id).map((note) => renderNote(world, note))
  return { ...renderCompany(world, company), notes: { type: 'note.list', notes } }
}

export function companyOf({ world, params: { company_id = '' } }: Call): CompanyRecord {
  const company = world.companies.get(company_id)
  if (!company) throw companyNotFound()
  return company
}
export const companyNotFound = () => notFound('company_not_found', 'Company Not Found')

/** GET /companies: a single company for `company_id` or `name`, a list for a tag, a segment or nothing. */
function findCompanies(call: Call) {
  const { world, query } = call
  for (const index of ['company_id', 'name']) {
    const key = query.get(index)
    if (key === null) continue
    const [company] = recordsBy(world.companies, index, key)
    if (!company) throw companyNotFound()
    return renderCompany(world, company)
  }
  for (const index of ['tag_id', 'segment_id']) {
    const key = query.get(index)
    if (key === null) continue
    const places = recordsBy(world.companies, index, key).map(world.companies.placeOf).sort(descending)
    return listCompanies(
      call,
      places.map(({ id }) => id),
    )
  }
  return listCompanies(call, idsInOrder(world))
}

const idsInOrder = (world: LiveWorld) => world.companies.inOrder().map(({ id }) => id)

/**
 * The rules of OpenAPI 2.14, POST /companies/list: sorted by the last request, companies without users left out, and no
 * reading past the 10,000th. Which error that is is not published.
 */
function listCompanies({ world, query, url }: Call, ids: readonly string[]) {
  if (pageOf(query) * perPageOf(query.get('per_page') ?? undefined, 15) > 10_000) {
    throw new ApiError(400, 'bad_request', 'page limit reached, please use the scroll API')
  }
  const withUsers = ids.filter((id) => usersOf(world, id).length > 0)
  const { items, pages, total_count } = numberedPage({ items: withUsers, query, perPage: 15, url })
  return {
    type: 'list',
    data: recordsOf(world.companies, items).map((company) => renderCompany(world, company)),
    pages,
    total_count,
  }
}

/**
 * Full contacts. Cursors are what live answers carry; a page number is taken as well, since earlier readers send one. Whether this list is behind as
 * searches are is not published: here it is, so that nobody relies on the better case.
 */
function attachedContacts(call: Call) {
  const { world, query, url, version } = call
  const company = companyOf(call)
  const index = world.search.contacts.current()
  const places = recordsBy(index, 'company_id', company.id).map(index.placeOf).sort(descending)
  const render = (ids: readonly string[]) => recordsOf(world.contacts, ids).map((contact) => renderContact(world, contact, version))
  if (query.has('page') && !query.has('starting_after')) {
    const { items, pages, total_count } = numberedPage({ items: places, query, perPage: 50, url })
    return { type: 'list', data: render(items.map(({ id }) => id)), total_count, pages }
  }
  const { ids, pages, total_count } = cursorPage({
    places,
    perPage: perPageOf(query.get('per_page') ?? undefined, 50),
    startingAfter: query.get('starting_after'),
    boundTo: fingerprint('company contacts', company.id),
  })
  return { type: 'list', data: render(ids), total_count, pages }
}

export const companyRoutes: Route[] = [
  { method: 'GET', path: '/companies', answer: findCompanies },
  {
    method: 'POST',
    path: '/companies/list',
    answer(call) {
      const ids = idsInOrder(call.world)
      return listCompanies(call, call.query.get('order') === 'asc' ? ids.reverse() : ids)
    },
  },
  {
    method: 'GET',
    path: '/companies/scroll',
    answer({ world, query }) {
      const { ids, scroll_param } = scrollCompanies(world, query.get('scroll_param'))
      const data = recordsOf(world.companies, ids).map((company) => renderCompany(world, company))
      return { type: 'list', data, pages: null, total_count: null, scroll_param }
    },
  },
  { method: 'GET', path: '/companies/{company_id}', answer: getCompany },
  { method: 'GET', path: '/companies/{company_id}/contacts', answer: attachedContacts },
  {
    method: 'GET',
    path: '/companies/{company_id}/segments',
    answer: (call) => ({ type: 'list', data: recordsOf(call.world.segments, companyOf(call).segment_ids).map(renderSegment) }),
  },
]

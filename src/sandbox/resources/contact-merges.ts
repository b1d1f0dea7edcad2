import { notFound } from '../http/errors.ts'
import { cursorPage, fingerprint, perPageOf } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import { ascending, descending } from '../store/order.ts'

const contactNotFound = () => notFound('not_found', 'Contact not found')

/** OpenAPI 2.16, GET /contacts/{id}/merge_history: what was merged into a user, the latest first; 404 for a lead. */
function mergeHistory({ world, version, query, params: { id = '' } }: Call) {
  const contact = since(version, '2.16') ? world.contacts.get(id) : undefined
  if (contact?.role !== 'user') throw contactNotFound()
  const merges = new Map([...world.merged_contacts].filter(([, into]) => into === id).map(([from]) => [from, factsOf(from)]))
  const isAscending = query.get('order') === 'asc'
  const places = [...merges].map(([from, { merged_at }]) => ({ id: from, value: merged_at }))
  const { ids, pages } = cursorPage({
    places: places.sort(isAscending ? ascending : descending),
    perPage: perPageOf(query.get('per_page') ?? undefined, 50),
    startingAfter: query.get('cursor'),
    boundTo: fingerprint('merge history', id, isAscending),
    compare: isAscending ? ascending : descending,
  })
  return {
    type: 'list',
    data: ids.map((from) => ({ type: 'merge_history', source_contact_id: from, ...merges.get(from) })),
    ...(pages.next ? { next_cursor: pages.next.starting_after } : {}),
    has_more: pages.next !== undefined,
  }

  function factsOf(from: string) {
    const merge = world.merges.get(from)
    // of the seed's merges nothing is kept: a lead became this user when it signed up
    return { source_contact_role: merge?.role ?? 'lead', merged_at: merge ? merge.atSeconds : (contact?.signed_up_at ?? null) }
  }
}

export const contactMergeRoutes: Route[] = [{ method: 'GET', path: '/contacts/{id}/merge_history', answer: mergeHistory }]

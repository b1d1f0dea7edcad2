import { notFound, parameterInvalid } from '../http/errors.ts'
import { perPageOf } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import type { ContactRecord, EventRecord } from '../records.ts'
import { recordsBy } from '../store/world.ts'

/** Older ones are counted, and not listed (OpenAPI 2.14, GET /events). */
const listedForSeconds = 90 * 24 * 3600

/** Who is asked about: by one of three names, of which `intercom_user_id` finds leads too. */
function contactOf({ world, query }: Call): ContactRecord {
  if (query.get('type') !== 'user') throw parameterInvalid('type must be user')
  const [id, externalId, email] = ['intercom_user_id', 'user_id', 'email'].map((name) => query.get(name))
  if (id) return found(world.contacts.get(id))
  if (externalId) return found(recordsBy(world.contacts, 'external_id', externalId).find(({ role }) => role === 'user'))
  if (email) return found(recordsBy(world.search.contacts.current(), 'email', email.toLowerCase())[0])
  throw parameterInvalid('user_id, intercom_user_id or email is missing')
}

function found(contact: ContactRecord | undefined): ContactRecord {
  if (!contact) throw notFound('not_found', 'User Not Found')
  return contact
}

/** The newest first: the links of the description go back by `before` and forth by `since`, in milliseconds. */
function listEvents(call: Call) {
  const { world, query, url } = call
  const contact = contactOf(call)
  const events = recordsBy(world.events, 'contact_id', contact.id).sort(
    (a, b) => b.created_at - a.created_at || Number(b.id) - Number(a.id),
  )
  if (query.get('summary') === 'true') return { type: 'event.summary', ...namesOf(contact), events: summarised(events) }

  const oldest = Math.floor(world.now() / 1000) - listedForSeconds
  const perPage = perPageOf(query.get('per_page') ?? undefined, 15)
  const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY)
  const since = Number(query.get('since') ?? 0)
  const places = events.map((event, at) => ({ event, ms: placeOf(events, at) }))
  const wanted = places.filter(({ event, ms }) => event.created_at > oldest && ms < before && ms > since)
  const page = wanted.slice(0, perPage)
  const last = page.at(-1)
  const link = (name: string, ms: number) => `${url}?type=user&intercom_user_id=${contact.id}&per_page=${perPage}&${name}=${ms}`
  return {
    type: 'event.list',
    events: page.map(({ event }) => renderEvent(event, contact)),
    pages: {
      ...(last && wanted.length > page.length ? { next: link('before', last.ms) } : {}),
      since: link('since', page[0]?.ms ?? world.now()),
    },
  }
}

/** In milliseconds, and different for events of one second, so that a page ends between any two. */
const placeOf = (events: readonly EventRecord[], at: number): number => {
  const { created_at } = events[at] as EventRecord
  return created_at * 1000 + events.slice(at + 1).filter((event) => event.created_at === created_at).length
}

const namesOf = ({ id, external_id, email }: ContactRecord) => ({
  intercom_user_id: id,
  ...(external_id === null ? {} : { user_id: external_id }),
  ...(email === null ? {} : { email }),
})

/** OpenAPI 2.14, schema `data_event`. */
export const renderEvent = ({ event_name, created_at, metadata }: EventRecord, contact: ContactRecord) => ({
  type: 'event',
  event_name,
  created_at,
  ...namesOf(contact),
  metadata,
})

/** How often each happened, whenever that was: OpenAPI 2.14, schema `data_event_summary_item`. */
function summarised(events: readonly EventRecord[]) {
  return [...Map.groupBy(events, ({ event_name }) => event_name)].map(([name, all]) => ({
    name,
    first: instant(Math.min(...all.map(({ created_at }) => created_at))),
    last: instant(Math.max(...all.map(({ created_at }) => created_at))),
    count: all.length,
    description: `${name.replaceAll('-', ' ')} in the app`,
  }))
}

const instant = (seconds: number) => new Date(seconds * 1000).toISOString().replace('Z', '+00:00')

export const eventRoutes: Route[] = [{ method: 'GET', path: '/events', answer: listEvents }]

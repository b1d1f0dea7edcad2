import { UpstreamError } from '../../errors.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import { contactKeys } from '../contacts/service-carried.ts'
import type { ResourceDeps } from '../deps.ts'
import { type DataEventAnswer, dataEventPageFromIntercom, dataEventSummaryFromIntercom } from './model.ts'
import { createCatalogue } from './service-catalogue.ts'
import { createEventWrites } from './service-writes.ts'

/** Events of a page. One size for everybody, so that each finds what another has read. */
export const eventsPerPage = 50

/** Events have no ids: what is kept are a contact's pages, the newest under the contact's id, an older one with its place behind it. */
const pageIdOf = (contactId: string, before: string | null) => (before === null ? contactId : `${contactId}:${before}`)

export type EventsService = ReturnType<typeof createEventsService>

export function createEventsService({ intercom, cache, config, dataEvents, writes, now }: ResourceDeps) {
  const ask = (contactId: string, query: Record<string, string | number | boolean | undefined>) =>
    intercom.request<Answer>({ method: 'GET', route: '/events', query: { type: 'user', intercom_user_id: contactId, ...query } })

  async function readPage(id: string): Promise<DataEventAnswer> {
    const [contactId = '', before = null] = id.split(':')
    const answer = await ask(contactId, { per_page: eventsPerPage, before: before ?? undefined })
    const events = eventsIn<Intercom.DataEvent>(answer)
    // an empty page is the last, whatever it says of a next
    return { contactId, before, events, next: events.length === 0 ? null : beforeIn(answer.pages?.next) }
  }
  const pages = cache.entities({
    kind: 'event',
    idOf: ({ contactId, before }: DataEventAnswer) => pageIdOf(contactId, before),
    fromWire: dataEventPageFromIntercom,
    carries: ({ contactId }) => contactKeys([contactId]),
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, readPage)),
  })

  type Summaries = { contactId: string; summaries: readonly Intercom.DataEventSummary[] }
  const summaries = cache.entities({
    kind: 'eventSummary',
    idOf: ({ contactId }: Summaries) => contactId,
    fromWire: (found: Summaries) => found.summaries.map(dataEventSummaryFromIntercom),
    fetch: (ids) =>
      readEach(ids, config.concurrency, (id) =>
        readOne(id, async (contactId) => ({
          contactId,
          summaries: eventsIn<Intercom.DataEventSummary>(await ask(contactId, { summary: true })),
        })),
      ),
  })

  const keysOfContact = (contactId: string) => [pages.keyOf(pageIdOf(contactId, null)), summaries.keyOf(contactId)]

  return {
    pageIdOf,
    /** Which events may be told. */
    catalogue: createCatalogue(dataEvents),
    /** Pages by their ids, aligned; null for a contact who is gone. Only events younger than 90 days (OpenAPI 2.14, GET /events). */
    getPages: pages.getMany,
    /** By contact, aligned: how often each kind of event happened, whenever that was. */
    getSummaries: summaries.getMany,
    /** Keys by which a Change forgets what a contact did last, and how often. Older pages do not change. */
    keysOfContact,
    /** What can be told of a contact. It is one call, sent once. */
    write: createEventWrites({
      intercom,
      writes,
      now,
      // places are milliseconds, and those of one second lie apart
      readUntil: async (contactId, second) => (await readPage(pageIdOf(contactId, String((second + 1) * 1000)))).events,
      keysOfContact,
    }),
  }
}

type Answer = { events?: unknown; pages?: { next?: unknown } | null }

/** Both answers carry their rows under `events`; of a summary each may be null. */
function eventsIn<Wire>({ events }: Answer): Wire[] {
  if (!Array.isArray(events)) throw new UpstreamError('UPSTREAM_ERROR', 'Intercom answered a list without its items.')
  return events.filter((event) => event !== null) as Wire[]
}

/** `https://api.intercom.io/events?per_page=2&before=1389913941064&...`: the host is not followed, only the place is read. */
function beforeIn(next: unknown): string | null {
  const before = typeof next === 'string' ? URL.parse(next, 'https://api.intercom.io')?.searchParams.get('before') : null
  return before && /^\d{1,18}$/.test(before) ? before : null
}

import type { PageJudging } from '../../cache/outliving.ts'
import { checkExternalId, idReader } from '../../intercom/ids.ts'
import { eachPage, readPage } from '../../intercom/pages.ts'
import { type ReadOne, readMany, readOne } from '../../intercom/read-many.ts'
import { type SearchQuery, type SearchSort, searchRequest, where } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { CompaniesService } from '../companies/service.ts'
import type { ResourceDeps } from '../deps.ts'
import type { SegmentsService } from '../segments/service.ts'
import { tagKeys } from '../tags/service-carried.ts'
import { type Contact, contactFromIntercom } from './model.ts'
import { createContactWalk } from './service-all.ts'
import { createContactScan } from './service-changed.ts'
import { createContactCompanies } from './service-companies.ts'
import { createFinding } from './service-find.ts'
import { createFindingMade } from './service-find-made.ts'
import { createFindingMany } from './service-find-many.ts'
import { type LookupField, lookupSize, onlyOneWith } from './service-lookup.ts'
import { listMerges } from './service-merges.ts'
import { createReadingAnew } from './service-read-anew.ts'
import { createContactSegments } from './service-segments.ts'
import type { WriteDeps } from './service-writes.ts'
import { createLifecycleWrites } from './service-writes-lifecycle.ts'
import { createLinkWrites } from './service-writes-links.ts'
import { createMergeWrites } from './service-writes-merge.ts'
import { createRecordWrites } from './service-writes-records.ts'

type PageOf = { size: number; after: string | null; judging?: PageJudging }

/** Topics of webhooks, and of our own writes, by which somebody comes into lists. */
const beginnings = new Set([
  'contact.created',
  'contact.user.created',
  'contact.lead.created',
  'contact.lead.signed_up',
  'contact.unarchive',
  'visitor.signed_up',
])

/** Topics that say when somebody was updated by what has happened. Tags, companies and archives are not of these. */
const updates = new Set(['contact.user.created', 'contact.lead.created', 'contact.user.updated', 'contact.lead.updated'])

/** Topics by which one that is erased is gone; by others it loses what somebody wrote. */
const endings = new Set(['contact.deleted', 'contact.merged'])

export type ContactsService = ReturnType<typeof createContactsService>

type Needs = ResourceDeps & { companies: CompaniesService; segments: SegmentsService }

export function createContactsService({ intercom, cache, writes, config, companies, segments, now }: Needs) {
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.Contact> => sdk.contacts.find({ contact_id: id }, options))
  const search = async (request: ReturnType<typeof searchRequest>, signal?: AbortSignal) =>
    readPage<Intercom.Contact>(
      (await intercom.call((sdk, options) => sdk.contacts.search(request, options), { ...(signal && { signal }) })).response,
    )

  const contacts = cache.entities({
    kind: 'contact',
    idOf: (contact: Intercom.Contact) => contact.id,
    asId: idReader('contact'),
    canMove: true,
    fromWire: contactFromIntercom,
    carries: ({ tags }) => tagKeys(tags?.data),
    fetch: (ids, { readById }) => readMany(ids, { idOf: ({ id }) => id, read, search, readById, ...config }),
  })
  const pages = cache.pages(contacts, { scope: 'contact', areCorrected: true, saysUpdate: (topic) => updates.has(topic) })
  const find = (query: SearchQuery, { size, after, judging }: PageOf, sort: SearchSort | null = null) =>
    pages.get(
      JSON.stringify(['POST /contacts/search', query, sort, size, after]),
      () => search(searchRequest(query, { perPage: size, after, sort })),
      { judging },
    )
  const peekContact = async (id: string) => (await contacts.peek([id]))[0]
  const readByExternalId = (id: string) =>
    readOne(id, () =>
      intercom.call((sdk, options): PromiseLike<Intercom.Contact> => sdk.contacts.showContactByExternalId({ external_id: id }, options)),
    )

  const writing: WriteDeps = {
    intercom,
    writes,
    contacts,
    read: async (id) => wireOf(await readOne(id, read)),
    async movedTo(id) {
      const found = await readOne(id, read)
      if (found instanceof Error) throw found
      return found && 'movedTo' in found ? found.movedTo : undefined
    },
    getMany: contacts.getMany,
    readByExternalId: async (externalId) => wireOf(await readByExternalId(externalId)),
    search: async (query) => (await search(searchRequest(query, { perPage: 20 }))).items,
    listKeys: () => [pages.scopeKey()],
  }

  const finding = createFinding({ ...writing, changedLately: pages.changedLately })

  return {
    /** Where one has gone that was merged away, as far as the gateway knows; itself for all others. */
    survivorOf: contacts.survivorOf,
    /** Aligned with the ids. One that was merged answers its survivor, which says so in `redirectedFrom`. */
    getMany: async (ids: readonly string[]) =>
      (await contacts.getMany(ids)).map((contact, index) =>
        contact === null || contact instanceof Error || contact.id === ids[index] ? contact : { ...contact, redirectedFrom: ids[index]! },
      ),
    /** In no particular order, as Intercom lists them; merged ones are not among them. */
    list: ({ size, after }: PageOf) =>
      pages.get(JSON.stringify(['GET /contacts', size, after]), async () => {
        const page = await intercom.call((sdk, options) =>
          sdk.contacts.list({ per_page: size, ...(after && { starting_after: after }) }, options),
        )
        return readPage<Intercom.Contact>(page.response)
      }),
    /** What a filter finds; new and changed contacts may be missing for minutes (OpenAPI 2.14, POST /contacts/search). */
    search: find,
    /** The people of one company. Live answers give a cursor for the next page, the description a number: both are followed. */
    listOfCompany: (companyId: string, { size, after }: PageOf) =>
      pages.get(
        JSON.stringify(['GET /companies/{company_id}/contacts', companyId, size, after]),
        async () => {
          const place = after === null ? {} : /^\d{1,9}$/.test(after) ? { page: after } : { starting_after: after }
          const ask = { per_page: size, ...place }
          const answer = await intercom.call((sdk, options) =>
            sdk.companies.listAttachedContacts({ company_id: companyId }, { ...options, queryParams: ask }),
          )
          return readPage<Intercom.Contact>(answer, { numbered: true })
        },
        { scope: scopeOf(companyId) },
      ),
    /**
     * The user (never a lead) with this id of yours, or null. One that was merged answers its survivor, from 2.16 on: Intercom then names that,
     * and not the id of the merged one, so there is no `redirectedFrom`.
     */
    getByExternalId: async (externalId: string): Promise<Contact | null> => {
      const id = checkExternalId(externalId)
      const page = await pages.get(
        JSON.stringify(['GET /contacts/find_by_external_id', id]),
        async () => {
          const found = await readByExternalId(id)
          if (found instanceof Error) throw found
          const rest = { next: null, totalCount: null }
          return found && 'movedTo' in found ? { ids: [found.movedTo], ...rest } : { items: found ? [found.wire] : [], ...rest }
        },
        { isLookup: true },
      )
      return present(page.items)[0] ?? null
    },
    /** The one contact with this e-mail address or phone number, or null. Throws CONFLICT when several have it. */
    getOnlyBy: async (field: LookupField, value: string): Promise<Contact | null> => {
      const page = await pages.get(
        JSON.stringify(['POST /contacts/search', field, value]),
        () => search(searchRequest(where(field, '=', value), { perPage: lookupSize })),
        { isLookup: true },
      )
      return onlyOneWith(present(page.items), field, value)
    },
    changedLately: pages.changedLately,
    /** Whether somebody is in lists after a Change of this topic who was in none of them before. */
    begins: (topic: string) => beginnings.has(topic),
    /** Whether what a Change of this topic erases is gone. */
    ends: (topic: string) => endings.has(topic),
    ...createContactWalk({ search, offer: contacts.offer, now }),
    ...createContactSegments({ segments, search: find, now, ...config }),
    ...createContactCompanies({ companies, peekContact, concurrency: config.concurrency }),
    listMerges: (id: string, page: PageOf) => listMerges(intercom, id, page),
    /**
     * Everybody who was changed since then, and some who were changed before: dates are days of the workspace until 2.17 (OpenAPI 2.14, POST
     * /contacts/search), so that what is asked for begins before the day that the instant may fall into. Past the cache.
     */
    updatedSince: (since: Date) => eachPage((after) => search(updatedSince(since, after))),
    ...createContactScan({
      pageAfter: (since, after) => search(updatedSince(since, after)),
      offer: contacts.offer,
      getMany: contacts.getMany,
      changedLately: pages.changedLately,
      now,
    }),
    readAnew: createReadingAnew({ ...contacts, search, changedLately: pages.changedLately, ...config }),
    /** Everything that can be done with contacts. Each is one call, sent once. */
    write: {
      ...createRecordWrites(writing),
      ...createLifecycleWrites(writing),
      ...createLinkWrites(writing),
      ...createMergeWrites(writing),
    },
    finding: {
      ...finding,
      ...createFindingMany({ ...contacts, search, changedLately: pages.changedLately, writes, now, ...config }),
      ...createFindingMade({ finding, now, ...config }),
    },
    keptIds: contacts.keptIds,
    recheck: contacts.recheck,
    /** The key by which a Change forgets one. */
    keyOf: contacts.keyOf,
    /** Keys by which a Change forgets every list that may hold one, but for those of companies. */
    listKeys: () => [pages.scopeKey()],
    /** Keys by which a Change forgets who is in one company. */
    listKeysOfCompany: (companyId: string) => [pages.scopeKey(scopeOf(companyId))],
  }
}

/** Dates are whole days: what is asked for begins before the day that the instant may fall into. */
const updatedSince = (since: Date, after: string | null) =>
  searchRequest(where('updated_at', '>', Math.floor(since.getTime() / 1000) - longestDaySeconds), { perPage: 150, after })

/** A day on which the clock is set back has 25 hours. */
const longestDaySeconds = 26 * 3_600

const scopeOf = (companyId: string) => `company:${companyId}:contacts`

/** The record of one reading; null where there is none, or another has taken its place. */
function wireOf(found: ReadOne<Intercom.Contact>): Intercom.Contact | null {
  if (found instanceof Error) throw found
  return found && 'wire' in found ? found.wire : null
}

/** The records of a page; a failed row is the failure of the question. */
const present = (items: readonly (Contact | null | Error)[]): Contact[] =>
  items.flatMap((item) => {
    if (item instanceof Error) throw item
    return item ?? []
  })

import type { ChangedRecord } from '../../cache/changed-lately.ts'
import type { Pages } from '../../cache/pages.ts'
import { idReader } from '../../intercom/ids.ts'
import { pageNumber, readPage } from '../../intercom/pages.ts'
import { type ReadOne, readEach, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { tagKeys } from '../tags/service-carried.ts'
import { type Company, companyFromIntercom } from './model.ts'
import { createCompanyScan } from './service-changed.ts'
import { createFindingCompanies } from './service-find.ts'
import { isEndOfReach, readWithinReach } from './service-reach.ts'
import { createCompanyScroll } from './service-scroll.ts'
import { createCompanyWrites } from './service-writes.ts'

/** What companies can be listed by. Intercom takes one of them at a time. */
export type CompanyGroup = { tag_id: string } | { segment_id: string }

type PageOf = { size: number; after: string | null }

export type CompaniesService = ReturnType<typeof createCompaniesService>

export function createCompaniesService({ intercom, cache, config, writes, now }: ResourceDeps) {
  // here and below: the SDK does not know what the tags of a company look like
  const read = async (id: string) =>
    (await intercom.call((sdk, options) => sdk.companies.find({ company_id: id }, options))) as Intercom.Company

  const companies = cache.entities({
    kind: 'company',
    idOf: (company: Intercom.Company) => String(company.id),
    asId: idReader('company'),
    fromWire: companyFromIntercom,
    carries: ({ tags }) => tagKeys(tags?.tags),
    // up to 2.16 no call reads several companies by their ids
    async fetch(ids) {
      const { records } = await pages.changedLately()
      return readEach(ids, config.concurrency, async (id) => (isDeleted(records.get(id)) ? null : readOne(id, read)))
    },
  })
  const pages: Pages<Intercom.Company, Company> = cache.pages(companies, { scope: 'company' })

  async function readBy(key: 'company_id' | 'name', value: string): Promise<Intercom.Company[]> {
    const found = wireOf(await readOne(value, () => intercom.call((sdk, options) => sdk.companies.retrieve({ [key]: value }, options))))
    return found ? companiesIn(found, key, value) : []
  }

  async function getBy(key: 'company_id' | 'name', value: string): Promise<Company | null> {
    const page = await pages.get(
      JSON.stringify(['GET /companies', key, value]),
      async () => ({ items: await readBy(key, value), next: null, totalCount: null }),
      { isLookup: true },
    )
    const [company = null] = page.items
    if (company instanceof Error) throw company
    return company
  }

  const readList = async (place: { page: number; per_page: number }) =>
    readPage<Intercom.Company>((await intercom.call((sdk, options) => sdk.companies.list(place, options))).response, { numbered: true })
  const scroll = createCompanyScroll({ intercom, alone: writes.alone })

  return {
    /** Aligned with the ids; null for a company that is gone. */
    getMany: companies.getMany,
    /** What can be answered without a call, aligned; undefined for what cannot. */
    peek: companies.peek,
    /** For companies that came along with other records, so that they need no call of their own. Reads nothing. */
    keep: companies.keep,
    getByCompanyId: (companyId: string) => getBy('company_id', companyId),
    getByName: (name: string) => getBy('name', name),
    /** The last seen first; those without users are never among them (OpenAPI 2.14, POST /companies/list). */
    list: async ({ size, after }: PageOf, by: CompanyGroup | null = null) => {
      const wanted = { page: pageNumber(after) ?? 1, size }
      const read = async (place: { page: number; per_page: number }) => {
        if (by) {
          const found = await intercom.call((sdk, options) => sdk.companies.retrieve({ ...by, ...place }, options))
          return readPage<Intercom.Company>(found, { numbered: true })
        }
        return readList(place)
      }
      const page = await pages.get(JSON.stringify(['companies', by, size, after]), () => readWithinReach(wanted, read))
      return { ...page, stopsHere: isEndOfReach(wanted) }
    },
    /** Those of one contact, whole: what was read of them serves everybody who asks for one of them afterwards. */
    listOfContact: (contactId: string, { size, after }: PageOf) =>
      pages.get(
        JSON.stringify(['GET /contacts/{contact_id}/companies', contactId, size, after]),
        async () => {
          const place = { contact_id: contactId, page: pageNumber(after) ?? 1, per_page: size }
          const page = await intercom.call((sdk, options) => sdk.contacts.listAttachedCompanies(place, options))
          return readPage<Intercom.Company>(page.response, { numbered: true })
        },
        { scope: scopeOf(contactId) },
      ),
    changedLately: pages.changedLately,
    /** Past every copy, aligned, at a call for each. */
    readAnew: companies.readAnew,
    finding: createFindingCompanies({
      ...companies,
      readByCompanyId: (companyId: string) => readBy('company_id', companyId),
      readList,
      scroll,
      writes,
      now,
      ...config,
    }),
    ...createCompanyScan({ ...companies, readList, scroll, changedLately: pages.changedLately, now }),
    /** The key by which a Change forgets one. */
    keyOf: companies.keyOf,
    /** Keys by which a Change forgets every list that may hold one, but for those of contacts. */
    listKeys: () => [pages.scopeKey()],
    /** Keys by which a Change forgets which companies one contact is in. */
    listKeysOfContact: (contactId: string) => [pages.scopeKey(scopeOf(contactId))],
    /** Everything that can be done with companies. Each is one call, sent once. */
    write: createCompanyWrites({
      intercom,
      writes,
      companies,
      read: async (id) => wireOf(await readOne(id, read)),
      readByCompanyId: async (companyId) => (await readBy('company_id', companyId))[0] ?? null,
      listKeys: () => [pages.scopeKey()],
    }),
  }
}

/** The record of one reading; null where there is none. */
function wireOf<Wire>(found: ReadOne<Wire>): Wire | null {
  if (found instanceof Error) throw found
  return found && 'wire' in found ? found.wire : null
}

/**
 * Intercom says at once of a company that it is deleted, and archives it afterwards (OpenAPI 2.14, DELETE /companies/{company_id}): until its
 * lists know, it is not asked.
 */
const isDeleted = (record: ChangedRecord | undefined) =>
  record?.isErased === true && (record.entries?.some(({ change }) => change.topic === 'company.deleted') ?? false)

const scopeOf = (contactId: string) => `contact:${contactId}:companies`

/**
 * A key answers one company, and a key that the endpoint does not understand a list of all: of a list only the company that was asked for
 * may be taken.
 */
function companiesIn(answer: unknown, key: 'company_id' | 'name', value: string): Intercom.Company[] {
  if ((answer as { type?: unknown }).type !== 'list') return [answer as Intercom.Company]
  return readPage<Intercom.Company>(answer)
    .items.filter((company) => company?.[key] === value)
    .slice(0, 1)
}

import type { Page } from '../../intercom/pages.ts'
import { readEach } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { Writes } from '../../writes/engine.ts'
import type { Company } from './model.ts'
import { nameOf } from './model-fields.ts'
import { type CompanyScroll, scrolledPerPage } from './service-scroll.ts'

type Row = Company | null | Error
type From = { source: 'search'; startedAtMs: number }

type Deps = {
  readByCompanyId(companyId: string): Promise<Intercom.Company[]>
  /** One page of the list of companies. */
  readList(place: { page: number; per_page: number }): Promise<Page<Intercom.Company>>
  scroll: CompanyScroll
  /** What to show for rows that came along: one that changed lately is read by its id. */
  offer(wires: readonly Intercom.Company[], from: From): Promise<readonly Row[]>
  keep(wires: readonly Intercom.Company[], from: Pick<From, 'startedAtMs'>): Promise<void>
  getMany(ids: readonly string[]): Promise<readonly Row[]>
  writes: Pick<Writes, 'latelyNamed'>
  /** Calls at the same time. */
  concurrency: number
  now(): number
}

/** So many are asked for one by one before anybody thinks of walking through all of them. */
const fewLookups = 100
/** A walk has to be so much cheaper, as it does not show companies without contacts. */
const cheaperBy = 4
/** For how long it is known from a walk which id has which company, and how many were looked up: what came meanwhile is asked for. */
const rememberedMs = 300_000

type Walk = { endsAtMs: number; idOf: ReadonlyMap<string, string> }

/** Companies by ids of yours. Intercom answers one a call, so for a great many all of them are walked through, once for whoever asks within minutes. */
export function createFindingCompanies({ readByCompanyId, readList, scroll, offer, keep, getMany, writes, concurrency, now }: Deps) {
  let walk: Walk | undefined
  let walking: Promise<Walk> | undefined
  let lookups = { endsAtMs: 0, count: 0, pages: undefined as number | undefined }

  async function walkThrough(): Promise<Walk> {
    const idOf = new Map<string, string>()
    let startedAtMs = now()
    for await (const rows of scroll.pages()) {
      await keep(rows, { startedAtMs })
      for (const { id, company_id } of rows) if (id && company_id) idOf.set(company_id, String(id))
      startedAtMs = now()
    }
    return { endsAtMs: now() + rememberedMs, idOf }
  }

  /** The walk, where there is one that may be believed, or one is worth its calls. */
  async function walkFor(count: number): Promise<Walk | undefined> {
    if (walk && walk.endsAtMs > now()) return walk
    walk = undefined
    if (lookups.endsAtMs <= now()) lookups = { endsAtMs: now() + rememberedMs, count: 0, pages: undefined }
    lookups.count += count
    if (lookups.count <= fewLookups) return undefined
    lookups.pages ??= Math.ceil(((await readList({ page: 1, per_page: 1 })).totalCount ?? Number.POSITIVE_INFINITY) / scrolledPerPage) + 1
    if (lookups.pages * cheaperBy > lookups.count) return undefined
    walking ??= walkThrough().finally(() => {
      walking = undefined
    })
    walk = await walking
    return walk
  }

  async function one(companyId: string): Promise<Company | undefined> {
    const startedAtMs = now()
    const [company] = present(await offer(await readByCompanyId(companyId), { source: 'search', startedAtMs }))
    return company
  }

  return {
    /**
     * Which company has each of these, by the value as it was asked for; none: an empty list. Whichever our own writes have made lately is looked up by the
     * record, one that was walked past likewise, and every other costs a call.
     *
     * Throws the failure of a call.
     */
    async byCompanyIds(values: readonly string[]): Promise<Map<string, Company[]>> {
      const found = new Map<string, Company>()
      const take = (companies: readonly Company[]) => {
        for (const company of companies) if (company.companyId !== null) found.set(company.companyId.trim(), company)
      }
      const wanted = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '')
      const named = await Promise.all(wanted.map((value) => writes.latelyNamed(nameOf(value))))
      take(present(await getMany([...new Set(named.flat())])))
      const unknown = wanted.filter((value) => !found.has(value))
      const { idOf } = (await walkFor(unknown.length)) ?? {}
      if (idOf) take(present(await getMany(unknown.flatMap((value) => idOf.get(value) ?? []))))
      const left = unknown.filter((value) => !found.has(value))
      take((await readEach(left, concurrency, one)).filter((company) => company !== undefined))
      return new Map(values.map((value) => [value, [found.get(value.trim())].filter((company) => company !== undefined)]))
    },
    /** The calls that so many of them take, at most: with a walk they are a few more than without, where it shows none of them. */
    callsToFind: (count: number) => (count <= fewLookups ? count : count + 1 + Math.floor(count / cheaperBy)),
  }
}

/** Those that are there; one that cannot be read is the failure of the question. */
const present = (rows: readonly Row[]): Company[] =>
  rows.flatMap((row) => {
    if (row instanceof Error) throw row
    return row ?? []
  })

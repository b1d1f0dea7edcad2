import { NotFoundError } from '../errors.ts'
import { leavingOf } from './ledger.ts'
import type { Mapped } from './mapping.ts'
import type { PlanningParts } from './plan-records.ts'
import { ranks, type StoredItem } from './plans.ts'
import type { Place } from './sources/source.ts'
import type { Counterpart } from './syncable.ts'

type Contact = Pick<Mapped, 'key' | 'companies'> & {
  /** Null for one that is to be made. */
  counterpart: Counterpart | null
  place: Place | null
}

/**
 * Plans in which companies a contact is to be that it is not in, and which ones it is to leave.
 *
 * @param ids Intercom's ids of the companies that the records of this batch name
 * @returns what the ledger is to know of its companies until that is done: see `Pair.companies`
 */
export async function planAttachments(
  { key, companies, counterpart, place }: Contact,
  ids: ReadonlyMap<string, string>,
  parts: PlanningParts,
): Promise<readonly string[] | undefined> {
  const { sync, draft } = parts
  if (!sync.companies || !companies) return undefined
  const isIn = new Set(await companiesOf(counterpart, companies.length, parts))
  const common = { record: key, type: 'Contact', id: counterpart?.id ?? null, place, error: null, source: null, seen: null }
  const column = sync.companies.column
  const known: string[] = []

  for (const { id: ownId, name } of companies) {
    const company = ids.get(ownId) ?? null
    if (company !== null && isIn.has(company)) {
      known.push(ownId)
      continue
    }
    if (company === null && !sync.companies.create) {
      const message = `No company in Intercom has the id ${JSON.stringify(ownId)}. Sync companies first, or set "companies.create".`
      draft.skip({
        ...common,
        key: `${key} > ${ownId}`,
        reasons: [],
        error: parts.itemErrorOf(new NotFoundError(message, { path: [column] })),
      })
      continue
    }
    if (company === null) planCompany(ownId, name, place, parts)
    const changes = [{ field: 'companies', column, from: null, to: ownId, rule: sync.companies.rule, side: 'INTERCOM' as const }]
    draft.add(ranks.attachment, { ...common, key: `${key} > ${ownId}`, action: 'ATTACH', changes, reasons: [], companyId: ownId, company })
  }
  if (sync.companies.rule === 'SOURCE_WINS') {
    const named = new Set(companies.map(({ id }) => ids.get(id)))
    for (const company of isIn) {
      if (named.has(company)) continue
      const changes = [{ field: 'companies', column, from: company, to: null, rule: sync.companies.rule, side: 'INTERCOM' as const }]
      const reasons = ['Its record does not name this company.']
      draft.add(ranks.attachment, { ...common, key: `${key} < ${company}`, action: 'DETACH', changes, reasons, company })
      known.push(leavingOf(company))
    }
  }
  return known
}

/** Ids in Intercom. Only the first ten come with a contact: the others cost a call, which is made where they can matter. */
async function companiesOf(counterpart: Counterpart | null, wanted: number, { sync, attachments }: PlanningParts) {
  const { ids = [], hasMore = false } = counterpart?.companies ?? {}
  const matters = wanted > 0 || sync.companies?.rule === 'SOURCE_WINS'
  return counterpart && hasMore && matters ? attachments.companiesOf(counterpart.id) : ids
}

/** A company that is made once, whoever is in it. */
function planCompany(ownId: string, name: string | null, place: Place | null, { draft, sync }: PlanningParts) {
  if (draft.claimOf(`company:${ownId}`) !== undefined) return
  draft.claim(`company:${ownId}`, '1')
  const column = sync.companies?.column ?? ''
  const change = (field: string, to: string) => ({ field, column, from: null, to, rule: 'SOURCE_WINS' as const, side: 'INTERCOM' as const })
  const item: Omit<StoredItem, 'action'> = {
    ...{ key: `company ${ownId}`, record: null, type: 'Company', id: null, place, error: null, source: null, seen: null },
    ...{ changes: [change('companyId', ownId), change('name', name ?? ownId)], companyId: ownId },
    reasons: ['Contacts are in it, and it is not in Intercom.'],
  }
  draft.add(ranks.company, { ...item, action: 'CREATE' })
}

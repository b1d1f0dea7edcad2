import { AmbiguousMatchError, ConflictError, type KeptError, NotFoundError } from '../errors.ts'
import { compare } from './compare.ts'
import { findCounterparts } from './counterparts.ts'
import type { Draft } from './draft.ts'
import { hashesOf, hashOf, sameHashes } from './hashes.ts'
import { inTurns } from './in-turns.ts'
import type { Ledger, Pair } from './ledger.ts'
import type { Mapped } from './mapping.ts'
import type { SyncParts } from './parts.ts'
import { planAttachments } from './plan-attachments.ts'
import { mappedOf, planPair } from './plan-pair.ts'
import { ranks, type StoredItem } from './plans.ts'
import type { Place, SourceItem } from './sources/source.ts'
import { followMerges } from './survivors.ts'
import type { Counterpart } from './syncable.ts'

export type PlanningParts = SyncParts & {
  draft: Draft
  ledger: Ledger
  /** Everything is compared, what the ledger takes for unchanged too. */
  isVerifying: boolean
  itemErrorOf(error: unknown): KeptError
}

/** For one batch: Intercom's ids of the companies that its records name. */
type Batch = PlanningParts & { ids: ReadonlyMap<string, string> }

type Row = { place: Place; mapped: Mapped }
type Known = Row & { pair: Pair | undefined }

/** Plans what has to be done with some of the CRM's records. A record that cannot be read is an item, and the others go on. */
export async function planRecords(items: readonly SourceItem[], parts: PlanningParts): Promise<void> {
  const { sync, draft, ledger } = parts
  draft.looked(items.length)
  const rows = await onlyOnce(await readable(items, parts), parts)
  const pairs = await ledger.pairs(rows.map(({ mapped }) => mapped.key))
  const known: Known[] = rows.map((row, at) => ({ ...row, pair: pairs[at] }))
  const taken = await ledger.isTaken(pairs.map((pair) => pair?.id ?? ''))
  const ended = await ledger.areEnded(rows.map(({ mapped }) => mapped.key))

  const toCompare: Known[] = []
  for await (const [at, row] of inTurns(known.entries())) {
    const { mapped, pair } = row
    const isAsKnown = mapped.isDeleted ? !pair && ended[at] : pair && !taken[at] && isAsItWas(mapped, pair, parts)
    const isSettled = isAsKnown && !parts.isVerifying
    if (isSettled) draft.settle()
    else toCompare.push(row)
    if (pair) draft.claim(`counterpart:${pair.id}`, mapped.key)
  }
  const companies = toCompare.flatMap(({ mapped }) => (mapped.companies ?? []).map(({ id }) => id))
  const ids = sync.companies ? await parts.companyIds.resolve(companies) : new Map<string, string>()
  await draft.lookUp(companies.map((id) => `company:${id}`))
  const batch: Batch = { ...parts, ids }
  const gone = await planPaired(
    toCompare.filter((row): row is Known & { pair: Pair } => row.pair !== undefined),
    batch,
  )
  await planUnpaired([...toCompare.filter(({ pair }) => !pair), ...gone], batch)
}

/** What can be read of what the source holds; the rest becomes items. */
async function readable(items: readonly SourceItem[], { mapping, draft, syncable }: PlanningParts): Promise<Row[]> {
  const rows: Row[] = []
  for await (const item of inTurns(items)) {
    const { place } = item
    const common = { type: syncable.type, id: null, place }
    if ('problem' in item) {
      const message = `The record ${item.problem}.`
      draft.skip({ ...common, ...unnamed(place), reasons: [`What stands there: ${item.raw}`], error: invalid(message) })
      continue
    }
    const mapped = mapping.fromRecord(item.record)
    if (!('errors' in mapped)) {
      rows.push({ place, mapped })
      continue
    }
    const [first, ...others] = mapped.errors
    const named = mapped.key === null ? unnamed(place) : { key: `${mapped.key} (row ${place.row})`, record: mapped.key }
    draft.skip({
      ...common,
      ...named,
      reasons: others.map(({ message }) => message),
      error: first ?? invalid('The record cannot be read.'),
    })
  }
  return rows
}

const unnamed = ({ row }: Place) => ({ key: `row ${row}`, record: null })
const invalid = (message: string): KeptError => ({ code: 'INVALID', message, retryable: false, path: null })

/** The first record of each key. */
async function onlyOnce(rows: readonly Row[], { draft, syncable, itemErrorOf }: PlanningParts): Promise<Row[]> {
  await draft.lookUp(rows.map(({ mapped }) => `record:${mapped.key}`))
  return rows.filter(({ mapped: { key }, place }) => {
    const first = draft.claimOf(`record:${key}`)
    if (first === undefined) {
      draft.claim(`record:${key}`, String(place.row))
      return true
    }
    draft.skip({
      ...{ key: `${key} (row ${place.row})`, record: key, type: syncable.type, id: null, place, reasons: [] },
      error: itemErrorOf(new ConflictError(`Row ${first} has the key ${JSON.stringify(key)} too; the first counts.`)),
    })
    return false
  })
}

function isAsItWas({ values, companies }: Mapped, pair: Pair, { sync, fingerprint, syncable }: PlanningParts): boolean {
  const isIn = new Set(pair.companies)
  const isSameCompanies =
    companies === null ||
    (companies.every(({ id }) => isIn.has(id)) && (sync.companies?.rule === 'UNION' || companies.length === isIn.size))
  return !pair.isLost && pair.mapping === fingerprint && isSameCompanies && sameHashes(hashesOf(values, syncable.inOneForm), pair.source)
}

/** Those whose counterpart the ledger knows. @returns those whose counterpart is gone, and who are to have another */
async function planPaired(rows: readonly (Known & { pair: Pair })[], parts: Batch): Promise<Known[]> {
  const { sync, draft, syncable, itemErrorOf } = parts
  if (rows.length === 0) return []
  const read = await syncable.readMany(rows.map(({ pair }) => pair.id))
  const found = await followMerges(
    rows.map(({ mapped: { key }, pair: { id } }) => ({ key, id })),
    read,
    parts,
  )
  const anew: Known[] = []
  for await (const [at, row] of inTurns(rows.entries())) {
    const { mapped, pair, place } = row
    const { now, reasons } = found[at]!
    const common = { key: mapped.key, record: mapped.key, type: syncable.type, id: pair.id, place }
    if (now instanceof Error) draft.skip({ ...common, reasons: [], error: itemErrorOf(now) })
    else if (now && !('movedTo' in now)) await planFound({ ...row, counterpart: now, reasons }, parts)
    else if (mapped.isDeleted) draft.settle(parts.ledger.unpaired(mapped.key, pair))
    else if (sync.vanished === 'CREATE') anew.push({ ...row, pair: undefined })
    else {
      const message = `Its counterpart ${pair.id} is not in Intercom any more: it was archived or deleted there. With "vanished": "CREATE" another one is made.`
      draft.skip({ ...common, reasons: [], error: itemErrorOf(new NotFoundError(message, { id: pair.id })) })
    }
  }
  return anew
}

/** Those whose counterpart has to be found, or made. */
async function planUnpaired(rows: readonly Known[], parts: Batch): Promise<void> {
  const { sync, draft, ledger, syncable, itemErrorOf } = parts
  if (rows.length === 0) return
  const { match, mergeLeads } = sync
  const matches = await findCounterparts(
    rows.map(({ mapped }) => mapped),
    { syncable, match, mergeLeads },
  )
  const ids = matches.map((so) => (so instanceof Error ? '' : (so.found?.counterpart.id ?? '')))
  const keys = await ledger.keysOf(ids)
  const leads = [...new Set(matches.flatMap((so) => (so instanceof Error ? [] : so.leads.map(({ id }) => id))))]
  const leadKeys = new Map((await ledger.keysOf(leads)).map((key, at) => [leads[at]!, key]))
  await draft.lookUp([
    ...[...ids, ...leads].map((id) => `counterpart:${id}`),
    ...rows.flatMap((row) => namesOf(row, parts).map(({ name }) => name)),
  ])

  for await (const [at, row] of inTurns(rows.entries())) {
    const { mapped, place } = row
    const so = matches[at]!
    const common = { key: mapped.key, record: mapped.key, type: syncable.type, id: null, place, reasons: [] }
    if (so instanceof AmbiguousMatchError) {
      const { changes } = compare({ ...sidesOf(row, parts), intercom: null })
      draft.add(ranks.conflict, { ...common, action: 'CONFLICT', changes, error: itemErrorOf(so), source: null, seen: null })
      for (const id of so.candidates) draft.claim(disputedName(id), mapped.key)
    } else if (!so.found) await planMissing(row, parts)
    else {
      const { counterpart, by } = so.found
      const owner = keys[at] ?? draft.claimOf(`counterpart:${counterpart.id}`)
      if (owner !== undefined && owner !== mapped.key) {
        const message = `${counterpart.id} is found by its ${by}, and is the counterpart of the record ${JSON.stringify(owner)} already.`
        const error = itemErrorOf(new ConflictError(message, { path: [by] }))
        draft.skip({ ...common, id: counterpart.id, error })
        continue
      }
      draft.claim(`counterpart:${counterpart.id}`, mapped.key)
      for (const lead of mapped.isDeleted ? [] : so.leads) {
        const leadOwner = leadKeys.get(lead.id) ?? draft.claimOf(`counterpart:${lead.id}`)
        const merge = mergeOf(row, counterpart, lead, syncable.type)
        if (leadOwner === undefined) {
          draft.claim(`counterpart:${lead.id}`, mapped.key)
          draft.add(ranks.record, merge)
        } else {
          const message = `The lead ${lead.id} is the counterpart of the record ${JSON.stringify(leadOwner)}.`
          draft.skip({ ...common, key: merge.key, id: lead.id, error: itemErrorOf(new ConflictError(message)) })
        }
      }
      await planFound({ ...row, counterpart, reasons: [`It was found by its ${by}.`] }, parts)
    }
  }
}

/** Under which a plan remembers who may be the counterpart of a record, and may not. */
export const disputedName = (id: string) => `disputed:${id}`

const mergeOf = ({ mapped, place }: Row, { id }: Counterpart, lead: Counterpart, type: string): StoredItem => ({
  ...{ key: `${mapped.key} + ${lead.id}`, action: 'MERGE', record: mapped.key, type, id, place, changes: [], error: null },
  ...{ reasons: [`The lead ${lead.id} is the same person.`], source: null, seen: null, from: lead.id },
})

/** One whose counterpart is there. */
async function planFound(row: Known & { counterpart: Counterpart; reasons: readonly string[] }, parts: Batch): Promise<void> {
  const { mapped, counterpart, pair, place, reasons } = row
  const { sync, draft, syncable } = parts
  if (mapped.isDeleted) {
    const action = sync.deleted?.action ?? 'SKIP'
    const why = 'It is deleted in the CRM.'
    const item = { key: mapped.key, record: mapped.key, type: syncable.type, id: counterpart.id, place, error: null }
    if (action === 'SKIP') draft.skip({ ...item, reasons: [...reasons, why] })
    else
      draft.add(ranks.ending, { ...item, action, changes: [], reasons: [...reasons, why], source: null, seen: seenOf(counterpart, parts) })
    return
  }
  const companies = await planAttachments({ key: mapped.key, companies: mapped.companies, counterpart, place }, parts.ids, parts)
  planPair(parts, { key: mapped.key, source: mapped, counterpart, pair, place, reasons, companies })
}

export const seenOf = (counterpart: Counterpart, parts: SyncParts) =>
  hashesOf(mappedOf(counterpart.values, parts), parts.syncable.inOneForm)

const sidesOf = ({ mapped }: Row, { sync, syncable }: PlanningParts) => ({
  ...{ sync, inOneForm: syncable.inOneForm, source: mapped.values, base: null },
  ...{ sourceChangedAt: mapped.changedAt, intercomUpdatedAt: null },
})

/** One who is not in Intercom. */
async function planMissing(row: Row, parts: Batch): Promise<void> {
  const { mapped, place } = row
  const { sync, draft, syncable, itemErrorOf } = parts
  const common = { key: mapped.key, record: mapped.key, type: syncable.type, id: null, place }
  if (mapped.isDeleted) return draft.settle([parts.ledger.ended(mapped.key)])
  const { changes } = compare({ ...sidesOf(row, parts), intercom: null })
  if (!sync.create.intercom || sync.direction === 'INTERCOM_TO_CRM')
    return draft.skip({ ...common, reasons: ['It is not in Intercom, and nothing is made there.'], error: null })
  const has = new Set(changes.map(({ field }) => field))
  if (!syncable.requiredToCreate.some((field) => has.has(field))) {
    const message = `It has none of ${syncable.requiredToCreate.join(', ')}, and without one nothing can be made.`
    return draft.skip({ ...common, reasons: [], error: invalid(message) })
  }
  // two who would be made with the same address would be one person to Intercom
  const names = namesOf(row, parts)
  const other = names.find(({ name }) => draft.claimOf(name) !== undefined)
  if (other) {
    const message = `The record ${JSON.stringify(draft.claimOf(other.name))} has the same ${other.field}, and is made first.`
    return draft.skip({ ...common, reasons: [], error: itemErrorOf(new ConflictError(message, { path: [other.field] })) })
  }
  for (const { name } of names) draft.claim(name, mapped.key)
  const companies = await planAttachments({ key: mapped.key, companies: mapped.companies, counterpart: null, place }, parts.ids, parts)
  const source = hashesOf(mapped.values, syncable.inOneForm)
  draft.add(ranks.record, {
    ...{ ...common, action: 'CREATE', changes, reasons: [], error: null, source, seen: null },
    ...(companies && { companies }),
  })
}

/** What a record that is made will be found by, under names of its plan. */
const namesOf = ({ mapped }: Row, { sync, syncable }: PlanningParts) =>
  sync.match.flatMap((field) => {
    const value = mapped.values[field]
    return value === null || value === undefined ? [] : [{ field, name: `made:${field}:${hashOf(syncable.inOneForm(field, value))}` }]
  })

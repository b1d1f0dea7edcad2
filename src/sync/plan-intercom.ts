import { NotFoundError } from '../errors.ts'
import { compare } from './compare.ts'
import { lookUp } from './look-up.ts'
import type { Mapped, Unmapped } from './mapping.ts'
import { namesIn } from './newcomers.ts'
import { mayPass } from './persistence.ts'
import { planAttachments } from './plan-attachments.ts'
import { mappedOf, planPair } from './plan-pair.ts'
import { disputedName, type PlanningParts, seenOf } from './plan-records.ts'
import { ranks } from './plans.ts'
import { followMerges } from './survivors.ts'
import { type Counterpart, isThere } from './syncable.ts'

type Parts = PlanningParts & {
  /** Whether whoever is nobody's counterpart is new: only where all of the CRM's records have been looked at before. */
  isEverybodyKnown: boolean
  /** Whether this plan has read all that the CRM has changed since the last run. */
  isReadSince: boolean
  /** What the CRM's records can be found by that nobody is known to be the counterpart of, and that this plan does not look at: see `newcomersOf`. */
  newcomers(): Promise<ReadonlySet<string>>
}

/** For fewer than this a search is not worth its call. */
const fewRecords = 3

/** Plans what has to be done with records that were changed in Intercom, but for those that this plan has looked at already. */
export async function planChanged(ids: readonly string[], parts: Parts): Promise<void> {
  const { sync, draft, ledger, syncable, itemErrorOf } = parts
  const left = await notYet(ids, (id) => id, parts)
  const keysOfAll = await ledger.keysOf(left)
  const isConcerned = (at: number) => keysOfAll[at] !== undefined || sync.create.crm
  draft.learn(left.flatMap((id, at) => (isConcerned(at) ? [] : [ledger.untaken(id)])))
  const [concerned, keys] = [left, keysOfAll].map((all) => all.filter((_, at) => isConcerned(at))) as [string[], (string | undefined)[]]
  // copies that are there cost nothing, those that are not a call each: of many, a search reads fifty
  const isSearched = concerned.length >= fewRecords && syncable.callsToRead(concerned.length) < concerned.length / 2
  const read = await (isSearched ? syncable.readMany(concerned) : syncable.getMany(concerned))
  const known = concerned.flatMap((id, at) => (keys[at] === undefined ? [] : [{ id, key: keys[at], now: read[at]! }]))
  const followed = await followMerges(
    known,
    known.map(({ now }) => now),
    parts,
  )

  const pairs = new Map((await ledger.pairs(known.map(({ key }) => key))).map((pair, at) => [known[at]!.key, pair]))

  const there: Read[] = []
  for (const [at, id] of concerned.entries()) {
    const now = read[at]!
    if (keys[at] !== undefined) continue
    if (isThere(now)) there.push({ counterpart: now })
    else draft.learn([ledger.untaken(id)])
  }
  for (const [at, { id, key }] of known.entries()) {
    const { now, reasons } = followed[at]!
    if (isThere(now)) there.push({ counterpart: now, key, reasons })
    else {
      const error = now instanceof Error ? now : new NotFoundError(`Its counterpart ${id} was archived or deleted in Intercom.`, { id })
      draft.looked(1)
      const pair = pairs.get(key)
      if (pair && !mayPass(error)) draft.learn(ledger.lost(key, { ...pair, id }))
      draft.skip({ key, record: key, type: syncable.type, id, place: null, reasons, error: itemErrorOf(error) })
    }
  }
  draft.looked(left.length - known.length - there.filter(({ key }) => key === undefined).length)
  const isSurvivor = new Set(there.flatMap(({ counterpart: { id }, key }) => (key === undefined ? [] : [id])))
  await planRead(
    there.filter(({ counterpart, key }) => key !== undefined || !isSurvivor.has(counterpart.id)),
    parts,
  )
}

/** The same with records that were read already. */
export async function planCounterparts(counterparts: readonly Counterpart[], parts: Parts): Promise<void> {
  const left = await notYet(counterparts, ({ id }) => id, parts)
  const keys = await parts.ledger.keysOf(left.map(({ id }) => id))
  await planRead(
    left.map((counterpart, at) => ({ counterpart, key: keys[at] })),
    parts,
  )
}

/** Somebody who is in Intercom. `key`: of the record whose counterpart it is, if it is one's. */
type Read = { counterpart: Counterpart; key?: string | undefined; reasons?: readonly string[] }

async function planRead(all: readonly Read[], parts: Parts): Promise<void> {
  const { sync, draft, ledger, syncable, itemErrorOf } = parts
  draft.looked(all.length)
  const known = all.flatMap(({ key }) => (key === undefined ? [] : [key]))
  const pairs = new Map((await ledger.pairs(known)).map((pair, at) => [known[at]!, pair]))
  const records = await lookUp(known, parts)
  const ids = await companiesIn(records ?? new Map(), parts)
  await draft.lookUp(all.map(({ counterpart }) => disputedName(counterpart.id)))

  for (const { counterpart, key, reasons = [] } of all) {
    draft.claim(`counterpart:${counterpart.id}`, key ?? '')
    if (key === undefined) {
      await planNew(counterpart, parts)
      continue
    }
    const pair = pairs.get(key)
    const common = { key, record: key, type: syncable.type, id: counterpart.id, place: null }
    let mapped: Mapped | null = null
    let companies = pair?.companies
    if (records) {
      const found = records.get(key)
      if (!found || 'errors' in found) {
        const error =
          found?.errors[0] ?? itemErrorOf(new NotFoundError(`The CRM has no record ${JSON.stringify(key)} any more.`, { id: key }))
        if (!found && pair) draft.learn(ledger.lost(key, pair))
        draft.skip({ ...common, reasons, error })
        continue
      }
      mapped = found
      companies = await planAttachments({ key, companies: mapped.companies, counterpart, place: null }, ids, parts)
    } else if (sync.direction === 'CRM_TO_INTERCOM') continue
    planPair(parts, {
      ...{ key, source: mapped, counterpart, pair, place: null, companies, isUnchanged: parts.isReadSince },
      reasons: [...reasons, 'It was changed in Intercom.'],
    })
  }
}

/** Intercom's ids of the companies that these records name. */
async function companiesIn(all: ReadonlyMap<string, Mapped | Unmapped>, { sync, draft, companyIds }: Parts) {
  if (!sync.companies) return new Map<string, string>()
  const named = [...all.values()].flatMap((mapped) => ('errors' in mapped ? [] : (mapped.companies ?? []).map(({ id }) => id)))
  await draft.lookUp(named.map((id) => `company:${id}`))
  return companyIds.resolve(named)
}

/** Those that this plan has not looked at. */
async function notYet<One>(all: readonly One[], idOf: (one: One) => string, { draft }: Parts): Promise<One[]> {
  const nameOf = (one: One) => `counterpart:${idOf(one)}`
  await draft.lookUp(all.map(nameOf))
  return all.filter((one) => draft.claimOf(nameOf(one)) === undefined)
}

/** One that only Intercom has. */
async function planNew(counterpart: Counterpart, parts: Parts): Promise<void> {
  const { sync, draft, ledger, sink, syncable } = parts
  const isOfOurs = counterpart.role === undefined || counterpart.role === sync.role
  if (!isOfOurs || !sync.create.crm || sync.direction === 'CRM_TO_INTERCOM' || !sink?.canCreate) {
    draft.settle([ledger.untaken(counterpart.id)])
    return
  }
  if (!parts.isEverybodyKnown) {
    draft.warn('Records are made in the CRM only when all of it has been looked at once: apply a plan of everything first.')
    draft.settle()
    return
  }
  const ours = mappedOf(counterpart.values, parts)
  const { changes } = compare({
    ...{ sync, inOneForm: syncable.inOneForm, source: null, intercom: ours, base: null },
    ...{ sourceChangedAt: null, intercomUpdatedAt: counterpart.updatedAt },
  })
  if (changes.length === 0) {
    draft.settle([ledger.untaken(counterpart.id)])
    return
  }
  if (draft.claimOf(disputedName(counterpart.id)) !== undefined) {
    draft.warn('Whoever may be the counterpart of a record, as others may, is not made in the CRM.')
    return
  }
  const newcomers = await parts.newcomers()
  if (namesIn(ours, parts).some((name) => newcomers.has(name))) {
    draft.warn('Whoever is new on both sides waits for a plan that reads the CRM.')
    return
  }
  const key = `${syncable.object} ${counterpart.id}`
  const item = { key, record: null, type: syncable.type, id: counterpart.id, place: null, changes, error: null, source: null }
  draft.add(ranks.record, { ...item, action: 'CREATE', reasons: ['The CRM does not have it.'], seen: seenOf(counterpart, parts) })
}

import { NotFoundError } from '../errors.ts'
import { compare } from './compare.ts'
import type { Mapped } from './mapping.ts'
import { mappedOf, planPair } from './plan-pair.ts'
import { type PlanningParts, seenOf } from './plan-records.ts'
import { ranks } from './plans.ts'
import type { Counterpart, Found } from './syncable.ts'

type Parts = PlanningParts & {
  /** Whether whoever is nobody's counterpart is new: only where all of the CRM's records have been looked at before. */
  isEverybodyKnown: boolean
}

/** Plans what has to be done with records that were changed in Intercom, but for those that this plan has looked at already. */
export async function planChanged(ids: readonly string[], parts: Parts): Promise<void> {
  const { draft, ledger, syncable, itemErrorOf } = parts
  const left = await notYet(ids, (id) => id, parts)
  const [found, keys] = await Promise.all([syncable.getMany(left), ledger.keysOf(left)])
  const there: Counterpart[] = []
  for (const [at, id] of left.entries()) {
    const [now, key]: [Found, string | undefined] = [found[at]!, keys[at]]
    if (now instanceof Error || now === null || 'movedTo' in now) {
      if (key === undefined) draft.learn([ledger.untaken(id)])
      else {
        const gone = now && 'movedTo' in now ? `merged into ${now.movedTo}` : 'archived or deleted'
        const error = now instanceof Error ? now : new NotFoundError(`Its counterpart ${id} was ${gone} in Intercom.`, { id })
        draft.skip({ key, record: key, type: syncable.type, id, place: null, reasons: [], error: itemErrorOf(error) })
      }
    } else there.push(now)
  }
  draft.looked(left.length - there.length)
  await planCounterparts(there, parts)
}

/** The same with records that were read already. */
export async function planCounterparts(counterparts: readonly Counterpart[], parts: Parts): Promise<void> {
  const { sync, draft, ledger, syncable, source, mapping, itemErrorOf } = parts
  const left = await notYet(counterparts, ({ id }) => id, parts)
  draft.looked(left.length)
  const keys = await ledger.keysOf(left.map(({ id }) => id))
  const known = keys.filter((key) => key !== undefined)
  const pairs = new Map((await ledger.pairs(known)).map((pair, at) => [known[at]!, pair]))
  const records = source?.getMany && known.length > 0 ? await source.getMany(known) : null

  for (const [at, counterpart] of left.entries()) {
    const key = keys[at]
    draft.claim(`counterpart:${counterpart.id}`, key ?? '')
    if (key === undefined) {
      planNew(counterpart, parts)
      continue
    }
    const pair = pairs.get(key)
    const common = { key, record: key, type: syncable.type, id: counterpart.id, place: null }
    let mapped: Mapped | null = null
    if (records) {
      const record = records.get(key)
      const read = record && mapping.fromRecord(record)
      if (!read || 'errors' in read) {
        const error =
          read?.errors[0] ?? itemErrorOf(new NotFoundError(`The CRM has no record ${JSON.stringify(key)} any more.`, { id: key }))
        draft.skip({ ...common, reasons: [], error })
        continue
      }
      mapped = read
    } else if (sync.direction === 'CRM_TO_INTERCOM') continue
    planPair(parts, {
      ...{ key, source: mapped, counterpart, pair, place: null, companies: pair?.companies },
      reasons: ['It was changed in Intercom.'],
    })
  }
}

/** Those that this plan has not looked at. */
async function notYet<One>(all: readonly One[], idOf: (one: One) => string, { draft }: Parts): Promise<One[]> {
  const nameOf = (one: One) => `counterpart:${idOf(one)}`
  await draft.lookUp(all.map(nameOf))
  return all.filter((one) => draft.claimOf(nameOf(one)) === undefined)
}

/** One that only Intercom has. */
function planNew(counterpart: Counterpart, parts: Parts): void {
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
  const key = `${syncable.object} ${counterpart.id}`
  const item = { key, record: null, type: syncable.type, id: counterpart.id, place: null, changes, error: null, source: null }
  draft.add(ranks.record, { ...item, action: 'CREATE', reasons: ['The CRM does not have it.'], seen: seenOf(counterpart, parts) })
}

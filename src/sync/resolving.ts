import type { SyncConfig } from '../config/syncs.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts'
import type { FieldChange } from './item.ts'
import { type Plan, type Plans, placeOf, ranks, type StoredItem } from './plans.ts'

/** Whose value counts. */
export type ConflictChoice = 'SOURCE' | 'INTERCOM'

/**
 * Settles a conflict of a plan: it becomes an update like others, which the next run of the plan does.
 *
 * @throws NotFoundError where the plan has no item of this key; InvalidInputError for one that nobody can choose about, or has already; ConflictError when
 * somebody else does at this moment
 */
export async function resolveConflict(
  plan: Plan,
  key: string,
  choice: ConflictChoice,
  { plans, sync }: { plans: Plans; sync: SyncConfig },
): Promise<Plan> {
  const found = await plans.itemOf(plan.id, key)
  if (!found) throw new NotFoundError(`The plan has no item ${JSON.stringify(key)}.`, { path: ['key'], id: key })
  const { place, item } = found
  if (item.action !== 'CONFLICT') {
    throw new InvalidInputError(`The item ${JSON.stringify(key)} is no conflict: it is to ${item.action}.`, {
      path: ['key'],
      constraint: 'conflict',
    })
  }
  const { conflicts = 0 } = item
  if (conflicts === 0) {
    const why = item.error?.message ?? 'Nobody can choose here.'
    throw new InvalidInputError(`The item ${JSON.stringify(key)} has no values to choose from. ${why}`, {
      path: ['key'],
      constraint: 'conflict',
    })
  }
  const settled: StoredItem = {
    ...item,
    action: 'UPDATE',
    changes: item.changes.flatMap((change, at) => (at < conflicts ? chosen(change, choice, sync) : [change])),
    conflicts: 0,
    reasons: [...item.reasons, choice === 'SOURCE' ? "The CRM's values were chosen." : "Intercom's values were chosen."],
  }
  const seq = Number(place.slice(place.lastIndexOf(':') + 1))
  // of two who choose at the same time one does, or it would be counted twice
  const claim = await plans.claim(plan.id, place)
  if (!claim) throw new ConflictError(`Somebody else has just chosen for the item ${JSON.stringify(key)}.`, { path: ['key'] })
  try {
    await plans.write(plans.replaced(plan.id, place, { place: placeOf(ranks.record, 'UPDATE', seq), item: settled }))
    return await plans.change(plan.id, (now) => ({
      ...now,
      counts: { ...now.counts, CONFLICT: now.counts.CONFLICT - 1, UPDATE: now.counts.UPDATE + 1 },
      estimatedCalls: now.estimatedCalls + (choice === 'SOURCE' ? 1 : 0),
    }))
  } catch (error) {
    await claim.release().catch(() => {})
    throw error
  }
}

/** What is to be written. What may not go to the side that lost stays as it is on both, and is no conflict any more. */
function chosen(change: FieldChange, choice: ConflictChoice, sync: SyncConfig): FieldChange[] {
  const mapping = sync.fields.find(({ field, column }) => field === change.field && column === change.column)
  const direction = mapping?.direction ?? sync.direction
  if (choice === 'SOURCE') return direction === 'INTERCOM_TO_CRM' ? [] : [change]
  return direction === 'CRM_TO_INTERCOM' ? [] : [{ ...change, side: 'CRM', from: change.to, to: change.from }]
}

import type { FieldChange } from './item.ts'
import type { Pair } from './ledger.ts'
import type { SyncParts } from './parts.ts'
import type { Values } from './syncable.ts'

/**
 * What goes to the CRM of a record that cannot be looked up there: what was changed in Intercom, where that counts whatever the CRM has.
 *
 * @param isUnchanged the CRM has said all that it has changed since the last run, and this record was not among it
 * @returns null where its rules need what the CRM has: it waits for a plan that reads it
 */
export function changesUnread(
  { sync }: SyncParts,
  { ours, seen, base, isUnchanged }: { ours: Values; seen: Pair['intercom']; base: Pair | null; isUnchanged: boolean },
): FieldChange[] | null {
  if (!base) return null
  const changes: FieldChange[] = []
  for (const { field, column, rule, direction = sync.direction } of sync.fields) {
    const to = ours[field]
    if (to === undefined || seen[field] === base.intercom[field]) continue
    const isForOne = isUnchanged && (rule === 'NEWEST' || rule === 'MANUAL')
    const counts = direction === 'INTERCOM_TO_CRM' || (direction === 'BIDIRECTIONAL' && (rule === 'INTERCOM_WINS' || isForOne))
    if (!counts) return null
    changes.push({ field, column, from: null, to, rule, side: 'CRM' })
  }
  return changes
}

import { compare } from './compare.ts'
import type { Draft } from './draft.ts'
import { hashesOf } from './hashes.ts'
import type { FieldChange } from './item.ts'
import type { Ledger, Pair } from './ledger.ts'
import type { Mapped } from './mapping.ts'
import type { SyncParts } from './parts.ts'
import { changesUnread } from './plan-unread.ts'
import { ranks } from './plans.ts'
import type { Place } from './sources/source.ts'
import type { Counterpart, Values } from './syncable.ts'

export type Pairing = {
  /** The CRM's key. */
  key: string
  /** Null: what the CRM has by now cannot be asked. */
  source: Mapped | null
  /** Then: the CRM has not changed it since the last run. @default false */
  isUnchanged?: boolean
  counterpart: Counterpart
  pair: Pair | undefined
  place: Place | null
  reasons: readonly string[]
  /** See `Pair.companies`. */
  companies: readonly string[] | undefined
}

/** Only the fields that are mapped: others may be as they like. */
export const mappedOf = (values: Values, { sync }: Pick<SyncParts, 'sync'>): Values =>
  Object.fromEntries(sync.fields.flatMap(({ field }) => (values[field] === undefined ? [] : [[field, values[field]]])))

/** What has to be done with one record and its counterpart, as one item of a plan; nothing where they agree, which the ledger then knows. */
export function planPair(parts: SyncParts & { draft: Draft; ledger: Ledger }, pairing: Pairing): void {
  const { draft, ledger, syncable, fingerprint } = parts
  const { key, source, counterpart, pair, place, reasons, companies } = pairing
  const base = pair && pair.id === counterpart.id && pair.mapping === fingerprint ? pair : null
  const ours = mappedOf(counterpart.values, parts)
  const seen = hashesOf(ours, syncable.inOneForm)
  const theirs = source ? hashesOf(source.values, syncable.inOneForm) : (base?.source ?? {})

  const { changes, conflicts } = source
    ? compare({
        ...{ sync: parts.sync, inOneForm: syncable.inOneForm, base, source: source.values, intercom: ours },
        ...{ sourceChangedAt: source.changedAt, intercomUpdatedAt: counterpart.updatedAt },
      })
    : { changes: changesUnread(parts, { ours, seen, base, isUnchanged: pairing.isUnchanged ?? false }), conflicts: [] }
  if (changes === null) {
    draft.warn(
      'The CRM cannot be asked for single records: what was changed in Intercom and depends on them waits for a plan that reads them.',
    )
    return
  }
  // what neither side has touched since they were made to agree is as it was left: Intercom writes some values in a way of its own
  const isTouched = ({ field }: FieldChange) => !base || base.source[field] !== theirs[field] || base.intercom[field] !== seen[field]
  const open = conflicts.filter(isTouched)
  const todo = changes.filter(isTouched)

  const item = {
    ...{ key, record: key, type: syncable.type, id: counterpart.id, place, source: theirs, seen, error: null },
    ...(companies !== undefined && { companies }),
  }
  if (open.length > 0) {
    const choice = `Somebody has to choose: both sides have ${namesOf(open)}, and not the same.`
    draft.add(ranks.conflict, {
      ...item,
      action: 'CONFLICT',
      changes: [...open, ...todo],
      conflicts: open.length,
      reasons: [...reasons, choice],
    })
  } else if (todo.length > 0) {
    draft.add(ranks.record, { ...item, action: 'UPDATE', changes: todo, reasons })
  } else {
    const agreed: Pair = {
      ...{ id: counterpart.id, source: theirs, intercom: seen, mapping: fingerprint },
      ...(companies !== undefined && { companies }),
    }
    draft.settle(ledger.paired(key, agreed, pair))
  }
}

const namesOf = (changes: readonly FieldChange[]) => changes.map(({ field }) => field).join(', ')

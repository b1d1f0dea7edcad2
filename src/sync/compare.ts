import type { Json } from '../changes/change.ts'
import type { FieldMapping, SyncConfig } from '../config/syncs.ts'
import { canonical, type Hashes, hashOf } from './hashes.ts'
import type { FieldChange, Side } from './item.ts'
import type { Values } from './syncable.ts'
import { transformed, untransformed } from './transforms.ts'

type Pair = {
  sync: SyncConfig
  /** The record of the CRM; null where there is none, which may be made. What is not in it is not known, and nothing is done about it. */
  source: Values | null
  /** The counterpart; null where there is none, which may be made. It is whole: what is not in it is empty, and yet empties nothing in the CRM. */
  intercom: Values | null
  /** Hashes of both as the last sync left them; null where there was none. */
  base: { source: Hashes; intercom: Hashes } | null
  sourceChangedAt: Date | null
  intercomUpdatedAt: Date | null
  inOneForm(field: string, value: Json): Json
  /** Whose values count in what nobody but a person can decide. @default conflicts stay conflicts */
  choice?: 'SOURCE' | 'INTERCOM'
}

/** What is to be written so that a pair is as its rules want it, and what a person has to decide. */
export type Comparison = { changes: FieldChange[]; conflicts: FieldChange[] }

type Winner = 'SOURCE' | 'INTERCOM'

/**
 * Compares the mapped fields of a pair, each by its rule. Values that are the same in one form are no change. Nothing is ever written against a field's
 * direction: where the value that counts cannot go over, the other side is filled if it is empty there, and else left.
 *
 * - `SOURCE_WINS`, `INTERCOM_WINS`: that side's value counts, an empty one too, and whatever the other has become since the last sync.
 * - `NEWEST`: the value of the side that alone changed since the last sync. Where both did, or there was no sync, that of the side whose record changed later;
 *   the source's where both changed in the same second, or one does not say when. Where neither did, what differs was left so, and stays.
 * - `FILL_EMPTY`: only empty values are written.
 * - `UNION`: both sides get the parts that they lack, behind their own; in which order parts stand says nothing.
 * - `MANUAL`: what one side alone has changed since the last sync goes over, where it may. Everything else that differs is a conflict, until `choice` is given;
 *   a choice that may not go over leaves both as they are.
 *
 * With one side not there at all, everything that the other has and that may go over is written, whatever the rule.
 *
 * What goes to the CRM has to be the same when it is read again through its transforms. A value that would be read as what is there already is not written, nor
 * one for which a map has no key.
 */
export function compare(pair: Pair): Comparison {
  const found: Comparison = { changes: [], conflicts: [] }
  for (const mapping of pair.sync.fields) compareField(pair, mapping, found)
  return found
}

function compareField(pair: Pair, mapping: FieldMapping, { changes, conflicts }: Comparison) {
  const { source, intercom, base, choice } = pair
  const { field, column, rule } = mapping
  const direction = mapping.direction ?? pair.sync.direction
  const mayGo = { INTERCOM: direction !== 'INTERCOM_TO_CRM', CRM: direction !== 'CRM_TO_INTERCOM' }
  const ours = source ? source[field] : null
  // not known, and the record is there: nothing can be said
  if (ours === undefined) return
  const theirs = intercom?.[field] ?? null
  const isSame = (one: Json, other: Json) => canonical(pair.inOneForm(field, one)) === canonical(pair.inOneForm(field, other))
  if (isSame(ours, theirs)) return

  const change = (side: Side, from: Json, to: Json): FieldChange => ({ field, column, from, to, rule, side })
  const write = (side: Side, to: Json) => {
    if (!mayGo[side]) return
    if (side === 'INTERCOM') {
      if (!isSame(theirs, to)) changes.push(change(side, theirs, to))
      return
    }
    const isUnknown = intercom !== null && intercom[field] === undefined
    if ((isUnknown && to === null) || isSame(ours, to)) return
    const readAgain = readBack(to, mapping)
    if (readAgain !== undefined && !isSame(ours, readAgain)) changes.push(change(side, ours, to))
  }
  /** The winner's value goes over. Where it may not, the winner's side is filled from the other if it is empty. */
  const settle = (winner: Winner) => {
    const [to, value, back, other] =
      winner === 'SOURCE' ? (['INTERCOM', ours, 'CRM', theirs] as const) : (['CRM', theirs, 'INTERCOM', ours] as const)
    if (mayGo[to]) write(to, value)
    else if (value === null) write(back, other)
  }

  if (!intercom) return write('INTERCOM', ours)
  if (!source) return write('CRM', theirs)

  const changed = changedSince(base, field, pair.inOneForm(field, ours), pair.inOneForm(field, theirs))
  switch (rule) {
    case 'SOURCE_WINS':
      return settle('SOURCE')
    case 'INTERCOM_WINS':
      return settle('INTERCOM')
    case 'NEWEST': {
      if (changed === 'NEITHER') return
      return settle(changed === 'SOURCE' || changed === 'INTERCOM' ? changed : newerOf(pair))
    }
    case 'FILL_EMPTY':
      return theirs === null ? write('INTERCOM', ours) : ours === null ? write('CRM', theirs) : undefined
    case 'UNION': {
      const [own, other] = [partsOf(ours, mapping), partsOf(theirs, mapping)]
      const joined = (parts: readonly string[], more: readonly string[]) => [...new Set([...parts, ...more])].join(mapping.separator)
      const toCrm = joined(own, other)
      // what the CRM would be read as then: what its transforms make of the parts goes to Intercom too
      const then = mayGo.CRM && lacks(own, other) ? partsOf(readBack(toCrm, mapping) ?? null, mapping) : own
      if (lacks(own, then)) write('CRM', toCrm)
      if (lacks(other, [...own, ...then])) write('INTERCOM', joined(other, [...own, ...then]))
      return
    }
    case 'MANUAL': {
      const held = readBack(theirs, mapping)
      // as near as the CRM can come to it
      if (held !== undefined && isSame(held, ours)) return
      if (changed === 'SOURCE' && mayGo.INTERCOM) return write('INTERCOM', ours)
      if (changed === 'INTERCOM' && mayGo.CRM && held !== undefined) return write('CRM', theirs)
      if (choice === undefined) conflicts.push(change('INTERCOM', theirs, ours))
      else if (choice === 'SOURCE') write('INTERCOM', ours)
      else write('CRM', theirs)
    }
  }
}

/** Which of the two was changed since the last sync. `UNKNOWN`: there was none, or the field was not in it. */
function changedSince(base: Pair['base'], field: string, ours: Json, theirs: Json): Winner | 'BOTH' | 'NEITHER' | 'UNKNOWN' {
  const [source, intercom] = [base?.source[field], base?.intercom[field]]
  if (source === undefined || intercom === undefined) return 'UNKNOWN'
  const hasOursChanged = source !== hashOf(ours)
  const hasTheirsChanged = intercom !== hashOf(theirs)
  if (hasOursChanged && hasTheirsChanged) return 'BOTH'
  return hasOursChanged ? 'SOURCE' : hasTheirsChanged ? 'INTERCOM' : 'NEITHER'
}

function newerOf({ sourceChangedAt, intercomUpdatedAt }: Pair): Winner {
  return sourceChangedAt && intercomUpdatedAt && secondOf(intercomUpdatedAt) > secondOf(sourceChangedAt) ? 'INTERCOM' : 'SOURCE'
}
/** Intercom tells seconds, and the CRM may tell less than one. */
const secondOf = (instant: Date) => Math.floor(instant.getTime() / 1_000)

/** What a value would be read as, had the CRM got it; undefined where it cannot hold it. */
export function readBack(value: Json, { transform }: FieldMapping): Json | undefined {
  const column = untransformed(value, transform)
  const read = column === undefined ? undefined : transformed(column, transform)
  return read && 'value' in read ? (read.value as Json) : undefined
}

function partsOf(value: Json, { separator }: FieldMapping): string[] {
  const parts = value === null ? [] : String(value).split(separator)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const lacks = (own: readonly string[], other: readonly string[]) => other.some((part) => !own.includes(part))

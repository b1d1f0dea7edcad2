import type { Json } from '../changes/change.ts'
import type { KeptError } from '../errors.ts'
import type { Place } from './sources/source.ts'

export const conflictRules = ['SOURCE_WINS', 'INTERCOM_WINS', 'NEWEST', 'FILL_EMPTY', 'UNION', 'MANUAL'] as const
/** Which of two values counts. */
export type ConflictRule = (typeof conflictRules)[number]

export const directions = ['CRM_TO_INTERCOM', 'INTERCOM_TO_CRM', 'BIDIRECTIONAL'] as const
export type Direction = (typeof directions)[number]

export const itemActions = ['CREATE', 'UPDATE', 'MERGE', 'ATTACH', 'DETACH', 'ARCHIVE', 'DELETE', 'SKIP', 'CONFLICT'] as const
export type ItemAction = (typeof itemActions)[number]

/** Which side of a pair a value is written to. */
export type Side = 'INTERCOM' | 'CRM'

/** One field that differs. `from` and `to` are of the side that is written; a conflict has Intercom's value in `from` and the source's in `to`. */
export type FieldChange = {
  /** Intercom's name of it. */
  field: string
  /** The CRM's name of it. */
  column: string
  from: Json
  to: Json
  rule: ConflictRule
  side: Side
}

/** One thing that a plan does, does not do, or asks about. */
export type PlanItem = {
  /** What people call it, once in a plan: the CRM's key; `42 > acme` for an attachment. */
  key: string
  action: ItemAction
  /** The CRM's key of the record; null for one that only Intercom has. */
  record: string | null
  /** The target's type in the graph, and its id; null for one that is to be made. */
  type: string
  id: string | null
  place: Place | null
  changes: readonly FieldChange[]
  /** Sentences: why. */
  reasons: readonly string[]
  /** What is wrong with it, for SKIP and CONFLICT. */
  error: KeptError | null
}

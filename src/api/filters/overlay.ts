import type { ChangedLately, ChangedRecord } from '../../cache/changed-lately.ts'
import type { Announced } from '../../cache/outliving.ts'
import { currentScope } from '../../monitoring/request-scope.ts'
import type { Correction } from '../connections/connection.ts'
import type { Batch, Context } from '../context.ts'
import { type Expression, isEverything, isNothing } from './expression.ts'
import { isJudged, judge } from './judging.ts'
import { judgeSaid, saidBy } from './said.ts'

/** What a service says of records that changed lately. */
export type Changing<Row> = {
  changedLately(): Promise<ChangedLately>
  getMany: Batch<string, Row | null>
  /** Whether, after a Change of this topic, a record is in lists in none of which it was before. */
  begins(topic: string): boolean
  /** Whether a record that a Change of this topic erases is gone. Else it is there, without some of its content. */
  ends(topic: string): boolean
}

export type Corrected<Row> = {
  /** Undefined when no record changed lately, which costs nothing. */
  correction: Correction<Row> | undefined
  /** Whether pages may be shown again for as long as they are kept, as nothing is left to what Intercom's index knew when they were read. */
  isWhole: boolean
}

type Options<Row> = {
  /** What the list is called where the caller is told that it is not corrected. */
  list: string
  expression: Expression<Row>
  changing: Changing<Row>
  context: Context
  /** Its rows have an order, in which the place of a record cannot be told. @default false */
  isOrdered?: boolean
}

/** Records that are looked at for one list, of those that what was said of them does not rule out. Each may be a call, once after each Change of it. */
export const mostLookedAt = 50

/**
 * What Intercom's index does not know yet of a list: of the records that changed lately, those that surely do not match any more are left out,
 * and those that do are shown at the beginning.
 *
 * What cannot be judged here is left to the index, and the caller is told so in `extensions.intercom.overlay`.
 */
export async function correctionOf<Row extends { id: string }>(options: Options<Row>): Promise<Corrected<Row>> {
  const { list, expression, changing, context, isOrdered = false } = options
  const changed = await changing.changedLately()
  const { records, lacks, lagsSinceMs } = changed
  if (lacks !== undefined) notCorrected(list, lacks)
  const candidates = candidatesOf(expression, changed, changing)
  const isPutRight = !isOrdered && isWhole(expression, changed, candidates)
  if (records.size === 0 || isNothing(expression)) return { correction: undefined, isWhole: isPutRight }

  const correction: Correction<Row> = {
    leavesOut(row, id) {
      if (row === null) return id !== null && records.has(id)
      // what was merged away is shown as its survivor, which has a place of its own
      if (id !== null && id !== row.id && records.has(id)) return true
      return records.has(row.id) && judge(expression, row) === false
    },
    async rowsBefore() {
      // where they are too many, no page is shown but by what a search knows now, or has known since no Change could be missing from it
      const most = candidates.length > mostLookedAt ? candidates.filter(({ changedAtMs }) => changedAtMs >= lagsSinceMs) : candidates
      const some = most.toReversed().toSorted((one, other) => other.changedAtMs - one.changedAtMs)
      if (some.length === 0) return []
      if (some.length > mostLookedAt) {
        notCorrected(
          list,
          `${some.length} records changed lately that may be in it, of which the gateway looks at ${mostLookedAt} at most.`,
        )
        return []
      }
      const ids = some.map(({ id }) => id)
      const rows = await context.loadMany(changing.getMany, ids)
      const known = rows.flatMap((row, index) => (row === null || row instanceof Error || row.id !== ids[index] ? [] : row))
      const failed = rows.filter((row) => row instanceof Error).length
      if (failed > 0) notCorrected(list, `${failed} records that changed lately cannot be read.`)
      const open = known.filter((row) => judge(expression, row) === undefined).length
      if (open > 0)
        notCorrected(list, `${open} records that changed lately cannot be judged here by its filter: Intercom’s index is believed.`)
      const matching = known.filter((row) => judge(expression, row) === true)
      if (!isOrdered || matching.length === 0) return matching
      notCorrected(list, 'It has an order, in which the places of records that changed lately cannot be told.')
      return []
    },
  }
  return { correction, isWhole: isPutRight }
}

/** Of the records that changed, those that may match now, and may not have done so as the index knows them. */
export const candidatesOf = <Row>(expression: Expression<Row>, { records }: ChangedLately, { begins, ends }: Topics): ChangedRecord[] =>
  [...records.values()]
    .filter((record) => !isGone(record, ends))
    .filter((record) => (isEverything(expression) ? mayBegin(record, begins) : mayMatch(record, expression)))

/**
 * Whether all that is not in Intercom's pages yet is put right in a list, record by record. Not so in one without a filter: what changed in it has its
 * place by the index alone, and would be missed by who reads on from an older page to a newer.
 */
export const isWhole = <Row>(expression: Expression<Row>, { lacks }: ChangedLately, candidates: readonly ChangedRecord[]): boolean =>
  lacks === undefined && candidates.length <= mostLookedAt && !isEverything(expression) && isJudged(expression)

type Topics = Pick<Changing<never>, 'begins' | 'ends'>

const isGone = ({ kind, id, entries, isErased }: ChangedRecord, ends: Topics['ends']) =>
  isErased && entries?.some(({ change }) => change.erase.includes(`${kind}:${id}`) && ends(change.topic)) === true

const mayBegin = ({ entries }: ChangedRecord, begins: (topic: string) => boolean) =>
  entries === undefined || entries.some(({ change }) => begins(change.topic))

/** What was said of it, whichever of it is the newest, does not rule it out: announcements may come in another order than things happened in. */
export const mayMatch = <Row>({ kind, id, entries }: Announced, expression: Expression<Row>) =>
  entries === undefined ||
  entries.some((entry) => {
    const [about] = entry.change.about
    return about?.type !== kind || about.id !== id || judgeSaid(expression, saidBy(entry, true)) !== false
  })

/** Tells the caller that a list is shown as Intercom's index knows it, and why. */
export function notCorrected(list: string, reason: string) {
  currentScope()?.uncorrected.set(JSON.stringify([list, reason]), { list, applied: false, reason })
}

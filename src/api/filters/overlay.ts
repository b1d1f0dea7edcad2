import type { ChangedLately, ChangedRecord } from '../../cache/changed-lately.ts'
import { currentScope } from '../../monitoring/request-scope.ts'
import type { Correction } from '../connections/connection.ts'
import type { Batch, Context } from '../context.ts'
import { type Expression, isEverything, isNothing } from './expression.ts'
import { judge } from './judging.ts'
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
 * and those that do are shown at the beginning. Undefined when none did, which costs nothing.
 *
 * What cannot be judged here is left to the index, and the caller is told so in `extensions.intercom.overlay`.
 */
export async function correctionOf<Row extends { id: string }>(options: Options<Row>): Promise<Correction<Row> | undefined> {
  const { list, expression, changing, context, isOrdered = false } = options
  const { records, lacks } = await changing.changedLately()
  if (lacks !== undefined) notCorrected(list, lacks)
  if (records.size === 0 || isNothing(expression)) return undefined

  /** Of those that may match now, and may not have done so as the index knows them. */
  const candidates = () =>
    [...records.values()]
      .filter((record) => !isGone(record, changing.ends))
      .filter((record) => (isEverything(expression) ? mayBegin(record, changing.begins) : mayMatch(record, expression)))
      .toReversed()
      .toSorted((one, other) => other.changedAtMs - one.changedAtMs)

  return {
    leavesOut(row, id) {
      if (row === null) return id !== null && records.has(id)
      // what was merged away is shown as its survivor, which has a place of its own
      if (id !== null && id !== row.id && records.has(id)) return true
      return records.has(row.id) && judge(expression, row) === false
    },
    async rowsBefore() {
      const some = candidates()
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
}

const isGone = ({ kind, id, entries, isErased }: ChangedRecord, ends: Changing<never>['ends']) =>
  isErased && entries?.some(({ change }) => change.erase.includes(`${kind}:${id}`) && ends(change.topic)) === true

const mayBegin = ({ entries }: ChangedRecord, begins: (topic: string) => boolean) =>
  entries === undefined || entries.some(({ change }) => begins(change.topic))

/** What was said of it, whichever of it is the newest, does not rule it out: announcements may come in another order than things happened in. */
const mayMatch = <Row>({ kind, id, entries }: ChangedRecord, expression: Expression<Row>) =>
  entries === undefined ||
  entries.some((entry) => {
    const [about] = entry.change.about
    return about?.type !== kind || about.id !== id || judgeSaid(expression, saidBy(entry, true)) !== false
  })

/** Tells the caller that a list is shown as Intercom's index knows it, and why. */
export function notCorrected(list: string, reason: string) {
  currentScope()?.uncorrected.set(JSON.stringify([list, reason]), { list, applied: false, reason })
}

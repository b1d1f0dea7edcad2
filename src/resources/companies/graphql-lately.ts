import type { Correction } from '../../api/connections/connection.ts'
import type { Context } from '../../api/context.ts'
import { all } from '../../api/filters/expression.ts'
import { correctionOf, notCorrected } from '../../api/filters/overlay.ts'
import type { ChangedRecord } from '../../cache/changed-lately.ts'
import type { Company } from './model.ts'

/**
 * What Intercom's lists of companies may not know yet. One that was deleted is left out. Which others are in a list now, and where, cannot be told:
 * it depends on the users that they have, on when those were seen, and on segments; the caller is told so.
 *
 * @param isOfGroup the list is of a tag or a segment
 */
export async function companyCorrection(context: Context, { isOfGroup }: { isOfGroup: boolean }): Promise<Correction<Company> | undefined> {
  const { changedLately, getMany } = context.services.companies
  const changing = { changedLately, getMany, begins: () => false, ends: () => true }
  const { records } = await changedLately()
  const open = [...records.values()].filter((record) => !record.isErased && (isOfGroup || hasMoved(record))).length
  if (open > 0)
    notCorrected(
      'companies',
      `${open} companies changed lately of which Intercom alone knows whether they are in it: its index is believed.`,
    )
  return (await correctionOf<Company>({ list: 'companies', expression: all(), changing, context })).correction
}

/** Somebody came to it, or left it: with its last user it leaves the lists. */
const hasMoved = ({ entries }: ChangedRecord) =>
  entries === undefined || entries.some(({ change }) => change.topic.startsWith('company.contact.'))

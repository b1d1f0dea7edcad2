import type { Correction } from '../../api/connections/connection.ts'
import type { Context } from '../../api/context.ts'
import { mostLookedAt, notCorrected } from '../../api/filters/overlay.ts'
import type { ChangedRecord } from '../../cache/changed-lately.ts'
import type { LogEntry } from '../../changes/change.ts'
import type { Contact } from './model.ts'

const list = 'Company.contacts'

/**
 * What Intercom's list of a company's people may not know yet: who came to it or left it a moment ago, as their own records say, and where those
 * name only the first ten companies, as was announced last.
 */
export async function peopleCorrection(companyId: string, context: Context): Promise<Correction<Contact> | undefined> {
  const { changedLately, getMany } = context.services.contacts
  const { records, lacks, lagsSinceMs } = await changedLately()
  if (lacks !== undefined) notCorrected(list, lacks)
  if (records.size === 0) return undefined
  const said = (record: ChangedRecord | undefined) => record?.entries?.findLast((entry) => isAbout(entry, companyId))
  // no page of these lists is kept while the index may lag: who moved before is on it
  const lately = [...records.values()].filter(({ changedAtMs }) => changedAtMs >= lagsSinceMs)
  const moved = lately.filter((record) => !record.isErased && said(record) !== undefined)

  function belongs({ id, companies: { ids, hasMore } }: Contact): boolean | undefined {
    if (ids.includes(companyId)) return true
    if (!hasMore) return false
    const last = said(records.get(id))
    return last && last.change.topic === 'company.contact.attached'
  }

  return {
    leavesOut(row, id) {
      if (row === null) return id !== null && records.has(id)
      // what was merged away is shown as its survivor, which has a place of its own
      if (id !== null && id !== row.id && records.has(id)) return true
      return records.has(row.id) && belongs(row) === false
    },
    async rowsBefore() {
      if (moved.length > mostLookedAt) {
        notCorrected(list, `${moved.length} people came to it or left it lately, of whom the gateway looks at ${mostLookedAt} at most.`)
        return []
      }
      const ids = moved.map(({ id }) => id)
      const rows = await context.loadMany(getMany, ids)
      const failed = rows.filter((row) => row instanceof Error).length
      if (failed > 0) notCorrected(list, `${failed} people who came to it or left it lately cannot be read.`)
      return rows.flatMap((row, index) => (row && !(row instanceof Error) && row.id === ids[index] && belongs(row) ? row : []))
    },
  }
}

/** Whether somebody came to this company, or left it. */
const isAbout = ({ change: { topic, about } }: LogEntry, companyId: string) =>
  topic.startsWith('company.contact.') && about.some(({ type, id }) => type === 'company' && id === companyId)

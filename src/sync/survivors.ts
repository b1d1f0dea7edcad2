import { ConflictError } from '../errors.ts'
import type { Draft } from './draft.ts'
import type { Ledger } from './ledger.ts'
import type { Found, Syncable } from './syncable.ts'

type Parts = { draft: Draft; ledger: Ledger; syncable: Syncable }
type Paired = {
  /** The CRM's key. */
  key: string
  /** Of its counterpart, as the ledger has it. */
  id: string
}

/** Who a counterpart is by now, and why it is another. */
export type Followed = { now: Found; reasons: readonly string[] }

/**
 * Follows counterparts that were merged in Intercom to whom they have become. One that has become the counterpart of another record is a ConflictError: two
 * records would write to one person, each what the other has not.
 *
 * @returns aligned
 */
export async function followMerges(
  rows: readonly Paired[],
  found: readonly Found[],
  { draft, ledger, syncable }: Parts,
): Promise<Followed[]> {
  const followed: Followed[] = found.map((now) => ({ now, reasons: [] }))
  const moved = rows.flatMap(({ key, id }, at) => {
    const now = found[at]
    return now && 'movedTo' in now ? [{ at, key, id, to: now.movedTo }] : []
  })
  if (moved.length === 0) return followed
  const ids = moved.map(({ to }) => to)
  const [survivors, owners] = await Promise.all([syncable.readMany(ids), ledger.keysOf(ids), draft.lookUp(ids.map(nameOf))])
  for (const [index, { at, key, id, to }] of moved.entries()) {
    const why = `Its counterpart ${id} was merged into ${to}`
    const owner = owners[index] ?? (draft.claimOf(nameOf(to)) || undefined)
    if (owner !== undefined && owner !== key) {
      const message = `${why}, which is the counterpart of the record ${JSON.stringify(owner)} already. Make them one record in the CRM, too.`
      followed[at] = { now: new ConflictError(message, { existing: { type: syncable.type, id: to } }), reasons: [] }
      continue
    }
    draft.claim(nameOf(to), key)
    followed[at] = { now: survivors[index] ?? null, reasons: [`${why}.`] }
  }
  return followed
}

const nameOf = (id: string) => `counterpart:${id}`

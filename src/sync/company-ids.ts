import type { Collections } from '../storage/collections.ts'
import type { Syncable } from './syncable.ts'

export type CompanyIds = ReturnType<typeof companyIdsOf>

const collection = 'sync:companies'

/**
 * Intercom's ids of companies by your own ids of them, kept for all syncs: Intercom can be asked for one at a time only. Which are not there is known for as long
 * as this is held.
 */
export function companyIdsOf({ collections, company }: { collections: Collections; company: Pick<Syncable, 'findMany'> }) {
  const missing = new Set<string>()

  return {
    /** By the ids; those that no company has are not among them. */
    async resolve(ownIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(ownIds)]
      const known = await collections.getMany(collection, ids)
      const found = new Map(ids.flatMap((id, at) => (known[at] === undefined ? [] : [[id, known[at]] as const])))
      const unknown = ids.filter((id) => !found.has(id) && !missing.has(id))
      if (unknown.length === 0) return found
      const asked = await company.findMany('companyId', unknown)
      for (const id of unknown) {
        const [one] = asked.get(id) ?? []
        if (one) found.set(id, one.id)
        else missing.add(id)
      }
      await collections.write(unknown.flatMap((key) => (found.has(key) ? [{ collection, key, value: found.get(key)! }] : [])))
      return found
    },
    /** One that was made. */
    learned: (ownId: string, id: string) => ({ collection, key: ownId, value: id }),
    /** One that may not be there any more: it is asked for anew. */
    forget: (ownId: string) => collections.write([{ collection, key: ownId, value: null }]),
  }
}

import type { Entities, EntityKind } from './entities.ts'
import type { Reference, ReferenceKind } from './reference.ts'

/** Reference data that upstream also reads one by one. */
export type ListedKind<Wire, Model> = ReferenceKind<Wire, Model> & Pick<EntityKind<Wire, Model>, 'fetch'>

export type Listed<Wire, Model> = Reference<Model> & {
  /**
   * Aligned with the ids, from the list of all; one that the list lacks is read by itself, as it may be newer. Null for one that is not
   * there, which is believed for the kind's `negativeTtlSeconds`; an Error for each that could not be read. Rejects when there is no list.
   */
  getMany(ids: readonly string[]): Promise<(Model | null | Error)[]>
  /** Each by itself, for pages of them. */
  single: Entities<Wire, Model>
}

/** A list of all for nearly everybody, and what is newer than the list by itself: without it, a new record would be null until the list's time is up. */
export function createListed<Wire, Model>(list: Reference<Model>, single: Entities<Wire, Model>): Listed<Wire, Model> {
  return {
    ...list,
    single,
    async getMany(ids) {
      const byId = await list.byId()
      const unlisted = ids.filter((id) => !byId.has(id))
      if (unlisted.length === 0) return ids.map((id) => byId.get(id) ?? null)
      const read = await single.getMany(unlisted)
      let next = 0
      return ids.map((id) => byId.get(id) ?? read[next++] ?? null)
    },
  }
}

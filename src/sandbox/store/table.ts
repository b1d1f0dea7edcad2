import { countThrough, descending, type Place } from './order.ts'

/** What a table may be asked by besides ids: for each index, the keys under which a record is found. */
export type Indexes<R> = Record<string, (record: R) => readonly string[]>

export type Table<R extends { id: string }> = ReturnType<typeof createTable<R>>

/**
 * Records by id, with a standing order for lists and any number of indexes. Order and indexes are made at their first
 * use and kept from then on, so that a world of 100,000 contacts starts fast and pays only for what is asked of it.
 * A record is never changed in place: `put` replaces it, so whoever still holds the older one holds a snapshot.
 */
export function createTable<R extends { id: string }>({
  records = new Map(),
  order = () => 0,
  indexes = {},
  followers = [],
}: {
  records?: Map<string, R>
  /** What lists sort by, largest first. */
  order?: (record: R) => number | null
  indexes?: Indexes<R>
  /** Told of every change after it happened. */
  followers?: { changed: (record: R) => void; removed: (id: string) => void }[]
} = {}) {
  const made = new Map<string, Map<string, Set<string>>>()
  let places: Place[] | undefined
  let revision = 0

  const placeOf = (record: R): Place => ({ value: order(record), id: record.id })

  function take(record: R) {
    for (const [name, index] of made) {
      for (const key of indexes[name]?.(record) ?? []) {
        const ids = index.get(key)
        if (ids?.delete(record.id) && ids.size === 0) index.delete(key)
      }
    }
    const place = placeOf(record)
    places?.splice(countThrough(places, place, descending) - 1, 1)
  }

  function add(record: R) {
    for (const [name, index] of made) addTo(index, indexes[name]?.(record) ?? [], record.id)
    const place = placeOf(record)
    places?.splice(countThrough(places, place, descending), 0, place)
  }

  function indexNamed(name: string) {
    const known = made.get(name)
    if (known) return known
    const keysOf = indexes[name]
    if (!keysOf) throw new Error(`There is no index "${name}".`)
    const index = new Map<string, Set<string>>()
    for (const record of records.values()) addTo(index, keysOf(record), record.id)
    made.set(name, index)
    return index
  }

  return {
    get: (id: string) => records.get(id),
    has: (id: string) => records.has(id),
    keys: () => records.keys(),
    values: () => records.values(),
    get size() {
      return records.size
    },
    /** Grows with every change: who keeps something computed from the table compares it. */
    get revision() {
      return revision
    },
    /** All places in the standing order. The array is the table's own: read it, keep nothing of it. */
    inOrder: (): readonly Place[] => (places ??= Array.from(records.values(), placeOf).sort(descending)),
    /** Where a record stands in that order. */
    placeOf,
    /** The ids found under a key of an index. */
    idsBy: (name: string, key: string): ReadonlySet<string> => indexNamed(name).get(key) ?? nothing,

    put(record: R) {
      const before = records.get(record.id)
      if (before) take(before)
      records.set(record.id, record)
      add(record)
      revision++
      for (const follower of followers) follower.changed(record)
    },
    remove(id: string) {
      const before = records.get(id)
      if (!before) return false
      take(before)
      records.delete(id)
      revision++
      for (const follower of followers) follower.removed(id)
      return true
    },
  }
}

const nothing: ReadonlySet<string> = new Set()

function addTo(index: Map<string, Set<string>>, keys: readonly string[], id: string) {
  for (const key of keys) {
    const ids = index.get(key)
    if (ids) ids.add(id)
    else index.set(key, new Set([id]))
  }
}

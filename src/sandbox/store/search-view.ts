import { createTable, type Indexes } from './table.ts'

/**
 * What search sees of a table: the same records, later. A change stays unseen for `lagMs`; until then search finds the
 * older version, or nothing when the record is new. OpenAPI 2.14, POST /contacts/search: a new contact "can take a few minutes".
 * A removal is seen at once, since a merged contact never appears in results.
 */
export function createSearchView<R extends { id: string }>({
  records,
  order,
  indexes,
  lagMs,
  now,
}: {
  records: ReadonlyMap<string, R>
  order: (record: R) => number | null
  indexes: Indexes<R>
  /** Asked at every change, so that a test can set it in between. */
  lagMs: () => number
  now: () => number
}) {
  const seen = createTable<R>({ records: new Map(records), order, indexes })
  let waiting: { visibleAtMs: number; record: R }[] = []

  const forget = (id: string) => {
    waiting = waiting.filter(({ record }) => record.id !== id)
  }

  return {
    /** The records as search sees them now. */
    current() {
      let passed = 0
      while (passed < waiting.length && (waiting[passed]?.visibleAtMs ?? 0) <= now()) {
        const record = waiting[passed++]?.record
        if (record) seen.put(record)
      }
      waiting.splice(0, passed)
      return seen
    },
    changed(record: R) {
      const visibleAtMs = now() + lagMs()
      // after a cut of the lag an older version could still be waiting behind this one, and would overwrite it
      if ((waiting.at(-1)?.visibleAtMs ?? 0) > visibleAtMs) forget(record.id)
      waiting.push({ visibleAtMs, record })
      waiting.sort((a, b) => a.visibleAtMs - b.visibleAtMs)
    },
    removed(id: string) {
      forget(id)
      seen.remove(id)
    },
  }
}

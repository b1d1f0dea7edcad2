import { AmbiguousMatchError } from '../errors.ts'
import type { Mapped } from './mapping.ts'
import type { Counterpart, Syncable } from './syncable.ts'

export type Match = {
  /** Who was found, and by which field; null: nobody. */
  found: { counterpart: Counterpart; by: string } | null
  /** Leads that a later field finds, who are the same person. */
  leads: readonly Counterpart[]
}

type Options = {
  syncable: Pick<Syncable, 'findMany'>
  match: readonly string[]
  /** Whether later fields are looked by too, for leads to be merged. */
  mergeLeads: boolean
}

/**
 * Finds the counterparts of records by their match fields, in batches: each field in its turn, for those whom none before it has found.
 *
 * @returns aligned; an AmbiguousMatchError where a field finds several
 */
export async function findCounterparts(
  records: readonly Mapped[],
  { syncable, match, mergeLeads }: Options,
): Promise<(Match | AmbiguousMatchError)[]> {
  const matches: (Match | AmbiguousMatchError)[] = records.map(() => ({ found: null, leads: [] }))
  for (const field of match) {
    const wanted = records.flatMap(({ values }, at) => {
      const [value, so] = [values[field], matches[at]!]
      const isOpen = !(so instanceof Error) && (so.found === null || (mergeLeads && so.found.counterpart.role === 'USER'))
      return isOpen && typeof value === 'string' && value !== '' ? [{ at, value, so }] : []
    })
    if (wanted.length === 0) continue
    const having = await syncable.findMany(field, [...new Set(wanted.map(({ value }) => value))])
    for (const { at, value, so } of wanted) {
      const found = having.get(value) ?? []
      const others = found.filter(({ id }) => id !== so.found?.counterpart.id)
      matches[at] = so.found ? { ...so, leads: leadsIn(so, others) } : firstOf(found, field)
    }
  }
  return matches
}

function leadsIn({ leads }: Match, others: readonly Counterpart[]): Counterpart[] {
  const found = [...leads, ...others.filter(({ role }) => role === 'LEAD')]
  return [...new Map(found.map((lead) => [lead.id, lead])).values()]
}

function firstOf(found: readonly Counterpart[], field: string): Match | AmbiguousMatchError {
  const [one, ...others] = found
  if (one && others.length > 0) {
    return new AmbiguousMatchError(
      `${found.length} records in Intercom have this ${field}. Merge them, or say which is meant by a field that only one has.`,
      {
        path: [field],
        candidates: found.map(({ id }) => id),
      },
    )
  }
  return { found: one ? { counterpart: one, by: field } : null, leads: [] }
}

import { parameterInvalid } from '../http/errors.ts'
import type { Compare } from '../http/paging.ts'
import { descending, type Place } from '../store/order.ts'
import type { Table } from '../store/table.ts'
import type { Fields } from './fields.ts'
import { compileFilter, type Rules, scalarOf } from './operators.ts'
import { type Filter, isGroup, type Query } from './query.ts'

type Compiled<R> = {
  test: (record: R) => boolean
  /** Ids among which all matches are, when an index knows them; undefined when every record has to be looked at. */
  candidates: () => Set<string> | undefined
}

/**
 * Finds the places of all records that match, sorted. A filter on an indexed field (`id IN [50 ids]`) narrows the search
 * to what the index names; only a query without one looks at every record.
 */
export function findPlaces<R extends { id: string }>({
  query,
  fields,
  rules,
  table,
  sort,
}: {
  query: Query
  fields: Fields<R>
  rules: Rules
  table: Table<R>
  /** Another order than the table's own. */
  sort?: { valueOf: (record: R) => Place['value']; compare: Compare }
}): Place[] {
  const { test, candidates } = compile({ query, fields, rules, table })
  const ids = candidates()
  const matches: R[] = []
  for (const id of ids ?? placedIds(table)) {
    const record = table.get(id)
    if (record && test(record)) matches.push(record)
  }
  if (sort) return matches.map((record) => ({ value: sort.valueOf(record), id: record.id })).sort(sort.compare)
  const places = matches.map(table.placeOf)
  return ids ? places.sort(descending) : places
}

function* placedIds<R extends { id: string }>(table: Table<R>) {
  for (const { id } of table.inOrder()) yield id
}

type Compiling<R extends { id: string }> = { query: Query; fields: Fields<R>; rules: Rules; table: Table<R> }

function compile<R extends { id: string }>({ query, fields, rules, table }: Compiling<R>): Compiled<R> {
  if (!isGroup(query)) return compileOne({ query, fields, rules, table })
  const parts = query.value.map((inner) => compile({ query: inner, fields, rules, table }))
  if (query.operator === 'AND') {
    return {
      test: (record) => parts.every((part) => part.test(record)),
      candidates: () => smallest(parts.map((part) => part.candidates())),
    }
  }
  return {
    test: (record) => parts.some((part) => part.test(record)),
    candidates: () => union(parts.map((part) => part.candidates())),
  }
}

function compileOne<R extends { id: string }>({ query, fields, rules, table }: Compiling<R> & { query: Filter }): Compiled<R> {
  const field = fields(query.field)
  if (!field) throw parameterInvalid(`${query.field} is not a searchable field`)
  const { index } = field
  return {
    test: compileFilter(field, query, rules),
    candidates() {
      const asked =
        query.operator === 'IN'
          ? query.value
          : query.operator === '=' && query.value !== null && query.value !== ''
            ? [query.value]
            : undefined
      if (!index || !Array.isArray(asked)) return undefined
      const keys = asked.map((value) => String(scalarOf(field, { ...query, value })))
      if (index === 'id') return new Set(keys.filter(table.has))
      return new Set(keys.flatMap((key) => [...table.idsBy(index, key)]))
    },
  }
}

const smallest = (sets: (Set<string> | undefined)[]) =>
  sets.reduce((best, set) => (set && (!best || set.size < best.size) ? set : best), undefined)

function union(sets: (Set<string> | undefined)[]): Set<string> | undefined {
  const all = new Set<string>()
  for (const set of sets) {
    if (!set) return undefined
    for (const id of set) all.add(id)
  }
  return all
}

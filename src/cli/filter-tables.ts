import type { FilterTableRow } from '../api/filters/table.ts'

/** Where the tables lie, from the folder in which npm runs scripts. */
export const filtersFile = 'docs/filters.md'

/**
 * A page whose tables say what the code does: what stands between `<!-- table ContactFilter -->` and `<!-- end -->` is written anew.
 *
 * @throws Error for a table that no filter is named like, and for a filter that has no place in the page
 */
export function withFilterTables(page: string, tables: Readonly<Record<string, readonly FilterTableRow[]>>): string {
  const missing = new Set(Object.keys(tables))
  const written = page.replace(/(<!-- table (\w+) -->)[\s\S]*?(<!-- end -->)/g, (_, begin: string, name: string, end: string) => {
    const rows = tables[name]
    if (!rows) throw new Error(`${filtersFile} wants a table of "${name}"; there are ${Object.keys(tables).join(', ')}.`)
    missing.delete(name)
    return `${begin}\n\n${tableOf(rows)}\n\n${end}`
  })
  if (missing.size > 0) throw new Error(`${filtersFile} has no place for ${[...missing].join(', ')}: <!-- table name --> and <!-- end -->.`)
  return written
}

const tableOf = (rows: readonly FilterTableRow[]) =>
  [
    '| field | at Intercom | conditions, and what Intercom is asked | under `not` | seen here |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(rowOf),
  ].join('\n')

function rowOf({ name, field, judged, conditions }: FilterTableRow): string {
  const asked = conditions.map(
    (one) => `${one.name ? `${one.name} ` : ''}\`${one.sent}\`${one.found === 'exactly' ? '' : ` (${one.found})`}`,
  )
  const odd = Map.groupBy(
    conditions.filter((one) => one.negated !== one.found),
    (one) => (one.negated === 'not' ? 'refused' : one.negated),
  )
  const negated = [...odd].map(([how, ones]) => `${ones.map((one) => one.name).join(', ')} ${how}`.trim()).join('; ') || 'the same'
  return `| ${[name, `\`${field}\``, asked.join(', '), negated, judged].join(' | ')} |`
}

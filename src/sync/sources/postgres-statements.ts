import type { Json } from '../../changes/change.ts'
import { columnName, type Statements, tableName } from './postgres-server.ts'
import type { SinkRecord } from './sink.ts'

export type Column = {
  oid: number
  /** The type that a value is read as: without its length, as a cast to one with a length cuts texts off in silence. */
  type: string
  /** The type with what rounds it: `numeric(10,2)`. */
  stored: string
  isText: boolean
  isList: boolean
  /** It alone has a unique index. */
  isUnique: boolean
}
export type Columns = ReadonlyMap<string, Column>

/** The columns of a table as they are now. */
export async function columnsOf({ ask }: Statements, table: string): Promise<Columns> {
  const { rows } = await ask(
    `select a.attname, coalesce(nullif(t.typbasetype, 0), t.oid), format_type(a.atttypid, -1), format_type(a.atttypid, a.atttypmod), t.typcategory,
       exists (
         select from pg_catalog.pg_index i
         where i.indrelid = a.attrelid and i.indisunique and i.indisvalid and i.indimmediate
           and i.indpred is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum
       )
     from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [tableName(table)],
  )
  return new Map(
    rows.map(([name, oid, type, stored, category, isUnique]) => [
      name!,
      { oid: Number(oid), type: type!, stored: stored!, isText: category === 'S', isList: category === 'A', isUnique: isUnique === 't' },
    ]),
  )
}

export type Statement = { sql: string; parameters: unknown[] }

/** Which row: `isIt` is true of it where `$1` is `it`. */
type Which = { key: string; isIt: string; it: unknown }

/**
 * Writes the values of one row that differ from what is there, and leaves a row alone of which none does. Its answer is the row's key, whether anything was written or not;
 * no row where there is none.
 */
export function updateOf(table: string, { key, isIt, it }: Which, values: SinkRecord['values'], columns: Columns): Statement {
  const names = Object.keys(values)
  const parameters = [it, ...names.map((name) => parameterOf(values[name]!, columns.get(name)!))]
  const find = `select ${columnName(key)}::text from ${tableName(table)} where ${isIt} limit 1`
  if (names.length === 0) return { sql: find, parameters }
  const set = names.map((name, index) => `${columnName(name)} = ${written(`$${index + 2}`, columns.get(name)!)}`)
  const differs = names.map((name, index) => {
    const column = columns.get(name)!
    return `${compared(columnName(name), column)} is distinct from ${compared(written(`$${index + 2}`, column), column)}`
  })
  return {
    sql: `with changed as (update ${tableName(table)} set ${set.join(', ')} where ${isIt} and (${differs.join(' or ')})) ${find}`,
    parameters,
  }
}

/** Makes a row where none has the same value in the column `unique`. Its answer is the key of what was made. */
export function insertOf(
  table: string,
  { key, unique }: { key: string; unique: string },
  values: SinkRecord['values'],
  columns: Columns,
): Statement {
  const names = Object.keys(values)
  const given = names.map((name, index) => written(`$${index + 1}`, columns.get(name)!))
  return {
    sql: `insert into ${tableName(table)} (${names.map(columnName).join(', ')}) values (${given.join(', ')})
      on conflict (${columnName(unique)}) do nothing returning ${columnName(key)}::text`,
    parameters: names.map((name) => parameterOf(values[name]!, columns.get(name)!)),
  }
}

/** A parameter as a value of its column. A text without a length: a cast to one cuts it off, where writing it is refused. */
export function written(parameter: string, { type, stored }: Column): string {
  if (/^(character|bit|"bit"|bpchar)/.test(type)) return `${parameter}::text::${type}`
  // an instant says its zone, which this type would skip; it is read in UTC
  if (type === 'timestamp without time zone') return `${parameter}::text::timestamptz::${stored}`
  return `${parameter}::text::${stored}`
}

/** How two values are compared, where the type has no equality, or one that takes different texts for the same. */
function compared(value: string, { type, isText }: Column): string {
  if (isText) return `${value}::text collate "C"`
  if (type === 'json') return `${value}::jsonb`
  return /^(xml|point|polygon|path|box|circle)$/.test(type) ? `${value}::text` : value
}

/** The text that the server reads a value from. */
export function parameterOf(value: Json, { isList, type }: Column): string | null {
  if (value === null) return null
  if (isList && Array.isArray(value)) return listText(value, type)
  if (/^jsonb?$/.test(type) || typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** `{"a","b",NULL}`: all in quotes, which every type reads. */
function listText(values: readonly Json[], type: string): string {
  const entries = values.map((value): string => {
    if (value === null) return 'NULL'
    if (Array.isArray(value) && !/^jsonb?\[\]$/.test(type)) return listText(value, type)
    const text = typeof value === 'object' || /^jsonb?\[\]$/.test(type) ? JSON.stringify(value) : String(value)
    return `"${text.replace(/["\\]/g, '\\$&')}"`
  })
  return `{${entries.join(',')}}`
}

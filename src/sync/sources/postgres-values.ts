import pg from 'pg'
import { exactNumber, parseJson } from './json.ts'

/** The OIDs of types, as of PostgreSQL's `pg_type.dat`, where they never change. */
export const typeOids = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  float4: 700,
  float8: 701,
  bpchar: 1042,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const

/** Stands for a value that nothing here can hold. */
export const noValue = Symbol('a value that cannot be told')

/**
 * A value of the server as records hold it, from the text of it that the server writes:
 *
 * - `smallint`, `integer`, `bigint`, `numeric`: a number where JavaScript has one with all these digits, else the digits as text
 * - `real`, `double precision`: a number; `NaN` and the infinities as text
 * - `boolean`, `json`, `jsonb`: as they are
 * - `timestamp with time zone`: ISO 8601 in UTC, with all its digits: `2026-01-31T08:00:00.123456Z`. `timestamp`, of no zone: taken to be in UTC
 * - `date`: `2026-01-31`
 * - lists of these: lists
 * - `bytea`: none
 * - all others: the text that the server writes, of `char(n)` without the blanks at its end
 */
export function scalarOf(text: string, type: number): unknown {
  switch (type) {
    case typeOids.bool:
      return text === 't'
    case typeOids.int2:
    case typeOids.int4:
    case typeOids.int8:
    case typeOids.numeric:
      return exactNumber(text)
    case typeOids.float4:
    case typeOids.float8:
      return Number.isFinite(Number(text)) ? Number(text) : text
    case typeOids.json:
    case typeOids.jsonb:
      return parseJson(text)
    case typeOids.timestamp:
    case typeOids.timestamptz:
      return instant(text)
    case typeOids.bpchar:
      return text.replace(/ +$/, '')
    case typeOids.bytea:
      return noValue
    default:
      return text
  }
}

/** Years before our era, beyond 9999, and `infinity` have no ISO 8601 form that is read everywhere: they stay. */
const instant = (text: string) => text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00)?$/, '$1T$2Z')

// its types say that it is a function itself
const lists = pg.types.arrayParser as unknown as { create(text: string, of: (entry: string) => unknown): { parse(): unknown[] } }

/** The same for a list of such values, as the server writes lists: `{1,NULL,"a b"}`. */
export const listOf = (text: string, type: number): unknown => lists.create(text, (entry) => scalarOf(entry, type)).parse()

/** A key as records hold it. It is compared as a text with what the server writes, so it is that text where it is no whole number. */
export const keyOf = (text: string, type: number): unknown => {
  const isWhole = type === typeOids.int2 || type === typeOids.int4 || type === typeOids.int8
  return isWhole || type === typeOids.bpchar ? scalarOf(text, type) : text
}

/** How a column is held against keys that are texts, so that its index is used where it has one. */
export type KeyTest = {
  /** What the column is compared as, and the parameter: `int8`; `text` by a cast of the column. */
  type: 'int8' | 'uuid' | 'text'
  /** Whether a key can be one of the column at all; of the others none is there. */
  canBe(key: string): boolean
}

export function keyTest(type: number): KeyTest {
  if (type === typeOids.int2 || type === typeOids.int4 || type === typeOids.int8) return { type: 'int8', canBe: isInt8 }
  if (type === typeOids.uuid) return { type: 'uuid', canBe: (key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) }
  return { type: 'text', canBe: () => true }
}

const isInt8 = (key: string) => /^(0|-?[1-9]\d{0,18})$/.test(key) && BigInt.asIntN(64, BigInt(key)) === BigInt(key)

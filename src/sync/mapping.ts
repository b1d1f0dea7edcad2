import type { Json } from '../changes/change.ts'
import type { FieldMapping, SyncConfig } from '../config/syncs.ts'
import type { KeptError } from '../errors.ts'
import type { FieldChange } from './item.ts'
import { instantOf, isNone, type Read, shown, valueOfKind } from './read-value.ts'
import type { SourceRecord } from './sources/source.ts'
import type { FieldKind, SyncField, Values } from './syncable.ts'
import { transformed, untransformed } from './transforms.ts'

/** A record of the CRM's in Intercom's words. */
export type Mapped = {
  key: string
  /** By Intercom's names. Of a column that the record does not have at all nothing is known, and nothing stands here; an empty one is null. */
  values: Values
  /** Null where the sync names no column for it, or the record has none. */
  changedAt: Date | null
  isDeleted: boolean
  /** The companies that the contact is in; null where the record does not say. `name` is known where there is one alone. */
  companies: { id: string; name: string | null }[] | null
}

/** Everything that is wrong with a record. `key` is null where it has none that can be read. */
export type Unmapped = { key: string | null; errors: readonly KeptError[] }

export type Mapping = ReturnType<typeof mappingOf>

type MappingOptions = {
  fields: ReadonlyMap<string, SyncField>
  /** An option that is written otherwise is taken for the option. */
  inOneForm(field: string, value: Json): Json
}

/**
 * How records of a sync's source become values of Intercom's, and changes become columns again. It asks nobody.
 *
 * A column may be a path: `properties.email` is looked for as it stands first, then within `properties`.
 */
export function mappingOf(sync: SyncConfig, { fields, inOneForm }: MappingOptions) {
  const readers = sync.fields.map((mapping) => ({ mapping, read: readerOf(mapping) }))

  /** The value of a column for a field, by its transforms and its kind. */
  function readerOf({ field, transform }: FieldMapping): (raw: unknown) => Read<Json> {
    const known = fieldIn(sync, fields, field)
    if (!known) return () => ({ expected: `nothing: Intercom has no field ${field}` })
    const { kind, options } = known
    return (raw) => {
      const changed = transformed(raw, transform)
      const read = 'value' in changed ? valueOfKind(kind, changed.value) : changed
      if (!('value' in read) || read.value === null || !options) return read
      const wanted = JSON.stringify(inOneForm(field, read.value))
      const option = options.find((candidate) => JSON.stringify(inOneForm(field, candidate)) === wanted)
      return option === undefined ? { expected: `one of ${options.map((known) => JSON.stringify(known)).join(', ')}` } : { value: option }
    }
  }

  return {
    fromRecord(record: SourceRecord): Mapped | Unmapped {
      const errors: KeptError[] = []
      /** What is read of a column, null where that is wrong, undefined where there is no such column. */
      function take<T>(column: string, read: (raw: unknown) => Read<T>, purpose = ''): T | null | undefined {
        const raw = columnOf(record, column)
        if (raw === absent) return undefined
        const found = read(raw)
        if ('value' in found) return found.value
        errors.push(invalid(column, `${column} is ${shown(raw)}; expected ${found.expected}${purpose}`))
        return null
      }

      const key = take(sync.key, keyOf)
      if (key === undefined) errors.push(invalid(sync.key, `${sync.key} is not there; expected the key of the record`))

      const values: Record<string, Json> = {}
      for (const { mapping, read } of readers) {
        const value = take(mapping.column, read, `, for ${mapping.field}`)
        if (value !== undefined) values[mapping.field] = value
      }
      const changedAt = sync.changedAt === undefined ? null : (take(sync.changedAt, dateOrNone, ', for changedAt') ?? null)
      const isDeleted = sync.deleted ? (take(sync.deleted.column, isTrueOrInstant, ', for deleted') ?? false) : false
      const companies = sync.companies ? companiesIn(sync.companies, take) : null

      return errors.length > 0 || key === undefined || key === null
        ? { key: key ?? null, errors }
        : { key, values, changedAt, isDeleted, companies }
    },

    /** What the sink is to write, by column: the changes of the CRM's side, in the CRM's words. */
    toColumns(changes: readonly FieldChange[]): Record<string, Json> {
      const columns: Record<string, Json> = {}
      for (const { mapping } of readers) {
        const change = changes.find(({ side, field, column }) => side === 'CRM' && field === mapping.field && column === mapping.column)
        const value = change && untransformed(change.to, mapping.transform)
        if (value !== undefined) columns[mapping.column] = value as Json
      }
      return columns
    },

    /** Those of the values that may go to Intercom, by the direction of their fields. */
    writable(values: Values): Values {
      const names = new Set(
        sync.fields.filter((mapping) => (mapping.direction ?? sync.direction) !== 'INTERCOM_TO_CRM').map(({ field }) => field),
      )
      return Object.fromEntries(Object.entries(values).filter(([field]) => names.has(field)))
    },
  }
}

/** What values are of which types of attributes. */
export const kinds: Record<SyncConfig['createAttributes'][string], FieldKind> = {
  string: 'text',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  date: 'instant',
}

const customPrefix = 'customAttributes.'

/** The name of a custom attribute; null for a field that is none. */
export const attributeIn = (field: string): string | null => (field.startsWith(customPrefix) ? field.slice(customPrefix.length) : null)

/** A field as it is, or as it will be once the sync has made the attribute: one that is archived is made anew. */
export function fieldIn(sync: SyncConfig, fields: ReadonlyMap<string, SyncField>, field: string): SyncField | undefined {
  const known = fields.get(field)
  const name = attributeIn(field)
  if ((known && !known.isArchived) || name === null || !Object.hasOwn(sync.createAttributes, name)) return known
  return { kind: kinds[sync.createAttributes[name]!], isWritable: true }
}

const absent = Symbol('no such column')

/** A column, or what a path leads to. */
function columnOf(record: SourceRecord, column: string): unknown {
  if (Object.hasOwn(record, column)) return record[column]
  let at: unknown = record
  for (const name of column.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return absent
    at = (at as Record<string, unknown>)[name]
  }
  return at
}

const invalid = (column: string, message: string): KeptError => ({ code: 'INVALID', message, retryable: false, path: [column] })

/** A text or a number, without white space around it. */
function keyOf(raw: unknown): Read<string> {
  const text = valueOfKind('text', typeof raw === 'string' ? raw.trim() : raw)
  // of half a character nothing is kept but that it is half of one, so that two of them would be one record
  return 'value' in text && typeof text.value === 'string' && text.value.isWellFormed()
    ? { value: text.value }
    : { expected: 'the key of the record: a text or a number' }
}

function dateOrNone(raw: unknown): Read<Date | null> {
  if (isNone(raw)) return { value: null }
  const instant = instantOf(raw)
  return instant ? { value: instant } : { expected: 'ISO 8601 with an offset, or seconds since 1970' }
}

/** `true`, or an instant at which it was. */
function isTrueOrInstant(raw: unknown): Read<boolean> {
  if (isNone(raw)) return { value: false }
  const flag = transformed(raw, ['boolean'])
  if ('value' in flag) return { value: flag.value === true }
  return instantOf(raw) ? { value: true } : { expected: 'true, false, or the instant at which it was deleted' }
}

type Take = <T>(column: string, read: (raw: unknown) => Read<T>, purpose?: string) => T | null | undefined

function companiesIn(companies: NonNullable<SyncConfig['companies']>, take: Take): Mapped['companies'] {
  const ids = take(companies.column, (raw) => listOf(raw, companies.separator), ', for companies') ?? null
  const nameColumn = ids?.length === 1 ? companies.nameColumn : undefined
  const name = nameColumn === undefined ? null : take(nameColumn, (raw) => valueOfKind('text', raw), ', for the name of a company')
  return ids?.map((id) => ({ id, name: typeof name === 'string' ? name : null })) ?? null
}

/** Ids of companies, each once: a list, or a text of several. */
function listOf(raw: unknown, separator: string): Read<string[]> {
  const parts = Array.isArray(raw) ? raw : typeof raw === 'string' ? raw.split(separator) : isNone(raw) ? [] : [raw]
  const ids: string[] = []
  for (const part of parts) {
    const id = valueOfKind('text', typeof part === 'string' ? part.trim() : part)
    if (!('value' in id)) return { expected: 'ids of companies: a list, or a text' }
    if (typeof id.value === 'string') ids.push(id.value)
  }
  return { value: [...new Set(ids)] }
}

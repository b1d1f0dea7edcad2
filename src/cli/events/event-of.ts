import { EmailAddressResolver } from 'graphql-scalars'
import { InvalidInputError } from '../../errors.ts'
import { checkExternalId, checkId } from '../../intercom/ids.ts'
import { checkedEvent } from '../../resources/events/mutations-rules.ts'
import type { SourceRecord } from '../../sync/sources/source.ts'
import { columnOfMetadata, type Meaning, meaningOf, noteOf } from './columns.ts'

/** `DataEventInput` of the graph. */
export type EventInput = {
  name: string
  contact: { id: string } | { externalId: string } | { email: string }
  occurredAt?: string
  metadata?: Record<string, unknown>
}

/**
 * What a record of a file says of an event, held against Intercom's rules as the gateway does. Says the same of it at any time, but for `nowMs`.
 *
 * @param nowMs by which the age of an event is judged; undefined leaves that to the gateway
 * @throws InvalidInputError for what is no event, or none that Intercom takes
 */
export function eventOf(record: SourceRecord, nowMs: number | undefined): EventInput {
  if (noteOf.raw in record) throw refused('could not be read, and was not corrected', noteOf.raw)
  const said = new Map<Meaning, { column: string; value: unknown }>()
  for (const [column, value] of Object.entries(record)) {
    const meaning = meaningOf(column)
    if (meaning === undefined || isNothing(value)) continue
    const other = said.get(meaning)
    if (other) throw refused(`says the same as "${other.column}"; expected one of them`, column)
    said.set(meaning, { column, value })
  }

  const name = said.get('name')
  if (!name) throw refused('is missing', 'event')
  const instant = said.get('occurredAt')
  const occurredAt = instant && instantOf(instant.value, instant.column)
  const metadata = metadataOf(record)
  const event = { name: textOf(name.value, name.column), ...(metadata && { metadata }) }
  checkedEvent({ ...event, ...(occurredAt && { occurredAt }) }, [], nowMs ?? occurredAt?.getTime() ?? Date.now())
  return { ...event, contact: contactOf(said), ...(occurredAt && { occurredAt: occurredAt.toISOString() }) }
}

function contactOf(said: ReadonlyMap<Meaning, { column: string; value: unknown }>): EventInput['contact'] {
  const [one, other] = (['id', 'externalId', 'email'] as const).flatMap((by) => (said.has(by) ? [{ by, ...said.get(by)! }] : []))
  if (!one) throw refused('is missing; expected one of contactId, userId and email', 'contactId')
  if (other) throw refused(`says who beside "${one.column}"; expected one of them in a row`, other.column)
  const text = textOf(one.value, one.column)
  switch (one.by) {
    case 'id':
      return { id: text.startsWith('gid://') ? text : checkId('contact', text) }
    case 'externalId':
      return { externalId: checkExternalId(text) }
    case 'email':
      try {
        return { email: EmailAddressResolver.parseValue(text) as string }
      } catch {
        throw refused('is no e-mail address', one.column)
      }
  }
}

const isNothing = (value: unknown) => value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

function textOf(value: unknown, column: string): string {
  if (typeof value === 'string') return value.trim()
  if (Number.isSafeInteger(value)) return String(value)
  throw refused('is no text', column)
}

/** Later than any instant in seconds that is meant, and earlier than any in milliseconds. */
const notInSeconds = 100_000_000_000
const inIso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d)(?::?(\d\d))?$/i

/** An instant with its offset, which databases write in hours alone; not a number where it is none. */
function parsed(text: string): number {
  const found = inIso.exec(text)
  if (!found) return Number.NaN
  const [, day, time, offset = '', minutes = '00'] = found
  return Date.parse(`${day}T${time}${/z/i.test(offset) ? 'Z' : `${offset}:${minutes}`}`)
}

function instantOf(value: unknown, column: string): Date {
  const text = String(value).trim()
  const isSeconds = /^\d+(\.\d+)?$/.test(text)
  if (isSeconds && Number(text) >= notInSeconds) throw refused('is in milliseconds; expected unix seconds', column)
  const instant = isSeconds ? new Date(Number(text) * 1000) : new Date(parsed(text))
  if (Number.isNaN(instant.getTime()))
    throw refused('is no instant; expected ISO 8601 with its offset, as in 2026-11-23T09:30:00Z, or unix seconds', column)
  return instant
}

function metadataOf(record: SourceRecord): Record<string, unknown> | undefined {
  const { metadata: whole = {} } = record
  if (!isNothing(whole) && (typeof whole !== 'object' || Array.isArray(whole))) throw refused('is no object', 'metadata')
  const metadata = new Map(Object.entries(isNothing(whole) ? {} : (whole as object)))
  for (const [column, value] of Object.entries(record)) {
    const [, key = '', isNumber] = columnOfMetadata.exec(column) ?? []
    if (key === '' || isNothing(value)) continue
    if (metadata.has(key)) throw refused('stands in the row twice', `metadata.${key}`)
    metadata.set(key, isNumber ? numberOf(value, column) : key.endsWith('_date') ? dateOf(value) : value)
  }
  return metadata.size > 0 ? Object.fromEntries(metadata) : undefined
}

function numberOf(value: unknown, column: string): number {
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) throw refused('is no number', column)
  return number
}

/** A cell holds text; dates are dates to Intercom only as unix seconds. */
function dateOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (/^\d+$/.test(value.trim())) return Number(value)
  const ms = parsed(value.trim())
  return Number.isNaN(ms) ? value : Math.floor(ms / 1000)
}

const refused = (what: string, column: string) => new InvalidInputError(`"${column.slice(0, 120)}" ${what}.`, { path: [column] })

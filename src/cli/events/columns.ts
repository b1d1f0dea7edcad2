/** What a column says of an event. */
export type Meaning = 'name' | 'id' | 'externalId' | 'email' | 'occurredAt'

/** What columns are called, without regard to large letters and to `_`. */
const meanings = new Map<string, Meaning>([
  ['event', 'name'],
  ['eventname', 'name'],
  ['contactid', 'id'],
  ['userid', 'externalId'],
  ['externalid', 'externalId'],
  ['email', 'email'],
  ['occurredat', 'occurredAt'],
  ['createdat', 'occurredAt'],
])
export const meaningOf = (column: string) => meanings.get(column.toLowerCase().replaceAll('_', ''))

/** What an import has written beside rows that failed. They say nothing of the event. */
export const noteOf = { line: '_line', error: '_error', raw: '_raw' } as const
const notes: readonly string[] = Object.values(noteOf)

/** Its key, and whether its values are numbers. */
export const columnOfMetadata = /^metadata\.(.+?)(:number)?$/

export const isKnownColumn = (column: string) =>
  meaningOf(column) !== undefined || column === 'metadata' || columnOfMetadata.test(column) || notes.includes(column)

export const knownColumns =
  'event, contactId, userId (your own id), email, occurredAt, metadata.<key>, metadata.<key>:number; in NDJSON also metadata, an object'

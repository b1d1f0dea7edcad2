import type { Records } from './records.ts'
import type { Wire } from './rest.ts'

/** What REST says of a field, before it is written as the graph writes it: instants in unix seconds, enums in Intercom's words, records by their ids. */
type Read = string | ((wire: Wire, records: Records) => unknown)

/**
 * Where REST has what a field of the graph says: a path into the record's JSON, or a way to work it out. A field without a rule is looked for under
 * its own name in Intercom's spelling (`updatedAt`: `updated_at`).
 */
export type Rule = Read | { args: string; from: Read }

export type Rules = Record<string, Record<string, Rule>>

import type { FieldFacts, FilterField } from './field.ts'

/** A row of the table of filters: a field of the input, what Intercom is asked for it, and how far it is exact. */
export type FilterTableRow = { name: string } & Omit<FieldFacts, 'of'>

/** What can be filtered by, from the very fields that filter. */
export const filterTable = (fields: Readonly<Record<string, Pick<FilterField<never, never>, 'facts'>>>): FilterTableRow[] =>
  Object.entries(fields).flatMap(([name, { facts }]) =>
    facts.map(({ of, ...rest }) => ({ name: of === undefined ? name : `${name} (${of})`, ...rest })),
  )

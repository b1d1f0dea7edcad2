import { z } from 'zod'
import { SyncDefinition } from '../config/syncs.ts'

/** Where the JSON Schema of sync definitions lies, from the folder in which npm runs scripts. */
export const syncSchemaFile = 'schema/sync.schema.json'

/** What the file of a sync may say, as editors read it. */
export function printedSyncSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(SyncDefinition, { io: 'input' })
  return `${JSON.stringify({ $schema, title: 'A sync with a CRM', ...rest }, null, 2)}\n`
}

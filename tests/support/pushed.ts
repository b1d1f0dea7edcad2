import { createHash } from 'node:crypto'
import { type SyncConfig, SyncDefinition } from '../../src/config/syncs.ts'
import type { Config } from '../../src/config.ts'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A sync whose records are sent: a record is `{ id, email, name, phone, gone }`. */
export const pushed = (fields: object = {}): SyncConfig => ({
  ...SyncDefinition.parse({
    ...{ object: 'contact', direction: 'CRM_TO_INTERCOM', source: { type: 'push' }, key: 'id', match: ['externalId'] },
    fields: [
      { column: 'id', field: 'externalId' },
      { column: 'email', field: 'email' },
      { column: 'name', field: 'name' },
      { column: 'phone', field: 'phone', rule: 'MANUAL' },
    ],
    deleted: { column: 'gone', action: 'ARCHIVE' },
    ...fields,
  }),
  ...{ name: 'crm', secrets: {} },
})

/** A gateway that has these syncs and no others. */
export const withSyncs =
  (definitions: readonly SyncConfig[], { maxUploadBytes }: { maxUploadBytes?: number } = {}) =>
  (config: Config): Config => ({ ...config, sync: { ...config.sync, ...(maxUploadBytes && { maxUploadBytes }), definitions } })

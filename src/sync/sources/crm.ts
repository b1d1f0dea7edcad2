import { createReadStream } from 'node:fs'
import type { SyncConfig } from '../../config/syncs.ts'
import { fileSource, formatOf } from './file.ts'
import { postgresSource } from './postgres.ts'
import { postgresSink } from './postgres-sink.ts'
import type { Sink } from './sink.ts'
import type { Source } from './source.ts'

/** The two ends of a sync's CRM: where its records are read, and where changes of Intercom go. Null for an end that it does not have. Nothing is opened before it is used. */
export function endsOfCrm({ source, key, changedAt, secrets }: SyncConfig): { source: Source | null; sink: Sink | null } {
  switch (source.type) {
    case 'push':
      return { source: null, sink: null }
    case 'file': {
      const { path, delimiter } = source
      const format = source.format ?? formatOf(path) ?? 'ndjson'
      return {
        source: fileSource({ open: () => createReadStream(path), format, ...(delimiter !== undefined && { delimiter }) }),
        sink: null,
      }
    }
    case 'postgres': {
      const { urlFrom, table, query, intercomIdColumn, batchRows } = source
      const url = secrets[urlFrom] ?? ''
      return {
        source: postgresSource({ url, table, query, key, changedAt, batchRows }),
        sink: table === undefined ? null : postgresSink({ url, table, key, intercomIdColumn }),
      }
    }
    default:
      throw new Error(`Nobody reads a source of the type ${source.type}.`)
  }
}

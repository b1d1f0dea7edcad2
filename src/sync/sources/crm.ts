import { createReadStream } from 'node:fs'
import type { SyncConfig } from '../../config/syncs.ts'
import { fileSource, formatOf } from './file.ts'
import { httpSource } from './http.ts'
import type { HttpTime } from './http-calls.ts'
import { httpSink } from './http-sink.ts'
import { postgresSource } from './postgres.ts'
import { postgresSink } from './postgres-sink.ts'
import type { Sink } from './sink.ts'
import type { Source } from './source.ts'

export type CrmEnds = {
  /** Null where records come by themselves: `push`. */
  source: Source | null
  /** Null where nothing can be written: a file, a query, an API without a `sinkUrl`. */
  sink: Sink | null
}

export type CrmDeps = {
  /** The bytes of a file, from its beginning. @default those of the path, from the folder in which the process runs */
  files?: (path: string) => AsyncIterable<Uint8Array>
  time: HttpTime
}

/** The ends of a sync that lie in the CRM, as its definition says them. Nothing is opened before it is used. A CRM of a new type gets its lines here, and its options in `config/syncs.ts`. */
export function endsOfCrm({ source, key, changedAt, secrets }: SyncConfig, { files = createReadStream, time }: CrmDeps): CrmEnds {
  const secret = (variable: string) => secrets[variable] ?? ''
  switch (source.type) {
    case 'push':
      return { source: null, sink: null }
    case 'file': {
      const { path, format = formatOf(path) ?? 'ndjson', delimiter } = source
      return {
        source: fileSource({ open: () => files(path), name: JSON.stringify(path), format, ...(delimiter !== undefined && { delimiter }) }),
        sink: null,
      }
    }
    case 'postgres': {
      const { table, query, intercomIdColumn, batchRows } = source
      const url = secret(source.urlFrom)
      return {
        source: postgresSource({ url, table, query, key, changedAt, batchRows }),
        sink: table === undefined ? null : postgresSink({ url, table, key, intercomIdColumn }),
      }
    }
    case 'http': {
      const { url, items, paging, sinceParameter, sinkUrl, timeoutMs } = source
      const headers = Object.fromEntries(Object.entries(source.headersFrom).map(([name, variable]) => [name, secret(variable)]))
      return {
        source: httpSource({ url, headers, items, paging, sinceParameter, timeoutMs, time }),
        sink: sinkUrl === undefined ? null : httpSink({ url: sinkUrl, headers, timeoutMs, time }),
      }
    }
  }
}

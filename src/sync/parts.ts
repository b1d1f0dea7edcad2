import type { Json } from '../changes/change.ts'
import type { SyncConfig } from '../config/syncs.ts'
import type { CompanyIds } from './company-ids.ts'
import type { Mapping } from './mapping.ts'
import type { Sink } from './sources/sink.ts'
import type { Source } from './sources/source.ts'
import type { Attachments, Syncable } from './syncable.ts'

/** What a run of one sync is made of. */
export type SyncParts = {
  sync: SyncConfig
  syncable: Syncable
  companies: Syncable
  attachments: Attachments
  mapping: Mapping
  /** Null for a sync whose records are sent to the gateway. */
  source: Source | null
  /** Null where the CRM cannot be written. */
  sink: Sink | null
  /** Of the definition: what was compared under another one is compared anew. */
  fingerprint: string
  companyIds: CompanyIds
}

/** What the engine knows of the job that it runs in; see `RunningJob` of jobs. */
export type SyncJob = {
  id: string
  caller: string
  input: unknown
  checkpoint: unknown
  progress: { done: number; total: number | null; failed: number }
  isLastTry: boolean
  /** Aborted when it is to end. */
  signal: AbortSignal
  /** Writes down how far it is. What it throws ends the job here, and is to pass. */
  reach(at: { checkpoint: Json; progress: { done: number; total: number | null; failed: number } }): Promise<void>
}

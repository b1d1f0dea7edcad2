import DataLoader from 'dataloader'
import type { Cache } from '../cache/cache.ts'
import type { Hub } from '../changes/hub.ts'
import type { IntercomVersion } from '../intercom/client.ts'
import type { RateLimit } from '../intercom/rate-limit.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Schedules } from '../jobs/schedules.ts'
import type { HealthReport } from '../monitoring/health.ts'
import type { Services } from '../resources/registry.ts'
import type { Sync } from '../sync/sync.ts'
import type { WebhookInspection } from '../webhooks/inspection.ts'
import type { Replay } from '../webhooks/replay.ts'
import type { Writes } from '../writes/engine.ts'
import type { Viewer } from './callers/viewer.ts'
import type { PageLimit } from './connections/asked-page.ts'

/** A service's way to read many at once: aligned with the keys, an Error for each that failed. */
export type Batch<Key, Value> = (keys: readonly Key[]) => Promise<ArrayLike<Value | Error>>

/** What every resolver is handed: who asks, what it may use, and this request's loaders. */
export type Context = {
  viewer: Viewer
  workspaceId: string
  apiVersion: IntercomVersion
  services: Services
  limits: PageLimit
  /** A look at what the gateway depends on. */
  health: () => Promise<HealthReport>
  /** The calls to Intercom that are left. */
  budget: () => Promise<RateLimit>
  /** One record through this request's DataLoader: everything asked for in one tick is one batch, the same key is asked once. */
  load<Key, Value>(batch: Batch<Key, Value>, key: Key): Promise<Value>
  /** Puts what is known of one record where `load` finds it: a write's answer, so that its payload asks nobody. */
  prime<Key, Value>(batch: Batch<Key, Value>, key: Key, value: Value): void
  /** What was loaded of one record is loaded anew when it is asked for again. */
  unload<Key, Value>(batch: Batch<Key, Value>, key: Key): void
  /** All that was loaded is: for each mutation of a document, as the one before it may have changed anything. */
  forgetLoaded(): void
  /** Many through the same loader, an Error for each that failed. */
  loadMany<Key, Value>(batch: Batch<Key, Value>, keys: readonly Key[]): Promise<(Value | Error)[]>
  /** Takes copies out of the cache; answers how many there were. */
  purge: Cache['purge']
  /** Runs mutations, each under its key where it has one. */
  writes: Pick<Writes, 'run' | 'alone' | 'hasBegun'>
  /** What is done behind answers. */
  jobs: Pick<Jobs, 'submit' | 'get' | 'cancel' | 'pause' | 'resume' | 'list' | 'follow'>
  /** What is kept alike in Intercom and a CRM. */
  sync: Pick<Sync, 'definitions' | 'stateOf' | 'plans' | 'plan' | 'apply' | 'retry' | 'resolve'>
  /** What has changed after a cursor, and what changes from now on. */
  changes: Pick<Hub, 'subscribe' | 'isNews'>
  /** When things are done by themselves. */
  schedules: Pick<Schedules, 'next'>
  /** What became of Intercom's deliveries. */
  webhooks: WebhookInspection & { replay: Replay }
  /** The cursor of the last event that the client knows, as its transport has it; null when it says none. */
  resumeFrom: string | null
  /** From here on everything is read anew, past what was loaded and behind the fence. For each event of a stream. */
  renew(): Promise<void>
}

/** The same for another answer: what was loaded for this one is not known there. */
export function withLoadersOfItsOwn(context: Context): Context {
  return { ...context, ...createLoaders() }
}

/** DataLoaders by the batch function they serve, made when first used, gone with the request. */
export function createLoaders(): Pick<Context, 'load' | 'loadMany' | 'prime' | 'unload' | 'forgetLoaded'> {
  const loaders = new Map<unknown, unknown>()
  const loaderFor = <Key, Value>(batch: Batch<Key, Value>): DataLoader<Key, Value> => {
    const known = loaders.get(batch) as DataLoader<Key, Value> | undefined
    const loader = known ?? new DataLoader<Key, Value>(batch)
    if (!known) loaders.set(batch, loader)
    return loader
  }
  return {
    load: (batch, key) => loaderFor(batch).load(key),
    unload: (batch, key) => void loaderFor(batch).clear(key),
    prime: (batch, key, value) => void loaderFor(batch).clear(key).prime(key, value),
    loadMany: (batch, keys) => loaderFor(batch).loadMany(keys),
    forgetLoaded: () => loaders.clear(),
  }
}

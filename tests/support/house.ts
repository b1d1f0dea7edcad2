import { type Cache, type CacheOptions, createCache } from '../../src/cache/cache.ts'
import { generationTtlMs } from '../../src/cache/policy.ts'
import { createRedisStore } from '../../src/cache/redis-store.ts'
import type { Change } from '../../src/changes/change.ts'
import type { ChangeLog, Say } from '../../src/changes/log.ts'
import { createMemoryLog } from '../../src/changes/memory-log.ts'
import { createRedis } from '../../src/changes/redis.ts'
import { createRedisLog } from '../../src/changes/redis-log.ts'
import type { CacheConfig, ChangesConfig } from '../../src/config.ts'

/** Keeps what was said, for a test to read. */
export function createListener() {
  const said: string[] = []
  const say: Say = { info: (_, sentence) => void said.push(sentence), warn: (_, sentence) => void said.push(sentence) }
  return { said, say }
}

export const changesConfig: ChangesConfig = {
  maxLength: 10_000,
  retentionSeconds: 3_600,
  dedupeSeconds: 3_600,
  memoryMaxLength: 10_000,
  payloadSeconds: 600,
  payloadMaxBytes: 10_000,
  deliveriesKept: 1_000,
  deliveriesSeconds: 3_600,
  deadLettersKept: 100,
  deadLetterSeconds: 7_200,
}

const cacheConfig: CacheConfig = {
  l1MaxBytes: 16_000_000,
  maxValueBytes: 1_000_000,
  redisTimeoutMs: 50,
  fenceTimeoutMs: 25,
  isolatedL1MaxAgeMs: 5_000,
  lostLogTtlSeconds: 30,
  default: { ttlSeconds: 300, negativeTtlSeconds: 30, staleOnErrorSeconds: 3_600, staleWhileRevalidateSeconds: 0 },
  kinds: {},
}

type ChangeFacts = Partial<Omit<Change, 'erase'>> & {
  /** It erases the keys. */
  erase?: boolean
}

/** A Change to these keys, of which a test says only what matters to it. */
export function changeOf(keys: string | readonly string[], { erase = false, ...rest }: ChangeFacts = {}): Change {
  const all = typeof keys === 'string' ? [keys] : keys
  const [forget, erased] = erase ? [[], all] : [all, []]
  return { topic: 'thing.changed', origin: 'WEBHOOK', occurredAt: new Date(1_700_000_000_000), about: [], forget, erase: erased, ...rest }
}

export type Process = AsyncDisposable & { cache: Cache; log: ChangeLog; said: string[]; dispose(): Promise<void> }
type ProcessOptions = Partial<Omit<CacheOptions, 'config'>> & { config?: Partial<CacheConfig> }

/** One gateway process without Redis, as far as the cache sees it. */
export function startAlone({ config, now = Date.now, ...rest }: ProcessOptions = {}): Process {
  const { said, say } = createListener()
  const log = rest.log ?? createMemoryLog({ ...changesConfig, now, say })
  const cache = createCache({ log, config: { ...cacheConfig, ...config }, indexLagMs: 0, now, say, ...rest })
  const dispose = () => cache.dispose()
  return { cache, log, said, dispose, [Symbol.asyncDispose]: dispose }
}

type Shared = ProcessOptions & { workspace?: string; valuesUrl?: string; changes?: Partial<ChangesConfig>; waitMs?: number }

/** One gateway process on a Redis that it may share with others. Resolves when it follows the log, or after `waitMs` when there is none to follow. */
export async function startOnRedis(url: string, options: Shared = {}): Promise<Process> {
  const { config, changes, valuesUrl, workspace = 'w', now = Date.now, waitMs = 5_000, ...rest } = options
  const { said, say } = createListener()
  const settings = { ...cacheConfig, ...config }
  const link = (name: string, to = url, patienceMs = 0) =>
    createRedis({ url: to, name, timeoutMs: settings.redisTimeoutMs, patienceMs, say })
  const values = link('redis values', valuesUrl ?? url, 1_000)
  const redis = link('redis')
  const reader = link('log reader')
  const log = createRedisLog({
    ...changesConfig,
    ...changes,
    workspace,
    redis,
    reader,
    generationTtlMs: generationTtlMs(settings),
    now,
    say,
  })
  const l2 = createRedisStore({ workspace, intercomVersion: '2.14', redis, values, isOneServer: !valuesUrl })
  const cache = createCache({ log, l2, config: settings, indexLagMs: 0, now, say, ...rest })
  const giveUpAtMs = Date.now() + waitMs
  while (!log.isReachable() && Date.now() < giveUpAtMs) await new Promise((resolve) => setTimeout(resolve, 5))
  async function dispose() {
    await cache.dispose()
    await log.dispose()
    await Promise.all([redis, reader, values].map((one) => one.dispose()))
  }
  return { cache, log, said, dispose, [Symbol.asyncDispose]: dispose }
}

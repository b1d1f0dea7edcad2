import { setTimeout as delay } from 'node:timers/promises'
import type { ChangeLog, Say } from '../changes/log.ts'
import type { CacheConfig } from '../config.ts'
import { createChangedLately } from './changed-lately.ts'
import { createEntities, type Entities, type EntityKind } from './entities.ts'
import { createEntriesSince } from './entries-since.ts'
import { createFence } from './fence.ts'
import { createIdentityOf } from './identity.ts'
import { createIndexLag } from './index-lag.ts'
import type { Kept } from './kept.ts'
import { scopeKey } from './keys.ts'
import { createListed, type Listed, type ListedKind } from './listed.ts'
import { createMemoryStore } from './memory-store.ts'
import { createPages, type Pages, type PagesOptions } from './pages.ts'
import { policyOf } from './policy.ts'
import { createPurge, type Purge } from './purging.ts'
import type { RedisStore } from './redis-store.ts'
import { createReference, type Reference, type ReferenceKind } from './reference.ts'
import type { SaysUpdate } from './said-lately.ts'
import { createTiers, type OnRead } from './tiers.ts'
import type { Family } from './views.ts'

export type CacheOptions = {
  /** Where Changes come from. Disposed by whoever made it. */
  log: ChangeLog
  /** What all processes share; none keeps everything in this process. */
  l2?: RedisStore | null
  config: CacheConfig
  /** For how long after a Change Intercom's search may still show what was before it: `intercom.indexLagMs`. */
  indexLagMs: number
  now(): number
  say: Say
  /** Told of every look at a tier. */
  onRead?: OnRead
}

export type Cache = {
  entities<Wire, Model>(kind: EntityKind<Wire, Model>): Entities<Wire, Model>
  pages<Wire, Model>(
    entities: Entities<Wire, Model>,
    options: Pick<PagesOptions<Wire, Model>, 'scope' | 'areCorrected'> & { saysUpdate?: SaysUpdate },
  ): Pages<Wire, Model>
  reference<Wire, Model>(kind: ReferenceKind<Wire, Model>): Reference<Model>
  /** A list of all of them, and each by itself: two copies, which a Change of one has to forget both. */
  listed<Wire, Model>(kind: ListedKind<Wire, Model>): Listed<Wire, Model>
  /**
   * At the start of a request, and again after an `append` of its own: from here on it sees every Change appended before.
   * Never rejects; what cannot be promised is noted in the request's scope.
   */
  fence(): Promise<void>
  /** Takes copies away, everywhere; whoever asks next asks Intercom. Answers how many there were. */
  purge(what: Purge): Promise<number>
  /** Resolves when no background work of it runs any more. That may ask upstream, which is closed first by whoever cannot wait for its answers. */
  dispose(): Promise<void>
}

export function createCache({ log, l2 = null, config, indexLagMs, now, say, onRead = () => {} }: CacheOptions): Cache {
  const { l1MaxBytes, maxValueBytes, fenceTimeoutMs, isolatedL1MaxAgeMs, lostLogTtlSeconds } = config
  const fence = createFence({ log, timeoutMs: fenceTimeoutMs, isolatedMaxAgeMs: isolatedL1MaxAgeMs, now })
  const l1 = createMemoryStore<Kept<unknown>>({ maxBytes: l1MaxBytes, log })
  const tiers = createTiers({ l1, l2, log, maxValueBytes, now, say, onRead, oldestShownMs: fence.oldestShownMs })
  const indexLag = createIndexLag({ log, indexLagMs, lostLogTtlMs: lostLogTtlSeconds * 1000 })
  const changedLately = createChangedLately({ log, indexLagMs, say })
  const entriesSince = createEntriesSince({ log })
  const policyFor = (...names: string[]) => policyOf(config, ...names)
  /** Which values lie under a generation, by the kind it begins with. */
  const keysUnder = new Map<string, (id: string) => string[]>()

  const stopping = new AbortController()
  // an erased record can no longer be read; let its copies not lie about until their time is up
  const unfollow = log.follow({
    onChange({ change }) {
      if (!l2 || change.erase.length === 0) return
      const keys = change.erase.flatMap((key) => {
        const kindEnds = key.indexOf(':')
        return keysUnder.get(key.slice(0, kindEnds))?.(key.slice(kindEnds + 1)) ?? []
      })
      tiers.inBackground(removeErased(l2, keys))
    },
    onGap() {},
  })

  /** Again while Redis does not answer, each time later: in two minutes for the last time. */
  async function removeErased(from: RedisStore, keys: readonly string[]) {
    for (let waitMs = 1_000; ; waitMs *= 2) {
      try {
        return await from.remove(keys)
      } catch (error) {
        const isLast = stopping.signal.aborted || waitMs > 64_000
        if (isLast) return say.warn({ err: error }, 'erased copies are left in redis, where nobody reads them, until their time is up')
        await delay(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      }
    }
  }

  function entities<Wire, Model>(kind: EntityKind<Wire, Model>): Entities<Wire, Model> {
    const family: Family<Wire> = { kind: kind.kind, ...createIdentityOf(kind), views: [] }
    keysUnder.set(kind.kind, (id) => family.views.map((view) => view.slotOf(id).key))
    return createEntities(tiers, { view: kind, family, policyFor, indexLag })
  }
  const reference = <Wire, Model>(kind: ReferenceKind<Wire, Model>) => createReference(tiers, { kind, policy: policyFor(kind.kind) })

  return {
    entities,
    pages(entities, { scope, areCorrected = false, saysUpdate }) {
      const policy = policyFor(`${entities.kind}Page`, entities.kind)
      return createPages(tiers, {
        entities,
        scope,
        areCorrected,
        policy,
        indexLag,
        changedLately: changedLately.ofKind(entities.kind, {
          saysUpdate,
          ...(areCorrected && { longestShownMs: policy.ttlMs, lists: scopeKey(scope) }),
        }),
        entriesSince: entriesSince.of,
      })
    },
    reference,
    listed: (kind) => createListed(reference(kind), entities(kind)),
    fence: fence.pass,
    purge: createPurge({ log, l1, l2, now }),
    async dispose() {
      stopping.abort()
      unfollow()
      changedLately.dispose()
      entriesSince.dispose()
      await tiers.close()
      l1.dispose()
    },
  }
}

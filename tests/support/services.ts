import type { Cache } from '../../src/cache/cache.ts'
import type { ChangeLog } from '../../src/changes/log.ts'
import type { Intercom } from '../../src/intercom/client.ts'
import { createServices, topicsOf } from '../../src/resources/registry.ts'
import { createMemoryStorage } from '../../src/storage/memory-store.ts'
import type { Item } from '../../src/webhooks/item.ts'
import { type TopicTable, tableOf } from '../../src/webhooks/topics.ts'
import { createWrites } from '../../src/writes/engine.ts'
import { createListener } from './house.ts'

type Options = {
  intercom: Intercom
  cache: Cache
  log: ChangeLog
  indexLagMs?: number
  identify?: Parameters<typeof createServices>[0]['identify']
}

const nobody = () => Promise.reject(new Error('nobody asks who the token is'))

/** All rows' services with what they write by, and nothing of the graph. */
export function createTestServices({ intercom, cache, log, indexLagMs = 0, identify = nobody }: Options) {
  const config = { batchSize: 50, concurrency: 8, indexLagMs, region: 'us' } as const
  const writes = createWrites({
    log,
    store: createMemoryStorage({ now: Date.now }),
    judge: (topic: string, item: Item) => topics.effectsOf(topic, item),
    callTimeoutMs: 20_000,
    indexLagMs,
    config: { lookTimeoutMs: 1_000, duplicateWaitMs: 1_000, keySeconds: 3_600 },
    say: createListener().say,
    onEnded: [],
    now: Date.now,
  })
  const services = createServices({ intercom, cache, writes, config, dataEvents: {}, identify, now: Date.now })
  const rules = Object.values(topicsOf(services))
  const topics: TopicTable = tableOf(rules)
  return { services, rules, topics, writes }
}

import { IntercomClient } from 'intercom-client'
import { Redis } from 'ioredis'
import { createCache } from '../src/cache/cache.ts'
import { generationTtlMs } from '../src/cache/policy.ts'
import { createRedisStore } from '../src/cache/redis-store.ts'
import { createRedis } from '../src/changes/redis.ts'
import { createRedisLog } from '../src/changes/redis-log.ts'
import { loadConfig } from '../src/config.ts'
import { createIntercom } from '../src/intercom/client.ts'
import { startRedis } from '../tests/support/redis.ts'

const say = { info() {}, warn() {} }

/** Microseconds for one of `work`, the median of several rounds. */
async function microsecondsOf(work: () => Promise<unknown>, rounds: number, perRound: number, clock = () => performance.now() * 1000) {
  const taken: number[] = []
  for (let round = 0; round < rounds + 2; round++) {
    const startedAt = clock()
    for (let time = 0; time < perRound; time++) await work()
    if (round >= 2) taken.push((clock() - startedAt) / perRound)
  }
  return taken.toSorted((one, other) => one - other)[Math.floor(taken.length / 2)] as number
}

const cpuMicroseconds = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Fifty records of about two kilobytes out of memory and out of a real Redis, beside one bare MGET of the same bytes. */
export async function measureCache() {
  await using server = await startRedis()
  const { cache: config, changes } = loadConfig({ env: {} })
  const record = (id: string) => ({ id, text: 'x'.repeat(2_000) })
  const ids = Array.from({ length: 50 }, (_, index) => String(index))
  const link = (name: string) => createRedis({ url: server.url, name, timeoutMs: 1_000, say })
  await using parts = new AsyncDisposableStack()
  const own = <Part extends { dispose(): Promise<void> }>(part: Part) => parts.adopt(part, (opened) => opened.dispose())
  const redis = own(link('bench'))
  const reader = own(link('bench reader'))
  const log = own(
    createRedisLog({ ...changes, workspace: 'bench', redis, reader, generationTtlMs: generationTtlMs(config), now: Date.now, say }),
  )
  const l2 = createRedisStore({ workspace: 'bench', intercomVersion: '2.14', redis, values: redis, say })
  await redis.ready(5_000)
  const over = (l1MaxBytes: number) => {
    const cache = own(createCache({ log, l2, config: { ...config, l1MaxBytes }, indexLagMs: 0, now: Date.now, say }))
    return cache.entities({
      kind: 'contact',
      idOf: (wire: ReturnType<typeof record>) => wire.id,
      fromWire: (wire) => ({ ...wire }),
      fetch: async (wanted) => wanted.map((id) => ({ wire: record(id), source: 'read' })),
    })
  }
  const inMemory = over(64 * 2 ** 20)
  const inRedis = over(1) // holds nothing itself
  await inMemory.getMany(ids)
  await new Promise((resolve) => setTimeout(resolve, 100))
  const bare = new Redis(server.url, { protocol: 2 })
  await bare.mset(Object.fromEntries(ids.map((id) => [`bare:${id}`, JSON.stringify(record(id))])))
  const keys = ids.map((id) => `bare:${id}`)
  const l1Us = await microsecondsOf(() => inMemory.getMany(ids), 9, 5_000)
  const l2Us = await microsecondsOf(() => inRedis.getMany(ids), 9, 300)
  const mgetUs = await microsecondsOf(() => bare.mget(keys), 9, 300)
  bare.disconnect()
  return { l1Us, l2Us, mgetUs }
}

/** CPU of one list of fifty conversations through our transport, and through the SDK as it comes, over the global fetch. */
export async function measureTransport(intercomUrl: string) {
  const intercom = createIntercom({ token: 'sandbox-token', baseUrl: intercomUrl, version: '2.14' })
  const plain = new IntercomClient({ token: 'sandbox-token', baseUrl: intercomUrl })
  const oursUs = await microsecondsOf(
    () => intercom.call((sdk, options) => sdk.conversations.list({ per_page: 50 }, options)),
    7,
    60,
    cpuMicroseconds,
  )
  const plainUs = await microsecondsOf(() => plain.conversations.list({ per_page: 50 }), 7, 60, cpuMicroseconds)
  await intercom.dispose()
  return { oursUs, plainUs }
}

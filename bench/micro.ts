import { IntercomClient } from 'intercom-client'
import { Redis } from 'ioredis'
import { createCache } from '../src/cache/cache.ts'
import { generationTtlMs } from '../src/cache/policy.ts'
import { createRedisStore } from '../src/cache/redis-store.ts'
import { createRedis } from '../src/changes/redis.ts'
import { createRedisLog } from '../src/changes/redis-log.ts'
import { loadConfig } from '../src/config.ts'
import { createIntercom } from '../src/intercom/client.ts'
import { startSandbox } from '../src/sandbox/server.ts'
import { startRedis } from '../tests/support/redis.ts'
import { median } from './report.ts'
import { createRest } from './rest.ts'

const say = { info() {}, warn() {} }

/** Microseconds for one of `work`, the median of several rounds. */
async function microsecondsOf(work: () => Promise<unknown>, rounds: number, perRound: number) {
  const taken: number[] = []
  for (let round = 0; round < rounds + 2; round++) {
    const startedAt = performance.now()
    for (let time = 0; time < perRound; time++) await work()
    if (round >= 2) taken.push(((performance.now() - startedAt) * 1000) / perRound)
  }
  return median(taken)
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
  const values = own(link('bench values'))
  const reader = own(link('bench reader'))
  const log = own(
    createRedisLog({ ...changes, workspace: 'bench', redis, reader, generationTtlMs: generationTtlMs(config), now: Date.now, say }),
  )
  const l2 = createRedisStore({ workspace: 'bench', intercomVersion: '2.14', redis, values, isOneServer: true })
  await Promise.all([redis.ready(5_000), values.ready(5_000)])
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

/** A sandbox of 100,000 contacts: its last pages beside its first ones, and fifty ids sought beside a word scanned for. Ratios; 1 is as fast. */
export async function measureSandbox() {
  await using sandbox = await startSandbox({ contacts: 100_000, conversations: 0 })
  await using rest = createRest(sandbox.url)
  type Page = { data: { id: string }[]; pages: { next?: { starting_after: string } | null } }
  const pagesMs: number[] = []
  const ids: string[] = []
  for (let after = ''; ; ) {
    const startedAtMs = performance.now()
    const page = await rest.send<Page>('GET', `/contacts?per_page=150${after && `&starting_after=${encodeURIComponent(after)}`}`)
    pagesMs.push(performance.now() - startedAtMs)
    ids.push(page.data[0]?.id ?? '')
    if (!page.pages.next) break
    after = page.pages.next.starting_after
  }
  const search = (field: string, operator: string, value: unknown) =>
    rest.send('POST', '/contacts/search', { query: { field, operator, value }, pagination: { per_page: 50 } })
  const soughtUs = await microsecondsOf(() => search('id', 'IN', ids.slice(0, 50)), 9, 3)
  let word = 0
  // another word each time, so that no answer is remembered
  const scannedUs = await microsecondsOf(() => search('name', '~', `nobody ${word++}`), 9, 3)
  // the first pages also warm up the process: they are no measure
  return { lastToFirst: median(pagesMs.slice(-100)) / median(pagesMs.slice(100, 200)), soughtToScanned: soughtUs / scannedUs }
}

/**
 * CPU of one list of fifty conversations: a bare pooled call, our transport under the SDK, and the SDK as it comes, over the global fetch.
 * All three are compiled before any is measured, and take turns, so that none has a better moment than the others.
 */
export async function measureTransport(intercomUrl: string) {
  const intercom = createIntercom({ token: 'sandbox-token', baseUrl: intercomUrl, version: '2.14' })
  await using rest = createRest(intercomUrl)
  const plain = new IntercomClient({ token: 'sandbox-token', baseUrl: intercomUrl })
  const ways = {
    bare: () => rest.conversations(50),
    ours: () => intercom.call((sdk, options) => sdk.conversations.list({ per_page: 50 }, options)),
    plain: () => plain.conversations.list({ per_page: 50 }),
  }
  const taken: Record<keyof typeof ways, number[]> = { bare: [], ours: [], plain: [] }
  for (let round = -5; round < 15; round++) {
    for (const way of ['bare', 'ours', 'plain'] as const) {
      const startedAt = cpuMicroseconds()
      for (let time = 0; time < 40; time++) await ways[way]()
      if (round >= 0) taken[way].push((cpuMicroseconds() - startedAt) / 40)
    }
  }
  await intercom.dispose()
  return { bareUs: median(taken.bare), oursUs: median(taken.ours), plainUs: median(taken.plain) }
}

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { epochOf } from '../../../src/changes/cursor.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { createUpstream, type Thing } from './upstream.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const indexLagMs = 300_000
const keptMs = 30_000 // `lostLogTtlSeconds`
const usuallyKeptMs = 300_000

const request = <T>({ cache }: Process, work: () => Promise<T>) =>
  runInScope(createRequestScope('test'), async () => {
    await cache.fence()
    return work()
  })
const versions = (things: readonly (Thing | null | Error)[]) => things.map((thing) => (thing instanceof Error ? thing : thing?.version))

/** Two processes on a Redis that comes back empty: that thing 1 has changed to version 2 is known to nobody any more, and no search shows it yet. */
async function openAfterLoss({ source = 'read' as 'read' | 'search' } = {}) {
  const clock = { nowMs: Date.now() }
  const options = { indexLagMs, now: () => clock.nowMs }
  const processes = [await startOnRedis(server.url, options), await startOnRedis(server.url, options)] as const
  const upstream = createUpstream({ source })
  upstream.set('1', 1)
  const rowBefore = upstream.wire('1')
  const houses = processes.map((house) => ({ house, things: house.cache.entities(upstream.kind) }))
  const [first, second] = houses as [(typeof houses)[number], (typeof houses)[number]]
  const lost = await first.house.log.append(changeOf(first.things.keyOf('1')))
  upstream.set('1', 2)
  await server.command('FLUSHDB')
  for (const { log } of processes) await vi.waitFor(() => expect(epochOf(log.position())).not.toBe(epochOf(lost.cursor)), 5_000)
  const ask = ({ house, things }: typeof first, ...ids: string[]) => request(house, async () => versions(await things.getMany(ids)))
  const offer = ({ house, things }: typeof first) =>
    request(house, async () => versions(await things.offer([rowBefore], { source: 'search', startedAtMs: clock.nowMs })))
  const dispose = async () => void (await Promise.all(processes.map((house) => house.dispose())))
  return { clock, upstream, first, second, ask, offer, [Symbol.asyncDispose]: dispose }
}

describe('after a Change was lost with its log, while a search may still show what was before it', () => {
  test('its rows are kept for a short time, in every process, and then read anew', async () => {
    await using opened = await openAfterLoss()
    const { clock, upstream, first, second, ask, offer } = opened
    expect(await offer(first)).toEqual([1])
    clock.nowMs += keptMs - 1
    expect(await ask(first, '1')).toEqual([1])
    await vi.waitFor(async () => expect(await server.command('KEYS', '*:value:*')).toHaveLength(1))
    expect(await ask(second, '1')).toEqual([1])
    expect(upstream.calls).toEqual([])
    clock.nowMs += 1
    expect([await ask(first, '1'), await ask(second, '1')]).toEqual([[2], [2]])
  })

  test('what a search by ids found is kept for a short time, what was read by its id as usual', async () => {
    await using opened = await openAfterLoss({ source: 'search' })
    const { clock, upstream, first, ask } = opened
    const reads = createUpstream()
    reads.set('5', 1)
    const others = first.house.cache.entities({ ...reads.kind, kind: 'other' })
    upstream.set('2', 1)
    await ask(first, '2')
    await request(first.house, () => others.getMany(['5', 'none']))
    clock.nowMs += keptMs
    upstream.set('2', 2)
    expect(await ask(first, '2')).toEqual([2])
    clock.nowMs += usuallyKeptMs - keptMs - 1
    await request(first.house, () => others.getMany(['5']))
    expect(reads.calls).toHaveLength(1)
  })

  test('a row does not cover what was read by its id before', async () => {
    await using opened = await openAfterLoss()
    const { clock, first, ask, offer } = opened
    expect(await ask(first, '1')).toEqual([2])
    clock.nowMs += 1_000
    expect(await offer(first)).toEqual([2])
    expect(await ask(first, '1')).toEqual([2])
  })

  test('pages are kept for a short time', async () => {
    await using opened = await openAfterLoss()
    const { clock, upstream, first } = opened
    const pages = first.house.cache.pages(first.things, { scope: 'things' })
    let fetched = 0
    const get = () =>
      request(first.house, () =>
        pages.get('key', async () => {
          fetched++
          return { items: [upstream.wire('1')], next: null, totalCount: 1 }
        }),
      )
    await get()
    clock.nowMs += keptMs - 1
    await get()
    expect(fetched).toBe(1)
    clock.nowMs += 1
    await get()
    expect(fetched).toBe(2)
  })
})

test('what a search finds is never kept past the time by which every search shows what came before the log', async () => {
  const clock = { nowMs: Date.now() }
  await using house = startAlone({ indexLagMs, now: () => clock.nowMs })
  const upstream = createUpstream({ source: 'search' })
  const things = house.cache.entities(upstream.kind)
  upstream.set('1', 1)
  clock.nowMs += indexLagMs - 1_000
  await things.get('1')
  clock.nowMs += 999
  await things.get('1')
  expect(upstream.calls).toHaveLength(1)
  clock.nowMs += 1
  await things.get('1')
  expect(upstream.calls).toHaveLength(2)
  // and from then on as usual
  clock.nowMs += usuallyKeptMs - 1
  await things.get('1')
  expect(upstream.calls).toHaveLength(2)
})

test('who asks for it not to be kept at all is shown it, and nothing of it is kept', async () => {
  await using house = startAlone({ indexLagMs, config: { lostLogTtlSeconds: 0 } })
  const upstream = createUpstream({ source: 'search' })
  const things = house.cache.entities(upstream.kind)
  upstream.set('1', 1)
  expect((await things.get('1'))?.version).toBe(1)
  expect((await things.get('1'))?.version).toBe(1)
  expect(upstream.calls).toHaveLength(2)
})

import { describe, expect, test, vi } from 'vitest'
import { createRedisStore, type RedisStore } from '../../../src/cache/redis-store.ts'
import { createRedis } from '../../../src/changes/redis.ts'
import { GatewayError, UpstreamError } from '../../../src/errors.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, createListener, type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { bothHouses, type HouseOptions } from './houses.ts'

const { houses, nextWorkspace, redis: redisServer } = bothHouses()
const outage = new UpstreamError('UPSTREAM_UNREACHABLE', 'Intercom is not there.', { retryable: true })

/** A list upstream that counts how often it is asked; `hold` keeps its answers back. */
function createList(...ids: string[]) {
  const list = { names: ids, asked: 0, fail: undefined as Error | undefined, held: undefined as Promise<void> | undefined }
  const kind = {
    kind: 'admin',
    idOf: (wire: { id: string }) => wire.id,
    fromWire: (wire: { id: string }) => ({ id: wire.id }),
    async fetchAll() {
      list.asked++
      const answer = list.names.map((id) => ({ id }))
      await (list.held ?? new Promise((resolve) => setImmediate(resolve)))
      if (list.fail) throw list.fail
      return answer
    },
  }
  return { list, kind }
}
const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id)
const request = <T>({ cache }: Process, work: () => Promise<T>) =>
  runInScope(createRequestScope('test'), async () => {
    await cache.fence()
    return work()
  })

describe.each(houses)('reference data, %s', (_, open) => {
  test('leaves out rows without an id, and says how many', async () => {
    await using house = await open()
    const { kind } = createList()
    const rows = [{ id: 'a' }, null, {}, { id: 'b' }] as { id: string }[]
    const admins = house.cache.reference({ ...kind, fetchAll: async () => rows })
    expect(idsOf(await admins.all())).toEqual(['a', 'b'])
    expect(house.said).toEqual(['rows of a list came without an id and are left out'])
  })

  test('is listed once by however many, in order and by id, frozen', async () => {
    await using house = await open()
    const { list, kind } = createList('b', 'a')
    const admins = house.cache.reference(kind)
    admins.warm()
    const all = await Promise.all(Array.from({ length: 500 }, () => admins.all()))
    expect(all.every((one) => one === all[0])).toBe(true)
    expect(idsOf(all[0] ?? [])).toEqual(['b', 'a'])
    expect((await admins.byId()).get('a')).toBe(all[0]?.[1])
    expect([all[0], all[0]?.[0]].every(Object.isFrozen)).toBe(true)
    admins.warm()
    await admins.all()
    expect(list.asked).toBe(1)
  })

  test('a Change makes the next one list again', async () => {
    await using house = await open({ config: { kinds: { admin: { staleWhileRevalidateSeconds: 600 } } } })
    const { list, kind } = createList('a')
    const admins = house.cache.reference(kind)
    await admins.all()
    list.names = ['a', 'b']
    await house.log.append(changeOf(admins.keyOf()))
    expect(idsOf(await request(house, admins.all))).toEqual(['a', 'b'])
    expect(list.asked).toBe(2)
  })

  test('past its time it is shown once more while a fresh one is fetched behind it, and not past its grace', async () => {
    let nowMs = Date.now()
    const policy = { ttlSeconds: 60, staleWhileRevalidateSeconds: 30, staleOnErrorSeconds: 0 }
    await using house = await open({ now: () => nowMs, config: { kinds: { admin: policy } } })
    const { list, kind } = createList('a')
    const admins = house.cache.reference(kind)
    await admins.all()
    list.names = ['b']
    nowMs += 60_000
    expect(await Promise.all(Array.from({ length: 100 }, async () => idsOf(await admins.all()).join()))).toEqual(Array(100).fill('a'))
    await vi.waitFor(async () => expect(idsOf(await admins.all())).toEqual(['b']))
    expect(list.asked).toBe(2)
    list.names = ['c']
    nowMs += 90_000
    expect(idsOf(await admins.all())).toEqual(['c'])
  })

  test('a failing refresh behind an answer is nobody else’s trouble', async () => {
    let nowMs = Date.now()
    await using house = await open({ now: () => nowMs, config: { kinds: { admin: { staleWhileRevalidateSeconds: 600 } } } })
    const { list, kind } = createList('a')
    const admins = house.cache.reference(kind)
    await admins.all()
    list.fail = outage
    nowMs += 301_000
    expect(idsOf(await admins.all())).toEqual(['a'])
    await vi.waitFor(() => expect(list.asked).toBe(2))
    expect(idsOf(await admins.all())).toEqual(['a'])
  })

  test.each([outage, new GatewayError('FORBIDDEN', 'Intercom answered 403.')])(
    'a refresh that failed (%s) is not tried again for some seconds, by however many are shown the older list',
    async (failure) => {
      let nowMs = Date.now()
      await using house = await open({ now: () => nowMs, config: { kinds: { admin: { staleWhileRevalidateSeconds: 600 } } } })
      const { list, kind } = createList('a')
      const admins = house.cache.reference(kind)
      await admins.all()
      list.fail = failure
      nowMs += 301_000
      for (let asked = 0; asked < 20; asked++) {
        expect(idsOf(await admins.all())).toEqual(['a'])
        await new Promise((resolve) => setTimeout(resolve, 5)) // so that a call of its own would have come and gone
      }
      expect(list.asked).toBe(2)
      list.fail = undefined
      list.names = ['b']
      nowMs += 10_000
      await admins.all()
      await vi.waitFor(async () => expect(idsOf(await admins.all())).toEqual(['b']))
      expect(list.asked).toBe(3)
    },
  )

  test('after a failure the older list is shown; without one the failure is thrown, and warm keeps it to itself', async () => {
    await using house = await open()
    const { list, kind } = createList('a')
    const admins = house.cache.reference(kind)
    list.fail = outage
    admins.warm()
    await expect(admins.all()).rejects.toBe(outage)
    list.fail = undefined
    await admins.all()
    list.fail = outage
    await house.log.append(changeOf(admins.keyOf()))
    expect(idsOf(await request(house, admins.all))).toEqual(['a'])
  })
})

describe('reference data of several processes on one Redis', () => {
  const openMany = (count: number, options?: HouseOptions, workspace = nextWorkspace()) =>
    Promise.all(Array.from({ length: count }, () => startOnRedis(redisServer().url, { ...options, workspace })))

  test('is listed by one of them', async () => {
    const houses = await openMany(4)
    const { list, kind } = createList('a')
    const { promise, resolve } = Promise.withResolvers<void>()
    list.held = promise
    const asked = houses.map(({ cache }) => cache.reference(kind).all())
    await vi.waitFor(() => expect(list.asked).toBe(1))
    setTimeout(resolve, 100)
    expect((await Promise.all(asked)).map(idsOf)).toEqual(Array(4).fill(['a']))
    expect(list.asked).toBe(1)
    await Promise.all(houses.map((house) => house.dispose()))
  })

  test('is listed by the next one, and only one, when the one that had begun shows no more sign of life', async () => {
    const workspace = nextWorkspace()
    const houses = await openMany(3, {}, workspace)
    const { say } = createListener()
    const redis = createRedis({ url: redisServer().url, name: 'dead', timeoutMs: 500, say })
    await redis.ready(5_000)
    const dead = createRedisStore({ workspace, intercomVersion: '2.14', redis, values: redis, isOneServer: true })
    const { list, kind } = createList('a')
    const key = houses[0]?.cache.reference(kind).keyOf() ?? ''
    const [standing] = await dead.standings([key])
    const lockedAtMs = performance.now()
    expect(await dead.lock(`${key}@${standing?.generation}`, 300).take()).toBe(true)
    const asked = houses.map(({ cache }) => cache.reference(kind).all())
    expect((await Promise.all(asked)).map(idsOf)).toEqual(Array(3).fill(['a']))
    expect(performance.now() - lockedAtMs).toBeGreaterThan(250)
    expect(list.asked).toBe(1)
    await Promise.all([redis.dispose(), ...houses.map((house) => house.dispose())])
  })

  test('is not waited for by one that is closed', async () => {
    let nowMs = Date.now()
    const kinds = { admin: { staleWhileRevalidateSeconds: 600 } }
    const [slow, closing] = (await openMany(2, { now: () => nowMs, config: { kinds } })) as [Process, Process]
    const [slowly, never] = [createList('a'), createList()]
    never.list.fail = outage
    await slow.cache.reference(slowly.kind).all()
    const admins = closing.cache.reference(never.kind)
    await admins.all()
    nowMs += 301_000
    const { promise, resolve } = Promise.withResolvers<void>()
    slowly.list.held = promise
    await slow.cache.reference(slowly.kind).all()
    await vi.waitFor(() => expect(slowly.list.asked).toBe(2))
    const before = (await redisServer().calls()).evalsha ?? 0
    expect(idsOf(await admins.all())).toEqual(['a'])
    // behind its answer it tries again and again to be the one, far more often than the logs look for their head
    await vi.waitFor(async () => expect((await redisServer().calls()).evalsha).toBeGreaterThan(before + 20))
    await closing.dispose()
    resolve()
    await slow.dispose()
  })

  test('a Change lets the next one past a fetch that began before it', async () => {
    const [slow, quick] = (await openMany(2)) as [Process, Process]
    const before = createList('old')
    const { promise, resolve } = Promise.withResolvers<void>()
    before.list.held = promise
    const slowly = slow.cache.reference(before.kind).all()
    await vi.waitFor(() => expect(before.list.asked).toBe(1))
    const after = createList('new')
    const admins = quick.cache.reference(after.kind)
    await quick.log.append(changeOf(admins.keyOf()))
    expect(idsOf(await request(quick, admins.all))).toEqual(['new'])
    resolve()
    expect(idsOf(await slowly)).toEqual(['old'])
    expect(idsOf(await request(slow, () => slow.cache.reference(after.kind).all()))).toEqual(['new'])
    await Promise.all([slow.dispose(), quick.dispose()])
  })

  test('is told to the others by one whose first question to Redis was answered late', async () => {
    const told: string[] = []
    const standing = { generation: 'e:1-0', asOf: 'e:1-0', changedAtMs: 1, knownSinceMs: 0 }
    let questions = 0
    const l2: RedisStore = {
      async getMany(slots) {
        if (questions++ === 0) throw new Error('Redis does not answer.')
        return slots.map(() => ({ ...standing, value: undefined, under: undefined, storedAtMs: 0, isCurrent: false }))
      },
      standings: async (generations) => generations.map(() => standing),
      async fill(fills) {
        for (const { key, under } of fills) told.push(`${key} under ${under}`)
        return told.map(() => true)
      },
      remove: async () => {},
      keysFrom: async () => [],
      carriersOf: async () => [],
      lock: () => ({ take: async () => true, release: async () => {} }),
      isReachable: () => true,
      silentForMs: () => 0,
    }
    const house = startAlone({ l2 })
    const { kind } = createList('a')
    expect(idsOf(await house.cache.reference(kind).all())).toEqual(['a'])
    await house.dispose()
    expect(told).toEqual(['all/admin under e:1-0'])
  })
})

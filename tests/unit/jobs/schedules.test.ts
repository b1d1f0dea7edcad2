import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createRedis } from '../../../src/changes/redis.ts'
import { ConflictError } from '../../../src/errors.ts'
import { createSchedules, type Schedule } from '../../../src/jobs/schedules.ts'
import type { DurableStore } from '../../../src/storage/durable-store.ts'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createRedisStorage } from '../../../src/storage/redis-store.ts'
import { createListener } from '../../support/house.ts'
import { startRedis } from '../../support/redis.ts'

/** A clock that stands still until the test says so, and what waits for it. */
function startClock(at: string) {
  let nowMs = Date.parse(at)
  const waiting = new Map<object, { atMs: number; wake: () => void }>()
  return {
    now: () => nowMs,
    later(ms: number, wake: () => void) {
      const key = {}
      waiting.set(key, { atMs: nowMs + ms, wake })
      return () => void waiting.delete(key)
    },
    asleep: () => waiting.size,
    /** Goes on to an instant, and stands still wherever somebody wanted to be woken on the way. */
    async goTo(instant: string) {
      const untilMs = Date.parse(instant)
      for (;;) {
        for (let turns = 0; turns < 5; turns++) await turn()
        const [next] = [...waiting.entries()].sort(([, a], [, b]) => a.atMs - b.atMs)
        if (!next || next[1].atMs > untilMs) break
        waiting.delete(next[0])
        nowMs = Math.max(nowMs, next[1].atMs)
        next[1].wake()
      }
      nowMs = untilMs
    },
    /** Nobody runs meanwhile. */
    jumpTo(instant: string) {
      nowMs = Date.parse(instant)
    },
  }
}

const hourly = { name: 'contacts', cron: '0 * * * *', timeZone: 'UTC' }

function openHouse(at: string) {
  const clock = startClock(at)
  const memory = createMemoryStorage({ now: clock.now })
  let isAway = false
  const store: DurableStore = {
    ...memory,
    async get(key) {
      if (isAway) throw new Error('away')
      return memory.get(key)
    },
  }
  const ran: string[] = []
  const { said, say } = createListener()
  const note = async (tick: Date) => void ran.push(tick.toISOString().slice(0, 16))
  return {
    ...{ clock, store, ran, said },
    away(is: boolean) {
      isAway = is
    },
    start: (entry: Partial<Schedule> = {}) =>
      createSchedules({
        store,
        say,
        now: clock.now,
        later: clock.later,
        retryAfterMs: 1_000,
        entries: [{ ...hourly, run: note, ...entry }],
      }),
  }
}

describe('a schedule', () => {
  test('is kept at each of its ticks, and says the next and the last', async () => {
    const { clock, ran, start } = openHouse('2026-05-01T10:20:00Z')
    const schedules = start()
    expect([schedules.next('contacts'), await schedules.last('contacts')]).toEqual([new Date('2026-05-01T11:00:00Z'), null])
    await clock.goTo('2026-05-01T13:10:00Z')
    expect(ran).toEqual(['2026-05-01T11:00', '2026-05-01T12:00', '2026-05-01T13:00'])
    expect(await schedules.last('contacts')).toEqual(new Date('2026-05-01T13:00:00Z'))
    expect([schedules.next('nobody'), await schedules.last('nobody')]).toEqual([null, null])
    await schedules.dispose()
    expect(clock.asleep()).toBe(0)
    await clock.goTo('2026-05-01T15:00:00Z')
    expect(ran).toHaveLength(3)
  })

  test('makes up once for all that came while nobody ran', async () => {
    const { clock, ran, start } = openHouse('2026-05-01T10:20:00Z')
    const first = start()
    await clock.goTo('2026-05-01T11:10:00Z')
    await first.dispose()
    clock.jumpTo('2026-05-03T15:30:00Z')
    const [second, third] = [start(), start()]
    await clock.goTo('2026-05-03T16:10:00Z')
    expect(ran).toEqual(['2026-05-01T11:00', '2026-05-03T15:00', '2026-05-03T16:00'])
    await Promise.all([second.dispose(), third.dispose()])
  })

  test('also where its first tick was the one that was missed', async () => {
    const { clock, ran, start } = openHouse('2026-05-01T10:20:00Z')
    const first = start()
    await clock.goTo('2026-05-01T10:21:00Z')
    await first.dispose()
    clock.jumpTo('2026-05-01T11:30:00Z')
    const second = start()
    await clock.goTo('2026-05-01T11:31:00Z')
    expect(ran).toEqual(['2026-05-01T11:00'])
    await second.dispose()
  })

  test.each([
    ['does not catch up', { catchUp: false }],
    ['has another expression now', { cron: '15 * * * *' }],
    ['is of another zone now', { timeZone: 'Asia/Kathmandu' }],
  ])('that %s begins with its next tick', async (_, now) => {
    const { clock, ran, start } = openHouse('2026-05-01T10:20:00Z')
    const first = start()
    await clock.goTo('2026-05-01T11:10:00Z')
    await first.dispose()
    clock.jumpTo('2026-05-02T10:30:00Z')
    const second = start(now)
    await clock.goTo('2026-05-02T10:35:00Z')
    expect(ran).toEqual(['2026-05-01T11:00'])
    await clock.goTo('2026-05-02T11:30:00Z')
    expect(ran).toHaveLength(2)
    await second.dispose()
  })

  test.each([
    ['left out comes when they are set forward', '2026-03-29T00:00:00Z', '2026-03-30T01:00:00Z', ['2026-03-29T01:00', '2026-03-30T00:30']],
    ['there twice comes once', '2026-10-25T00:00:00Z', '2026-10-26T02:00:00Z', ['2026-10-25T00:30', '2026-10-26T01:30']],
  ])('at a time that is %s', async (_, from, until, ticks) => {
    const { clock, ran, start } = openHouse(from)
    const schedules = start({ cron: '30 2 * * *', timeZone: 'Europe/Berlin' })
    await clock.goTo(until)
    expect(ran).toEqual(ticks)
    await schedules.dispose()
  })

  test('of every hour comes in each hour of a day of 25', async () => {
    const { clock, ran, start } = openHouse('2026-10-24T21:59:00Z')
    const schedules = start({ timeZone: 'Europe/Berlin' })
    await clock.goTo('2026-10-25T22:59:00Z')
    expect([ran.length, new Set(ran).size]).toEqual([25, 25])
    await schedules.dispose()
  })

  test('is kept late rather than not at all when its store is away at the time', async () => {
    const { clock, ran, said, away, start } = openHouse('2026-05-01T10:59:00Z')
    const schedules = start()
    await clock.goTo('2026-05-01T10:59:30Z')
    away(true)
    await clock.goTo('2026-05-01T11:00:20Z')
    expect([ran, said.length > 0]).toEqual([[], true])
    away(false)
    await clock.goTo('2026-05-01T11:02:00Z')
    expect(ran).toEqual(['2026-05-01T11:00'])
    await schedules.dispose()
  })

  test('tries again what may pass until its next tick comes, and nothing else', async () => {
    const { clock, said, start } = openHouse('2026-05-01T10:59:00Z')
    const tries: string[] = []
    const schedules = start({
      async run(tick) {
        tries.push(tick.toISOString().slice(11, 16))
        if (tries.length > 12) throw new Error('broken')
        throw new ConflictError('too many', { retryable: true })
      },
    })
    await clock.goTo('2026-05-01T11:59:00Z')
    expect(tries).toEqual(Array.from({ length: 12 }, () => '11:00'))
    await clock.goTo('2026-05-01T12:59:00Z')
    expect(tries.slice(12)).toEqual(['12:00'])
    expect(said).toHaveLength(13)
    await schedules.dispose()
  })

  test('that is stopped in the middle is closed when that is done', async () => {
    const { clock, start } = openHouse('2026-05-01T10:59:00Z')
    const gate = Promise.withResolvers<void>()
    let isClosed = false
    const schedules = start({ run: () => gate.promise })
    await clock.goTo('2026-05-01T11:00:00Z')
    const closing = schedules.dispose().then(() => {
      isClosed = true
    })
    await turn()
    expect(isClosed).toBe(false)
    gate.resolve()
    await closing
  })
})

test.each([
  ['99 * * * *', 'UTC', /"contacts" cannot be read: "99 \* \* \* \*"/],
  ['* * * *', 'UTC', /cannot be read/],
  ['0 0 * * * *', 'UTC', /cannot be read/],
  ['0 3 * * *', 'Mars/Olympus', /"Mars\/Olympus"/],
  ['0 0 30 2 *', 'UTC', /never comes/],
])('"%s" in %s is refused before anything is kept', (cron, timeZone, sentence) => {
  const { start, clock } = openHouse('2026-05-01T10:59:00Z')
  expect(() => start({ cron, timeZone })).toThrow(sentence)
  expect(clock.asleep()).toBe(0)
})

test('two of one name are refused', () => {
  const entries = [hourly, hourly].map((entry) => ({ ...entry, run: async () => {} }))
  const { store } = openHouse('2026-05-01T10:59:00Z')
  expect(() => createSchedules({ store, entries, say: createListener().say, now: Date.now })).toThrow(
    'two schedules with the name "contacts"',
  )
})

test('a tick is one thing for all that share a Redis, however many wait for it', async () => {
  await using server = await startRedis()
  const redis = createRedis({ url: server.url, name: 'schedules', timeoutMs: 500, say: createListener().say })
  await vi.waitFor(() => expect(redis.isReachable()).toBe(true), 5_000)
  const clock = startClock('2026-05-01T10:59:30Z')
  const ran: string[] = []
  const all = Array.from({ length: 12 }, (_, at) =>
    createSchedules({
      ...{ store: createRedisStorage({ redis, workspace: 'w1' }), say: createListener().say, now: clock.now, later: clock.later },
      entries: [{ ...hourly, run: async (tick) => void ran.push(`${at} ${tick.toISOString()}`) }],
    }),
  )
  for (const hour of ['11', '12', '13']) {
    await expect.poll(clock.asleep).toBe(all.length)
    clock.jumpTo(`2026-05-01T${hour}:00:00Z`)
    await clock.goTo(`2026-05-01T${hour}:00:00Z`)
    await expect.poll(() => ran.filter((text) => text.includes(`T${hour}:00`))).toHaveLength(1)
  }
  await expect.poll(clock.asleep).toBe(all.length)
  expect(ran).toHaveLength(3)
  await Promise.all(all.map((schedules) => schedules.dispose()))
  await redis.dispose()
})

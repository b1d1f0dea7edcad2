import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRedis, type RedisLink } from '../../../src/changes/redis.ts'
import type { Marks } from '../../../src/reconcile/marks.ts'
import { createMemoryMarks } from '../../../src/reconcile/memory-marks.ts'
import { createRedisMarks } from '../../../src/reconcile/redis-marks.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

let server: RedisServer
let redis: RedisLink
beforeAll(async () => {
  server = await startRedis()
  redis = createRedis({ url: server.url, name: 'marks', timeoutMs: 10_000, say: { info() {}, warn() {} } })
  await redis.ready(10_000)
})
afterAll(async () => {
  await redis.dispose()
  await server[Symbol.asyncDispose]()
})

const rules = { kinds: ['contact', 'ticket'], downtimeMs: 30_000, overlapMs: 1_000 }
let workspaces = 0

describe.each<[where: string, create: () => Marks]>([
  ['in memory', createMemoryMarks],
  ['in Redis', () => createRedisMarks({ workspace: `w${++workspaces}`, redis })],
])('marks %s', (_, create) => {
  test('a pause between two beats is due for every kind, from a while before it; a shorter one is not', async () => {
    const marks = create()
    expect(await marks.beat({ atMs: 100_000, epoch: 'a' }, undefined, rules)).toBeUndefined()
    expect(await marks.beat({ atMs: 130_000, epoch: 'a' }, undefined, rules)).toBeUndefined()
    expect([...(await marks.due())]).toEqual([])
    expect(await marks.beat({ atMs: 200_000, epoch: 'a' }, undefined, rules)).toBe('downtime')
    const window = { sinceMs: 129_000, untilMs: 200_000, notBeforeMs: 0 }
    expect(await marks.due()).toEqual(
      new Map([
        ['contact', window],
        ['ticket', window],
      ]),
    )
  })

  test('a beat into another log is due, however soon it comes', async () => {
    const marks = create()
    await marks.beat({ atMs: 100_000, epoch: 'a' }, undefined, rules)
    expect(await marks.beat({ atMs: 101_000, epoch: 'b' }, undefined, rules)).toBe('lost log')
    expect((await marks.due()).get('ticket')).toEqual({ sinceMs: 99_000, untilMs: 101_000, notBeforeMs: 0 })
  })

  test('what becomes due while a window is reconciled is still due when that is settled', async () => {
    const marks = create()
    await marks.addDue(['contact'], { sinceMs: 10, untilMs: 20, notBeforeMs: 0 })
    const was = (await marks.due()).get('contact')!
    await marks.addDue(['contact'], { sinceMs: 15, untilMs: 30, notBeforeMs: 5 })
    await marks.settle('contact', was, undefined, 20)
    const now = (await marks.due()).get('contact')!
    expect(now).toEqual({ sinceMs: 10, untilMs: 30, notBeforeMs: 0 })
    await marks.settle('contact', now, { sinceMs: 25, untilMs: 30, notBeforeMs: 40 }, 25)
    expect((await marks.due()).get('contact')).toEqual({ sinceMs: 25, untilMs: 30, notBeforeMs: 40 })
    expect((await marks.good()).get('contact')).toBe(25)
    await marks.settle('contact', (await marks.due()).get('contact')!, undefined, 30)
    expect([(await marks.due()).size, (await marks.good()).get('contact')]).toEqual([0, 30])
  })

  test('what was heard adds up, and what clients follow is forgotten when nobody says so any more', async () => {
    const marks = create()
    await marks.note(new Map([['contact.deleted', { firstMs: 5, lastMs: 9, count: 2 }]]), ['contact'], 10)
    await marks.note(new Map([['contact.deleted', { firstMs: 12, lastMs: 12, count: 1 }]]), ['ticket'], 20)
    const { sightings, followed } = await marks.noted(15)
    expect(sightings).toEqual(new Map([['contact.deleted', { firstMs: 5, lastMs: 12, count: 3 }]]))
    expect([...followed]).toEqual(['ticket'])
  })
})

test('in Redis one process reconciles at a time, and a beat remembers what Redis has lost', async () => {
  const workspace = `w${++workspaces}`
  const [one, other] = [createRedisMarks({ workspace, redis }), createRedisMarks({ workspace, redis })]
  expect([await one.take(60_000), await other.take(60_000), await one.take(60_000)]).toEqual([true, false, true])
  await other.release()
  expect(await other.take(60_000)).toBe(false)
  await one.release()
  expect(await other.take(60_000)).toBe(true)
  expect(await one.beat({ atMs: 90_000, epoch: 'b' }, { atMs: 80_000, epoch: 'a' }, rules)).toBe('lost log')
})

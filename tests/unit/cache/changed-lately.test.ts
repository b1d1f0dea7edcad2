import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createChangedLately } from '../../../src/cache/changed-lately.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, changesConfig, createListener, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

const indexLagMs = 180_000

function openLog(maxRecords = 1_000) {
  const clock = { nowMs: 1_800_000_000_000 }
  const { say } = createListener()
  const log = createMemoryLog({ ...changesConfig, now: () => clock.nowMs, say })
  const open = () => createChangedLately({ log, indexLagMs, say, maxRecords })
  const { ofKind, dispose } = open()
  return { clock, log, open, ofKind, dispose }
}

describe('records that changed lately', () => {
  test('are those of the kind that is asked for, until the lag is over', async () => {
    const { clock, log, ofKind } = openLog()
    const [things, others] = [ofKind('thing'), ofKind('other')]
    await log.append(changeOf(['thing:1', 'scope/thing', 'all/thing', 'unasked:7']))
    clock.nowMs += indexLagMs / 2
    await log.append(changeOf(['thing:2:with:colons'], { erase: true }))
    expect([...(await things()).records.values()]).toMatchObject([
      { id: '1', changedAtMs: clock.nowMs - indexLagMs / 2, isErased: false, entries: [{ change: { topic: 'thing.changed' } }] },
      { id: '2:with:colons', isErased: true },
    ])
    expect((await others()).records.size).toBe(0)
    clock.nowMs += indexLagMs / 2 + 1
    expect([...(await things()).records.keys()]).toEqual(['2:with:colons'])
    clock.nowMs += indexLagMs
    expect(await things()).toMatchObject({ records: new Map(), lacks: undefined })
  })

  test('are those as well that what a search found may still lack while it is shown', async () => {
    const { clock, log, ofKind, open } = openLog()
    const [shown, notShown] = [ofKind('thing', { longestShownMs: 60_000 }), ofKind('other')]
    await log.append(changeOf(['thing:1', 'other:1']))
    clock.nowMs += indexLagMs + 60_000
    const late = open().ofKind('thing', { longestShownMs: 60_000 })
    for (const things of [shown, late]) expect([...(await things()).records.keys()]).toEqual(['1'])
    expect((await notShown()).records.size).toBe(0)
    clock.nowMs += 1
    for (const things of [shown, late]) expect((await things()).records.size).toBe(0)
  })

  test('are as their newest Change left them, and hold all of their Changes', async () => {
    const { log, ofKind } = openLog()
    const things = ofKind('thing')
    await log.append(changeOf('thing:1', { erase: true, topic: 'first' }))
    await log.append(changeOf('thing:1', { topic: 'second' }))
    const one = (await things()).records.get('1')
    expect(one?.isErased).toBe(false)
    expect(one?.entries?.map(({ change }) => change.topic)).toEqual(['first', 'second'])
    for (let number = 0; number < 30; number++) await log.append(changeOf('thing:1'))
    expect((await things()).records.get('1')).toMatchObject({ isErased: false, entries: undefined })
  })

  test('are bounded: past that it is said that there are more, until those would be over too', async () => {
    const { clock, log, ofKind } = openLog(3)
    const things = ofKind('thing')
    for (let number = 0; number < 10; number++) await log.append(changeOf(`thing:${number}`))
    const found = await things()
    expect([...found.records.keys()]).toEqual(['7', '8', '9'])
    expect(found.lacks).toBe('More than 3 records changed lately.')
    clock.nowMs += indexLagMs + 1
    expect(await things()).toMatchObject({ records: new Map(), lacks: undefined })
  })

  test('are read back out of the log by whoever begins later, once each', async () => {
    const { log, open } = openLog()
    for (let number = 0; number < 1_200; number++) await log.append(changeOf(`thing:${number % 700}`))
    const things = open().ofKind('thing')
    await log.append(changeOf('thing:0'))
    const { records, lacks } = await things()
    expect([records.size, lacks]).toEqual([700, undefined])
    expect([records.get('0')?.entries?.length, records.get('600')?.entries?.length]).toEqual([3, 1])
  })

  test('are none where the index does not lag', async () => {
    const { log } = openLog()
    const { say } = createListener()
    const things = createChangedLately({ log, indexLagMs: 0, say }).ofKind('thing')
    await log.append(changeOf('thing:1'))
    expect((await things()).records.size).toBe(0)
  })
})

describe('on Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  test('another process knows the same, also one that starts later, and one that is behind', async () => {
    await using first = await startOnRedis(server.url)
    const { say } = createListener()
    await first.log.append(changeOf('thing:1'))
    await using second = await startOnRedis(server.url)
    const here = createChangedLately({ log: second.log, indexLagMs, say })
    expect([...(await here.ofKind('thing')()).records.keys()]).toEqual(['1'])
    const { cursor } = await first.log.append(changeOf('thing:2'))
    await second.log.until(cursor, 5_000)
    expect([...(await here.ofKind('thing')()).records.keys()]).toEqual(['1', '2'])
    // a process whose follower is stuck reads on behind its place
    const stuck = createChangedLately({ log: { ...second.log, follow: () => () => {} }, indexLagMs, say }).ofKind('thing')
    expect([...(await stuck()).records.keys()]).toEqual(['1', '2'])
    const { log } = second
    const behind = createChangedLately({ log: { ...log, follow: () => () => {}, position: () => cursor }, indexLagMs, say }).ofKind('thing')
    await behind()
    const scope = createRequestScope('test')
    scope.bypassL1 = true
    await first.log.append(changeOf('thing:3'))
    expect([...(await behind()).records.keys()]).toEqual(['1', '2'])
    expect([...(await runInScope(scope, behind)).records.keys()]).toEqual(['1', '2', '3'])
  })

  test('a log that is lost takes them along, and what comes then is known', async () => {
    await using house = await startOnRedis(server.url, { workspace: 'lost' })
    const { say } = createListener()
    const things = createChangedLately({ log: house.log, indexLagMs, say }).ofKind('thing')
    await house.log.append(changeOf('thing:1'))
    await vi.waitFor(async () => expect((await things()).records.size).toBe(1))
    await server.command('FLUSHDB')
    await vi.waitFor(async () => expect((await things()).records.size).toBe(0), 5_000)
    const { cursor } = await house.log.append(changeOf('thing:2'))
    await house.log.until(cursor, 5_000)
    expect([...(await things()).records.keys()]).toEqual(['2'])
  })

  test('while Redis is away it is said that some may be missing', async () => {
    await using own = await startRedis()
    await using house = await startOnRedis(own.url)
    const { say } = createListener()
    const changed = createChangedLately({ log: house.log, indexLagMs, say })
    await own.kill()
    await vi.waitFor(async () => expect((await changed.ofKind('thing')()).lacks).toBe('The log of changes cannot be read.'), 5_000)
  })
})

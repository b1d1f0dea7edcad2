import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../../src/cache/memory-store.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'
import { itKeepsTheStorePromise } from './store-contract.ts'

const openLog = () => createMemoryLog({ ...changesConfig, now: Date.now, say: createListener().say })
const fillOf = (key: string, under: string, bytes = 10) => ({
  key,
  generation: key,
  value: key,
  under,
  storedAtMs: 0,
  keepMs: 1_000,
  bytes,
})

describe('the store in memory', () => {
  itKeepsTheStorePromise(async () => {
    const log = openLog()
    const store = createMemoryStore<string>({ maxBytes: 1_000_000, log })
    return { store, log, [Symbol.asyncDispose]: async () => store.dispose() }
  })

  test('it holds no more bytes than it may, and drops what was used longest ago', () => {
    const log = openLog()
    const store = createMemoryStore<string>({ maxBytes: 10_000, log })
    store.fill(['a', 'b', 'c', 'd', 'e'].map((key) => fillOf(key, log.position(), 1_400)))
    store.held('a')
    store.fill([fillOf('f', log.position(), 1_400)])
    expect(['a', 'b', 'c', 'f'].map((key) => store.held(key)?.value)).toEqual(['a', undefined, 'c', 'f'])
    expect(store.fill([fillOf('huge', log.position(), 20_000)])).toEqual([false])
  })

  test.each([
    ['*', []],
    ['*thing', ['other:1']],
  ])('a purge of %s takes away what there is, and what was asked for before is not kept', async (key, left) => {
    const log = openLog()
    const store = createMemoryStore<string>({ maxBytes: 100_000, log })
    const all = ['thing:1', 'page/thing:x', 'all/thing', 'other:1']
    const before = log.position()
    store.fill(all.map((name) => fillOf(name, before)))
    await log.append(changeOf(key))
    expect(all.filter((name) => store.held(name))).toEqual(left)
    expect(store.fill([fillOf('thing:2', before)])).toEqual([false])
    expect(store.fill([fillOf('thing:2', log.position())])).toEqual([true])
    expect([store.isSincePurge(before), store.isSincePurge(log.position())]).toEqual([false, true])
  })

  test('by kind it gives what it holds, the newest of it, and nothing that it has dropped', async () => {
    const log = openLog()
    const store = createMemoryStore<string>({ maxBytes: 10_000, log })
    const things = store.heldOf('thing')
    const fill = (id: string, value: string) => store.fill([{ ...fillOf(`thing:${id}`, log.position(), 1_400), value }])
    fill('1', 'one')
    fill('1', 'one again')
    fill('a:b', 'with a colon')
    store.fill([fillOf('other:1', log.position())])
    expect([...things].map(([id, { value }]) => [id, value])).toEqual([
      ['1', 'one again'],
      ['a:b', 'with a colon'],
    ])
    const one = things.get('1')
    if (one) store.use(one, 2_000)
    for (const id of ['2', '3', '4', '5']) fill(id, id)
    expect([...things.keys()].sort()).toEqual(['1', '2', '3', '4', '5'])
    await log.append(changeOf('thing:2', { erase: true }))
    expect(things.has('2')).toBe(false)
    store.dispose()
    expect(things.size).toBe(0)
  })

  test('it remembers only so many changed keys, and refuses what began before the oldest of them', async () => {
    const log = openLog()
    const store = createMemoryStore<string>({ maxBytes: 1_000_000, log, maxGenerations: 10 })
    const before = log.position()
    store.fill([fillOf('untouched', before)])
    await log.append(changeOf('lost'))
    const since = log.position()
    for (let index = 0; index < 10; index++) await log.append(changeOf(`k${index}`))
    expect(store.fill([fillOf('lost', before), fillOf('other', before), fillOf('lost', since)])).toEqual([false, false, true])
    expect(store.held('untouched')?.isCurrent).toBe(true)
  })

  test('nothing of a key that was dropped is kept beside it', async () => {
    const log = openLog()
    const store = createMemoryStore<string>({ maxBytes: 100_000, log })
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 200_000; index++) store.fill([fillOf(`key ${index}`, log.position())])
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000)
  })
})

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

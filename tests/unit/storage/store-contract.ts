import { expect, test } from 'vitest'
import type { DurableStore } from '../../../src/storage/durable-store.ts'

type House = AsyncDisposable & {
  store: DurableStore
  /** Lets time pass for a store that goes by the test's clock. */
  pass(ms: number): void
}

/** What each store promises. */
export function itKeepsTheStorePromise(open: () => Promise<House>): void {
  test('a value is there until it is written over or removed, under a version of its own', async () => {
    await using house = await open()
    const { store } = house
    expect(await store.get('a')).toBeUndefined()
    const first = await store.put('a', 'one', { over: null, keepMs: null })
    expect(await store.get('a')).toEqual({ value: 'one', version: first })
    const second = await store.put('a', 'two\n"2" ✓', { over: first!, keepMs: 60_000 })
    expect(await store.get('a')).toEqual({ value: 'two\n"2" ✓', version: second })
    expect(second).not.toBe(first)
    expect(await store.remove('a', second!)).toBe(true)
    expect(await store.get('a')).toBeUndefined()
    expect(await store.remove('a', second!)).toBe(false)
  })

  test('nothing is written over what was not read', async () => {
    await using house = await open()
    const { store } = house
    const first = await store.put('a', 'one', { over: null, keepMs: null })
    expect(await store.put('a', 'two', { over: null, keepMs: null })).toBeUndefined()
    const second = await store.put('a', 'two', { over: first!, keepMs: null })
    expect(await store.put('a', 'three', { over: first!, keepMs: null })).toBeUndefined()
    expect(await store.remove('a', first!)).toBe(false)
    expect(await store.put('b', 'x', { over: second!, keepMs: null })).toBeUndefined()
    expect(await store.get('a')).toEqual({ value: 'two', version: second })
  })

  test('of many who write over the same at once, one does', async () => {
    await using house = await open()
    const { store } = house
    const firsts = await Promise.all(Array.from({ length: 20 }, (_, at) => store.put('a', String(at), { over: null, keepMs: null })))
    const [first, ...more] = firsts.filter((version) => version !== undefined)
    expect(more).toEqual([])
    const seconds = await Promise.all(Array.from({ length: 20 }, (_, at) => store.put('a', `again ${at}`, { over: first!, keepMs: null })))
    expect(seconds.filter((version) => version !== undefined)).toHaveLength(1)
  })

  test('what is past its time is not there, and may be written anew', async () => {
    await using house = await open()
    const { store } = house
    const first = await store.put('a', 'one', { over: null, keepMs: 300 })
    await store.put('b', 'kept', { over: null, keepMs: null })
    house.pass(400)
    await expect.poll(() => store.get('a'), { timeout: 5_000 }).toBeUndefined()
    expect(await store.put('a', 'two', { over: first!, keepMs: null })).toBeUndefined()
    expect(await store.put('a', 'two', { over: null, keepMs: 60_000 })).toBeDefined()
    expect((await store.get('b'))?.value).toBe('kept')
  })
}

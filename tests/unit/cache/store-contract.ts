import { expect, test } from 'vitest'
import type { Fill, Slot, Store } from '../../../src/cache/store.ts'
import type { ChangeLog } from '../../../src/changes/log.ts'
import { changeOf } from '../../support/house.ts'

type Opened = { store: Store<string>; log: ChangeLog } & AsyncDisposable

const slot = (key: string, generation = key): Slot => ({ key, generation })

/** What every store keeps to. `open` gives an empty one over a log of its own. */
export function itKeepsTheStorePromise(open: () => Promise<Opened>) {
  const fillOf = (where: Slot, value: string, under: string, rest: Partial<Fill<string>> = {}): Fill<string> => ({
    ...where,
    value,
    under,
    storedAtMs: 1_234,
    keepMs: 60_000,
    bytes: value.length,
    ...rest,
  })

  /** Reads the generation, fills under it, as a caller that nothing comes between does. */
  async function put({ store }: Opened, where: Slot, value: string) {
    const [standing] = await store.standings([where.generation])
    return store.fill([fillOf(where, value, standing?.generation ?? '')])
  }
  const change = async ({ log }: Opened, keys: string | string[], erase = false) => {
    const { cursor } = await log.append(changeOf(keys, { erase }))
    expect(await log.until(cursor, 2_000)).toBe(true)
    return cursor
  }
  const get = async ({ store }: Opened, where: Slot) => (await store.getMany([where]))[0]

  test('what was filled is found with when it was stored, aligned with what was asked', async () => {
    await using opened = await open()
    await put(opened, slot('a'), 'A')
    await put(opened, slot('c'), 'value with spaces and "quotes" ☃')
    const found = await opened.store.getMany([slot('c'), slot('b'), slot('a')])
    expect(found.map((one) => one?.value)).toEqual(['value with spaces and "quotes" ☃', undefined, 'A'])
    expect(found[2]).toMatchObject({ isCurrent: true, storedAtMs: 1_234, changedAtMs: 0 })
    expect(found[1]).toMatchObject({ isCurrent: false })
  })

  test('after a Change the copy is still there, and not current', async () => {
    await using opened = await open()
    await put(opened, slot('a'), 'A')
    await put(opened, slot('b'), 'B')
    const cursor = await change(opened, 'a')
    expect(await get(opened, slot('a'))).toMatchObject({ value: 'A', isCurrent: false, generation: cursor })
    expect((await get(opened, slot('a')))?.changedAtMs).toBeGreaterThan(0)
    expect(await get(opened, slot('b'))).toMatchObject({ value: 'B', isCurrent: true })
  })

  test('after a Change that erases nothing is there, also when others come after it', async () => {
    await using opened = await open()
    await put(opened, slot('a'), 'A')
    await change(opened, 'a', true)
    expect(await get(opened, slot('a'))).toMatchObject({ value: undefined, isCurrent: false })
    await change(opened, 'a')
    expect(await get(opened, slot('a'))).toMatchObject({ value: undefined, isCurrent: false })
    expect(await put(opened, slot('a'), 'what came after')).toEqual([true])
    expect(await get(opened, slot('a'))).toMatchObject({ value: 'what came after', isCurrent: true })
    await change(opened, 'a')
    expect(await get(opened, slot('a'))).toMatchObject({ value: 'what came after', isCurrent: false })
  })

  test('of what one Change forgets the copy is still there, of what it erases it is not', async () => {
    await using opened = await open()
    await put(opened, slot('a'), 'A')
    await put(opened, slot('b'), 'B')
    const { cursor } = await opened.log.append({ ...changeOf('a'), erase: ['b'] })
    expect(await opened.log.until(cursor, 2_000)).toBe(true)
    expect(await get(opened, slot('a'))).toMatchObject({ value: 'A', isCurrent: false, generation: cursor })
    expect(await get(opened, slot('b'))).toMatchObject({ value: undefined, isCurrent: false, generation: cursor })
  })

  test('a fill is refused when a Change came since its generation was read, however soon', async () => {
    await using opened = await open()
    const { store } = opened
    const [before] = await store.standings(['a'])
    await change(opened, 'a')
    const [between] = await store.standings(['a'])
    await change(opened, 'a')
    expect(await store.fill([fillOf(slot('a'), 'old', before?.generation ?? '')])).toEqual([false])
    expect(await store.fill([fillOf(slot('a'), 'also old', between?.generation ?? '')])).toEqual([false])
    expect(await get(opened, slot('a'))).toMatchObject({ value: undefined })
    expect(await put(opened, slot('a'), 'new')).toEqual([true])
  })

  test('one fill of many writes those that stand and refuses those that do not', async () => {
    await using opened = await open()
    const { store } = opened
    const names = ['a', 'b', 'c', 'd']
    const standings = await store.standings(names)
    await change(opened, ['b', 'd'])
    const fills = names.map((name, index) => fillOf(slot(name), name.toUpperCase(), standings[index]?.generation ?? ''))
    expect(await store.fill(fills)).toEqual([true, false, true, false])
    expect((await store.getMany(names.map((name) => slot(name)))).map((one) => one?.value)).toEqual(['A', undefined, 'C', undefined])
  })

  test('values that share a generation are overtaken together', async () => {
    await using opened = await open()
    await put(opened, slot('head:1', 'conversation:1'), 'head')
    await put(opened, slot('thread:1', 'conversation:1'), 'thread')
    await put(opened, slot('head:2', 'conversation:2'), 'other')
    await change(opened, 'conversation:1')
    const slots = [slot('head:1', 'conversation:1'), slot('thread:1', 'conversation:1'), slot('head:2', 'conversation:2')]
    expect((await opened.store.getMany(slots)).map((one) => one?.isCurrent)).toEqual([false, false, true])
  })

  test('a generation of another log is refused', async () => {
    await using opened = await open()
    expect(await opened.store.fill([fillOf(slot('a'), 'A', '0123456789abcdef01:0-0')])).toEqual([false])
  })

  test('a newer fill replaces an older one, and remove takes it away', async () => {
    await using opened = await open()
    await put(opened, slot('a'), 'one')
    await put(opened, slot('a'), 'two')
    expect(await get(opened, slot('a'))).toMatchObject({ value: 'two' })
    await opened.store.remove(['a', 'never there'])
    await opened.store.remove([])
    expect(await get(opened, slot('a'))).toMatchObject({ value: undefined })
  })

  test('the position that comes with an answer covers every Change appended before the question', async () => {
    await using opened = await open()
    const cursor = await change(opened, 'elsewhere')
    expect((await get(opened, slot('a')))?.asOf).toBe(cursor)
    expect((await opened.store.standings(['a']))[0]?.asOf).toBe(cursor)
  })
}

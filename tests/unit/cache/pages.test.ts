import { describe, expect, test } from 'vitest'
import type { UpstreamPage } from '../../../src/cache/pages.ts'
import { UpstreamError } from '../../../src/errors.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process } from '../../support/house.ts'
import { bothHouses } from './houses.ts'
import { createUpstream, type ThingWire } from './upstream.ts'

const { houses } = bothHouses()

const outage = new UpstreamError('UPSTREAM_TIMEOUT', 'Intercom was late.', { retryable: true })

function openPages(house: Process, ids = ['1', '2', '3']) {
  const upstream = createUpstream()
  for (const id of ids) upstream.set(id, 1)
  const things = house.cache.entities(upstream.kind)
  const pages = house.cache.pages(things, { scope: 'things' })
  let fetched = 0
  let failure: Error | undefined
  const fetch = async (): Promise<UpstreamPage<ThingWire>> => {
    fetched++
    const page = { items: ids.map((id) => upstream.wire(id)), next: 'cursor', totalCount: 9 }
    await new Promise((resolve) => setImmediate(resolve))
    if (failure) throw failure
    return page
  }
  const request = <T>(work: () => Promise<T>) =>
    runInScope(createRequestScope('test'), async () => {
      await house.cache.fence()
      return work()
    })
  const get = (key = 'key', options = {}) => request(() => pages.get(key, fetch, options))
  function fail(error: Error) {
    failure = error
  }
  return { upstream, things, pages, get, fetchedTimes: () => fetched, fail }
}

describe.each(houses)('pages, %s', (_, open) => {
  test('of which upstream names the records only, are made of records read by their ids, and of where those have moved', async () => {
    await using house = await open()
    const { upstream, things, pages } = openPages(house)
    upstream.move('2', '3')
    let named = 0
    const get = () =>
      pages.get('key', async () => {
        named++
        return { ids: ['2', '1', '9'], next: null, totalCount: null }
      })
    await things.getMany(['1'])
    const page = { items: [await things.get('3'), await things.get('1'), null], ids: ['2', '1', '9'], next: null, totalCount: null }
    expect(await get()).toEqual(page)
    expect(await get()).toEqual(page)
    expect({ named, calls: upstream.calls.map(({ ids }) => ids) }).toEqual({ named: 1, calls: [['1'], ['3'], ['2', '9']] })
  })

  test('keep what upstream says of their rows, row by row', async () => {
    await using house = await open()
    const { upstream, pages } = openPages(house)
    let fetched = 0
    const get = () =>
      pages.get('noted', async () => {
        fetched++
        return { items: [upstream.wire('2'), upstream.wire('1')], next: null, totalCount: 2, notes: [{ found: 'here' }, null] }
      })
    const first = await get()
    expect([first.items.map((item) => (item as { id: string }).id), first.notes]).toEqual([
      ['2', '1'],
      [{ found: 'here' }, null],
    ])
    expect([await get(), fetched]).toEqual([first, 1])
  })

  test('have an error in the place of a row without an id, now and from the cache', async () => {
    await using house = await open()
    const { upstream, pages } = openPages(house)
    let fetched = 0
    const get = () =>
      pages.get('bad', async () => {
        fetched++
        const rows = [upstream.wire('1'), null, { version: 1 }, upstream.wire('2')] as ThingWire[]
        return { items: rows, next: null, totalCount: 4 }
      })
    for (let times = 0; times < 2; times++) {
      const { items } = await get()
      const bad = { code: 'UPSTREAM_ERROR', message: 'Intercom answered a thing without its id.' }
      expect(items).toMatchObject([{ id: '1' }, bad, bad, { id: '2' }])
      expect(items[1]).toBeInstanceOf(Error)
    }
    expect(fetched).toBe(1)
  })

  test('are fetched once by however many, and then made of their rows at no call', async () => {
    await using house = await open()
    const { get, fetchedTimes, upstream, things } = openPages(house)
    const all = await Promise.all(Array.from({ length: 200 }, () => get()))
    const ids = ['1', '2', '3']
    const page = { items: ids.map((id) => ({ id, version: 1, partCount: 0 })), ids, next: 'cursor', totalCount: 9 }
    expect(all.every((one) => JSON.stringify(one) === JSON.stringify(page))).toBe(true)
    expect(await get()).toEqual(page)
    expect((await things.get('2'))?.version).toBe(1)
    expect({ fetched: fetchedTimes(), calls: upstream.calls.length }).toEqual({ fetched: 1, calls: 0 })
  })

  test('of another key are other pages', async () => {
    await using house = await open()
    const { get, fetchedTimes } = openPages(house)
    await get('a')
    await get('b')
    await get('a', { scope: 'contact:1:things' })
    await get('a')
    expect(fetchedTimes()).toBe(3)
  })

  test('are dropped when their scope changes, and keep when another does', async () => {
    await using house = await open()
    const { get, fetchedTimes, pages } = openPages(house)
    await get('a')
    await get('a', { scope: 'contact:1:things' })
    await house.log.append(changeOf(pages.scopeKey()))
    await get('a', { scope: 'contact:1:things' })
    expect(fetchedTimes()).toBe(2)
    await get('a')
    expect(fetchedTimes()).toBe(3)
    await house.log.append(changeOf(pages.scopeKey('contact:1:things')))
    await get('a', { scope: 'contact:1:things' })
    expect(fetchedTimes()).toBe(4)
  })

  test('show their rows as they are by now', async () => {
    await using house = await open()
    const { get, fetchedTimes, upstream, things } = openPages(house)
    await get()
    upstream.set('2', 2)
    upstream.things.delete('3')
    await house.log.append(changeOf([things.keyOf('2'), things.keyOf('3')]))
    expect((await get()).items.map((item) => item && !(item instanceof Error) && item.version)).toEqual([1, 2, null])
    expect({ fetched: fetchedTimes(), calls: upstream.calls.map(({ ids }) => ids) }).toEqual({ fetched: 1, calls: [['2', '3']] })
  })

  test('a page that a Change overtakes while it is fetched is shown to who asked before, and not kept', async () => {
    await using house = await open()
    const { get, fetchedTimes, pages } = openPages(house)
    const before = get()
    while (fetchedTimes() === 0) await new Promise((resolve) => setImmediate(resolve))
    await house.log.append(changeOf(pages.scopeKey()))
    await before
    await get()
    await get()
    expect(fetchedTimes()).toBe(2)
  })

  test('a page found while the index may lag behind its scope is not kept', async () => {
    await using house = await open({ indexLagMs: 60_000 })
    const { get, fetchedTimes, pages } = openPages(house)
    await house.log.append(changeOf(pages.scopeKey()))
    await get()
    await get()
    expect(fetchedTimes()).toBe(2)
  })

  test('after a failure an older page is shown; without one the failure is thrown', async () => {
    await using house = await open()
    const { get, pages, fail } = openPages(house)
    await get()
    fail(outage)
    await house.log.append(changeOf(pages.scopeKey()))
    expect((await get()).items).toHaveLength(3)
    await expect(get('other')).rejects.toBe(outage)
  })

  test('a lookup that finds nothing is believed for the time of a missing id, and not shown when upstream fails', async () => {
    let nowMs = Date.now()
    await using house = await open({ now: () => nowMs })
    const { get, fetchedTimes, fail } = openPages(house, [])
    const lookUp = () => get('external id', { isLookup: true })
    expect(await lookUp()).toMatchObject({ items: [] })
    nowMs += 29_000
    expect(await lookUp()).toMatchObject({ items: [] })
    expect(fetchedTimes()).toBe(1)
    nowMs += 1_000
    await lookUp()
    expect(fetchedTimes()).toBe(2)
    nowMs += 30_000
    fail(outage)
    await expect(lookUp()).rejects.toBe(outage)
  })

  test('a lookup that finds something is a page like others', async () => {
    let nowMs = Date.now()
    await using house = await open({ now: () => nowMs })
    const { get, fetchedTimes, fail } = openPages(house, ['1'])
    const lookUp = () => get('external id', { isLookup: true })
    await lookUp()
    nowMs += 299_000
    expect((await lookUp()).items).toHaveLength(1)
    expect(fetchedTimes()).toBe(1)
    nowMs += 1_000
    fail(outage)
    expect((await lookUp()).items).toHaveLength(1)
  })

  test('an empty page is a page', async () => {
    await using house = await open()
    const { get, fetchedTimes } = openPages(house, [])
    await get()
    expect(await get()).toEqual({ items: [], ids: [], next: 'cursor', totalCount: 9 })
    expect(fetchedTimes()).toBe(1)
  })
})

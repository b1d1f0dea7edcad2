import { describe, expect, test } from 'vitest'
import type { ReadOptions, Source, SourceItem, SourceRecord } from '../../../../src/sync/sources/source.ts'

export type SourceHouse = AsyncDisposable & {
  /** Holds what the test asked for, under the key `id`; `changed_at` is when a record was changed. */
  source: Source
  /** How much of it is open: connections, files. */
  open(): Promise<number>
}

/** A record, or one that this kind of source cannot read. */
export type Held = SourceRecord | 'BROKEN'

export const read = async (source: Source, options?: ReadOptions) => {
  const items: SourceItem[] = []
  for await (const item of source.read(options)) items.push(item)
  return items
}

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00Z`
const records = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `k${index + 1}`,
    name: `Zoë "${index}"\nof O'Hara`,
    changed_at: day((index % 28) + 1),
  }))

/** What each source promises. */
export function itKeepsTheSourcePromise(house: (records: readonly Held[]) => Promise<SourceHouse>): void {
  describe('as every source', () => {
    test('tells every record once, in its order, with its place', async () => {
      const expected = records(250)
      await using one = await house(expected)
      const items = await read(one.source)
      expect(items.map((item) => 'record' in item && item.record)).toEqual(expected)
      expect(items.map(({ place }) => place.row)).toEqual(expected.map((_, index) => index + 1))
    })

    test('holds nothing when there is nothing', async () => {
      await using one = await house([])
      expect(await read(one.source)).toEqual([])
    })

    test('begins again each time it is read, also for two at once', async () => {
      await using one = await house(records(30))
      const [first, second] = await Promise.all([read(one.source), read(one.source)])
      expect(first).toHaveLength(30)
      expect(second).toEqual(first)
      expect(await read(one.source)).toEqual(first)
    })

    test('has nothing open when whoever reads has enough, and can be read again', async () => {
      await using one = await house(records(250))
      for await (const { place } of one.source.read()) if (place.row === 5) break
      await expect.poll(one.open).toBe(0)
      expect(await read(one.source)).toHaveLength(250)
    })

    test('says which columns every record has, or that it does not know', async () => {
      await using one = await house(records(3))
      const columns = await one.source.columns()
      if (columns !== null) expect(columns).toEqual(['id', 'name', 'changed_at'])
    })

    test('tells of what it cannot read at its place, and goes on', async () => {
      const [first, last] = records(2)
      await using one = await house([first!, 'BROKEN', last!])
      const items = await read(one.source)
      expect(items.map((item) => ('record' in item ? item.record.id : item.problem.length > 0 && item.raw.length > 0))).toEqual([
        'k1',
        true,
        'k2',
      ])
      expect(items[1]!.place.row).toBe(2)
    })

    test('reads what has changed since an instant, and what does not say; or everything', async () => {
      const expected: SourceRecord[] = [...records(28), { id: 'never', name: null, changed_at: null }]
      await using one = await house(expected)
      const since = new Date(day(20))
      const ids = (await read(one.source, { since })).map((item) => 'record' in item && item.record.id)
      const wanted = expected.filter(
        ({ changed_at }) => !one.source.canReadSince || changed_at === null || new Date(String(changed_at)) >= since,
      )
      expect(ids).toEqual(wanted.map(({ id }) => id))
      expect(await read(one.source, { since: null })).toHaveLength(29)
    })

    test('finds records by their keys, where it can', async () => {
      await using one = await house(records(40))
      if (!one.source.getMany) return
      const keys = ['k7', 'none', 'k40', '', "'; drop table records; --", 'k7']
      expect([...(await one.source.getMany(keys)).entries()].map(([key, { id }]) => [key, id]).sort()).toEqual([
        ['k40', 'k40'],
        ['k7', 'k7'],
      ])
      expect(await one.source.getMany([])).toEqual(new Map())
    })

    test('has nothing open once it is disposed, whoever still reads', async () => {
      await using one = await house(records(250))
      const reading = one.source.read()
      await reading.next()
      await one.source.dispose?.()
      if (one.source.dispose) await expect.poll(one.open).toBe(0)
      await reading.return()
      await expect.poll(one.open).toBe(0)
    })
  })
}

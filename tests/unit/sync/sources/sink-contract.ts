import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../src/changes/change.ts'
import type { Sink, SinkRecord } from '../../../../src/sync/sources/sink.ts'

type Row = Readonly<Record<string, Json>>

export type SinkHouse = AsyncDisposable & {
  /** Writes records with the columns `name` and `seats`, a number that may not be negative. */
  sink: Sink
  /** What is there now, by its key. */
  rows(): Promise<ReadonlyMap<string, Row>>
  /** From now on nobody answers. */
  leave(): Promise<void>
}

const record = (key: string | null, values: Row, intercomId = `i-${key}`): SinkRecord => ({ key, intercomId, values })

/** What each sink promises. `house`: a CRM with these records in it, by their keys. */
export function itKeepsTheSinkPromise(house: (rows: Readonly<Record<string, Row>>) => Promise<SinkHouse>): void {
  const three = { '1': { name: 'Ada', seats: 1 }, '2': { name: 'Bea', seats: 2 }, '3': { name: null, seats: 3 } }

  describe('as every sink', () => {
    test('writes the columns that are given, of the records that are named, and says their keys in order', async () => {
      await using one = await house(three)
      expect(await one.sink.write([record('3', { name: 'Zoë "O\'Hara"\n' }), record('1', { name: null, seats: 10 })])).toEqual([
        { key: '3' },
        { key: '1' },
      ])
      expect(Object.fromEntries(await one.rows())).toEqual({
        ...three,
        '1': { name: null, seats: 10 },
        '3': { name: 'Zoë "O\'Hara"\n', seats: 3 },
      })
      expect(await one.sink.write([])).toEqual([])
    })

    test('may be told the same again', async () => {
      await using one = await house(three)
      const records = [record('1', { name: 'Eve' }), record('2', { seats: 5 })]
      const first = await one.sink.write(records)
      expect(await one.sink.write(records)).toEqual(first)
      expect((await one.rows()).get('1')).toEqual({ name: 'Eve', seats: 1 })
    })

    test('writes what was there before, after something else', async () => {
      await using one = await house(three)
      for (const name of ['Eve', 'Fay', 'Eve']) await one.sink.write([record('1', { name })])
      expect((await one.rows()).get('1')).toEqual({ name: 'Eve', seats: 1 })
    })

    test('a record that is not there, or is refused, is an Error in its place, and the others are written', async () => {
      await using one = await house(three)
      const [first, missing, refused, last] = await one.sink.write([
        record('1', { seats: 11 }),
        record('9', { seats: 99 }),
        record('2', { seats: -1 }),
        record('3', { seats: 33 }),
      ])
      expect([first, last]).toEqual([{ key: '1' }, { key: '3' }])
      expect(missing).toMatchObject({ name: 'NotFoundError', code: 'NOT_FOUND', id: '9' })
      expect(refused).toMatchObject({ name: 'InvalidInputError', code: 'INVALID' })
      expect([...(await one.rows()).values()].map(({ seats }) => seats)).toEqual([11, 2, 33])
    })

    test('a record that is made twice is made once', async () => {
      await using one = await house(three)
      expect(one.sink.canCreate).toBe(true)
      const [made] = await one.sink.write([record(null, { name: 'New', seats: 4 }, 'i-new')])
      expect(made).toEqual({ key: expect.any(String) })
      const { key } = made as { key: string }
      expect(await one.sink.write([record(null, { name: 'New', seats: 4 }, 'i-new')])).toEqual([{ key }])
      const rows = await one.rows()
      expect(rows.size).toBe(4)
      expect(rows.get(key)).toEqual({ name: 'New', seats: 4 })
    })

    test('says when nothing can be written at all, and that this may pass', async () => {
      await using one = await house(three)
      await one.sink.write([record('1', { seats: 11 })])
      await one.leave()
      await expect(one.sink.write([record('1', { seats: 12 }), record('2', { seats: 12 })])).rejects.toMatchObject({
        name: 'UpstreamError',
        retryable: true,
      })
    })
  })
}

import { describe, expect, test } from 'vitest'
import { batchesOf, type Row, rowsOf, survey } from '../../../../src/cli/events/rows.ts'
import type { Source, SourceItem } from '../../../../src/sync/sources/source.ts'

const sourceOf = (items: Iterable<SourceItem>, columns: string[] | null = null): Source => ({
  columns: async () => columns,
  async *read() {
    yield* items
  },
})
const good = (row: number, rest = {}): SourceItem => ({
  place: { row, line: row + 1 },
  record: { event: 'paid', userId: `u-${row}`, ...rest },
})
const bad = (row: number): SourceItem => ({ place: { row, line: row + 1 }, problem: 'is no JSON', raw: '{' })

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}
const rowsIn = (rows: Row[]) => rows.map(({ place }) => place.row)

test('a row that cannot be read, and one that says no event, fail with their lines', async () => {
  const rows = await all(rowsOf(sourceOf([good(1), bad(2), good(3, { event: '' })])))
  expect(rows[0]).toMatchObject({ event: { name: 'paid', contact: { externalId: 'u-1' } } })
  expect(rows.slice(1)).toEqual([
    { place: { row: 2, line: 3 }, raw: '{', failure: { code: 'INVALID', message: 'The row is no JSON.', retryable: false } },
    {
      place: { row: 3, line: 4 },
      record: { event: '', userId: 'u-3' },
      failure: { code: 'INVALID', message: '"event" is missing.', retryable: false },
    },
  ])
})

describe('batches', () => {
  test('hold so many events, with the rows that failed among them', async () => {
    const batches = await all(batchesOf(rowsOf(sourceOf([good(1), bad(2), good(3), good(4), bad(5)])), 2))
    expect(batches.map(({ rows, failed }) => [rowsIn(rows), rowsIn(failed)])).toEqual([
      [[1, 3], [2]],
      [[4], [5]],
    ])
  })

  test('hold fewer where events are large, no more than a gateway takes of bytes and of values', async () => {
    const long = { metadata: { text: 'x'.repeat(200_000) } }
    const many = { metadata: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`k${at}`, at])) }
    const large = await all(batchesOf(rowsOf(sourceOf(Array.from({ length: 5 }, (_, at) => good(at + 1, long)))), 500))
    expect(large.map(({ rows }) => rowsIn(rows))).toEqual([[1, 2], [3, 4], [5]])
    const wide = await all(batchesOf(rowsOf(sourceOf(Array.from({ length: 600 }, (_, at) => good(at + 1, many)))), 500))
    const values = (value: unknown): number =>
      typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, one) => sum + 1 + values(one), 0) : 0
    for (const { rows } of wide) expect(values({ input: rows.map(({ event }) => event) })).toBeLessThan(5_000)
    expect(wide.flatMap(({ rows }) => rowsIn(rows))).toEqual(Array.from({ length: 600 }, (_, at) => at + 1))
  })

  test('do not gather rows that fail without an end', async () => {
    const batches = await all(batchesOf(rowsOf(sourceOf(Array.from({ length: 250 }, (_, at) => bad(at + 1)))), 100))
    expect(batches.map(({ failed }) => failed.length)).toEqual([100, 100, 50])
  })

  test('an event that no request can hold is one row that fails', async () => {
    const [batch] = await all(batchesOf(rowsOf(sourceOf([good(1, { metadata: { text: 'x'.repeat(600_000) } }), good(2)])), 500))
    expect([rowsIn(batch!.rows), batch!.failed.map(({ failure }) => failure.message)]).toEqual([
      [2],
      ['The row is too large for one event.'],
    ])
  })
})

test('a survey counts the rows, and names the columns that nothing is known of once each', async () => {
  expect(await survey(sourceOf([good(1), bad(2), good(3, { plan: 1 }), good(4, { plan: 2, when: 3 })]))).toEqual({
    rows: 4,
    unknownColumns: ['plan', 'when'],
  })
  expect(await survey(sourceOf([bad(1)], ['event', 'plan']))).toEqual({ rows: 1, unknownColumns: ['plan'] })
})

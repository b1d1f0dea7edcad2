import { describe, expect, test } from 'vitest'
import { createSqliteFile } from '../../../../src/storage/sqlite-store.ts'
import type { SourceItem } from '../../../../src/sync/sources/source.ts'
import { keepUploaded, uploadedSource } from '../../../../src/sync/sources/uploaded.ts'
import { itKeepsTheSourcePromise, read } from './source-contract.ts'

function aHouse() {
  const file = createSqliteFile({ dataDir: null, now: () => 1_000_000 })
  return { collections: file.collectionsOf('w1'), [Symbol.asyncDispose]: file.dispose }
}

const record = (row: number): SourceItem => ({ place: { row, line: row }, record: { id: row } })
async function* items(count: number, thenFail?: Error): AsyncGenerator<SourceItem> {
  for (let row = 1; row <= count; row++) yield record(row)
  if (thenFail) throw thenFail
}

itKeepsTheSourcePromise(async (records) => {
  const house = aHouse()
  async function* all(): AsyncGenerator<SourceItem> {
    for (const [index, one] of records.entries()) {
      const place = { row: index + 1 }
      yield one === 'BROKEN' ? { place, problem: 'is no JSON', raw: '{' } : { place, record: one }
    }
  }
  await keepUploaded(house.collections, 'u', all())
  return { source: uploadedSource(house.collections, 'u'), open: async () => 0, [Symbol.asyncDispose]: house[Symbol.asyncDispose] }
})

test('what was kept is told as it came, also what is wrong, however much it is', async () => {
  await using house = aHouse()
  expect(await keepUploaded(house.collections, 'u', items(1_234))).toBe(1_234)
  const found = await read(uploadedSource(house.collections, 'u'))
  expect(found).toEqual(Array.from({ length: 1_234 }, (_, index) => record(index + 1)))
})

test('a batch is written before the next comes, and large items before they are many', async () => {
  await using house = aHouse()
  const counts: number[] = []
  async function* large(): AsyncGenerator<SourceItem> {
    for (let row = 1; row <= 4; row++) {
      counts.push(await house.collections.count('u'))
      yield { place: { row }, record: { text: 'x'.repeat(600_000) } }
    }
  }
  await keepUploaded(house.collections, 'u', large())
  expect(counts).toEqual([0, 0, 2, 2])
})

describe('what did not come whole', () => {
  const broken = new Error('the connection broke')

  test('is not kept', async () => {
    await using house = aHouse()
    await expect(keepUploaded(house.collections, 'u', items(250, broken))).rejects.toThrow(broken)
    expect(await house.collections.count('u')).toBe(0)
  })

  test('is not read as if there were no more, nor is what is gone', async () => {
    await using house = aHouse()
    const keepingPartly = { ...house.collections, drop: async () => {} }
    await expect(keepUploaded(keepingPartly, 'u', items(250, broken))).rejects.toThrow(broken)
    const source = uploadedSource(house.collections, 'u')
    await expect(read(source)).rejects.toThrow('What was sent is not there as a whole')
    const gone = uploadedSource(house.collections, 'never')
    await expect(read(gone)).rejects.toMatchObject({ name: 'SourceError' })
    await keepUploaded(house.collections, 'v', items(250))
    const reading = uploadedSource(house.collections, 'v').read()
    await reading.next()
    await house.collections.drop('v')
    await expect(
      (async () => {
        for await (const _ of reading);
      })(),
    ).rejects.toThrow('its time is over')
  })
})

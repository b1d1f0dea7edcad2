import { expect, test } from 'vitest'
import { isEndOfReach, readWithinReach } from '../../../../src/resources/companies/service-reach.ts'

type Place = { page: number; per_page: number }

/** A list that answers no page which ends behind its 10,000th row, of so many. */
function listOf(total: number) {
  const asked: Place[] = []
  const read = async ({ page, per_page }: Place) => {
    asked.push({ page, per_page })
    expect(page * per_page).toBeLessThanOrEqual(10_000)
    expect(per_page).toBeLessThanOrEqual(150)
    const start = (page - 1) * per_page
    const items = Array.from({ length: Math.max(0, Math.min(per_page, total - start)) }, (_, at) => start + at)
    return { items, next: start + per_page < total ? String(page + 1) : null, totalCount: total, perPage: per_page }
  }
  return { asked, read }
}

test('whatever the page size, the pages lead to the last row within reach, at two calls at most for the last', async () => {
  for (let size = 1; size <= 150; size += 1) {
    const { read, asked } = listOf(12_345)
    const page = Math.ceil(10_000 / size)
    const last = await readWithinReach({ page, size }, read)
    const start = (page - 1) * size
    expect(last.items).toEqual(Array.from({ length: 10_000 - start }, (_, at) => start + at))
    expect(last).toMatchObject({ next: String(page + 1), totalCount: 12_345 })
    expect(asked.length).toBeLessThanOrEqual(2)
    expect([page - 1, page].map((number) => isEndOfReach({ page: number, size }))).toEqual([false, true])
    await expect(readWithinReach({ page: page + 1, size }, read)).rejects.toThrow('lists the first 10000 companies only')
  }
})

test('a page before that is read as it is asked for', async () => {
  const { read, asked } = listOf(12_345)
  expect((await readWithinReach({ page: 66, size: 150 }, read)).items).toHaveLength(150)
  expect(asked).toEqual([{ page: 66, per_page: 150 }])
})

test('where there are no more than that, the last page is the last', async () => {
  for (const total of [10_000, 9_950, 9_901, 9_000])
    expect(await readWithinReach({ page: 67, size: 150 }, listOf(total).read)).toMatchObject({
      items: { length: Math.max(0, total - 9_900) },
      next: null,
    })
})

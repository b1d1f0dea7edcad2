import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedPage } from '../../../../src/api/connections/asked-page.ts'
import { type Connection, type Correction, connect } from '../../../../src/api/connections/connection.ts'

type Row = { id: string }
const row = (number: number): Row => ({ id: String(number) })
const context = { workspaceId: 'w', limits: { maxPageSize: 150 } }

/** A list that the index has as `indexed`, which is `matching` in truth, as far as that is known: what is known to have changed is in neither or one. */
function listOf(indexed: readonly number[], matching: readonly number[], changed: readonly number[]) {
  const isChanged = new Set(changed.map(String))
  const matches = new Set(matching.map(String))
  const correction: Correction<Row> = {
    leavesOut: (_, id) => id !== null && isChanged.has(id) && !matches.has(id),
    rowsBefore: () => Promise.resolve(changed.filter((one) => matches.has(String(one))).map(row)),
  }
  const page = (first: number, after: string | null, corrects = true) =>
    connect<Row>(askedPage({ first, after }, ['a list'], context), {
      paging: 'cursor',
      correction: corrects ? correction : undefined,
      fetchPage: ({ cursor, size }) => {
        const start = Number(cursor ?? 0)
        const next = start + size < indexed.length ? String(start + size) : null
        return Promise.resolve({ items: indexed.slice(start, start + size).map(row), next, totalCount: indexed.length })
      },
    })
  return page
}

const idsOf = ({ edges }: Connection<Row | null | Error>) => edges.map(({ node }) => Number((node as Row).id))

const numbers = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 30 })
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 })

test('paging through, whatever the pages’ sizes, shows what is known to match once each, and nothing that does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      numbers,
      numbers,
      fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 20 }),
      sizes,
      async (indexed, truth, changed, all) => {
        const isChanged = new Set(changed)
        const matching = [...indexed.filter((one) => !isChanged.has(one)), ...truth.filter((one) => isChanged.has(one))]
        const page = listOf(indexed, matching, changed)
        const shown: number[] = []
        let after: string | null = null
        for (let pages = 0; ; pages += 1) {
          const first = all[pages % all.length]!
          const found: Connection<Row | null | Error> = await page(first, after)
          expect(found.edges.length).toBeLessThanOrEqual(first)
          expect(found.totalCount).toBe(indexed.length)
          shown.push(...idsOf(found))
          if (!found.pageInfo.hasNextPage) break
          expect(pages).toBeLessThan(100)
          after = found.pageInfo.endCursor!()
        }
        expect(shown.toSorted((a, b) => a - b)).toEqual(matching.toSorted((a, b) => a - b))
      },
    ),
    { numRuns: 500 },
  )
})

test('each edge can be gone on from, and what was shown before does not come again once the index has it', async () => {
  const before = listOf([1, 2, 3, 4], [1, 2, 3, 4, 8, 9], [8, 9])
  const first = await before(4, null)
  expect(idsOf(first)).toEqual([8, 9, 1, 2])
  for (const [index, { cursor }] of first.edges.entries()) {
    expect(idsOf(await before(10, cursor()))).toEqual([8, 9, 1, 2, 3, 4].slice(index + 1))
  }
  // the index has caught up, and nothing is known to have changed any more
  const later = listOf([1, 2, 3, 4, 8, 9], [1, 2, 3, 4, 8, 9], [])
  expect(idsOf(await later(10, first.pageInfo.endCursor!(), false))).toEqual([3, 4])
})

test('what the first page has anyway stays where it is', async () => {
  expect(idsOf(await listOf([1, 2, 3], [1, 2, 3], [3])(3, null))).toEqual([1, 2, 3])
  expect(idsOf(await listOf([1, 2, 3], [1, 2, 3], [3])(2, null))).toEqual([3, 1])
})

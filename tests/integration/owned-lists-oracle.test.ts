import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterOf } from '../support/filters/arbitraries.ts'
import { startHouse } from '../support/filters/house.ts'
import { ownedLists, readOwned } from '../support/filters/owned.ts'

/** Another seed is another world with other questions; a failure says which one it was. */
const seed = Number(process.env.FILTERS_SEED ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(process.env.FILTERS_RUNS ?? 15)
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 })

test.each(
  (['2.14', '2.16'] as const).flatMap((version) =>
    (['none', 'unknown'] as const).flatMap((lag) => Object.keys(ownedLists).map((name) => [name, version, lag] as const)),
  ),
)(
  `%s at version %s, index lag %s: each has what its filter and its owner say together, or it is refused (FILTERS_SEED=${seed})`,
  { timeout: 60_000 + runs * 2_000 },
  async (name, version, lag) => {
    const owner = ownedLists[name]!
    await using house = await startHouse({ version, lag, timeZone: 'America/St_Johns', seed, size: 40 })
    let refused = 0
    let asked = 0
    await fc.assert(
      fc.asyncProperty(filterOf(house.fields[owner.list]), sizes, async (filter, pageSizes) => {
        const found = await readOwned(house.graph, owner, filter, pageSizes)
        asked += 1
        if ('refused' in found) {
          refused += 1
          return
        }
        expect(found.length).toBeGreaterThan(0)
        for (const { id, ids, totalCount } of found) {
          const expected = house.found[owner.list]({ and: [filter, { [owner.condition]: { eq: id } }] })
          expect([id, ids]).toEqual([id, expected])
          if (totalCount !== null) expect([id, totalCount]).toEqual([id, expected.length])
        }
      }),
      { numRuns: runs, seed },
    )
    expect(refused).toBeLessThan(asked / 4 + 5)
  },
)

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filterOf, isWithoutOpposite, leafOf } from '../support/filters/arbitraries.ts'
import { type List, lists, startHouse } from '../support/filters/house.ts'

/** Another seed is another world with other questions; a failure says which one it was. */
const seed = Number(process.env.FILTERS_SEED ?? Math.floor(Math.random() * 2 ** 31))
/** Random filters for each list in each setting. */
const runs = Number(process.env.FILTERS_RUNS ?? 15)
const size = 40
const timeoutMs = 60_000 + runs * 2_000

const zones = [
  'Europe/Dublin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'America/Havana',
  'Pacific/Chatham',
  'UTC',
]
const versions = ['2.14', '2.16'] as const
const settingsOf = <Lag>(lags: readonly Lag[]) =>
  versions.flatMap((version, at) =>
    lags.map((lag, also) => {
      const number = seed + at * 3 + also * 5
      return { version, lag, timeZone: zones[number % zones.length]!, seed: number, size }
    }),
  )
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 })
/** The numbers of records that change while a filter is asked for again and again. */
const changes = fc.array(fc.integer({ min: 1, max: size }), { minLength: 1, maxLength: 3 })

describe.each(settingsOf(['none', 'unknown'] as const))(
  `at version $version in $timeZone, index lag $lag (FILTERS_SEED=${seed})`,
  (setting) => {
    test.each(lists)('%s: a filter finds what it says, page by page, or is refused', { timeout: timeoutMs }, async (list) => {
      await using house = await startHouse(setting)
      let refused = 0
      let asked = 0
      await fc.assert(
        fc.asyncProperty(filterOf(house.fields[list]), sizes, changes, async (filter, pageSizes, numbers) => {
          const walked = await house.walk(list, filter, pageSizes)
          asked += 1
          if ('refused' in walked) {
            refused += 1
            return
          }
          const expected = house.found[list](filter)
          expect(walked.ids.toSorted()).toEqual(expected)
          if (walked.totalCount !== null) expect(walked.totalCount).toBe(expected.length)
          if (setting.lag !== 'none') return
          // nothing is put right then: what is shown again has to be what is found anew
          for (const number of numbers) {
            await house.change(number)
            const [again, anew] = [await house.walk(list, filter, pageSizes), await house.walkUncached(list, filter, pageSizes)]
            expect('ids' in again && again.ids).toEqual('ids' in anew && anew.ids)
          }
        }),
        { numRuns: runs, seed: setting.seed },
      )
      // about one in eight is, of filters as large as nobody writes them
      expect(refused).toBeLessThan(asked / 4 + 5)
    })

    test.each(lists)('%s: a condition is never refused, nor its opposite where there is one', { timeout: timeoutMs }, async (list) => {
      await using house = await startHouse(setting)
      await fc.assert(
        fc.asyncProperty(leafOf(house.fields[list]), fc.boolean(), async (leaf, isNegated) => {
          const filter = isNegated ? { not: leaf } : leaf
          const walked = await house.walk(list, filter, [30])
          if (isNegated && isWithoutOpposite(leaf)) {
            expect(walked).toEqual({ refused: expect.stringContaining('cannot be negated') })
            return
          }
          expect('ids' in walked ? walked.ids.toSorted() : walked).toEqual(house.found[list](filter))
        }),
        { numRuns: runs, seed: setting.seed },
      )
    })
  },
)

/** Of these a row does not say, in the sandbox's own words, whether they hold: the index is believed. */
const believed: Record<List, readonly string[]> = {
  contacts: ['segment', 'tag'],
  conversations: ['bodyWord'],
  tickets: ['attribute'],
}

describe.each(settingsOf(['known'] as const))(
  `at version $version, where the gateway knows what the index does not (FILTERS_SEED=${seed})`,
  (setting) => {
    test.each(lists)(
      '%s: a filter finds what there is, each once, page by page, and again when others are announced',
      {
        timeout: timeoutMs,
      },
      async (list) => {
        await using house = await startHouse(setting)
        const fields = Object.fromEntries(Object.entries(house.fields[list]).filter(([name]) => !believed[list].includes(name)))
        await fc.assert(
          fc.asyncProperty(filterOf(fields), sizes, changes, async (filter, pageSizes, numbers) => {
            for (const number of [null, ...numbers]) {
              if (number !== null) await house.change(number)
              const walked = await house.walk(list, filter, pageSizes)
              if ('refused' in walked) return
              expect(walked.ids.toSorted()).toEqual(house.matching[list](filter))
            }
          }),
          { numRuns: runs, seed: setting.seed },
        )
      },
    )
  },
)

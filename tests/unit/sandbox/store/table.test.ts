import fc from 'fast-check'
import { expect, test } from 'vitest'
import { descending } from '../../../../src/sandbox/store/order.ts'
import { createTable } from '../../../../src/sandbox/store/table.ts'

type Thing = { id: string; weight: number | null; colours: string[] }

const id = fc.integer({ min: 1, max: 25 }).map(String)
const thing = fc.record({
  id,
  weight: fc.option(fc.integer({ min: 0, max: 4 })),
  colours: fc.uniqueArray(fc.constantFrom('red', 'green', 'blue')),
})
const step = fc.oneof(thing, id)

test('after any changes a table lists and finds what a plain look at all its records would', () => {
  fc.assert(
    fc.property(fc.array(thing), fc.array(step), (start, steps) => {
      const table = createTable<Thing>({
        records: new Map(start.map((record) => [record.id, record])),
        order: ({ weight }) => weight,
        indexes: { colour: ({ colours }) => colours },
      })
      // both are made at their first use: from here on they have to be kept
      table.inOrder()
      table.idsBy('colour', 'red')
      for (const change of steps) typeof change === 'string' ? table.remove(change) : table.put(change)

      const records = [...table.values()]
      expect(table.inOrder()).toEqual(records.map(table.placeOf).sort(descending))
      for (const colour of ['red', 'green', 'blue']) {
        const having = records.filter(({ colours }) => colours.includes(colour)).map((record) => record.id)
        expect([...table.idsBy('colour', colour)].sort()).toEqual(having.sort())
      }
    }),
  )
})

test('an index that was never declared is a mistake of the caller', () => {
  expect(() => createTable().idsBy('colour', 'red')).toThrow('no index "colour"')
})

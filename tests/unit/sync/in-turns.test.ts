import { expect, test } from 'vitest'
import { inTurns } from '../../../src/sync/in-turns.ts'

test('everybody else has turns while many are looked at, and all of them are, in their order', async () => {
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const numbers = Array.from({ length: 1_000 }, (_, at) => at)
  const seen: number[] = []
  for await (const number of inTurns(numbers)) seen.push(number)
  isOver = true
  expect(seen).toEqual(numbers)
  expect(turns).toBeGreaterThan(30)
})

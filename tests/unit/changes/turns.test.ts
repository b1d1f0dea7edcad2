import { expect, test } from 'vitest'
import { takingTurns } from '../../../src/changes/turns.ts'

test('never more than so many at the same time, all of them in the end, in order, failures among them', async () => {
  const inTurn = takingTurns(3)
  const started: number[] = []
  let running = 0
  let most = 0
  const work = async (index: number) => {
    started.push(index)
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    if (index % 4 === 0) throw new Error('no')
    return index
  }
  const settled = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => inTurn(() => work(index))))
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(37)
  expect(most).toBe(3)
  expect(started).toEqual(Array.from({ length: 50 }, (_, index) => index))
  expect(await inTurn(() => work(1))).toBe(1)
})

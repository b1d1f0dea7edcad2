import { expect, test } from 'vitest'
import { createRoom } from '../../../src/cache/room.ts'

/** Work that waits to be told to end, and notes when it began. */
function createWork() {
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const start = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name)
      ends.set(name, (error) => (error ? reject(error) : resolve(name)))
    })
  async function end(name: string, error?: Error) {
    ends.get(name)?.(error)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { begun, start, end }
}

test('what fits is under way at the same time, the rest comes after it in order', async () => {
  const { begun, start, end } = createWork()
  const inside = createRoom(10)
  const all = ['a', 'b', 'c', 'd'].map((name, index) => inside([4, 4, 4, 1][index] as number, start(name)))
  await end('nobody')
  expect(begun).toEqual(['a', 'b']) // d would fit, and does not overtake c
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
  for (const name of ['a', 'c', 'd']) await end(name)
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
})

test('what is larger than the room goes alone', async () => {
  const { begun, start, end } = createWork()
  const inside = createRoom(10)
  const all = [inside(3, start('small')), inside(50, start('large')), inside(3, start('next'))]
  await end('nobody')
  expect(begun).toEqual(['small'])
  await end('small')
  expect(begun).toEqual(['small', 'large'])
  await end('large')
  await end('next')
  await Promise.all(all)
})

test('what fails makes room as well', async () => {
  const { begun, start, end } = createWork()
  const inside = createRoom(10)
  const failing = expect(inside(10, start('a'))).rejects.toThrow('no')
  const next = inside(10, start('b'))
  await end('nobody')
  await end('a', new Error('no'))
  await failing
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(await next).toBe('b')
})

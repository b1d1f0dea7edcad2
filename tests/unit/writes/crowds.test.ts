import { expect, test } from 'vitest'
import { createCrowds } from '../../../src/writes/crowds.ts'

const tick = () => new Promise((resolve) => setImmediate(resolve))

test('who comes while others are served is served with all who came meanwhile, and those of another name do not wait', async () => {
  const served: string[][] = []
  const { join } = createCrowds<string, string>(async (name, asks) => {
    served.push([name, ...asks])
    await tick()
    return asks.map((ask) => `${ask}!`)
  })
  expect(await Promise.all([join('a', '1'), join('a', '2'), join('b', '3'), join('a', '4')])).toEqual(['1!', '2!', '3!', '4!'])
  expect(served).toEqual([
    ['a', '1'],
    ['b', '3'],
    ['a', '2', '4'],
  ])
})

test('what goes wrong is told to whom it went wrong for, and to nobody who comes later', async () => {
  let fails = true
  const { join } = createCrowds<string, string>(async (_, asks) => {
    if (fails) throw new Error(`not ${asks}`)
    return asks
  })
  await expect(join('a', '1')).rejects.toThrow('not 1')
  fails = false
  expect(await join('a', '2')).toBe('2')
})

import { expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createAlone } from '../../../src/writes/alone.ts'

const two = (options = {}) => {
  const store = createMemoryStorage({ now: Date.now })
  const make = () => createAlone({ store, waitMs: 60_000, now: Date.now, ...options })
  return [make(), make()] as const
}

test('those of one name come one after another, from two processes too, and those of another do not wait for them', async () => {
  const [one, other] = two()
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside -= 1
  }
  await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other)('same', work)))
  expect(most).toBe(1)
  await one('held', () => other('free', async () => {}))
})

test('one that fails is done, and what it failed with is told to whoever asked', async () => {
  const [one, other] = two()
  await expect(one('same', () => Promise.reject(new Error('it failed')))).rejects.toThrow('it failed')
  expect(await one('same', () => Promise.resolve(1))).toBe(1)
  expect(await other('same', () => Promise.resolve(2))).toBe(2)
})

test('who has waited too long is told so, and nothing is done, in this process and in another', async () => {
  const [one, other] = two({ waitMs: 0 })
  let isDone = false
  const work = async () => {
    isDone = true
  }
  let here: Promise<void> | undefined
  await one('same', async () => {
    here = one('same', work)
    here.catch(() => {})
    await expect(other('same', work)).rejects.toMatchObject({ code: 'CONFLICT', retryable: true })
  })
  await expect(here).rejects.toMatchObject({ code: 'CONFLICT', retryable: true })
  expect(isDone).toBe(false)
})

test('who is still alive keeps the others waiting, also when the store says too late that it was told so', async () => {
  const memory = createMemoryStorage({ now: Date.now })
  let puts = 0
  const late: typeof memory = {
    ...memory,
    async put(...put) {
      const version = await memory.put(...put)
      puts += 1
      if (puts === 2) throw new Error('too late')
      return version
    },
  }
  const [one, other] = [late, memory].map((store) => createAlone({ store, waitMs: 60_000, leaseMs: 150, now: Date.now }))
  const order: string[] = []
  let next: Promise<void> | undefined
  await one!('same', async () => {
    next = other!('same', async () => void order.push('the next'))
    await vi.waitFor(() => expect(puts).toBeGreaterThan(8), { timeout: 10_000 })
    order.push('the first')
  })
  await next
  expect(order).toEqual(['the first', 'the next'])
})

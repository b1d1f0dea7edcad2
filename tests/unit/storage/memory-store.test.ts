import { describe, expect, test } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { itKeepsTheStorePromise } from './store-contract.ts'

async function open() {
  let nowMs = 1_000_000
  const store = createMemoryStorage({ now: () => nowMs })
  return {
    store,
    pass: (ms: number) => {
      nowMs += ms
    },
    [Symbol.asyncDispose]: store.dispose,
  }
}

describe('the store in memory', () => {
  itKeepsTheStorePromise(open)

  test('goes on with many values whose time is over', async () => {
    await using house = await open()
    for (let at = 0; at < 3_000; at++) {
      house.pass(1)
      await house.store.put(`key ${at}`, 'x', { over: null, keepMs: 100 })
    }
    expect((await house.store.get('key 2999'))?.value).toBe('x')
    expect(await house.store.get('key 1')).toBeUndefined()
  })
})

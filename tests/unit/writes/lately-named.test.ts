import { expect, test } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createLatelyNamed } from '../../../src/writes/lately-named.ts'

test('what was given a name is found by it in every process, and no longer than the index lags', async () => {
  let nowMs = 0
  const store = createMemoryStorage({ now: () => nowMs })
  const [one, other] = [createLatelyNamed({ store, keepMs: 1_000 }), createLatelyNamed({ store, keepMs: 1_000 })]
  await Promise.all(['1', '2', '3'].map((id, index) => [one, other][index % 2]!.note('ada', id)))
  await one.note('ada', '1')
  expect((await other.find('ada')).toSorted()).toEqual(['1', '2', '3'])
  expect(await other.find('leo')).toEqual([])
  nowMs = 1_001
  expect(await other.find('ada')).toEqual([])
})

test('nothing is noted where no index lags, and who cannot ask is told so', async () => {
  const memory = createMemoryStorage({ now: () => 0 })
  const store = { ...memory, get: () => Promise.reject(new Error('away')) }
  const none = createLatelyNamed({ store, keepMs: 0 })
  await none.note('ada', '1')
  expect(await none.find('ada')).toEqual([])
  await expect(createLatelyNamed({ store, keepMs: 1 }).find('ada')).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE', retryable: true })
})

import { expect, test } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { stateOf } from '../../../src/sync/state.ts'

test('a gap that comes while another is looked for outlives it, and reaches back as far as both', async () => {
  const state = stateOf(createMemoryStorage({ now: () => 0 }), 'crm')
  await state.missedFrom(1_000)
  const begun = await state.get()
  await state.missedFrom(5_000)
  await state.caughtUp(begun)
  expect(await state.get()).toMatchObject({ gapFromMs: 1_000 })
  await state.caughtUp(await state.get())
  expect(await state.get()).toMatchObject({ gapFromMs: null })
})

import { expect, test } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'
import { type Placed, plansOf } from '../../../src/sync/plans.ts'

const fresh = { id: 'one', sync: 'crm', direction: 'CRM_TO_INTERCOM', mode: 'intercom', fingerprint: '', isPartial: false } as const

test('of two who begin one plan at the same moment, the later takes nothing out of it', async () => {
  const now = () => 0
  const store = createMemoryStorage({ now })
  const file = createSqliteFile({ dataDir: null, now })
  const collections = file.collectionsOf('w')
  const early = plansOf({ store, collections, planMs: 60_000, now })
  await early.begin(fresh)
  await early.write(early.added('one', { place: '2:UPDATE:000000001', item: { key: 'C1' } } as Placed))

  // it had looked before the other wrote
  let looks = 0
  const late = plansOf({
    store: { ...store, get: async (key) => (looks++ === 0 ? undefined : store.get(key)) },
    collections,
    planMs: 60_000,
    now,
  })
  expect(await late.begin(fresh)).toMatchObject({ id: 'one' })
  expect(await late.items('one', { after: null, limit: 10 })).toHaveLength(1)
  await file.dispose()
})

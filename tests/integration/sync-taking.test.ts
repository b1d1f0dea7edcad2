import { expect, test } from 'vitest'
import type { SourceItem } from '../../src/sync/sources/source.ts'
import { startSyncHouse } from '../support/sync-house.ts'
import { aWorld } from '../unit/sandbox/small-world.ts'

async function* one(): AsyncGenerator<SourceItem> {
  yield { place: { row: 1 }, record: { id: 'c-1', email: 'ada@acme.io' } }
}

test('a plan of what was sent, made again by a process that takes over behind its end, is what it was', async () => {
  const fields = [{ column: 'id', field: 'externalId' }]
  await using house = await startSyncHouse({
    definition: { object: 'contact', direction: 'CRM_TO_INTERCOM', source: { type: 'push' }, key: 'id', match: ['externalId'], fields },
    world: aWorld({ contacts: [] }),
  })
  const { plan } = await house.sync.take({ sync: 'crm', caller: 'somebody', items: one() })
  await house.over(plan.id)
  const run = (await house.sync.plans.get(plan.id))!.runs[0]!
  await house.over(run)
  const before = await house.sync.plans.get(plan.id)
  expect(before).toMatchObject({ isReady: true, counts: { CREATE: 1 }, runs: [run] })

  const input = {
    sync: 'crm',
    mode: 'records',
    since: null,
    limit: null,
    verify: false,
    upload: `sync:upload:${plan.id}`,
    isUnreviewed: true,
  }
  await house.sync.kinds[0]!.run({
    ...{ id: plan.id, caller: 'somebody', input, checkpoint: null, progress: { done: 0, total: null, failed: 0 }, isLastTry: false },
    ...{ signal: new AbortController().signal, reach: async () => {} },
  })
  expect(await house.sync.plans.get(plan.id)).toEqual(before)
  expect(house.sandbox.world.contacts.size).toBe(1)
})

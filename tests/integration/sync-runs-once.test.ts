import { expect, test } from 'vitest'
import { sourceOf, startSyncHouse } from '../support/sync-house.ts'
import { aContact, aWorld } from '../unit/sandbox/small-world.ts'

const rows = Array.from({ length: 3 }, (_, at) => ({ id: `C${at}`, name: `Person ${at}` }))
const create = 'POST /contacts'

const startHouse = (more: Partial<Parameters<typeof startSyncHouse>[0]> = {}) =>
  startSyncHouse({
    definition: {
      ...{
        object: 'contact',
        direction: 'CRM_TO_INTERCOM',
        source: { type: 'file', path: 'contacts.csv' },
        key: 'id',
        match: ['externalId'],
      },
      fields: [
        { column: 'id', field: 'externalId' },
        { column: 'name', field: 'name' },
      ],
    },
    source: sourceOf(() => rows),
    world: aWorld({}),
    ...more,
  })

test('a run that is asked for again under its id is the same, whatever has become of it, as after a crash of whoever asked', async () => {
  await using house = await startHouse()
  const { id: plan } = await house.plan()
  const asked = { plan, caller: 'somebody', id: 'a'.repeat(24) }
  expect(await house.sync.apply(asked)).toBe(asked.id)
  await house.over(asked.id)
  expect(await house.sync.apply(asked)).toBe(asked.id)
  expect((await house.sync.plans.get(plan))?.runs).toEqual([asked.id])
  await expect(house.sync.apply({ ...asked, id: 'b'.repeat(24) })).rejects.toThrow(`was applied by the run ${asked.id}`)
})

test('so is one that tries again what has failed', async () => {
  await using house = await startHouse()
  const { id: plan } = await house.plan()
  house.sandbox.control.failNext(create, { status: 422 })
  await house.apply(plan)
  const asked = { plan, caller: 'somebody', id: 'a'.repeat(24) }
  expect(await house.sync.retry(asked)).toBe(asked.id)
  expect((await house.over(asked.id)).progress).toEqual({ done: 1, total: 1, failed: 0 })
  expect(await house.sync.retry(asked)).toBe(asked.id)
  await expect(house.sync.retry({ ...asked, id: 'b'.repeat(24) })).rejects.toThrow('has failed')
})

test('beside a run that is not over none of its plan begins, and many who ask at the same time begin one', async () => {
  await using house = await startHouse()
  const { id: plan } = await house.plan()
  house.sandbox.control.pause(create)
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => house.sync.apply({ plan, caller: 'somebody' })))
  const runs = asked.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  expect(new Set(runs).size).toBe(1)
  await expect(house.sync.apply({ plan, caller: 'somebody' })).rejects.toThrow('is not over')
  await expect(house.sync.retry({ plan, caller: 'somebody' })).rejects.toThrow('is not over')
  house.sandbox.control.resume(create)
  expect((await house.over(runs[0]!)).progress).toEqual({ done: 3, total: 3, failed: 0 })
  expect(house.sandbox.requests.filter((call) => call === create)).toHaveLength(3)
})

test('a conflict that many decide about at the same time is settled by one of them, and counted once', async () => {
  await using house = await startHouse({
    definition: {
      ...{
        object: 'contact',
        direction: 'CRM_TO_INTERCOM',
        source: { type: 'file', path: 'contacts.csv' },
        key: 'id',
        match: ['externalId'],
      },
      fields: [
        { column: 'id', field: 'externalId' },
        { column: 'name', field: 'name', rule: 'MANUAL' },
      ],
    },
    world: aWorld({ contacts: [aContact(1, { external_id: 'C0', name: 'Another' })] }),
  })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ CONFLICT: 1, UPDATE: 0, CREATE: 2 })
  const asked = await Promise.allSettled(
    Array.from({ length: 8 }, (_, at) => house.sync.resolve({ plan: plan.id, key: 'C0', choice: at % 2 ? 'SOURCE' : 'INTERCOM' })),
  )
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await house.sync.plans.get(plan.id))?.counts).toMatchObject({ CONFLICT: 0, UPDATE: 1 })
  expect((await house.apply(plan.id)).progress).toEqual({ done: 3, total: 3, failed: 0 })
})

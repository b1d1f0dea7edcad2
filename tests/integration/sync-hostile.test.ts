import { expect, test } from 'vitest'
import { SourceError } from '../../src/sync/sources/source.ts'
import { type Rows, sourceOf, startSyncHouse } from '../support/sync-house.ts'
import { anAttribute, aWorld } from '../unit/sandbox/small-world.ts'

type Definition = Parameters<typeof startSyncHouse>[0]['definition']

const definition = (more: Partial<Definition> = {}): Definition => ({
  ...{ object: 'contact', direction: 'CRM_TO_INTERCOM', source: { type: 'file', path: 'contacts.csv' }, key: 'id', match: ['email'] },
  fields: [
    { column: 'email', field: 'email' },
    { column: 'name', field: 'name' },
  ],
  ...more,
})
const person = (number: number, more = {}) => ({ id: `C${number}`, email: `p${number}@acme.io`, name: `Person ${number}`, ...more })

async function startHouse(rows: Rows, options: Partial<Parameters<typeof startSyncHouse>[0]> = {}) {
  const house = await startSyncHouse({ definition: definition(), source: sourceOf(() => rows), world: aWorld({}), ...options })
  house.calls()
  return { ...house, people: () => [...house.sandbox.world.contacts.values()] }
}

test('values of a hundred kilobytes, seven a record, are planned as others are', async () => {
  const columns = ['a', 'b', 'c', 'd', 'e', 'f']
  const rows: Rows = Array.from({ length: 60 }, (_, at) =>
    person(at + 1, { name: 'n'.repeat(100_000), ...Object.fromEntries(columns.map((column) => [column, column.repeat(100_000)])) }),
  )
  const fields = [...definition().fields, ...columns.map((column) => ({ column, field: `customAttributes.${column}` }))]
  await using house = await startHouse(rows, {
    definition: definition({ fields }),
    world: aWorld({ data_attributes: columns.map((name, at) => anAttribute(String(at + 1), { name })) }),
  })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ CREATE: 60 })
  expect((await house.apply(plan.id)).progress).toEqual({ done: 60, total: 60, failed: 0 })
  expect((await house.plan()).unchanged).toBe(60)
})

test('keys of any text are one record each, and half a character is no key', async () => {
  const keys = ['a\0b', 'a\nb', '"', "'", 'x > acme', 'item:x', '🧨', '__proto__', 'constructor', '7', 'k'.repeat(10_000), 'é', 'e\u0301']
  const rows: Rows = keys.map((id, at) => person(at + 1, { id }))
  rows.push(person(50, { id: '\ud800' }), person(51, { id: '\ud801' }), person(52, { id: 7 }))
  await using house = await startHouse(rows)
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ CREATE: keys.length, SKIP: 3 })
  await house.apply(plan.id)
  house.calls()
  expect(await house.plan()).toMatchObject({ unchanged: keys.length, counts: { SKIP: 3, CREATE: 0, UPDATE: 0 } })
  expect(house.calls()).toEqual({})
})

test('a lead whose making nobody can tell of is not made again by trying again', async () => {
  await using house = await startHouse([person(1)], {
    definition: definition({ role: 'LEAD' }),
    gatewayLagMs: 300_000,
    indexLagMs: 365 * 86_400_000,
    timeoutMs: 500,
  })
  const plan = await house.plan()
  house.sandbox.control.failNext('POST /contacts', { stallBody: true })
  const run = await house.apply(plan.id)
  expect(run.progress).toMatchObject({ failed: 1 })
  expect(house.people()).toHaveLength(1)
  await house.over(await house.sync.retry({ plan: plan.id, caller: 'somebody' }))
  expect(house.people()).toHaveLength(1)
})

test('what cannot be read while a plan is made is not passed over by the next plan of what has changed', async () => {
  const rows: Rows = [person(1), person(2)]
  await using house = await startHouse(rows)
  await house.apply((await house.plan()).id)
  const { changedFromMs } = await house.sync.stateOf('crm')
  rows[0] = person(1, { name: 'New' })
  house.sandbox.control.failNext('POST /contacts/search', { status: 503, times: 10 })
  house.sandbox.control.failNext('GET /contacts/{contact_id}', { status: 503, times: 10 })
  const plan = await house.plan({ mode: 'changed' })
  expect(plan.counts).toMatchObject({ SKIP: 1, UPDATE: 0 })
  expect((await house.sync.stateOf('crm')).changedFromMs).toBe(changedFromMs)
})

test('of a CRM that does not answer for a moment whoever waits is told at once, and a plan of the schedule is made when it does', async () => {
  let failures = 2
  const rows = sourceOf(() => [person(1)])
  const source: typeof rows = {
    ...rows,
    async *read(options) {
      if (failures-- > 0) throw new SourceError('It is not there.', { mayPass: true })
      yield* rows.read(options)
    },
  }
  await using house = await startHouse([], { source })
  const { id } = await house.sync.plan({ sync: 'crm', caller: 'somebody' })
  expect(await house.over(id)).toMatchObject({
    status: 'FAILED',
    errors: [{ code: 'UPSTREAM_ERROR', message: 'The records of the sync crm cannot be read. It is not there.' }],
  })
  const scheduled = await house.sync.plan({ sync: 'crm', caller: 'schedule', isUnreviewed: true })
  await house.over(scheduled.id)
  expect(await house.sync.plans.get(scheduled.id)).toMatchObject({ isReady: true, counts: { CREATE: 1 } })
})

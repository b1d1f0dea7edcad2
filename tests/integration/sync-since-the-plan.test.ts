import { expect, test } from 'vitest'
import { NotFoundError, UpstreamError } from '../../src/errors.ts'
import { ledgerOf } from '../../src/sync/ledger.ts'
import type { Sink } from '../../src/sync/sources/sink.ts'
import type { SourceRecord } from '../../src/sync/sources/source.ts'
import { type Rows, sourceOf, startSyncHouse } from '../support/sync-house.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Definition = Parameters<typeof startSyncHouse>[0]['definition']

const definition = (more: Partial<Definition> = {}): Definition => ({
  ...{
    object: 'contact',
    direction: 'CRM_TO_INTERCOM',
    source: { type: 'file', path: 'contacts.csv' },
    key: 'id',
    match: ['externalId', 'email'],
  },
  fields: [
    { column: 'id', field: 'externalId', direction: 'CRM_TO_INTERCOM' },
    { column: 'email', field: 'email' },
    { column: 'name', field: 'name' },
  ],
  ...more,
})
const person = (number: number, more = {}) => ({ id: `ext-${number}`, email: `p${number}@acme.io`, name: `Person ${number}`, ...more })
const asPerson = (number: number, more = {}) =>
  aContact(number, { external_id: `ext-${number}`, email: `p${number}@acme.io`, name: `Person ${number}`, ...more })

type World = Partial<Parameters<typeof aWorld>[0]>

/** A CRM of some records, which can be written, and contacts that are kept like it. */
async function startHouse(
  rows: Rows,
  {
    world = {},
    more = {},
    beforeWrite = () => {},
    ...options
  }: { world?: World; more?: Partial<Definition>; now?: () => number; beforeWrite?: () => void } = {},
) {
  const sink: Sink = {
    canCreate: true,
    write: async (records) => {
      beforeWrite()
      return records.map(({ key, values }) => {
        const at = rows.findIndex((row) => (row as SourceRecord).id === key)
        rows[at] = { ...(rows[at] as SourceRecord), ...values }
        return { key: key ?? '' }
      })
    },
  }
  const house = await startSyncHouse({ definition: definition(more), source: sourceOf(() => rows), sink, world: aWorld(world), ...options })
  const edit = (number: number, more: object) => {
    const { contacts } = house.sandbox.world
    contacts.put({ ...contacts.get(hexId(number))!, ...more })
  }
  return { ...house, rows, edit, contact: (number: number) => house.sandbox.world.contacts.get(hexId(number)) }
}

test('what was changed in Intercom between a plan and its run, in another field, is seen by the next plan', async () => {
  const rows: Rows = [person(1)]
  await using house = await startHouse(rows, { world: { contacts: [asPerson(1)] } })
  await house.plan()
  rows[0] = person(1, { name: 'New' })
  const plan = await house.plan()
  house.edit(1, { email: 'by.hand@acme.io' })
  expect((await house.apply(plan.id)).progress).toEqual({ done: 1, total: 1, failed: 0 })
  const next = await house.plan({ verify: true })
  expect(next.counts).toMatchObject({ UPDATE: 1 })
  await house.apply(next.id)
  expect(house.contact(1)).toMatchObject({ name: 'New', email: 'p1@acme.io' })
})

test('what was changed in the CRM since a plan is not written over', async () => {
  const rows: Rows = [person(1)]
  const fields = definition().fields.map((field) => (field.field === 'name' ? { ...field, rule: 'NEWEST' as const } : field))
  await using house = await startHouse(rows, {
    more: { direction: 'BIDIRECTIONAL', changedAt: 'at', fields },
    world: { contacts: [asPerson(1)] },
  })
  await house.plan()
  house.edit(1, { name: 'Intercom' })
  const plan = await house.plan({ verify: true })
  expect(plan.counts).toMatchObject({ UPDATE: 1 })
  rows[0] = person(1, { name: 'CRM, later' })
  const run = await house.apply(plan.id)
  expect(rows[0]).toMatchObject({ name: 'CRM, later' })
  expect(run.progress).toEqual({ done: 1, total: 1, failed: 1 })
})

test('a company that is to be left, and was not, is to be left by the next plan too', async () => {
  const companies = [aCompany(1_001, { company_id: 'acme' }), aCompany(1_002, { company_id: 'old' })]
  const more = { companies: { column: 'companies', rule: 'SOURCE_WINS' as const } }
  const rows: Rows = [person(1, { companies: 'acme' }), person(2, { companies: '' })]
  const contacts = [asPerson(1, { company_ids: [hexId(1_001), hexId(1_002)] }), asPerson(2, { company_ids: [hexId(1_001)] })]
  await using house = await startHouse(rows, { more, world: { companies, contacts } })
  expect((await house.plan()).counts).toMatchObject({ DETACH: 2 })
  const again = await house.plan()
  expect(again.counts).toMatchObject({ DETACH: 2 })
  await house.apply(again.id)
  expect(house.contact(1)?.company_ids).toEqual([hexId(1_001)])
  expect(house.contact(2)?.company_ids).toEqual([])
  house.calls()
  expect((await house.plan()).unchanged).toBe(2)
  expect(house.calls()).toEqual({})
})

test('a plan whose time ends in the middle of its run is not taken for done', async () => {
  const rows: Rows = Array.from({ length: 120 }, (_, at) => person(at + 1))
  let ms = Date.now()
  await using house = await startHouse(rows, { now: () => ms })
  const plan = await house.plan()
  house.sandbox.control.pause('POST /contacts')
  const run = await house.sync.apply({ plan: plan.id, caller: 'somebody' })
  await expect.poll(() => house.sandbox.requests.includes('POST /contacts')).toBe(true)
  ms += 3_600_000
  house.sandbox.control.resume('POST /contacts')
  expect(await house.over(run)).toMatchObject({ status: 'FAILED', errors: [{ code: 'NOT_FOUND' }] })
  expect((await house.sync.stateOf('crm')).wholeAtMs).toBeNull()
})

test('a plan since an instant says nothing of what was changed before', async () => {
  const rows: Rows = [person(1)]
  await using house = await startHouse(rows)
  await house.apply((await house.plan()).id)
  const before = (await house.sync.stateOf('crm')).changedFromMs
  await house.plan({ mode: 'changed', since: new Date() })
  expect((await house.sync.stateOf('crm')).changedFromMs).toBe(before)
  await house.plan({ mode: 'changed' })
  expect((await house.sync.stateOf('crm')).changedFromMs).toBeGreaterThan(before!)
})

test('a plan that was refused is not done by trying again what failed of it', async () => {
  const rows: Rows = [person(1), person(2)]
  await using house = await startHouse(rows, { more: { deleted: { column: 'gone' } } })
  await house.apply((await house.plan()).id)
  rows[0] = person(1, { gone: true })
  const plan = await house.plan()
  await expect(house.apply(plan.id)).rejects.toThrow('expectDeletesAtMost')
  await expect(house.sync.retry({ plan: plan.id, caller: 'somebody' })).rejects.toThrow('was not applied')
})

const bothWays = (): Partial<Definition> => ({
  ...{ direction: 'BIDIRECTIONAL', changedAt: 'at' },
  fields: definition().fields.map((field) => (field.field === 'name' ? { ...field, rule: 'NEWEST' as const } : field)),
})

test('a CRM that is away now and then is waited for each time, and no item is the worse for it', async () => {
  const numbers = Array.from({ length: 120 }, (_, at) => at + 1)
  const rows: Rows = numbers.map((number) => person(number))
  let writes = 0
  await using house = await startHouse(rows, {
    ...{ more: bothWays(), world: { contacts: numbers.map((number) => asPerson(number)) } },
    beforeWrite() {
      writes++
      if (writes !== 3 && writes < 6) throw new UpstreamError('UPSTREAM_UNREACHABLE', 'The CRM is away.', { retryable: true })
    },
  })
  await house.plan()
  for (const number of numbers) house.edit(number, { name: `Intercom ${number}` })
  const plan = await house.plan({ verify: true })
  expect(await house.apply(plan.id)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 120, total: 120, failed: 0 } })
  expect(rows[119]).toMatchObject({ name: 'Intercom 120' })
})

test('what could not be written into the CRM is looked at again, though the companies of its contact were settled', async () => {
  const rows: Rows = [person(1)]
  const companies = [aCompany(1_001, { company_id: 'acme' })]
  await using house = await startHouse(rows, {
    ...{ more: { ...bothWays(), companies: { column: 'companies' } }, world: { companies, contacts: [asPerson(1)] } },
    beforeWrite() {
      throw new NotFoundError('The CRM has no such record.')
    },
  })
  await house.apply((await house.plan()).id).catch(() => {})
  rows[0] = person(1, { companies: 'acme' })
  house.edit(1, { name: 'Intercom' })
  await ledgerOf(house.collections, 'crm').touch([{ id: hexId(1), mark: '?' }])
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ UPDATE: 1, ATTACH: 1 })
  expect((await house.apply(plan.id)).progress).toMatchObject({ failed: 1 })
  expect((await house.plan()).counts).toMatchObject({ UPDATE: 1, ATTACH: 0 })
})

test('Changes that come round after round during a long run are looked at by one plan that waits for it', async () => {
  const rows: Rows = [person(1)]
  await using house = await startHouse(rows, { more: bothWays() })
  await house.apply((await house.plan()).id)
  rows.push(person(2))
  const plan = await house.plan()
  house.sandbox.control.pause('POST /contacts')
  const run = await house.sync.apply({ plan: plan.id, caller: 'somebody' })
  for (const round of [1, 2, 3, 4]) await house.sync.touched(house.sync.definitionOf('crm'), round)
  expect(await house.jobs.open()).toBe(2)
  house.sandbox.control.resume('POST /contacts')
  await house.over(run)
  await expect.poll(() => house.jobs.open()).toBe(0)
  await house.sync.touched(house.sync.definitionOf('crm'), 5)
  expect(await house.jobs.open()).toBe(1)
})

test('a conflict that nobody has settled is found again by the next plan of what has changed, and holds up nothing else', async () => {
  const twins = [8, 9].map((number) => aContact(number, { external_id: null, role: 'lead', email: 'twin@acme.io' }))
  const rows: Rows = [person(1), person(2, { email: 'twin@acme.io' })]
  await using house = await startHouse(rows, { more: { match: ['email'] }, world: { contacts: [asPerson(1), ...twins] } })
  expect((await house.plan()).counts).toMatchObject({ UPDATE: 0, CONFLICT: 1 })
  expect(await house.sync.stateOf('crm')).toMatchObject({ wholeAtMs: expect.any(Number), changedFromMs: null })
  rows[0] = person(1, { name: 'New' })
  const plan = await house.plan({ mode: 'changed' })
  await house.apply(plan.id)
  expect(await house.sync.stateOf('crm')).toMatchObject({ changedFromMs: null })
})

test('of several who may be the counterpart of a record none is made in the CRM', async () => {
  const twins = [8, 9].map((number) => aContact(number, { external_id: null, role: 'lead', email: 'twin@acme.io' }))
  const more = { ...bothWays(), match: ['email'], role: 'LEAD' as const, create: { crm: true } }
  await using house = await startHouse([person(2, { email: 'twin@acme.io' })], { more, world: { contacts: twins } })
  expect((await house.plan()).counts).toMatchObject({ CONFLICT: 1, CREATE: 0 })
})

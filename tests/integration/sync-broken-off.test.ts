import { expect, test } from 'vitest'
import { UpstreamError } from '../../src/errors.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import type { Collections } from '../../src/storage/collections.ts'
import { createSqliteFile } from '../../src/storage/sqlite-store.ts'
import { type Rows, sourceOf, startSyncHouse } from '../support/sync-house.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Definition = Parameters<typeof startSyncHouse>[0]['definition']

const definition = (more: Partial<Definition> = {}): Definition => ({
  ...{ object: 'contact', direction: 'CRM_TO_INTERCOM', source: { type: 'file', path: 'contacts.csv' }, key: 'id', match: ['email'] },
  fields: [
    { column: 'email', field: 'email' },
    { column: 'name', field: 'name' },
    { column: 'phone', field: 'phone' },
  ],
  ...more,
})
const person = (number: number, more = {}) => ({ id: `C${number}`, email: `p${number}@acme.io`, name: `Person ${number}`, ...more })

async function startHouse(
  rows: Rows,
  more: Partial<Definition> = {},
  {
    world = {},
    ...options
  }: { world?: Partial<Parameters<typeof aWorld>[0]> } & Pick<Parameters<typeof startSyncHouse>[0], 'kept' | 'sandbox'> = {},
) {
  const house = await startSyncHouse({ definition: definition(more), source: sourceOf(() => rows), world: aWorld(world), ...options })
  house.calls()
  return { ...house, people: () => [...house.sandbox.world.contacts.values()] }
}

test('leads who were not sent yet when the process was stopped, twice, are made by the next, and all are counted once', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => person(at + 1))
  await using file = { ...createSqliteFile({ dataDir: null, now: Date.now }), [Symbol.asyncDispose]: () => file.dispose() }
  const kept = { store: file.storageOf('w'), collections: file.collectionsOf('w') }
  await using sandbox = await startSandbox({ world: aWorld({}) })
  const open = () => startHouse(rows, { role: 'LEAD' }, { kept, sandbox })
  let run = ''
  for (const _ of ['first', 'second']) {
    sandbox.control.pause('POST /contacts')
    await using house = await open()
    run ||= await house.sync.apply({ plan: (await house.plan()).id, caller: 'somebody' })
    await expect.poll(() => sandbox.requests.includes('POST /contacts')).toBe(true)
    house.jobs.stop()
    sandbox.control.resume('POST /contacts')
  }
  await using house = await open()
  expect(await house.over(run)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 60, total: 60, failed: 0 } })
  expect(house.people()).toHaveLength(60)
})

test('who was made by another plan meanwhile is not made again, by whatever they can be found', async () => {
  await using house = await startHouse([person(1)], { role: 'LEAD', match: ['phone'] })
  const [one, other] = [await house.plan(), await house.plan()]
  await house.apply(one.id)
  expect((await house.apply(other.id)).progress).toMatchObject({ failed: 1 })
  expect(house.people()).toHaveLength(1)
})

test('a company that is another by now is found again', async () => {
  const rows: Rows = [person(1, { companies: 'acme' })]
  const companies = [aCompany(1_001, { company_id: 'acme' })]
  await using house = await startHouse(rows, { companies: { column: 'companies' } }, { world: { companies } })
  await house.apply((await house.plan()).id)
  house.sandbox.world.companies.remove(hexId(1_001))
  house.sandbox.world.companies.put(aCompany(1_002, { company_id: 'acme' }))
  rows.push(person(2, { companies: 'acme' }))
  await house.apply((await house.plan()).id)
  await house.apply((await house.plan()).id).catch(() => {})
  expect(house.people().find(({ email }) => email === 'p2@acme.io')?.company_ids).toEqual([hexId(1_002)])
})

test('for a record that is deleted in the CRM no lead is merged', async () => {
  const lead = aContact(9, { external_id: null, role: 'lead', email: 'p1@acme.io' })
  const user = aContact(1, { external_id: 'C1', email: 'old@acme.io' })
  const fields = [...definition().fields, { column: 'id', field: 'externalId' }]
  const more = { fields, match: ['externalId', 'email'], mergeLeads: true, deleted: { column: 'gone' } }
  await using house = await startHouse([person(1, { gone: true })], more, { world: { contacts: [lead, user] } })
  expect((await house.plan()).counts).toMatchObject({ MERGE: 0, ARCHIVE: 1 })
})

test('a lead who is the counterpart of another record is merged into nobody', async () => {
  const lead = aContact(9, { external_id: null, role: 'lead', email: 'shared@acme.io' })
  const user = aContact(1, { external_id: 'C1', email: 'old@acme.io' })
  const fields = [...definition().fields, { column: 'user', field: 'externalId' }]
  const rows: Rows = [person(9, { email: 'shared@acme.io' }), person(1, { user: 'C1', email: 'shared@acme.io' })]
  await using house = await startHouse(
    rows,
    { fields, match: ['externalId', 'email'], mergeLeads: true },
    { world: { contacts: [lead, user] } },
  )
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ MERGE: 0, SKIP: 1 })
})

test.for([
  ['a store that cannot be asked', 'is waited for', new UpstreamError('UPSTREAM_UNREACHABLE', 'The store is away.', { retryable: true })],
  ['a store that refuses', 'ends the run, which can be gone on with', new Error('database is locked')],
] as const)('%s when what was done is to be written down %s, and nobody is made twice', async ([, , failure]) => {
  await using file = { ...createSqliteFile({ dataDir: null, now: Date.now }), [Symbol.asyncDispose]: () => file.dispose() }
  const real = file.collectionsOf('w')
  let failures = 2
  const write: Collections['write'] = async (changes) => {
    if (failures > 0 && changes.some(({ collection }) => collection.endsWith(':outcomes')) && failures--) throw failure
    return real.write(changes)
  }
  const kept = { store: file.storageOf('w'), collections: { ...real, write } }
  const rows = Array.from({ length: 60 }, (_, at) => person(at + 1))
  await using house = await startHouse(rows, { role: 'LEAD' }, { kept })
  const { id: plan } = await house.plan()
  let run = await house.apply(plan)
  while (run.status !== 'SUCCEEDED') run = await house.apply(plan)
  expect(run.progress.failed).toBe(0)
  expect(house.people()).toHaveLength(60)
  expect(await house.plan()).toMatchObject({ unchanged: 60, counts: { CREATE: 0 } })
})

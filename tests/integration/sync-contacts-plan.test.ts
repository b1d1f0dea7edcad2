import { expect, test } from 'vitest'
import { type Rows, sourceOf, startSyncHouse } from '../support/sync-house.ts'
import { aCompany, aContact, anAttribute, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Lists = Partial<Parameters<typeof aWorld>[0]>
type Definition = Parameters<typeof startSyncHouse>[0]['definition']
const search = 'POST /contacts/search'

const definition = (more: Partial<Definition> = {}): Definition => ({
  object: 'contact',
  direction: 'CRM_TO_INTERCOM',
  source: { type: 'file', path: 'contacts.csv' },
  key: 'id',
  match: ['externalId', 'email'],
  fields: [
    { column: 'user', field: 'externalId' },
    { column: 'email', field: 'email' },
    { column: 'name', field: 'name' },
  ],
  ...more,
})

const person = (number: number, more = {}) => ({
  id: `C${number}`,
  user: `ext-${number}`,
  email: `p${number}@acme.io`,
  name: `Person ${number}`,
  ...more,
})
const people = (count: number) => Array.from({ length: count }, (_, at) => person(at + 1))
const asPerson = (number: number, more = {}) =>
  aContact(number, { external_id: `ext-${number}`, email: `p${number}@acme.io`, name: `Person ${number}`, ...more })

/** A house whose records the test may change. */
async function startHouse(
  rows: Rows,
  {
    world = {},
    more = {},
    ...options
  }: { world?: Lists; more?: Partial<Definition> } & Omit<Partial<Parameters<typeof startSyncHouse>[0]>, 'world'> = {},
) {
  const source = sourceOf(() => rows)
  const house = await startSyncHouse({ definition: definition(more), source, world: aWorld(world), ...options })
  house.calls()
  return { ...house, rows }
}

const told = (items: Awaited<ReturnType<Awaited<ReturnType<typeof startSyncHouse>>['itemsOf']>>) =>
  items.map(({ key, action, error, changes }) => [key, action, error?.code ?? changes.map(({ field, from, to }) => [field, from, to])])
const contactsIn = ({ sandbox }: Awaited<ReturnType<typeof startHouse>>) => sandbox.world.contacts.size

test('who is not in Intercom is made, who differs is changed in what differs alone, and who is as they should be costs a fiftieth of a call', async () => {
  await using house = await startHouse(people(120), {
    world: { contacts: Array.from({ length: 100 }, (_, at) => asPerson(at + 1, at === 4 ? { name: 'Old' } : {})) },
  })
  const plan = await house.plan()
  expect(plan).toMatchObject({ records: 120, unchanged: 99, counts: { CREATE: 20, UPDATE: 1, SKIP: 0, CONFLICT: 0 }, warnings: [] })
  expect(told(await house.itemsOf(plan.id)).at(-1)).toEqual(['C5', 'UPDATE', [['name', 'Old', 'Person 5']]])
  // three for external ids, one for the addresses of those whom they did not find
  expect(house.calls()).toEqual({ 'GET /data_attributes': 1, [search]: 4 })
  // 21 writes, what is read again before, and whom those who are made would be found by
  expect(plan.estimatedCalls).toBe(21 + 1 + 2)

  const run = await house.apply(plan.id)
  expect(run).toMatchObject({ status: 'SUCCEEDED', progress: { done: 21, total: 21, failed: 0 } })
  expect(contactsIn(house)).toBe(120)
  const calls = house.calls()
  expect(calls['POST /contacts']).toBe(20)
  expect(calls['PUT /contacts/{contact_id}']).toBe(1)

  const again = await house.plan()
  expect(again).toMatchObject({ unchanged: 120, counts: { CREATE: 0, UPDATE: 0 }, estimatedCalls: 0 })
  expect(house.calls()).toEqual({})
})

test('without its ledger a sync finds everybody anew, at a call for fifty, and has nothing to do', async () => {
  await using house = await startHouse(people(200))
  await house.apply((await house.plan()).id)
  await using anew = await startSyncHouse({ definition: definition(), source: sourceOf(() => people(200)), sandbox: house.sandbox })
  anew.calls()
  expect(await anew.plan()).toMatchObject({ unchanged: 200, counts: { CREATE: 0, UPDATE: 0 } })
  expect(anew.calls()).toEqual({ 'GET /data_attributes': 1, [search]: 4 })
})

test('whom the last run has made is known by the ledger while no search knows them', async () => {
  const never = 365 * 86_400_000
  await using house = await startHouse(people(60), { indexLagMs: never, gatewayLagMs: 300_000 })
  await house.apply((await house.plan()).id)
  house.calls()
  expect((await house.plan()).unchanged).toBe(60)
  expect(house.calls()).toEqual({})
  expect((await house.plan({ verify: true })).unchanged).toBe(60)
  expect(contactsIn(house)).toBe(60)
})

test('a malformed row, a key that stands twice, somebody who would be made twice: each is one item that says why, and the rest goes on', async () => {
  const rows: Rows = [
    person(1),
    { problem: 'is no JSON', raw: '{"id":' },
    { ...person(2), email: 'no address' },
    person(1, { name: 'Somebody else' }),
    person(3, { email: 'p1@acme.io' }),
    { id: 'C9', user: '', email: '', name: 'Nobody can be found by this' },
    person(4),
  ]
  await using house = await startHouse(rows)
  const plan = await house.plan()
  expect(plan).toMatchObject({ records: 7, counts: { CREATE: 2, SKIP: 5 } })
  const skipped = (await house.itemsOf(plan.id)).filter(({ action }) => action === 'SKIP')
  expect(skipped.map(({ key, place, error }) => [key, place?.row, error?.code, error?.message])).toEqual([
    ['row 2', 2, 'INVALID', 'The record is no JSON.'],
    ['C2 (row 3)', 3, 'INVALID', expect.stringContaining('no address')],
    ['C1 (row 4)', 4, 'CONFLICT', 'Row 1 has the key "C1" too; the first counts.'],
    ['C3', 5, 'CONFLICT', expect.stringContaining('"C1" has the same email')],
    ['C9', 6, 'INVALID', expect.stringContaining('externalId, email')],
  ])
  await house.apply(plan.id)
  expect(contactsIn(house)).toBe(2)
})

test('an address that several have is a conflict that names them, and nobody is written to', async () => {
  const twins = [1, 2].map((number) => aContact(number, { external_id: null, role: 'lead', email: 'twin@acme.io' }))
  await using house = await startHouse([person(7, { user: '', email: 'twin@acme.io' }), person(8)], { world: { contacts: twins } })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ CREATE: 1, CONFLICT: 1 })
  const conflict = (await house.itemsOf(plan.id)).find(({ action }) => action === 'CONFLICT')
  expect(conflict?.error).toMatchObject({ code: 'AMBIGUOUS_MATCH', candidates: expect.arrayContaining([hexId(1), hexId(2)]) })
  await expect(house.sync.resolve({ plan: plan.id, key: 'C7', choice: 'SOURCE' })).rejects.toThrow('no values to choose from')
  await house.apply(plan.id)
  expect(contactsIn(house)).toBe(3)
})

test('a definition that does not fit the workspace is told whole, and nothing is planned', async () => {
  const more = { fields: [...definition().fields, { column: 'tier', field: 'customAttributes.tier' }, { column: 'x', field: 'nonsense' }] }
  await using house = await startHouse(people(2), { more })
  const planning = house.plan()
  await expect(planning).rejects.toThrow(/customAttributes\.tier/)
  await expect(planning).rejects.toThrow(/nonsense/)
})

test('a custom attribute that may be made is made first, once, and filled', async () => {
  const more = {
    fields: [...definition().fields, { column: 'tier', field: 'customAttributes.tier' }],
    createAttributes: { tier: 'string' as const },
  }
  await using house = await startHouse([person(1, { tier: 'gold' }), person(2, { tier: 'silver' })], {
    more,
    world: { data_attributes: [anAttribute('9', { name: 'other' })] },
  })
  const plan = await house.plan()
  expect(told(await house.itemsOf(plan.id))[0]).toEqual(['attribute tier', 'CREATE', [['customAttributes.tier', null, 'string']]])
  await house.apply(plan.id)
  expect([...house.sandbox.world.contacts.values()].map(({ custom_attributes }) => custom_attributes?.tier)).toEqual(['gold', 'silver'])
  expect(await house.plan()).toMatchObject({ unchanged: 2, counts: { CREATE: 0, UPDATE: 0 } })
})

test('a record that was changed in Intercom since the plan is left as it is, and says what to do', async () => {
  await using house = await startHouse(people(3), { world: { contacts: [1, 2, 3].map((number) => asPerson(number, { name: 'Old' })) } })
  const plan = await house.plan()
  const other = await house.sandbox.world.contacts.get(hexId(2))!
  house.sandbox.world.contacts.put({ ...other, name: 'By hand' })
  const run = await house.apply(plan.id)
  expect(run.progress).toEqual({ done: 3, total: 3, failed: 1 })
  expect(house.sandbox.world.contacts.get(hexId(2))?.name).toBe('By hand')
  const [place] = await house.sync.plans.failed(plan.id, { after: null, limit: 10 })
  const [outcome] = await house.sync.plans.outcomes(plan.id, [place!])
  expect(outcome?.error).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('its name was changed since') })
})

test('somebody who vanished in Intercom is one item each time, until another is to be made', async () => {
  await using house = await startHouse(people(3))
  await house.apply((await house.plan()).id)
  const [first] = house.sandbox.world.contacts.keys()
  house.sandbox.world.contacts.remove(first!)
  const plan = await house.plan({ verify: true })
  expect(plan).toMatchObject({ unchanged: 2, counts: { SKIP: 1, CREATE: 0 } })
  expect((await house.itemsOf(plan.id))[0]?.error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining(first!) })
})

test('whoever is deleted in the CRM is archived, and only when as many were expected', async () => {
  const rows: Rows = people(4)
  await using house = await startHouse(rows, { more: { deleted: { column: 'gone' } } })
  await house.apply((await house.plan()).id)
  rows[1] = person(2, { gone: true })
  rows[2] = person(3, { gone: '2026-01-01T00:00:00Z' })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ ARCHIVE: 2, UPDATE: 0 })
  await expect(house.apply(plan.id)).rejects.toThrow('expectDeletesAtMost: 2')
  await expect(house.apply(plan.id, { expectDeletesAtMost: 1 })).rejects.toThrow('at most 1 were expected')
  expect((await house.apply(plan.id, { expectDeletesAtMost: 2 })).progress).toEqual({ done: 2, total: 2, failed: 0 })
  expect(contactsIn(house)).toBe(2)
  expect(await house.plan()).toMatchObject({ unchanged: 4, counts: { ARCHIVE: 0 } })
})

test('whoever a whole reading does not hold any more is archived, unless a record could not be read', async () => {
  const rows: Rows = people(4)
  await using house = await startHouse(rows, { more: { missing: 'ARCHIVE' } })
  await house.apply((await house.plan()).id)
  rows.splice(0, 1)
  rows.push({ problem: 'is no JSON', raw: '' })
  const unsure = await house.plan()
  expect(unsure.counts.ARCHIVE).toBe(0)
  expect(unsure.warnings[0]).toContain('nobody is taken for missing')
  rows.pop()
  expect((await house.plan({ limit: 1 })).counts.ARCHIVE).toBe(0)
  expect((await house.plan()).counts.ARCHIVE).toBe(1)
})

test('what one side alone has changed is no conflict; what both have waits for somebody to choose, and then is one', async () => {
  const rows: Rows = people(3)
  const more = { fields: definition().fields.map((field) => (field.field === 'name' ? { ...field, rule: 'MANUAL' as const } : field)) }
  await using house = await startHouse(rows, { more })
  await house.apply((await house.plan()).id)
  rows[0] = person(1, { name: 'CRM' })
  rows[1] = person(2, { name: 'CRM' })
  for (const contact of house.sandbox.world.contacts.values())
    if (contact.external_id === 'ext-1') house.sandbox.world.contacts.put({ ...contact, name: 'Intercom' })

  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ UPDATE: 1, CONFLICT: 1 })
  await house.apply(plan.id)
  const resolved = await house.sync.resolve({ plan: plan.id, key: 'C1', choice: 'SOURCE' })
  expect(resolved.counts).toMatchObject({ UPDATE: 2, CONFLICT: 0 })
  await expect(house.sync.resolve({ plan: plan.id, key: 'C1', choice: 'SOURCE' })).rejects.toThrow('is no conflict')
  expect((await house.apply(plan.id)).progress).toEqual({ done: 1, total: 1, failed: 0 })
  expect([...house.sandbox.world.contacts.values()].map(({ name }) => name)).toEqual(['CRM', 'CRM', 'Person 3'])
  expect((await house.plan({ verify: true })).unchanged).toBe(3)
})

test("when Intercom's value is chosen and may not go to the CRM, both stay as they are and nobody is asked again", async () => {
  const more = { fields: definition().fields.map((field) => (field.field === 'name' ? { ...field, rule: 'MANUAL' as const } : field)) }
  await using house = await startHouse([person(1)], { more, world: { contacts: [asPerson(1, { name: 'Intercom' })] } })
  const plan = await house.plan()
  await house.sync.resolve({ plan: plan.id, key: 'C1', choice: 'INTERCOM' })
  await house.apply(plan.id)
  expect(house.sandbox.world.contacts.get(hexId(1))?.name).toBe('Intercom')
  expect(await house.plan({ verify: true })).toMatchObject({ unchanged: 1, counts: { CONFLICT: 0, UPDATE: 0 } })
})

test('a lead who is the same person is merged into the user, where that is wanted', async () => {
  const lead = aContact(9, { external_id: null, role: 'lead', email: 'p1@acme.io', name: 'Lead' })
  await using house = await startHouse([person(1)], {
    more: { mergeLeads: true },
    world: { contacts: [asPerson(1, { email: 'old@acme.io' }), lead] },
  })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ MERGE: 1, UPDATE: 1 })
  expect((await house.apply(plan.id)).progress.failed).toBe(0)
  expect([...house.sandbox.world.contacts.keys()]).toEqual([hexId(1)])
})

test('contacts join the companies that their records name, which are made where that is allowed, and leave others where that is wanted', async () => {
  const rows: Rows = [person(1, { companies: 'acme,new' }), person(2, { companies: 'nowhere' })]
  const companies = [aCompany(1_001, { company_id: 'acme' }), aCompany(1_002, { company_id: 'old' })]
  const more = { companies: { column: 'companies', create: true, rule: 'SOURCE_WINS' as const } }
  await using house = await startHouse(rows, { more, world: { companies } })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ CREATE: 4, ATTACH: 3 })
  const run = await house.apply(plan.id)
  expect(run.progress).toEqual({ done: 7, total: 7, failed: 0 })
  house.calls()
  expect((await house.plan()).unchanged).toBe(2)
  expect(house.calls()).toEqual({})

  rows[0] = person(1, { companies: ['acme'] })
  const fewer = await house.plan()
  expect(fewer.counts).toMatchObject({ ATTACH: 0, DETACH: 1 })
  await house.apply(fewer.id)
  expect((await house.plan()).unchanged).toBe(2)
})

test('a company that is not there and may not be made is an item, and the contact is made all the same', async () => {
  await using house = await startHouse([person(1, { companies: 'nowhere' })], { more: { companies: { column: 'companies' } } })
  const plan = await house.plan()
  expect(plan.counts).toMatchObject({ CREATE: 1, ATTACH: 0, SKIP: 1 })
  await house.apply(plan.id)
  expect(contactsIn(house)).toBe(1)
})

test('a run that is paused goes on where it was, and one that is cancelled does not', async () => {
  await using house = await startHouse(people(400))
  const plan = await house.plan()
  const run = await house.sync.apply({ plan: plan.id, caller: 'somebody' })
  await house.jobs.pause(run)
  await expect.poll(async () => (await house.jobs.get(run))?.status).toBe('PAUSED')
  const paused = contactsIn(house)
  expect(paused).toBeLessThan(400)
  await house.jobs.resume(run)
  expect(await house.over(run)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 400, total: 400, failed: 0 } })
  expect(contactsIn(house)).toBe(400)
})

test('what failed is tried again, and nothing else', async () => {
  await using house = await startHouse(people(60))
  const plan = await house.plan()
  house.sandbox.control.failNext('POST /contacts', { status: 422, times: 5 })
  expect((await house.apply(plan.id)).progress).toEqual({ done: 60, total: 60, failed: 5 })
  expect(contactsIn(house)).toBe(55)
  house.calls()
  const retry = await house.over(await house.sync.retry({ plan: plan.id, caller: 'somebody' }))
  expect(retry).toMatchObject({ status: 'SUCCEEDED', progress: { done: 5, total: 5, failed: 0 } })
  expect(house.calls()['POST /contacts']).toBe(5)
  expect(contactsIn(house)).toBe(60)
  await expect(house.sync.retry({ plan: plan.id, caller: 'somebody' })).rejects.toThrow('Nothing of the plan')
})

test('an Intercom that is away for a moment is waited for, and no item is the worse for it', async () => {
  await using house = await startHouse(people(120))
  const plan = await house.plan()
  house.sandbox.control.failNext('POST /contacts/search', { status: 503, times: 5 })
  expect(await house.apply(plan.id)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 120, failed: 0 } })
  expect(contactsIn(house)).toBe(120)
})

test('an applied plan is not applied again, nor one that is not there', async () => {
  await using house = await startHouse(people(1))
  const plan = await house.plan()
  await house.apply(plan.id)
  await expect(house.apply(plan.id)).rejects.toThrow('was applied by the run')
  await expect(house.apply('0'.repeat(24))).rejects.toThrow('There is no plan')
  expect((await house.plan()).counts.CREATE).toBe(0)
})

test('a plan that is applied shortly before its time ends is kept for as long again', async () => {
  await using house = await startHouse(people(2), { planSeconds: 3_600 })
  const plan = await house.plan()
  await house.apply(plan.id)
  const kept = await house.sync.plans.get(plan.id)
  expect(kept!.expiresAtMs).toBeGreaterThan(plan.expiresAtMs)
})

test('one record that fails for ever keeps nobody from what runs by itself, and yet who is new is not taken for known', async () => {
  const rows: Rows = people(60)
  await using house = await startHouse(rows)
  const plan = await house.plan()
  house.sandbox.control.failNext('POST /contacts', { status: 422, times: 1 })
  await house.apply(plan.id)
  expect(await house.sync.stateOf('crm')).toMatchObject({ reviewedAtMs: expect.any(Number), wholeAtMs: null, changedFromMs: null })

  rows[0] = person(1, { name: 'Changed' })
  const { id } = await house.plan({ mode: 'changed', isUnreviewed: true })
  const [run] = (await house.sync.plans.get(id))!.runs
  expect(await house.over(run!)).toMatchObject({ status: 'SUCCEEDED', progress: { failed: 0 } })
  expect([...house.sandbox.world.contacts.values()].filter(({ name }) => name === 'Changed')).toHaveLength(1)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConflictError, UpstreamError } from '../../src/errors.ts'
import { createSchedules } from '../../src/jobs/schedules.ts'
import type { ContactRecord } from '../../src/sandbox/records.ts'
import { type BothWays, fields, type Row, startBothWays, tables } from '../support/both-ways.ts'
import { createListener } from '../support/house.ts'
import { startPostgres } from '../support/postgres.ts'

let postgres: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

type Options = NonNullable<Parameters<typeof startBothWays>[1]>

/** So many people, in the CRM and, after a first plan that somebody has applied, in Intercom. */
async function startAlike(count: number, options: Options = {}) {
  const database = await postgres.database(
    ...tables,
    `insert into people select 'C' || n, 'ext-' || n, 'p' || n || '@acme.io', 'Person ' || n, '+49' || n, 'Rome', 'nick', 'a;b', 'gold' from generate_series(1, ${count}) n`,
    'delete from writes',
  )
  const both = await startBothWays(database, options)
  await both.bring()
  await both.heard()
  both.calls()
  both.written.length = 0
  return both
}

const inIntercom = (both: BothWays, changes: Partial<ContactRecord>, externalId = 'ext-1') =>
  both.sandbox.actions.contacts.update({ contact: both.contact(externalId).id, ...changes })
const one = async (both: BothWays, id = 'C1') => (await both.people(`id = '${id}'`))[0]!
const row = async (both: BothWays, values: Partial<Row>, id = 'C1') => expect.poll(() => one(both, id)).toMatchObject(values)
/** All that was begun is over, and nothing is left to do for either side. */
async function atRest(both: BothWays) {
  await both.heard()
  expect(await both.plan({ verify: true })).toMatchObject({ counts: { CREATE: 0, UPDATE: 0, MERGE: 0 } })
  expect(await both.echoes()).toEqual([])
}

test('what is changed in Intercom goes to the CRM as it is told, by the rule of each field, and what Intercom may not say is put right', async () => {
  await using both = await startAlike(3)
  await both.follow()
  inIntercom(both, { name: 'Intercom', custom_attributes: { line: '+1', city: 'Oslo', nick: 'other', labels: 'b;c', tier: 'silver' } })
  await row(both, { name: 'Person 1', phone: '+1', city: 'Oslo', nick: 'nick', labels: 'a;b;c', tier: 'silver' })
  await expect
    .poll(() => both.contact('ext-1'))
    .toMatchObject({
      name: 'Person 1',
      custom_attributes: { line: '+1', city: 'Oslo', nick: 'other', labels: 'b;c;a', tier: 'silver' },
    })
  await atRest(both)
})

test('what is changed in the CRM goes to Intercom by a plan of what has changed, by the rule of each field', async () => {
  await using both = await startAlike(3)
  await both.set('C1', { name: 'CRM', phone: '+2', city: 'Bonn', nick: 'mine', labels: 'a;d', tier: 'tin' })
  const plan = await both.bring({ mode: 'changed' })
  expect(plan.counts).toMatchObject({ UPDATE: 1, CONFLICT: 0 })
  expect(both.contact('ext-1')).toMatchObject({
    name: 'CRM',
    custom_attributes: { line: '+491', city: 'Bonn', nick: 'nick', labels: 'a;b;d', tier: 'tin' },
  })
  expect(await one(both)).toMatchObject({ phone: '+491', labels: 'a;d;b', nick: 'mine' })
  await atRest(both)
})

test('our own writes that come back are written nowhere, and cost no call: webhooks, and a CRM that says that it was changed', async () => {
  await using both = await startAlike(120)
  await both.follow()
  await both.database.query("update people set name = 'New ' || id, city = 'Bonn'")
  await both.bring({ mode: 'changed' })
  await both.heard()
  both.calls()
  const before = both.written.length
  expect(await both.plan({ mode: 'changed' })).toMatchObject({ counts: { UPDATE: 0, CREATE: 0 } })
  expect(both.calls()).toEqual({})
  expect(await both.plan()).toMatchObject({ counts: { UPDATE: 0, CREATE: 0 } })
  // whoever was changed today, of whom somebody may be new
  expect(both.calls()).toEqual({ 'POST /contacts/search': 1 })
  expect(both.written.length).toBe(before)
})

test('who is new in Intercom is made in the CRM, once, also when nobody heard that it was, and is not made in Intercom again', async () => {
  let isLost = true
  const throughSink: Options['throughSink'] = (sink) => ({
    ...sink,
    async write(records) {
      const outcomes = await sink.write(records)
      return isLost ? records.map(() => new ConflictError('Nobody has heard the answer.')) : outcomes
    },
  })
  await using both = await startAlike(2, { throughSink })
  both.sandbox.actions.contacts.create({ external_id: 'ext-9', email: 'p9@acme.io', name: 'Nine', custom_attributes: { tier: 'tin' } })
  const plan = await both.plan()
  expect(plan.counts).toMatchObject({ CREATE: 1, UPDATE: 0 })
  expect((await both.apply(plan.id)).progress).toMatchObject({ done: 1, failed: 1 })
  isLost = false
  expect((await both.over(await both.sync.retry({ plan: plan.id, caller: 'somebody' }))).progress).toMatchObject({ done: 1, failed: 0 })
  expect(await both.people("user_id = 'ext-9'")).toMatchObject([
    { name: 'Nine', tier: 'tin', city: null, intercom_id: both.contact('ext-9').id },
  ])
  expect(await both.plan({ mode: 'changed' })).toMatchObject({ counts: { CREATE: 0, UPDATE: 0 } })

  await both.follow()
  both.sandbox.actions.contacts.create({ external_id: 'ext-10', email: 'p10@acme.io' })
  await expect.poll(() => both.people("user_id = 'ext-10'")).toHaveLength(1)
  await atRest(both)
  expect(both.sandbox.world.contacts.size).toBe(4)
})

test('whoever was merged in Intercom is from then on its survivor, unless that is the counterpart of another record', async () => {
  await using both = await startAlike(3)
  await both.follow()
  const other = both.sandbox.actions.contacts.create({ role: 'lead', email: 'other@acme.io', name: 'Lead' }).contact
  both.sandbox.actions.contacts.merge({ from: both.contact('ext-1').id, into: other })
  await expect
    .poll(() => both.sandbox.world.contacts.get(other))
    .toMatchObject({ name: 'Person 1', external_id: 'ext-1', email: 'p1@acme.io' })
  await both.bring({ mode: 'intercom' })
  inIntercom(both, { custom_attributes: { city: 'Bonn' } })
  await row(both, { city: 'Bonn' })
  expect(await both.people()).toHaveLength(3)

  both.sandbox.actions.contacts.merge({ from: both.contact('ext-3').id, into: both.contact('ext-2').id })
  await both.heard()
  await both.set('C3', { city: 'Kiel' })
  for (const mode of ['changed', 'whole'] as const) {
    const plan = await both.plan({ mode })
    expect(plan.counts).toMatchObject({ CREATE: 0, UPDATE: 0, SKIP: 1 })
    expect((await both.itemsOf(plan.id))[0]).toMatchObject({
      key: 'C3',
      error: { code: 'CONFLICT', message: expect.stringContaining('"C2" already') },
    })
  }
})

test('what is changed on either side between a plan and its run is not lost, nor written over', async () => {
  await using both = await startAlike(2)
  await both.set('C1', { name: 'CRM' })
  const plan = await both.plan({ mode: 'changed' })
  inIntercom(both, { custom_attributes: { line: '+9' } })
  expect((await both.apply(plan.id)).progress).toMatchObject({ done: 1, failed: 0 })
  await both.bring({ mode: 'intercom' })
  expect(await one(both)).toMatchObject({ name: 'CRM', phone: '+9' })

  inIntercom(both, { custom_attributes: { city: 'Oslo', line: '+10' } })
  const toCrm = await both.plan({ verify: true })
  await both.set('C1', { city: 'Kiel' })
  expect((await both.apply(toCrm.id)).progress).toMatchObject({ done: 1, failed: 1 })
  expect(await one(both)).toMatchObject({ city: 'Kiel', phone: '+9' })
  await both.bring({ mode: 'changed' })
  expect(both.contact('ext-1').custom_attributes).toMatchObject({ city: 'Kiel' })
  expect(await one(both)).toMatchObject({ city: 'Kiel', phone: '+10' })
  await atRest(both)
})

test('a text that the CRM reads back otherwise than it was written is not taken for a change of its own', async () => {
  const cut = fields.map((field) => (field.column === 'city' ? { ...field, transform: [{ truncate: 4 }] } : field))
  await using both = await startAlike(1, { more: { fields: cut } })
  await both.follow()
  inIntercom(both, { custom_attributes: { city: 'Copenhagen' } })
  await row(both, { city: 'Copenhagen' })
  await both.bring({ mode: 'changed' })
  await atRest(both)
  expect(both.contact('ext-1').custom_attributes).toMatchObject({ city: 'Copenhagen' })
})

test('contacts that leave a company in Intercom that their record names come to it again, and our own attaching that is announced costs no call', async () => {
  const more = { companies: { column: 'nick', create: true }, fields: fields.filter(({ column }) => column !== 'nick') }
  await using both = await startAlike(3, { more })
  await both.follow()
  const [company] = both.sandbox.world.companies.keys()
  const isIn = () => both.contact('ext-1').company_ids.includes(company!)
  expect(isIn()).toBe(true)
  expect((await both.plan({ mode: 'changed' })).counts).toMatchObject({ ATTACH: 0 })
  expect(both.calls()).toEqual({})
  both.sandbox.actions.contacts.company({ contact: both.contact('ext-1').id, company: company!, isOff: true })
  expect(isIn()).toBe(false)
  await expect.poll(isIn).toBe(true)
})

test('what was changed in Intercom while nobody followed is found by whoever follows next, by a scan of the days since', async () => {
  await using both = await startAlike(3)
  const following = await both.follow()
  inIntercom(both, { custom_attributes: { line: '+1' } })
  await row(both, { phone: '+1' })
  await following.dispose()
  both.sandbox.webhooks.subscribe(null)
  inIntercom(both, { custom_attributes: { line: '+2' } }, 'ext-2')
  both.sandbox.actions.contacts.create({ external_id: 'ext-4', email: 'p4@acme.io' })

  await using next = await startBothWays(both.database, { besides: both })
  await next.follow()
  await row(next, { phone: '+2' }, 'C2')
  await expect.poll(() => next.people("user_id = 'ext-4'")).toHaveLength(1)
  await atRest(next)
})

test('a process that has heard nothing before it ended has left a gap as well', async () => {
  await using both = await startAlike(2)
  const following = await both.follow()
  await expect.poll(() => both.store.get('sync:cursor')).toBeDefined()
  await following.dispose()
  both.sandbox.webhooks.subscribe(null)
  inIntercom(both, { custom_attributes: { line: '+1' } })
  await using next = await startBothWays(both.database, { besides: both })
  await next.follow()
  await row(next, { phone: '+1' })
})

test('who is deleted in Intercom, and a row that is deleted in the CRM, is an item that says so, and the others go on', async () => {
  await using both = await startAlike(4)
  const following = await both.follow(async () => {})
  both.sandbox.actions.contacts.delete({ contact: both.contact('ext-1').id })
  both.sandbox.actions.contacts.archive({ contact: both.contact('ext-2').id })
  await both.database.query("delete from people where id = 'C3'")
  inIntercom(both, { custom_attributes: { line: '+3' } }, 'ext-3')
  inIntercom(both, { custom_attributes: { line: '+4' } }, 'ext-4')
  await expect.poll(() => both.collections.count('sync:crm:touched')).toBe(4)
  await following.dispose()
  const plan = await both.bring({ mode: 'intercom' })
  expect(plan.counts).toMatchObject({ SKIP: 3, UPDATE: 1, CREATE: 0 })
  const skipped = (await both.itemsOf(plan.id)).filter(({ action }) => action === 'SKIP')
  expect(skipped.map(({ key, error }) => [key, error?.code]).sort()).toEqual([
    ['C1', 'NOT_FOUND'],
    ['C2', 'NOT_FOUND'],
    ['C3', 'NOT_FOUND'],
  ])
  expect(await one(both, 'C4')).toMatchObject({ phone: '+4' })
  // told once for all Changes of others, and again by whatever looks at the record
  both.calls()
  expect((await both.plan({ mode: 'intercom' })).counts.SKIP).toBe(0)
  expect(both.calls()).toEqual({})
  expect((await both.plan()).counts.SKIP).toBe(3)
  expect(both.sandbox.world.contacts.size).toBe(2)
})

test('a CRM that is away for a while is written to when it is back', async () => {
  let isAway = true
  const throughSink: Options['throughSink'] = (sink) => ({
    ...sink,
    write: (records) =>
      isAway ? Promise.reject(new UpstreamError('UPSTREAM_UNREACHABLE', 'It is away.', { retryable: true })) : sink.write(records),
  })
  await using both = await startAlike(2, { throughSink })
  await both.follow()
  inIntercom(both, { custom_attributes: { line: '+1' } })
  await both.heard()
  await expect.poll(() => both.ended, { timeout: 20_000 }).toContain('UPDATE FAILED')
  isAway = false
  inIntercom(both, { custom_attributes: { line: '+2' } }, 'ext-2')
  await row(both, { phone: '+2' }, 'C2')
  await row(both, { phone: '+1' })
})

test('of a CRM that cannot be asked for single records, what depends on what it has waits for a plan that reads them', async () => {
  const throughSource: Options['throughSource'] = ({ getMany: _, ...source }) => source
  await using both = await startAlike(2, { throughSource })
  await both.follow()
  inIntercom(both, { custom_attributes: { line: '+1' } })
  await row(both, { phone: '+1' })
  inIntercom(both, { name: 'Intercom', custom_attributes: { labels: 'b;c' } })
  inIntercom(both, { custom_attributes: { city: 'Oslo', tier: 'tin' } }, 'ext-2')
  await both.heard()
  await expect.poll(() => both.collections.count('sync:crm:taken')).toBe(2)
  expect(await both.people()).toMatchObject([
    { name: 'Person 1', labels: 'a;b' },
    { city: 'Rome', tier: 'gold' },
  ])
  await both.database.query(
    "alter table people disable trigger noted; update people set updated_at = now() - interval '1 hour'; alter table people enable trigger noted",
  )
  const changed = await both.bring({ mode: 'changed' })
  expect(changed.warnings).toEqual([expect.stringContaining('waits for a plan')])
  expect(await one(both, 'C2')).toMatchObject({ city: 'Oslo', tier: 'tin' })
  expect(await one(both)).toMatchObject({ labels: 'a;b' })
  await both.bring()
  expect(await one(both)).toMatchObject({ name: 'Person 1', labels: 'a;b;c' })
  expect(both.contact('ext-1')).toMatchObject({ name: 'Person 1', custom_attributes: { labels: 'b;c;a' } })
  await atRest(both)
})

test('nothing is done by itself before a plan of everything was applied, nor more than its definition allows; that is said, and somebody may apply it', async () => {
  const database = await postgres.database(...tables, "insert into people (id, user_id, name) values ('C1', 'ext-1', 'One')")
  await using both = await startBothWays(database, { more: { unreviewed: { deletes: 0, creates: 1 } } })
  await both.follow()
  const first = await both.plan({ isUnreviewed: true })
  expect(first.counts.CREATE).toBe(1)
  both.sandbox.actions.contacts.create({ external_id: 'ext-8' })
  await expect.poll(() => both.collections.count('sync:crm:touched')).toBe(1)
  expect(both.said.at(-1)).toContain('nothing is done unreviewed before a plan of everything has been applied once')
  expect([both.ended, both.sandbox.world.contacts.size]).toEqual([[], 1])

  await both.apply(first.id)
  await both.database.query("insert into people (id, user_id) values ('C2', 'ext-2'), ('C3', 'ext-3')")
  const second = await both.plan({ mode: 'changed', isUnreviewed: true })
  expect(second).toMatchObject({ counts: { CREATE: 3 }, runs: [] })
  expect(both.said.at(-1)).toContain('it would do more than may be done unreviewed')
  await both.apply(second.id)
  expect([both.sandbox.world.contacts.size, (await both.people()).length]).toEqual([4, 4])
  await atRest(both)
})

test('two plans that were made of the same change write it once, on either side', async () => {
  const sent: string[] = []
  const throughSink: Options['throughSink'] = (sink) => ({
    ...sink,
    async write(records) {
      sent.push(...records.map(({ key, values }) => `${key} ${JSON.stringify(values)}`))
      return sink.write(records)
    },
  })
  await using both = await startAlike(1, { throughSink })
  await both.set('C1', { name: 'CRM' })
  inIntercom(both, { custom_attributes: { line: '+1' } })
  const plans = [await both.plan({ verify: true }), await both.plan({ verify: true })]
  for (const { id } of plans) expect((await both.apply(id)).progress).toMatchObject({ done: 1, failed: 0 })
  expect(sent).toEqual(['C1 {"phone":"+1"}'])
  expect(both.calls()['PUT /contacts/{contact_id}']).toBe(1)
})

test('whoever is new on both sides at the same time is one person, whichever side is looked at first', async () => {
  await using both = await startAlike(1)
  await both.follow()
  await both.database.query("insert into people (id, user_id, email, city) values ('C9', 'ext-9', 'p9@acme.io', 'Bonn')")
  both.sandbox.actions.contacts.create({ email: 'p9@acme.io', external_id: 'ext-9', name: 'Nine' })
  both.sandbox.actions.contacts.create({ external_id: 'ext-10' })
  await expect.poll(() => both.people("user_id = 'ext-10'")).toHaveLength(1)
  expect(await both.people("user_id = 'ext-9'")).toHaveLength(1)
  await both.bring({ mode: 'changed' })
  expect(both.contact('ext-9')).toMatchObject({ name: null, custom_attributes: { city: 'Bonn' } })
  await atRest(both)
  expect([both.sandbox.world.contacts.size, (await both.people()).length]).toEqual([3, 3])
})

test('of many who were changed while nobody said how, fifty are read a call, and nothing is written', async () => {
  await using both = await startAlike(120, { gatewayLagMs: 300_000 })
  const following = await both.follow(async () => {})
  for (const contact of [...both.sandbox.world.contacts.values()]) {
    const [id, updated_at] = [contact.id, contact.updated_at + 60]
    both.sandbox.world.contacts.put({ ...contact, updated_at })
    const about = [{ type: 'contact', id }]
    const facts = { judged: { updatedAt: new Date(updated_at * 1_000).toISOString() } }
    await both.log.append({
      topic: 'contact.user.updated',
      origin: 'RECONCILED',
      occurredAt: new Date(),
      about,
      facts,
      forget: [`contact:${id}`],
      erase: [],
    })
  }
  await expect.poll(() => both.collections.count('sync:crm:touched')).toBe(120)
  await following.dispose()
  both.calls()
  expect((await both.plan({ mode: 'intercom' })).counts.UPDATE).toBe(0)
  expect(both.calls()).toEqual({ 'POST /contacts/search': 3 })
})

test('companies go both ways, and our own writes of them that are announced cost no call', async () => {
  const more: Options['more'] = {
    ...{ object: 'company', match: ['companyId'] },
    fields: [
      { column: 'user_id', field: 'companyId' },
      { column: 'name', field: 'name', rule: 'NEWEST' },
      { column: 'city', field: 'industry', rule: 'INTERCOM_WINS' },
    ],
  }
  await using both = await startAlike(20, { more })
  await both.follow()
  const idOf = (name: string) => [...both.sandbox.world.companies.values()].find(({ company_id }) => company_id === name)!.id
  expect((await both.plan({ mode: 'changed' })).counts).toMatchObject({ UPDATE: 0, CREATE: 0 })
  await both.database.query("update people set name = 'New ' || id")
  await both.bring({ mode: 'changed' })
  await both.heard()
  both.calls()
  expect((await both.plan({ mode: 'changed' })).counts).toMatchObject({ UPDATE: 0, CREATE: 0 })
  expect(both.calls()).toEqual({})
  expect(both.sandbox.world.companies.get(idOf('ext-1'))?.name).toBe('New C1')

  both.sandbox.actions.companies.update({ company: idOf('ext-2'), name: 'By hand', industry: 'Ships' })
  await row(both, { name: 'By hand', city: 'Ships' }, 'C2')
  both.sandbox.actions.companies.create({ company_id: 'ext-21', industry: 'Trains' })
  await expect.poll(() => both.people("user_id = 'ext-21'")).toMatchObject([{ city: 'Trains', name: 'ext-21' }])
  await atRest(both)
  expect(both.sandbox.world.companies.size).toBe(21)
})

test('what has changed in the CRM goes to Intercom when its time has come', async () => {
  const schedule = { changed: '*/5 * * * *', whole: '0 3 * * *', timeZone: 'Europe/Berlin' }
  await using both = await startAlike(1, { more: { schedule } })
  let nowMs = Date.parse('2026-01-01T00:00:30Z')
  const wakes = new Set<() => void>()
  const later = (_: number, wake: () => void) => {
    wakes.add(wake)
    return () => void wakes.delete(wake)
  }
  const entries = both.sync.schedules
  const schedules = createSchedules({ store: both.store, entries, say: createListener().say, now: () => nowMs, later })
  await using _ = { [Symbol.asyncDispose]: schedules.dispose }
  await expect.poll(() => wakes.size).toBe(2)
  expect(schedules.next('sync:crm:whole')).toEqual(new Date('2026-01-01T02:00:00Z'))
  await both.set('C1', { name: 'CRM' })
  nowMs = Date.parse('2026-01-01T00:05:00Z')
  for (const wake of wakes) wake()
  await expect.poll(() => both.contact('ext-1').name).toBe('CRM')
  // what two processes say of one tick is one plan
  const tick = new Date(nowMs)
  await entries.find(({ name }) => name === 'sync:crm:changed')?.run(tick)
  await expect.poll(both.jobs.open).toBe(0)
  expect(both.ended).toEqual(['CREATE DONE', 'UPDATE DONE'])
})

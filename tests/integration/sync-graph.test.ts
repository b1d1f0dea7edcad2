import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VariablesOf } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { createClient } from 'graphql-ws'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { z } from 'zod'
import { scopes } from '../../src/config/environment.ts'
import { SyncDefinition } from '../../src/config/syncs.ts'
import type { ContactRecord } from '../../src/sandbox/records.ts'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway, type TestGatewayOptions } from '../support/gateway.ts'
import * as documents from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'
import { aContact, anAttribute, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Row = Record<string, unknown>

/** A file of a CRM, contacts that are kept like it, and who asks for that. */
async function startDesk({
  rows,
  contacts = [],
  path: given,
  definition = {},
  ...options
}: Omit<TestGatewayOptions, 'contacts'> & {
  rows: Row[]
  contacts?: ContactRecord[]
  /** Of another desk's file. */
  path?: string
  definition?: Partial<z.input<typeof SyncDefinition>>
}) {
  const parts = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'gateway-crm-'))
  parts.defer(() => rmSync(folder, { recursive: true }))
  const path = given ?? join(folder, 'crm.ndjson')
  const write = (all: Row[]) => writeFileSync(path, all.map((row) => `${JSON.stringify(row)}\n`).join(''))
  write(rows)
  const people = SyncDefinition.parse({
    ...{ object: 'contact', direction: 'CRM_TO_INTERCOM', source: { type: 'file', path }, key: 'id', match: ['externalId'] },
    fields: [
      { column: 'id', field: 'externalId' },
      { column: 'name', field: 'name' },
      { column: 'tier', field: 'customAttributes.tier' },
    ],
    ...definition,
  })
  const gateway = parts.use(
    await startTestGateway({
      world: aWorld({ contacts, data_attributes: [anAttribute('1', { name: 'tier' })] }),
      ...options,
      configure: (config) => ({
        ...config,
        sync: { ...config.sync, definitions: [{ ...people, name: 'people', secrets: {} }] },
        jobs: { ...config.jobs, retryAfterMs: 10 },
      }),
    }),
  )
  const opened = parts.move()
  return { ...follow(gateway), gateway, path, write, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

let keys = 0

/** What operators do, by the operations that we promise. */
function follow(gateway: Awaited<ReturnType<typeof startTestGateway>>) {
  const planOf = async (id: string, more: Partial<VariablesOf<typeof documents.SyncPlanDocument>> = {}) =>
    (await gateway.ask(documents.SyncPlanDocument, { id, ...more })).syncPlan!
  const runOf = async (id: string, more: Partial<VariablesOf<typeof documents.SyncRunDocument>> = {}) =>
    (await gateway.ask(documents.SyncRunDocument, { id, failedOnly: false, ...more })).syncRun!
  const untilRun = (id: string, status: string) =>
    expect.poll(async () => (await runOf(id, { first: 1 })).status, { timeout: 20_000 }).toBe(status)

  async function plan(input: VariablesOf<typeof documents.SyncPlanCreateDocument>['input'], status = 'SUCCEEDED') {
    const { syncPlanCreate } = await gateway.ask(documents.SyncPlanCreateDocument, { input, key: `plan ${keys++}` })
    expect(syncPlanCreate.errors).toEqual([])
    const id = syncPlanCreate.plan!.id
    await expect.poll(async () => (await planOf(id)).status, { timeout: 20_000 }).toBe(status)
    return planOf(id)
  }
  async function apply(id: string, confirm = {}, key = `run ${keys++}`) {
    return (await gateway.ask(documents.SyncPlanApplyDocument, { plan: id, confirm, key })).syncPlanApply
  }
  async function applied(id: string, confirm = {}) {
    const { run, errors } = await apply(id, confirm)
    expect(errors).toEqual([])
    await untilRun(run!.id, 'SUCCEEDED')
    return runOf(run!.id)
  }
  return { planOf, runOf, untilRun, plan, apply, applied }
}

const somebody = (count: number, fields: Row = {}) =>
  Array.from({ length: count }, (_, at) => ({ id: `P-${at + 1}`, name: `Person ${at + 1}`, ...fields }))
const stateOf = ({ key, action, state }: { key: string; action: string; state?: string | null }) => `${key} ${action} ${state}`

describe('the example of contacts', () => {
  test('is planned, reviewed, decided about and applied; then there is nothing to do, and nothing is asked of Intercom', async () => {
    await using gateway = await startTestGateway()
    const { plan, planOf, applied } = follow(gateway)
    const first = await plan({ sync: 'crm-contacts' })
    expect(first).toMatchObject({
      ...{
        sync: 'crm-contacts',
        direction: 'CRM_TO_INTERCOM',
        mode: 'WHOLE',
        partial: false,
        records: 10,
        unchanged: 4,
        estimatedCalls: 9,
      },
      ...{ errors: [], warnings: [], progress: { done: 10, total: 10 } },
      counts: { create: 2, update: 2, merge: 0, attach: 2, detach: 0, archive: 0, delete: 0, skip: 1, conflict: 1 },
    })
    expect(gateway.calls.filter((call) => !call.startsWith('GET ') && !call.endsWith('/search'))).toEqual([])
    const { nodes, totalCount, pageInfo } = first.items
    expect([totalCount, pageInfo.hasNextPage]).toEqual([8, false])
    expect(nodes.map(stateOf)).toEqual([
      ...['C-2001 CREATE PENDING', 'C-2002 CREATE PENDING', 'C-1005 UPDATE PENDING', 'C-1006 UPDATE PENDING'],
      ...['C-1008 > lk-10424 ATTACH PENDING', 'C-2001 > lk-10400 ATTACH PENDING', 'C-1002 CONFLICT null', 'C-1010 (row 8) SKIP null'],
    ])
    expect(nodes[3]).toMatchObject({
      ...{ row: 5, line: 5, reasons: ['It was found by its externalId.'], error: null },
      changes: [{ field: 'name', column: 'name', side: 'INTERCOM', from: 'Liam Barnes', to: 'Liam Barnes-Cole', rule: 'SOURCE_WINS' }],
    })
    expect(nodes[6]?.changes).toMatchObject([{ field: 'phone', rule: 'MANUAL', to: '+44 7700 900417' }])
    expect(nodes[7]?.error).toMatchObject({ code: 'INVALID', path: ['email'] })

    const { syncConflictResolve } = await gateway.ask(documents.SyncConflictResolveDocument, {
      ...{ plan: first.id, key: 'C-1002', choice: 'SOURCE' as documents.ConflictChoice },
    })
    expect(syncConflictResolve).toMatchObject({ errors: [], plan: { counts: { update: 3, conflict: 0 } } })
    const run = await applied(first.id)
    expect(run).toMatchObject({ sync: 'crm-contacts', retriesFailed: false, errors: [], progress: { done: 7, total: 7, failed: 0 } })
    expect(run.items!.nodes.every(({ state }) => state === 'DONE')).toBe(true)
    expect(run.items!.totalCount).toBe(7)
    const { contacts } = gateway.sandbox.world
    const byExternalId = (id: string) => [...contacts.values()].find(({ external_id }) => external_id === id)
    expect(byExternalId('u-90001')).toMatchObject({ name: 'Kim Larsen', custom_attributes: { job_role: 'owner' } })
    expect(byExternalId('u-00006')?.name).toBe('Liam Barnes-Cole')
    expect(byExternalId('u-00002')?.phone).toBe('+44 7700 900417')

    gateway.forgetRequests()
    const second = await plan({ sync: 'crm-contacts' })
    expect([second.counts.create + second.counts.update + second.counts.attach, second.unchanged]).toEqual([0, 9])
    expect(gateway.calls).toEqual([])
    expect((await planOf(first.id)).items.nodes.map(stateOf)).toContain('C-1002 UPDATE DONE')
    const { syncs, syncPlans, syncRuns } = await gateway.ask(documents.SyncListDocument, {})
    expect(syncs).toMatchObject([
      { name: 'crm-contacts', object: 'CONTACT', source: 'file', schedule: null, nextWholeAt: null, lastWholeAt: expect.any(String) },
      { name: 'crm-companies', object: 'COMPANY', lastWholeAt: null, lastChangedAt: null },
    ])
    expect(syncPlans?.nodes.map(({ id, runs }) => [id, runs.map((each) => each.id)])).toEqual([
      [second.id, []],
      [first.id, [run.id]],
    ])
    expect(syncRuns?.nodes).toMatchObject([{ id: run.id, status: 'SUCCEEDED', plan: { id: first.id } }])
  })
})

describe('a plan', () => {
  test('by a schedule says when it comes next', async () => {
    await using desk = await startDesk({ rows: [], definition: { schedule: { whole: '0 3 1 1 *', timeZone: 'UTC' } } })
    const { syncs } = await desk.gateway.ask(documents.SyncListDocument, {})
    expect(syncs).toMatchObject([
      { schedule: { whole: '0 3 1 1 *', changed: null }, nextWholeAt: expect.stringMatching(/-01-01T03:00:00/), nextChangedAt: null },
    ])
  })

  test('says by pages and by action what is to be done, and each item of whom it is', async () => {
    const contacts = [aContact(1, { external_id: 'P-1', name: 'Old' })]
    await using desk = await startDesk({ rows: somebody(5), contacts })
    const { id } = await desk.plan({ sync: 'people' })
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { items } = await desk.planOf(id, { first: 2, after })
      seen.push(...items.nodes.map(({ key }) => key))
      expect(items.totalCount).toBe(5)
      if (!items.pageInfo.hasNextPage) break
      after = items.pageInfo.endCursor!
    }
    expect(seen).toEqual(['P-2', 'P-3', 'P-4', 'P-5', 'P-1'])
    const updates = (await desk.planOf(id, { action: 'UPDATE' as documents.SyncItemAction })).items
    expect([updates.totalCount, updates.nodes.map(({ key }) => key)]).toEqual([1, ['P-1']])

    const targets = `query ($id: ID!) { node(id: $id) { ... on SyncPlan { items { nodes { key target { id } } } } } }`
    type Targets = { node: { items: { nodes: { key: string; target: { id: string } | null }[] } } }
    const targetsOf = async () => (await desk.gateway.query<Targets>(targets, { id })).data!.node.items.nodes
    const before = await targetsOf()
    expect(before.at(-1)).toEqual({ key: 'P-1', target: { id: expect.stringMatching(`/Contact/${hexId(1)}$`) } })
    expect(before[0]).toEqual({ key: 'P-2', target: null })
    await desk.applied(id)
    expect((await targetsOf())[0]?.target?.id).toMatch(/\/Contact\/[0-9a-f]{24}$/)
  })

  test('that cannot be made says why, and cannot be applied', async () => {
    await using desk = await startDesk({
      rows: somebody(1),
      definition: {
        fields: [
          { column: 'id', field: 'externalId' },
          { column: 'fax', field: 'customAttributes.fax' },
        ],
      },
    })
    const { id, errors } = await desk.plan({ sync: 'people' }, 'FAILED')
    expect(errors).toMatchObject([{ code: 'INVALID', message: expect.stringContaining('does not fit this workspace') }])
    expect(await desk.apply(id)).toMatchObject({ run: null, errors: [{ code: 'CONFLICT', path: ['plan'] }] })
  })

  test('of a few looks at so many, and one of what was changed says so', async () => {
    await using desk = await startDesk({ rows: somebody(5) })
    expect(await desk.plan({ sync: 'people', limit: 2 })).toMatchObject({ partial: true, records: 2, counts: { create: 2 } })
    expect(await desk.plan({ sync: 'people', changedOnly: true })).toMatchObject({ mode: 'CHANGED', partial: false })
    expect(await desk.plan({ sync: 'people', since: '2026-01-01T00:00:00Z' })).toMatchObject({ mode: 'CHANGED' })
  })

  test('that verifies looks at what has not changed in the CRM too', async () => {
    await using desk = await startDesk({ rows: somebody(3) })
    await desk.applied((await desk.plan({ sync: 'people' })).id)
    const [contact] = desk.gateway.sandbox.world.contacts.values()
    desk.gateway.sandbox.world.contacts.put({ ...contact!, name: 'Changed unheard' })
    expect((await desk.plan({ sync: 'people' })).unchanged).toBe(3)
    expect((await desk.plan({ sync: 'people', verify: true })).counts.update).toBe(1)
  })

  test.each([
    [{ sync: 'nobody' }, 'NOT_FOUND', ['input', 'sync']],
    [{ sync: 'people', limit: 0 }, 'INVALID', ['input', 'limit']],
  ])('of %o is refused', async (input, code, path) => {
    await using desk = await startDesk({ rows: [] })
    const { syncPlanCreate } = await desk.gateway.ask(documents.SyncPlanCreateDocument, { input, key: 'refused' })
    expect(syncPlanCreate).toMatchObject({ plan: null, errors: [{ code, path }] })
  })

  test('under a key is one plan, and applying it under a key is one run', async () => {
    await using desk = await startDesk({ rows: somebody(1) })
    const ask = () => desk.gateway.ask(documents.SyncPlanCreateDocument, { input: { sync: 'people' }, key: 'a plan' })
    const [{ syncPlanCreate: one }, { syncPlanCreate: other }] = await Promise.all([ask(), ask()])
    expect([one.errors, other.plan?.id]).toEqual([[], one.plan?.id])
    const { id } = await desk.plan({ sync: 'people' })
    const { run } = await desk.apply(id, {}, 'a run')
    await desk.untilRun(run!.id, 'SUCCEEDED')
    expect(await desk.apply(id, {}, 'a run')).toMatchObject({ run: { id: run!.id }, errors: [] })
    expect(await desk.apply(id)).toMatchObject({ run: null, errors: [{ code: 'CONFLICT', path: ['plan'] }] })
    expect((await desk.planOf(id)).status).toBe('SUCCEEDED')
  })

  test('that waits behind a run can be cancelled, and is not applied', async () => {
    await using desk = await startDesk({ rows: somebody(60) })
    const { id } = await desk.plan({ sync: 'people' })
    desk.gateway.sandbox.control.pause('POST /contacts')
    const { run } = await desk.apply(id)
    const { syncPlanCreate } = await desk.gateway.ask(documents.SyncPlanCreateDocument, { input: { sync: 'people' }, key: 'waits' })
    const waiting = syncPlanCreate.plan!.id
    expect((await desk.planOf(waiting)).status).toBe('QUEUED')
    const cancel = `mutation ($plan: ID!) { it: syncPlanCancel(plan: $plan) { plan { status } errors { code path } } }`
    const cancelled = async (plan: string) => (await desk.gateway.query<{ it: object }>(cancel, { plan })).data!.it
    expect(await cancelled(waiting)).toEqual({ plan: { status: 'CANCELLED' }, errors: [] })
    expect(await cancelled(waiting)).toEqual({ plan: { status: 'CANCELLED' }, errors: [] })
    expect(await cancelled(id)).toMatchObject({ plan: null, errors: [{ code: 'CONFLICT', path: ['plan'] }] })
    expect(await cancelled('f'.repeat(24))).toMatchObject({ plan: null, errors: [{ code: 'NOT_FOUND', path: ['plan'] }] })
    expect(await desk.apply(waiting)).toMatchObject({ run: null, errors: [{ code: 'CONFLICT' }] })
    desk.gateway.sandbox.control.resume('POST /contacts')
    await desk.untilRun(run!.id, 'SUCCEEDED')
  })
})

test('a plan is no run, and a run no plan, though both are jobs', async () => {
  await using desk = await startDesk({ rows: somebody(1) })
  const idOf = (gid: string) => gid.split('/').at(-1)!
  const plan = idOf((await desk.plan({ sync: 'people' })).id)
  const run = idOf((await desk.applied(plan)).id)
  expect((await desk.gateway.ask(documents.SyncRunDocument, { id: plan })).syncRun).toBeNull()
  expect((await desk.gateway.ask(documents.SyncPlanDocument, { id: run })).syncPlan).toBeNull()
  expect((await desk.gateway.ask(documents.SyncRunCancelDocument, { id: plan })).syncRunCancel).toMatchObject({
    errors: [{ code: 'NOT_FOUND', path: ['id'] }],
  })
  await using stream = await openEventStream<object>(desk.gateway.url, print(documents.FollowSyncRunDocument), { variables: { id: plan } })
  expect(await stream.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } })
})

describe('a run', () => {
  test('that would end more than was expected is not begun', async () => {
    await using desk = await startDesk({ rows: somebody(4), definition: { missing: 'ARCHIVE' } })
    await desk.applied((await desk.plan({ sync: 'people' })).id)
    desk.write(somebody(2))
    const { id, counts } = await desk.plan({ sync: 'people' })
    expect(counts.archive).toBe(2)
    for (const expectDeletesAtMost of [null, 1]) {
      expect(await desk.apply(id, { expectDeletesAtMost })).toMatchObject({
        ...{ run: null, errors: [{ code: 'INVALID', path: ['confirm', 'expectDeletesAtMost'], retryable: false }] },
      })
    }
    expect((await desk.applied(id, { expectDeletesAtMost: 2 })).progress).toMatchObject({ done: 2, failed: 0 })
    expect(desk.gateway.sandbox.world.archived_contacts.size).toBe(2)
  })

  test('leaves a record that was changed since its plan, and says so', async () => {
    await using desk = await startDesk({ rows: somebody(2) })
    await desk.applied((await desk.plan({ sync: 'people' })).id)
    desk.write(somebody(2, { name: 'New' }))
    const { id } = await desk.plan({ sync: 'people' })
    const { world } = desk.gateway.sandbox
    const [contact] = [...world.contacts.values()].filter(({ external_id }) => external_id === 'P-1')
    world.contacts.put({ ...contact!, name: 'By hand' })
    const { id: runId, progress } = await desk.applied(id)
    expect(progress).toMatchObject({ done: 2, total: 2, failed: 1 })
    const { items } = await desk.runOf(runId, { failedOnly: true })
    expect(items).toMatchObject({ totalCount: 1, nodes: [{ key: 'P-1', state: 'FAILED', error: { code: 'CONFLICT', path: ['name'] } }] })
    expect(world.contacts.get(contact!.id)?.name).toBe('By hand')
  })

  test('is paused at a checkpoint, goes on from there, and makes nobody twice', async () => {
    await using desk = await startDesk({ rows: somebody(120) })
    const { id } = await desk.plan({ sync: 'people' })
    desk.gateway.sandbox.control.pause('POST /contacts')
    const { run } = await desk.apply(id)
    const { gateway } = desk
    await desk.untilRun(run!.id, 'RUNNING')
    expect(await desk.apply(id)).toMatchObject({
      run: null,
      errors: [{ code: 'CONFLICT', message: expect.stringContaining('is not over') }],
    })
    expect((await gateway.ask(documents.SyncRunPauseDocument, { id: run!.id })).syncRunPause.errors).toEqual([])
    gateway.sandbox.control.resume('POST /contacts')
    await desk.untilRun(run!.id, 'PAUSED')
    const paused = await desk.runOf(run!.id)
    expect(paused.progress.done).toBeLessThan(120)
    expect(paused.items!.totalCount).toBe(120)
    const resumed = (await gateway.ask(documents.SyncRunResumeDocument, { id: run!.id })).syncRunResume
    expect(resumed).toMatchObject({ errors: [], run: { id: run!.id } })
    await desk.untilRun(run!.id, 'SUCCEEDED')
    expect((await desk.runOf(run!.id)).progress).toMatchObject({ done: 120, total: 120, failed: 0 })
    expect(gateway.sandbox.world.contacts.size).toBe(120)
    const over = { run: null, errors: [{ code: 'CONFLICT', path: ['id'] }] }
    expect((await gateway.ask(documents.SyncRunPauseDocument, { id: run!.id })).syncRunPause).toMatchObject(over)
    expect((await gateway.ask(documents.SyncRunResumeDocument, { id: run!.id })).syncRunResume).toMatchObject(over)
    expect((await gateway.ask(documents.SyncRunCancelDocument, { id: run!.id })).syncRunCancel).toMatchObject(over)
  })

  test('is cancelled at a checkpoint, and another does the rest', async () => {
    await using desk = await startDesk({ rows: somebody(120) })
    const { id } = await desk.plan({ sync: 'people' })
    const { control } = desk.gateway.sandbox
    control.pause('POST /contacts')
    const { run } = await desk.apply(id)
    await desk.untilRun(run!.id, 'RUNNING')
    expect((await desk.gateway.ask(documents.SyncRunCancelDocument, { id: run!.id })).syncRunCancel.errors).toEqual([])
    control.resume('POST /contacts')
    await desk.untilRun(run!.id, 'CANCELLED')
    const { done } = (await desk.runOf(run!.id)).progress
    expect(done).toBeLessThan(120)
    const rest = await desk.applied(id)
    expect(rest.progress).toMatchObject({ done: 120 - done, total: 120 - done, failed: 0 })
    expect(desk.gateway.sandbox.world.contacts.size).toBe(120)
    expect((await desk.planOf(id)).items.nodes.every(({ state }) => state === 'DONE')).toBe(true)
  })

  test('has an error for each item that Intercom refuses, and these are tried again by themselves', async () => {
    await using desk = await startDesk({ rows: somebody(5) })
    const { id } = await desk.plan({ sync: 'people' })
    desk.gateway.sandbox.control.failNext('POST /contacts', { status: 422, times: 2 })
    const first = await desk.applied(id)
    expect(first.progress).toMatchObject({ done: 5, failed: 2 })
    const failed = (await desk.runOf(first.id, { failedOnly: true })).items
    expect(failed).toMatchObject({ totalCount: 2, nodes: [{ state: 'FAILED', error: { code: 'INVALID' } }, { state: 'FAILED' }] })
    const retry = async (key: string) =>
      (await desk.gateway.ask(documents.SyncRunRetryFailedDocument, { id: first.id, key })).syncRunRetryFailed
    const { run, errors } = await retry('again')
    expect(errors).toEqual([])
    expect(run!.id).not.toBe(first.id)
    await desk.untilRun(run!.id, 'SUCCEEDED')
    expect(await desk.runOf(run!.id)).toMatchObject({ retriesFailed: true, progress: { done: 2, total: 2, failed: 0 } })
    expect((await retry('again')).run?.id).toBe(run!.id)
    expect(await retry('once more')).toMatchObject({ run: null, errors: [{ code: 'CONFLICT', path: ['id'] }] })
    expect(desk.gateway.sandbox.world.contacts.size).toBe(5)
  })
})

describe('a conflict', () => {
  const phones = {
    fields: [
      { column: 'id', field: 'externalId' },
      { column: 'mobile', field: 'phone', rule: 'MANUAL' as const },
    ],
  }
  const contacts = () => [aContact(1, { external_id: 'P-1', phone: '+353871234567' })]
  const rows = [{ id: 'P-1', mobile: '+353870000000' }]
  const decide = (desk: { gateway: Pick<Awaited<ReturnType<typeof startTestGateway>>, 'ask'> }, plan: string, choice: string) =>
    desk.gateway.ask(documents.SyncConflictResolveDocument, { plan, key: 'P-1', choice: choice as documents.ConflictChoice })

  test.each([
    ['SOURCE', '+353870000000'],
    ['INTERCOM', '+353871234567'],
  ])('is settled for %s, and is none in the next plan', async (choice, phone) => {
    await using desk = await startDesk({ rows, contacts: contacts(), definition: phones })
    const { id, counts } = await desk.plan({ sync: 'people' })
    expect(counts).toMatchObject({ conflict: 1, update: 0 })
    expect(await desk.apply(id)).toMatchObject({
      run: null,
      errors: [{ code: 'CONFLICT', message: expect.stringContaining('nothing to do') }],
    })
    expect((await decide(desk, id, choice)).syncConflictResolve).toMatchObject({ errors: [], plan: { counts: { conflict: 0, update: 1 } } })
    await desk.applied(id)
    expect(desk.gateway.sandbox.world.contacts.get(hexId(1))?.phone).toBe(phone)
    expect(await desk.plan({ sync: 'people' })).toMatchObject({ unchanged: 1, items: { totalCount: 0 } })
  })
})

describe('what nobody can decide about', () => {
  test.each([
    ['a plan that is not there', { plan: 'f'.repeat(24) }, 'NOT_FOUND', 'plan'],
    ['an item that is not there', { key: 'nobody' }, 'NOT_FOUND', 'key'],
    ['an item that is no conflict', { key: 'P-1' }, 'INVALID', 'key'],
  ])('is %s', async (_, asked, code, path) => {
    await using desk = await startDesk({ rows: somebody(1) })
    const { id } = await desk.plan({ sync: 'people' })
    const variables = { plan: id, key: 'P-1', choice: 'SOURCE' as documents.ConflictChoice, ...asked }
    const { syncConflictResolve } = await desk.gateway.ask(documents.SyncConflictResolveDocument, variables)
    expect(syncConflictResolve).toMatchObject({ plan: null, errors: [{ code, path: [path] }] })
  })
})

describe('whoever follows', () => {
  type Told = { syncRunProgress: { status: string; progress: { done: number; failed: number; total: number | null } } }

  /** Everything that comes until it ends. */
  async function overSse(url: string, id: string): Promise<Told[]> {
    await using stream = await openEventStream<Told>(url, print(documents.FollowSyncRunDocument), { variables: { id } })
    const told: Told[] = []
    for (let message = await stream.next(); message; message = await stream.next()) {
      if (message.event === 'complete') return told
      told.push(message.data!.data!)
    }
    throw new Error('The stream was cut.')
  }
  async function overSocket(url: string, id: string): Promise<Told[]> {
    const client = createClient({ url: `${url.replace(/^http/, 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })
    const told: Told[] = []
    for await (const { data } of client.iterate<Told>({ query: print(documents.FollowSyncRunDocument), variables: { id } }))
      told.push(data!)
    await client.dispose()
    return told
  }

  test.each([
    ['server-sent events', overSse],
    ['a socket', overSocket],
  ])('a run over %s is told how far it is until it is over, and its subscription ends', async (_, followOver) => {
    await using desk = await startDesk({ rows: somebody(120) })
    const { id } = await desk.plan({ sync: 'people' })
    const { control } = desk.gateway.sandbox
    control.pause('POST /contacts')
    const { run } = await desk.apply(id)
    await desk.untilRun(run!.id, 'RUNNING')
    const following = [followOver(desk.gateway.url, run!.id), followOver(desk.gateway.url, run!.id)]
    const metrics = async () => (await fetch(`${desk.gateway.url}/metrics`)).text()
    await expect.poll(metrics).toMatch(/^gateway_subscriptions 2$/m)
    control.resume('POST /contacts')
    for (const all of await Promise.all(following)) {
      const told = all.map(({ syncRunProgress }) => syncRunProgress)
      expect(told[0]).toMatchObject({ status: 'RUNNING', progress: { done: 0 } })
      expect(told.at(-1)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 120, total: 120, failed: 0 } })
      const counts = told.map(({ progress }) => progress.done)
      expect(counts).toEqual(counts.toSorted((one, other) => one - other))
      expect(new Set(counts).size).toBeGreaterThan(2)
    }
    await expect.poll(metrics).toMatch(/^gateway_subscriptions 0$/m)
    // what is over is told once
    expect(await followOver(desk.gateway.url, run!.id)).toMatchObject([{ syncRunProgress: { status: 'SUCCEEDED' } }])
  })

  test('a run in another process is told alike', async () => {
    await using server = await startRedis()
    await using one = await startDesk({ rows: somebody(120), env: { REDIS_URL: server.url } })
    const { sandbox } = one.gateway
    await using other = await startDesk({ rows: somebody(120), env: { REDIS_URL: server.url }, sandbox, path: one.path })
    const { id } = await one.plan({ sync: 'people' })
    sandbox.control.pause('POST /contacts')
    const { run } = await one.apply(id)
    await other.untilRun(run!.id, 'RUNNING')
    const following = [one, other].map(({ gateway }) => overSse(gateway.url, run!.id))
    sandbox.control.resume('POST /contacts')
    for (const told of await Promise.all(following))
      expect(told.at(-1)?.syncRunProgress).toMatchObject({ status: 'SUCCEEDED', progress: { done: 120, failed: 0 } })
    expect(sandbox.world.contacts.size).toBe(120)
  })

  test('a plan is told how far it is made', async () => {
    await using desk = await startDesk({ rows: somebody(3) })
    const { id } = await desk.plan({ sync: 'people' })
    await using stream = await openEventStream<object>(desk.gateway.url, print(documents.FollowSyncPlanDocument), { variables: { id } })
    expect(await stream.take(1)).toMatchObject([{ syncPlanProgress: { id, status: 'SUCCEEDED', counts: { create: 3 } } }])
    expect(await stream.next()).toMatchObject({ event: 'complete' })
  })

  test('a run while the gateway stops is told to come again', async () => {
    await using desk = await startDesk({ rows: somebody(1) })
    const { id } = await desk.plan({ sync: 'people' })
    desk.gateway.sandbox.control.pause('POST /contacts')
    const { run } = await desk.apply(id)
    await using stream = await openEventStream<object>(desk.gateway.url, print(documents.FollowSyncRunDocument), {
      variables: { id: run!.id },
    })
    await stream.take(1)
    const stopped = desk.gateway.dispose()
    let last = await stream.next()
    while (last?.data?.data) last = await stream.next()
    expect(last).toMatchObject({ data: { errors: [{ extensions: { code: 'UPSTREAM_UNREACHABLE', retryable: true } }] } })
    desk.gateway.sandbox.control.resume('POST /contacts')
    await stopped
  })

  test('what is not there is told so', async () => {
    await using desk = await startDesk({ rows: [] })
    await using stream = await openEventStream<object>(desk.gateway.url, print(documents.FollowSyncRunDocument), {
      variables: { id: 'f'.repeat(24) },
    })
    expect(await stream.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } })
  })

  test('leaves whenever they like, also while nothing happens', async () => {
    await using desk = await startDesk({ rows: somebody(1) })
    const { id } = await desk.plan({ sync: 'people' })
    desk.gateway.sandbox.control.pause('POST /contacts')
    const { run } = await desk.apply(id)
    await desk.untilRun(run!.id, 'RUNNING')
    const metrics = async () => (await fetch(`${desk.gateway.url}/metrics`)).text()
    {
      await using stream = await openEventStream<object>(desk.gateway.url, print(documents.FollowSyncRunDocument), {
        variables: { id: run!.id },
      })
      await stream.take(1)
    }
    await expect.poll(metrics).toMatch(/^gateway_subscriptions 0$/m)
    desk.gateway.sandbox.control.resume('POST /contacts')
    await desk.untilRun(run!.id, 'SUCCEEDED')
  })
})

describe('a caller', () => {
  const keyOf = (name: string, granted: readonly string[]) =>
    `${name}:${createHash('sha256').update(name).digest('hex')}:${granted.join('+')}`
  const as = (name: string) => ({ authorization: `Bearer ${name}` })
  const others = scopes.filter((scope) => scope !== 'SYNC_RUN')
  const env = { GATEWAY_API_KEYS: [keyOf('operator', ['SYNC_RUN']), keyOf('other', ['SYNC_RUN']), keyOf('stranger', others)].join() }

  test('with the scope SYNC_RUN alone plans and applies, sees what others do, and no contact', async () => {
    const contacts = [aContact(1, { external_id: 'P-1', name: 'Old' })]
    await using desk = await startDesk({ rows: somebody(1), env, contacts })
    const ask = (query: string, variables: object, caller: string) =>
      desk.gateway.query<Record<string, { id: string; plan: { id: string } }>>(query, variables as Record<string, unknown>, as(caller))
    const created = await ask('mutation { it: syncPlanCreate(input: { sync: "people" }) { plan { id } } }', {}, 'operator')
    const { id } = created.data!.it!.plan
    const see = 'query ($id: ID!) { it: syncPlan(id: $id) { status items { nodes { key target { id } } } } }'
    await expect.poll(async () => (await ask(see, { id }, 'other')).data?.it, { timeout: 20_000 }).toMatchObject({ status: 'SUCCEEDED' })
    const seen = await ask(see, { id }, 'other')
    expect(seen.data?.it).toMatchObject({ items: { nodes: [{ key: 'P-1', target: null }] } })
    expect(seen.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, path: ['it', 'items', 'nodes', 0, 'target'] }])
  })

  test('without it sees nothing, does nothing and follows nothing', async () => {
    await using desk = await startDesk({ rows: somebody(1), env })
    const id = 'f'.repeat(24)
    const query = '{ syncs { name } syncRuns { nodes { id } } syncPlans { nodes { id } } }'
    const { data, errors } = await desk.gateway.query(query, {}, as('stranger'))
    expect(data).toEqual({ syncs: null, syncRuns: null, syncPlans: null })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
    const { data: byNode } = await desk.gateway.query(`{ node(id: "gid://intercom/small/SyncPlan/${id}") { id } }`, {}, as('stranger'))
    expect(byNode).toEqual({ node: null })
    await using stream = await openEventStream<object>(desk.gateway.url, print(documents.FollowSyncRunDocument), {
      ...{ variables: { id }, headers: as('stranger') },
    })
    expect(await stream.next()).toMatchObject({ data: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } })
  })
})

import { expect, test } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../src/errors.ts'
import { syncablesOf } from '../../src/resources/registry.ts'
import type { CompanyRecord } from '../../src/sandbox/records.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import type { Found, Values } from '../../src/sync/syncable.ts'
import { startGraph } from '../support/graph.ts'
import { changeOf } from '../support/house.ts'
import { aCompany, aContact, anAttribute, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const byCompanyId = 'GET /companies'
const byId = 'GET /companies/{company_id}'
const list = 'POST /companies/list'
const scroll = 'GET /companies/scroll'
const once = { wasBegun: false }
const again = { wasBegun: true }
const day = 86_400

type Options = { companies?: CompanyRecord[]; areListed?: boolean; gatewayLagMs?: number }

/** Companies as a sync sees them; all of them have one contact, unless none has. */
async function startSync({ companies: all = [], areListed = true, gatewayLagMs = 0 }: Options = {}) {
  const parts = new AsyncDisposableStack()
  const world = aWorld({
    companies: all,
    contacts: [aContact(500_000, { company_ids: areListed ? all.map(({ id }) => id) : [] })],
    data_attributes: [
      anAttribute('1', { model: 'company', name: 'seats', data_type: 'integer' }),
      anAttribute('2', { model: 'company', name: 'renewal_at', data_type: 'date' }),
      anAttribute('3', { name: 'seats' }),
    ],
  })
  const sandbox = parts.use(await startSandbox({ world }))
  const openProcess = async () => {
    const graph = parts.use(await startGraph(sandbox, { indexLagMs: gatewayLagMs }))
    return { ...graph, companies: syncablesOf(graph.services).company }
  }
  const first = await openProcess()
  await first.companies.fields()
  sandbox.forgetRequests()
  return {
    ...first,
    sandbox,
    /** What Intercom was asked since the last look, each with how often. */
    calls() {
      const calls: Record<string, number> = {}
      for (const call of sandbox.requests) calls[call] = (calls[call] ?? 0) + 1
      sandbox.forgetRequests()
      return calls
    },
    openProcess,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

const many = (count: number, fields: (number: number) => Partial<CompanyRecord> = () => ({})) =>
  Array.from({ length: count }, (_, at) => aCompany(at + 1, fields(at + 1)))
const keys = (count: number, from = 1) => Array.from({ length: count }, (_, at) => `company-${from + at}`)
const idsOf = (found: ReadonlyMap<string, readonly { id: string }[]>) => [...found.values()].map((all) => all.map(({ id }) => id).join())
const told = (found: readonly Found[]) =>
  found.map((one) => (one === null ? 'gone' : one instanceof Error ? one.message : 'movedTo' in one ? one.movedTo : one.values.name))
const attempt = async (work: () => Promise<unknown>) => work().catch((error: unknown) => error)

test('up to a hundred companies are found at a call for each, and those without contacts too', async () => {
  await using sync = await startSync({ companies: many(100), areListed: false })
  const found = await sync.companies.findMany('companyId', [...keys(99), 'nobody'])
  expect(idsOf(found)).toEqual([...Array.from({ length: 99 }, (_, at) => hexId(at + 1)), ''])
  expect(sync.calls()).toEqual({ [byCompanyId]: 100 })
  expect(sync.companies.callsToFind('companyId', 100)).toBe(100)
})

test('for more of them all are walked through once, and only those that it does not show are asked for', async () => {
  await using sync = await startSync({ companies: many(1_000) })
  const asked = [...keys(990), ...Array.from({ length: 10 }, (_, at) => `nobody-${at}`)]
  const found = await sync.companies.findMany('companyId', asked)
  expect(idsOf(found)).toEqual([...Array.from({ length: 990 }, (_, at) => hexId(at + 1)), ...Array.from({ length: 10 }, () => '')])
  const calls = sync.calls()
  expect(calls).toEqual({ [list]: 1, [scroll]: 11, [byCompanyId]: 10 })
  expect(22).toBeLessThanOrEqual(sync.companies.callsToFind('companyId', 1_000))

  // and whoever asks for others within minutes is served by the same walk
  expect(idsOf(await sync.companies.findMany('companyId', keys(10, 991)))).toEqual(Array.from({ length: 10 }, (_, at) => hexId(991 + at)))
  expect(sync.calls()).toEqual({})
})

test('many small questions are walked for as one large one, and nobody walks where that is no cheaper', async () => {
  await using sync = await startSync({ companies: many(1_000) })
  for (let from = 1; from <= 951; from += 50) await sync.companies.findMany('companyId', keys(50, from))
  // a walk is eleven calls: the third question, at 150 lookups, is worth it
  expect(sync.calls()).toEqual({ [byCompanyId]: 100, [list]: 1, [scroll]: 11 })

  const large = await sync.openProcess()
  await large.companies.fields()
  sync.sandbox.world.contacts.put(aContact(500_001, { company_ids: Array.from({ length: 4_000 }, (_, at) => hexId(10_000 + at)) }))
  for (let at = 0; at < 4_000; at += 1) sync.sandbox.world.companies.put(aCompany(10_000 + at))
  sync.calls()
  await large.companies.findMany('companyId', keys(120))
  expect(sync.calls()).toEqual({ [byCompanyId]: 120, [list]: 1 })
})

test('what our own writes have made a moment ago is found without a call', async () => {
  await using sync = await startSync({ gatewayLagMs: 300_000 })
  const made: string[] = []
  for (const companyId of keys(150)) made.push((await sync.companies.create({ companyId, name: companyId }, once)).id)
  sync.calls()
  expect(idsOf(await sync.companies.findMany('companyId', keys(150)))).toEqual(made)
  expect(sync.calls()).toEqual({})
  await sync.companies.delete(made[0]!, once)
  expect(idsOf(await sync.companies.findMany('companyId', keys(2)))).toEqual(['', made[1]])
})

test('companies are read anew at a call for each, whatever is kept of them', async () => {
  await using sync = await startSync({ companies: many(20) })
  const ids = Array.from({ length: 21 }, (_, at) => hexId(at + 1))
  await sync.companies.getMany(ids)
  sync.sandbox.world.companies.put(aCompany(3, { name: 'Changed unheard' }))
  sync.calls()
  expect(told(await sync.companies.getMany(ids))[2]).toBe('Company 3')
  expect(sync.calls()).toEqual({})
  const read = told(await sync.companies.readMany(ids))
  expect([read[1], read[2], read[20]]).toEqual(['Company 2', 'Changed unheard', 'gone'])
  expect(sync.calls()).toEqual({ [byId]: 21 })
  expect(sync.companies.callsToRead(21)).toBe(21)
})

test('every value comes back as it was written, and its own id is given to what is made, and never changed', async () => {
  await using sync = await startSync()
  const values = {
    companyId: 'acme',
    name: 'Acme',
    plan: 'Pro',
    size: 12,
    website: 'https://acme.io',
    industry: 'Bells',
    monthlySpend: 99,
    remoteCreatedAt: '2026-02-28T09:30:00Z',
    'customAttributes.seats': 5,
    'customAttributes.renewal_at': '2026-03-01T00:00:00Z',
  }
  const { id, values: answered } = await sync.companies.create(values, once)
  expect(answered).toEqual(values)
  expect((await sync.companies.readMany([id]))[0]).toMatchObject({ id, values })
  expect(sync.sandbox.world.companies.get(id)).toMatchObject({
    remote_created_at: 1_772_271_000,
    custom_attributes: { seats: 5, renewal_at: 1_772_323_200 },
  })
  expect((await sync.companies.fields()).get('companyId')).toEqual({ kind: 'text', isWritable: true, isFixed: true })
  expect([sync.companies.inOneForm('monthlySpend', null), sync.companies.inOneForm('monthlySpend', '99.9')]).toEqual([0, 99])

  sync.calls()
  await sync.companies.update(id, { companyId: 'acme', monthlySpend: null, industry: null }, once)
  expect(sync.calls()).toEqual({ 'PUT /companies/{company_id}': 1 })
  expect((await sync.companies.readMany([id]))[0]).toMatchObject({ values: { ...values, monthlySpend: 0, industry: null } })
  const wrongs: Values[] = [{ companyId: 'other' }, { name: null }, { size: 'large' }, { domain: 'x' }]
  for (const wrong of wrongs) expect(await attempt(() => sync.companies.update(id, wrong, once))).toBeInstanceOf(InvalidInputError)
  expect(await attempt(() => sync.companies.create({ name: 'Nobody' }, once))).toBeInstanceOf(InvalidInputError)
})

test('what is so already is not sent, and a copy that says so is not believed', async () => {
  await using sync = await startSync({ companies: many(1) })
  await sync.companies.readMany([hexId(1)])
  sync.calls()
  expect((await sync.companies.update(hexId(1), { name: 'Company 1', monthlySpend: 0 }, once)).id).toBe(hexId(1))
  expect(sync.calls()).toEqual({ [byId]: 1 })
  sync.sandbox.world.companies.put(aCompany(1, { name: 'Changed unheard' }))
  await sync.companies.update(hexId(1), { name: 'Company 1' }, once)
  expect(sync.sandbox.world.companies.get(hexId(1))?.name).toBe('Company 1')
})

test('what a process has done before it was killed is not done twice by the next one, and what it has not done is done', async () => {
  await using sync = await startSync({ companies: many(2) })
  const made = await sync.companies.create({ companyId: 'acme', name: 'Acme' }, once)
  await sync.companies.update(hexId(1), { name: 'New' }, once)
  await sync.companies.delete(hexId(2), once)
  const next = await sync.openProcess()
  await next.companies.fields()
  sync.calls()
  expect((await next.companies.create({ companyId: 'acme', name: 'Acme' }, again)).id).toBe(made.id)
  expect((await next.companies.update(hexId(1), { name: 'New' }, again)).id).toBe(hexId(1))
  await next.companies.delete(hexId(2), again)
  expect(sync.calls()).toEqual({ [byCompanyId]: 1, [byId]: 2, 'DELETE /companies/{company_id}': 1 })
  expect(await attempt(() => next.companies.delete(hexId(2), once))).toBeInstanceOf(NotFoundError)

  await next.companies.create({ companyId: 'late', name: 'Late' }, again)
  await next.companies.update(made.id, { name: 'Acme Inc' }, again)
  await next.companies.delete(hexId(1), again)
  expect([...sync.sandbox.world.companies.values()].map(({ name }) => name).toSorted()).toEqual(['Acme Inc', 'Late'])
})

const changedSince = async (sync: Awaited<ReturnType<typeof startSync>>, since: Date) => {
  const seen = new Map<string, unknown>()
  for await (const page of sync.companies.changedSince(since)) for (const { id, values } of page) seen.set(id, values.name)
  return seen
}

test('what was changed is found in the list of all, and what the list may not show yet too', async () => {
  const companies = many(300, (number) => ({ last_request_at: noon - number, updated_at: number % 10 === 0 ? noon : noon - 9 * day }))
  await using sync = await startSync({ companies, gatewayLagMs: 300_000 })
  const made = await sync.companies.create({ companyId: 'in no list' }, once)
  sync.calls()
  const seen = await changedSince(sync, new Date((noon - day) * 1_000))
  expect(seen.size).toBe(31)
  expect(seen.has(made.id)).toBe(true)
  // three pages, and the first again, for those who came to the front meanwhile
  expect(sync.calls()).toEqual({ [list]: 4 })
})

test('a company that comes to the front while the list is read is not missed', async () => {
  const companies = many(300, (number) => ({ last_request_at: noon - number, updated_at: number === 1 ? noon : noon - 9 * day }))
  await using sync = await startSync({ companies })
  const nowSeconds = Math.floor(Date.now() / 1_000)
  const found: string[] = []
  for await (const page of sync.companies.changedSince(new Date((noon - day) * 1_000))) {
    found.push(...page.map(({ id }) => id))
    // from the last page to the first, which has been read
    if (found.length === 1) sync.sandbox.world.companies.put(aCompany(290, { last_request_at: nowSeconds, updated_at: nowSeconds }))
  }
  expect(found).toEqual([hexId(1), hexId(290)])
})

test('of more than Intercom lists all are walked through', async () => {
  const companies = many(10_001, (number) => ({ updated_at: number % 1_000 === 1 ? noon : noon - 9 * day }))
  await using sync = await startSync({ companies })
  const seen = await changedSince(sync, new Date((noon - day) * 1_000))
  expect(seen.size).toBe(11)
  expect(sync.calls()).toEqual({ [list]: 1, [scroll]: 102 })
  expect(sync.companies.limits.join(' ')).toContain('10,000')
})

test('whichever others have changed a moment ago is shown as it is', async () => {
  await using sync = await startSync({ companies: many(3), gatewayLagMs: 300_000 })
  await sync.companies.getMany([hexId(1)])
  sync.sandbox.world.companies.put(aCompany(1, { name: 'New' }))
  await sync.log.append(changeOf(`company:${hexId(1)}`))
  expect((await sync.companies.findMany('companyId', ['company-1'])).get('company-1')?.[0]?.values.name).toBe('New')
})

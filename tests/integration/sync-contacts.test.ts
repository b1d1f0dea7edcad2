import { expect, test } from 'vitest'
import { everyKey } from '../../src/cache/keys.ts'
import { ConflictError, NotFoundError, OutcomeUnknownError } from '../../src/errors.ts'
import { syncableContacts } from '../../src/resources/contacts/sync.ts'
import { syncableAttachments } from '../../src/resources/contacts/sync-attachments.ts'
import { topicsOf } from '../../src/resources/registry.ts'
import type { ContactRecord } from '../../src/sandbox/records.ts'
import { type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import type { Found } from '../../src/sync/syncable.ts'
import { tableOf } from '../../src/webhooks/topics.ts'
import { startGraph } from '../support/graph.ts'
import { changeOf } from '../support/house.ts'
import { aCompany, aContact, anAttribute, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const search = 'POST /contacts/search'
const byId = 'GET /contacts/{contact_id}'
const once = { wasBegun: false }
const again = { wasBegun: true }
const lagMs = 300_000
const never = 365 * 86_400_000

type Options = Omit<SandboxOptions, 'world' | 'contacts'> & { contacts?: ContactRecord[]; version?: '2.14' | '2.16'; gatewayLagMs?: number }

/** Contacts as a sync sees them, before a sandbox that has these and no others. */
async function startSync({ contacts: people = [], version = '2.14', gatewayLagMs = 0, ...options }: Options = {}) {
  const parts = new AsyncDisposableStack()
  const world = aWorld({
    contacts: people,
    companies: Array.from({ length: 60 }, (_, at) => aCompany(1_001 + at)),
    data_attributes: [
      anAttribute('1', { name: 'seats', data_type: 'integer' }),
      anAttribute('2', { name: 'score', data_type: 'float' }),
      anAttribute('3', { name: 'vip', data_type: 'boolean' }),
      anAttribute('4', { name: 'trial_ends_at', data_type: 'date' }),
      anAttribute('5', { name: 'tier', options: ['gold', 'silver'] }),
      anAttribute('6', { name: 'fax', archived: true }),
      anAttribute('7', { name: 'risk', api_writable: false }),
      anAttribute('8', { name: 'seats', model: 'company' }),
    ],
  })
  const sandbox = parts.use(await startSandbox({ world, ...options }))
  const openProcess = async () => {
    const graph = parts.use(await startGraph(sandbox, { version, indexLagMs: gatewayLagMs }))
    return { ...graph, contacts: syncableContacts(graph.services), attachments: syncableAttachments(graph.services) }
  }
  const first = await openProcess()
  sandbox.forgetRequests()
  return {
    ...first,
    sandbox,
    /** What Intercom was asked since the last look. */
    calls() {
      const calls = [...sandbox.requests]
      sandbox.forgetRequests()
      return calls
    },
    openProcess,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

const many = (count: number, fields: (number: number) => Partial<ContactRecord> = () => ({})) =>
  Array.from({ length: count }, (_, at) => aContact(at + 1, fields(at + 1)))
const idsOf = (found: ReadonlyMap<string, readonly { id: string }[]>) => [...found].map(([value, all]) => [value, all.map(({ id }) => id)])
const told = (found: readonly Found[]) =>
  found.map((one) =>
    one === null ? 'gone' : one instanceof Error ? one.message : 'movedTo' in one ? `to ${one.movedTo}` : one.values.name,
  )

test('users are found by external ids at a call for fifty, and leads are not', async () => {
  await using sync = await startSync({ contacts: many(120, (number) => (number === 7 ? { role: 'lead' } : {})) })
  const asked = Array.from({ length: 120 }, (_, at) => `ext-${at + 1}`)
  const found = await sync.contacts.findMany('externalId', [...asked, 'ext-404'])
  expect(idsOf(found)).toEqual([...asked.map((value, at) => [value, at === 6 ? [] : [hexId(at + 1)]]), ['ext-404', []]])
  expect(sync.calls().filter((call) => call === search)).toHaveLength(3)
  expect(sync.contacts.callsToFind('externalId', 121)).toBe(3)
})

test('addresses are the same in large letters and small ones, and all who share one are found, on however many pages', async () => {
  const shared = many(240, (number) => ({ email: `Team${number % 60}@acme.io` }))
  await using sync = await startSync({ contacts: shared })
  const asked = Array.from({ length: 60 }, (_, at) => `TEAM${at}@acme.io`)
  const found = await sync.contacts.findMany('email', [...asked, ' team1@ACME.io', 'nobody@acme.io'])
  expect([...found.values()].map(({ length }) => length)).toEqual([...asked.map(() => 4), 4, 0])
  expect(found.get(' team1@ACME.io')?.map(({ id }) => id)).toEqual(found.get('TEAM1@acme.io')?.map(({ id }) => id))
  // fifty addresses are 200 people, who are two pages, and the eleven that are left are one
  expect(sync.calls().filter((call) => call === search)).toHaveLength(3)
})

test('numbers are found one by one, however they are written', async () => {
  await using sync = await startSync({ contacts: [aContact(1, { phone: '+353871234567' }), aContact(2)] })
  const found = await sync.contacts.findMany('phone', ['+353871234567', '+353870000000'])
  expect(idsOf(found)).toEqual([
    ['+353871234567', [hexId(1)]],
    ['+353870000000', []],
  ])
  expect(sync.calls().filter((call) => call === search)).toHaveLength(2)
  expect(sync.contacts.inOneForm('phone', '00353 (87) 123-4567')).toBe(sync.contacts.inOneForm('phone', '+353871234567'))
})

test('whom our own writes have made is found while no search knows them, and three hundred of them cost no call', async () => {
  await using sync = await startSync({ indexLagMs: never, gatewayLagMs: lagMs })
  const keys = Array.from({ length: 300 }, (_, at) => `crm-${at}`)
  const made = new Map<string, string>()
  for (const key of keys) {
    const { id } = await sync.contacts.create({ externalId: key, email: `${key}@acme.io` }, once)
    made.set(key, id)
  }
  sync.calls()
  const found = await sync.contacts.findMany('externalId', keys)
  expect(idsOf(found)).toEqual(keys.map((key) => [key, [made.get(key)]]))
  expect(sync.calls()).toEqual([])

  const byAddress = await sync.contacts.findMany(
    'email',
    keys.map((key) => `${key}@ACME.io`),
  )
  expect([...byAddress.values()].map(([one]) => one?.id)).toEqual([...made.values()])
  // somebody else may have the same address: they are searched for as well, and none of them is read
  expect(sync.calls()).toEqual(Array.from({ length: 6 }, () => search))
})

/** As when Intercom announces what was written a moment ago. */
async function announceAll({ sandbox, services, log }: Awaited<ReturnType<typeof startSync>>, topic = 'contact.user.created') {
  const topics = tableOf(Object.values(topicsOf(services)))
  for (const { id, role, updated_at } of sandbox.world.contacts.values()) {
    const { about, facts, forget, erase } = topics.effectsOf(topic, { id, role, updated_at })!
    await log.append({ topic, origin: 'WEBHOOK', occurredAt: new Date(updated_at * 1_000), about, facts, forget, erase })
  }
}

test('they cost no call either when Intercom has announced them since', async () => {
  await using sync = await startSync({ indexLagMs: never, gatewayLagMs: lagMs })
  const keys = Array.from({ length: 60 }, (_, at) => `crm-${at}`)
  for (const key of keys) await sync.contacts.create({ externalId: key }, once)
  await announceAll(sync)
  sync.calls()
  expect([...(await sync.contacts.findMany('externalId', keys)).values()].flat()).toHaveLength(60)
  expect(sync.calls()).toEqual([])
})

test('where no copy of them is left they are searched for, fifty a call, once a search shows what was announced of them', async () => {
  await using sync = await startSync({ gatewayLagMs: lagMs })
  const keys = Array.from({ length: 60 }, (_, at) => `crm-${at}`)
  const ids: string[] = []
  for (const key of keys) ids.push((await sync.contacts.create({ externalId: key, name: key }, once)).id)
  await announceAll(sync)
  await sync.log.append(changeOf(everyKey('contact')))
  sync.calls()
  expect(idsOf(await sync.contacts.findMany('externalId', keys))).toEqual(keys.map((key, at) => [key, [ids[at]]]))
  expect(sync.calls()).toEqual([search, search])
  expect(told(await sync.contacts.readMany(ids))).toEqual(keys)
  expect(sync.calls()).toEqual([search, search])
})

test('of two updates in one second a search may show the first: whoever had them is read', async () => {
  await using sync = await startSync({
    contacts: many(5, () => ({ updated_at: noon - 60 })),
    gatewayLagMs: lagMs,
    clock: () => new Date(noon * 1_000),
  })
  const ids = [1, 2, 3, 4, 5].map(hexId)
  sync.sandbox.control.setIndexLag(never)
  for (const id of ids) await sync.contacts.update(id, { externalId: `new-${id}`, name: 'First' }, once)
  await sync.contacts.update(ids[0]!, { name: 'Second' }, once)
  await sync.log.append(changeOf(everyKey('contact')))
  sync.calls()
  const keys = ids.map((id) => `new-${id}`)
  const found = await sync.contacts.findMany('externalId', keys)
  expect([...found.values()].map(([one]) => one?.values.name)).toEqual(['Second', 'First', 'First', 'First', 'First'])
  expect(told(await sync.contacts.readMany(ids))).toEqual(['Second', 'First', 'First', 'First', 'First'])
})

test('by an id or an address that was taken away nobody is found, though the search still says so', async () => {
  await using sync = await startSync({ contacts: [aContact(1)], indexLagMs: never, gatewayLagMs: lagMs })
  await sync.contacts.update(hexId(1), { externalId: 'new', email: 'new@acme.io' }, once)
  expect(idsOf(await sync.contacts.findMany('externalId', ['ext-1', 'new']))).toEqual([
    ['ext-1', []],
    ['new', [hexId(1)]],
  ])
  expect(idsOf(await sync.contacts.findMany('email', ['person1@example.com', 'new@acme.io']))).toEqual([
    ['person1@example.com', []],
    ['new@acme.io', [hexId(1)]],
  ])
})

test('whoever was changed by others a moment ago is looked at once for a whole question', async () => {
  await using sync = await startSync({ contacts: many(100), indexLagMs: never, gatewayLagMs: lagMs })
  sync.sandbox.world.contacts.put(aContact(1, { external_id: 'renamed' }))
  await sync.log.append(changeOf(`contact:${hexId(1)}`))
  const values = ['renamed', ...Array.from({ length: 99 }, (_, at) => `ext-${at + 2}`)]
  const found = await sync.contacts.findMany('externalId', values)
  expect([...found.values()].map(([one]) => one?.id)).toEqual(Array.from({ length: 100 }, (_, at) => hexId(at + 1)))
  const calls = sync.calls()
  expect(calls.filter((call) => call === byId)).toHaveLength(1)
  expect(calls.filter((call) => call === search)).toHaveLength(2)
})

test('of two hundred who were changed by others, one question reads fifty at most', async () => {
  await using sync = await startSync({ contacts: many(200), gatewayLagMs: lagMs })
  await sync.log.append(changeOf(Array.from({ length: 200 }, (_, at) => `contact:${hexId(at + 1)}`)))
  expect(idsOf(await sync.contacts.findMany('externalId', ['nobody']))).toEqual([['nobody', []]])
  expect(sync.calls().filter((call) => call === byId)).toHaveLength(50)
})

test('a failed search is thrown, and a value that is refused is asked for in halves first', async () => {
  await using sync = await startSync({ contacts: many(4) })
  sync.sandbox.control.failNext(search, { status: 400 })
  expect([...(await sync.contacts.findMany('externalId', ['ext-1', 'ext-2', 'ext-3'])).values()].flat()).toHaveLength(3)
  expect(sync.calls().filter((call) => call === search)).toHaveLength(3)
  sync.sandbox.control.failNext(search, { status: 503 })
  await expect(sync.contacts.findMany('externalId', ['ext-1'])).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' })
})

test('contacts are read anew at a call for fifty, whatever is kept of them', async () => {
  await using sync = await startSync({ contacts: many(100) })
  const ids = Array.from({ length: 100 }, (_, at) => hexId(at + 1))
  await sync.contacts.getMany(ids)
  sync.sandbox.world.contacts.put(aContact(3, { name: 'Changed unheard' }))
  sync.calls()
  expect(told(await sync.contacts.getMany(ids))[2]).toBe('Person 3')
  expect(sync.calls()).toEqual([])
  expect(told(await sync.contacts.readMany(ids))[2]).toBe('Changed unheard')
  expect(sync.calls()).toEqual([search, search])
  expect(sync.contacts.callsToRead(100)).toBe(2)
  // and what was read is kept
  expect(told(await sync.contacts.getMany(ids))[2]).toBe('Changed unheard')
  expect(sync.calls()).toEqual([])
})

test('one that changed lately is read by its id, as the search may not know it', async () => {
  await using sync = await startSync({ contacts: many(60), indexLagMs: never, gatewayLagMs: lagMs })
  await sync.contacts.update(hexId(2), { name: 'New name' }, once)
  sync.calls()
  const names = told(await sync.contacts.readMany([hexId(1), hexId(2), hexId(3)]))
  expect(names).toEqual(['Person 1', 'New name', 'Person 3'])
  expect(sync.calls().toSorted()).toEqual([byId, search])
})

test.each(['2.14', '2.16'] as const)(
  'who was merged leads to the survivor, and who is archived or deleted is gone (%s)',
  async (version) => {
    await using sync = await startSync({ version, contacts: [aContact(1), aContact(2, { role: 'lead' }), aContact(3), aContact(4)] })
    const merged = await sync.contacts.merge!(hexId(2), hexId(1), once)
    expect(merged.id).toBe(hexId(1))
    await sync.contacts.archive!(hexId(3), once)
    await sync.contacts.delete(hexId(4), once)
    const ids = [1, 2, 3, 4].map(hexId)
    const expected = ['Person 1', `to ${hexId(1)}`, 'gone', 'gone']
    expect(told(await sync.contacts.readMany(ids))).toEqual(expected)
    expect(told(await sync.contacts.getMany(ids))).toEqual(expected)
    await expect(sync.contacts.update(hexId(2), { name: 'x' }, once)).rejects.toMatchObject({ code: 'NOT_FOUND', movedTo: hexId(1) })
  },
)

test('every kind of value comes back as it was written, and is in Intercom as Intercom has it', async () => {
  await using sync = await startSync()
  const values = {
    externalId: 'crm-1',
    email: 'Ada@Acme.io',
    name: 'Ada',
    signedUpAt: '2026-02-28T09:30:00Z',
    unsubscribedFromEmails: true,
    'customAttributes.seats': 5,
    'customAttributes.score': 1.5,
    'customAttributes.vip': false,
    'customAttributes.trial_ends_at': '2026-03-01T00:00:00Z',
    'customAttributes.tier': 'gold',
  }
  const { id, values: answered } = await sync.contacts.create(values, once)
  expect(answered).toMatchObject({ ...values, phone: null, 'customAttributes.risk': null })
  const [read] = await sync.contacts.readMany([id])
  expect(read).toMatchObject({ id, role: 'USER', values })
  expect(sync.sandbox.world.contacts.get(id)).toMatchObject({
    role: 'user',
    signed_up_at: 1_772_271_000,
    custom_attributes: { seats: 5, score: 1.5, vip: false, trial_ends_at: 1_772_323_200, tier: 'gold' },
  })
  await sync.contacts.update(id, { 'customAttributes.trial_ends_at': null, name: null }, once)
  expect(sync.sandbox.world.contacts.get(id)).toMatchObject({ name: null, custom_attributes: { seats: 5, trial_ends_at: null } })
})

test('the fields are those of contacts, with what the workspace says of its attributes', async () => {
  await using sync = await startSync()
  const fields = await sync.contacts.fields()
  expect(Object.fromEntries([...fields].filter(([name]) => name.startsWith('custom')))).toEqual({
    'customAttributes.seats': { kind: 'number', isWritable: true },
    'customAttributes.score': { kind: 'number', isWritable: true },
    'customAttributes.vip': { kind: 'boolean', isWritable: true },
    'customAttributes.trial_ends_at': { kind: 'instant', isWritable: true },
    'customAttributes.tier': { kind: 'text', isWritable: true, options: ['gold', 'silver'] },
    'customAttributes.fax': { kind: 'text', isWritable: true, isArchived: true },
    'customAttributes.risk': { kind: 'text', isWritable: false },
  })
  expect(fields.get('lastSeenAt')).toEqual({ kind: 'instant', isWritable: true })
  expect(fields.has('role')).toBe(false)
})

test('an attribute is made once, and can be written to at once', async () => {
  await using sync = await startSync()
  await sync.contacts.createAttribute('renewal_at', 'date')
  await sync.contacts.createAttribute('renewal_at', 'date')
  expect(sync.calls().filter((call) => call === 'POST /data_attributes')).toHaveLength(1)
  const { id } = await sync.contacts.create({ externalId: '1', 'customAttributes.renewal_at': '2026-03-01T00:00:00+01:00' }, once)
  expect(sync.sandbox.world.contacts.get(id)?.custom_attributes).toEqual({ renewal_at: 1_772_319_600 })
})

test.each([
  [{ 'customAttributes.seats': 'many' }, '"customAttributes.seats" is "many"; expected a number.'],
  [{ signedUpAt: '2026-02-28T09:30:00' }, '"signedUpAt" is "2026-02-28T09:30:00"; expected an instant'],
  [{ 'customAttributes.vip': 'yes' }, 'expected true or false'],
  [{ nickname: 'A' }, '"nickname" is no field of a contact'],
])('a value that cannot be is refused before anything is sent: %j', async (values, message) => {
  await using sync = await startSync()
  await expect(sync.contacts.create({ externalId: '1', ...values }, once)).rejects.toThrow(message)
  expect(sync.calls().filter((call) => call.startsWith('POST /contacts'))).toEqual([])
})

test('what is so already is not sent, and a copy that says so is not believed', async () => {
  await using sync = await startSync({ contacts: many(2) })
  await sync.contacts.fields()
  await sync.contacts.readMany([hexId(1), hexId(2)])
  sync.calls()
  expect(await sync.contacts.update(hexId(1), { name: 'Person 1', email: 'PERSON1@example.com' }, once)).toMatchObject({ id: hexId(1) })
  expect(sync.calls()).toEqual([byId])
  expect((await sync.contacts.update(hexId(1), { name: 'Ada' }, once)).values.name).toBe('Ada')
  expect(sync.calls()).toEqual(['PUT /contacts/{contact_id}'])
  sync.sandbox.world.contacts.put(aContact(2, { name: 'Changed unheard' }))
  await sync.contacts.update(hexId(2), { name: 'Person 2' }, once)
  expect(sync.calls()).toEqual([byId, 'PUT /contacts/{contact_id}'])
  expect(sync.sandbox.world.contacts.get(hexId(2))?.name).toBe('Person 2')
})

test('who is in the way is named', async () => {
  await using sync = await startSync({ contacts: [aContact(1)] })
  const refused = sync.contacts.create({ externalId: 'ext-1', name: 'Somebody else' }, once)
  await expect(refused).rejects.toBeInstanceOf(ConflictError)
  await expect(refused).rejects.toMatchObject({ existing: { type: 'Contact', id: hexId(1) } })
})

test('what a process has done before it was killed is found by the next one, and not done twice', async () => {
  await using sync = await startSync({ contacts: [...many(3), aContact(4, { role: 'lead' })], indexLagMs: never, gatewayLagMs: lagMs })
  const user = { externalId: 'crm-1', email: 'ada@acme.io', name: 'Ada', avatarUrl: 'https://acme.io/ada.png' }
  const byAddress = { email: 'leo@acme.io', name: 'Leo' }
  const made = [await sync.contacts.create(user, once), await sync.contacts.create(byAddress, once)]
  await sync.contacts.update(hexId(1), { name: 'New' }, once)
  await sync.contacts.archive!(hexId(2), once)
  await sync.contacts.delete(hexId(3), once)
  await sync.contacts.merge!(hexId(4), hexId(1), once)

  // Intercom keeps pictures in a place of its own
  const { contacts } = sync.sandbox.world
  contacts.put({ ...contacts.get(made[0]!.id)!, avatar_url: 'https://pictures.example/1.png' })

  const next = await sync.openProcess()
  sync.calls()
  const found = [await next.contacts.create(user, again), await next.contacts.create(byAddress, again)]
  expect(found.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
  expect((await next.contacts.update(hexId(1), { name: 'New' }, again)).id).toBe(hexId(1))
  await next.contacts.archive!(hexId(2), again)
  await next.contacts.delete(hexId(3), again)
  expect((await next.contacts.merge!(hexId(4), hexId(1), again)).id).toBe(hexId(1))
  // Intercom itself refuses a second user of one address, and the deletion of whom there is not
  const writes = sync.calls().filter((call) => !call.startsWith('GET') && call !== search)
  expect(writes).toEqual(['POST /contacts', 'DELETE /contacts/{contact_id}'])
  expect([...contacts.values()].filter(({ email }) => email?.endsWith('@acme.io'))).toHaveLength(2)
})

test('and what it has not done is done', async () => {
  await using sync = await startSync({ contacts: [...many(3), aContact(4, { role: 'lead' })] })
  await sync.contacts.create({ externalId: 'crm-1' }, again)
  await sync.contacts.update(hexId(1), { name: 'New' }, again)
  await sync.contacts.archive!(hexId(2), again)
  await sync.contacts.delete(hexId(3), again)
  await sync.contacts.merge!(hexId(4), hexId(1), again)
  const { contacts } = sync.sandbox.world
  expect([...contacts.values()].map(({ external_id, name }) => external_id ?? name).toSorted()).toEqual(['crm-1', 'ext-1'])
  expect(contacts.get(hexId(1))?.name).toBe('New')
})

test('a user who was made with other words meanwhile is somebody else', async () => {
  await using sync = await startSync({ contacts: [aContact(1)] })
  const refused = sync.contacts.create({ externalId: 'ext-1', name: 'Ada' }, again)
  await expect(refused).rejects.toMatchObject({ code: 'CONFLICT', existing: { id: hexId(1) } })
})

test('of a lead nobody knows whether it was made, until a search would show it', async () => {
  await using sync = await startSync({ indexLagMs: 10_000, gatewayLagMs: lagMs })
  const lead = { email: 'leo@acme.io', name: 'Leo' }
  await expect(sync.contacts.create(lead, { ...again, role: 'LEAD' })).rejects.toBeInstanceOf(OutcomeUnknownError)
  const justNow = { ...again, role: 'LEAD', begunAt: new Date() } as const
  await expect(sync.contacts.create(lead, justNow)).rejects.toBeInstanceOf(OutcomeUnknownError)
  expect(sync.sandbox.world.contacts.size).toBe(0)
  const longAgo = { ...again, role: 'LEAD', begunAt: new Date(Date.now() - lagMs - 100_000) } as const
  expect(await sync.contacts.create(lead, longAgo)).toMatchObject({ role: 'LEAD', values: lead })
  expect(sync.sandbox.world.contacts.size).toBe(1)
})

test('whoever was changed is found by whole days, as they are, and whom no search shows yet too', async () => {
  const day = 86_400
  const old = many(10, (number) => ({ updated_at: noon - 10 * day, name: `Old ${number}` }))
  const recent = Array.from({ length: 160 }, (_, at) => aContact(at + 11, { updated_at: noon + 60 }))
  await using sync = await startSync({ contacts: [...old, ...recent], indexLagMs: never, gatewayLagMs: lagMs })
  const made = await sync.contacts.create({ externalId: 'just made' }, once)
  for (const number of [1, 11]) await sync.contacts.update(hexId(number), { name: 'New name' }, once)
  sync.calls()
  const seen = new Map<string, unknown[]>()
  for await (const page of sync.contacts.changedSince(new Date(noon * 1_000)))
    for (const { id, values } of page) seen.set(id, [...(seen.get(id) ?? []), values.name])
  expect(seen.size).toBe(162)
  expect([seen.has(made.id), seen.get(hexId(1)), seen.has(hexId(2))]).toEqual([true, ['New name'], false])
  // found by the search as it was, and once more as one that changed lately: it is shown as it is
  expect(seen.get(hexId(11))).toEqual(['New name', 'New name'])
  expect(sync.calls()).toEqual([search, search])
})

test('contacts are in companies, of which all are told', async () => {
  await using sync = await startSync({
    contacts: [aContact(1, { company_ids: Array.from({ length: 58 }, (_, at) => hexId(1_001 + at)) })],
  })
  expect(await sync.attachments.companiesOf(hexId(1))).toHaveLength(58)
  await sync.attachments.attach(hexId(1), hexId(1_059))
  await sync.attachments.detach(hexId(1), hexId(1_001))
  const companies = await sync.attachments.companiesOf(hexId(1))
  expect([companies.length, companies.includes(hexId(1_059)), companies.includes(hexId(1_001))]).toEqual([58, true, false])
  const [one] = await sync.contacts.readMany([hexId(1)])
  expect(one).toMatchObject({ companies: { hasMore: true } })
  await expect(sync.attachments.attach(hexId(404), hexId(1_001))).rejects.toBeInstanceOf(NotFoundError)
})

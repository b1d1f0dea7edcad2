import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf, found, write } from '../ask.ts'
import { aCompany, aContact, aConversation, anAttribute, aWorld, hexId, noon } from '../small-world.ts'

const later = noon + 600
const start = () =>
  startSandbox({
    clock: () => new Date(later * 1000),
    world: aWorld({
      contacts: [
        aContact(1),
        aContact(2, { role: 'lead', external_id: null, phone: '+353871234567', name: null, company_ids: [hexId(50)] }),
        aContact(3, { external_id: null }),
      ],
      companies: [aCompany(50), aCompany(51)],
      conversations: [aConversation(7)],
      subscription_types: [aType('10', 'opt_in'), aType('11', 'opt_out')],
      data_attributes: [
        anAttribute('1', { name: 'plan', options: ['free', 'paid'] }),
        anAttribute('2', { name: 'seats', data_type: 'integer' }),
      ],
    }),
  })
const translation = { name: 'News', description: '', locale: 'en' }
const aType = (id: string, consent_type: 'opt_in' | 'opt_out') => ({
  ...{ id, consent_type, state: 'live' as const, content_types: ['email' as const] },
  ...{ default_translation: translation, translations: [translation] },
})
type Started = Awaited<ReturnType<typeof start>>
const create = (sandbox: Started, body: unknown) => write(sandbox, 'POST', '/contacts', body)
const update = (sandbox: Started, id: number, body: unknown) => write(sandbox, 'PUT', `/contacts/${hexId(id)}`, body)
const messageOf = ({ body }: Awaited<ReturnType<typeof create>>) => body.errors?.[0]?.message

test('somebody new is a user unless said, and is found once the index has caught up', async () => {
  await using sandbox = await start()
  sandbox.control.setIndexLag(60_000)
  const { body } = await create(sandbox, { email: 'New@Example.com', custom_attributes: { plan: 'free', seats: 3 }, owner_id: 1002 })
  expect(body).toMatchObject({
    ...{ type: 'contact', role: 'user', email: 'New@Example.com', owner_id: 1002, created_at: later },
    custom_attributes: { plan: 'free', seats: 3 },
  })
  expect((await ask(sandbox, `/contacts/${body.id}`)).body.email).toBe('New@Example.com')
  expect(await found(sandbox, 'contacts', ['email', '=', 'new@example.com'])).toEqual([])
})

test('a lead has an external id that Intercom gives it', async () => {
  await using sandbox = await start()
  expect((await create(sandbox, { role: 'lead' })).body.external_id).toMatch(/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/)
})

describe('whom the workspace has already', () => {
  test.each([
    ['an external id', { external_id: 'ext-1' }, hexId(1)],
    ['the address of a user, and no external id', { email: 'PERSON1@example.com' }, hexId(1)],
    ['an external id, and the address of a user without one', { external_id: 'other', email: 'person3@example.com' }, hexId(3)],
  ])('is refused by name: %s', async (_, body, id) => {
    await using sandbox = await start()
    const answer = await create(sandbox, { role: 'user', ...body })
    expect([answer.status, codeOf(answer)]).toEqual([409, 'conflict'])
    expect(messageOf(answer)).toBe(`A contact matching those details already exists with id=${id}`)
  })
  test('is refused when archived, too, and the words say so', async () => {
    await using sandbox = await start()
    await write(sandbox, 'POST', `/contacts/${hexId(1)}/archive`)
    const answer = await create(sandbox, { external_id: 'ext-1' })
    expect(messageOf(answer)).toBe(`An archived contact matching those details already exists with id=${hexId(1)}`)
    await write(sandbox, 'POST', `/contacts/${hexId(1)}/unarchive`)
    expect((await ask(sandbox, `/contacts/${hexId(1)}`)).status).toBe(200)
  })
  test('is found by an update, too, but never in the contact itself', async () => {
    await using sandbox = await start()
    expect((await update(sandbox, 3, { external_id: 'ext-1' })).status).toBe(409)
    expect((await update(sandbox, 1, { external_id: 'ext-1', email: 'person1@example.com' })).status).toBe(200)
  })
  test('may share an address: leads with anybody, and users with external ids of their own', async () => {
    await using sandbox = await start()
    for (const body of [
      { role: 'lead', email: 'person1@example.com' },
      { role: 'lead', email: 'person2@example.com' },
      { role: 'user', email: 'person2@example.com' },
      { external_id: 'other', email: 'person1@example.com' },
    ]) {
      expect((await create(sandbox, body)).status).toBe(200)
    }
  })
})

test('what is not said stays, null takes away, and an attribute leaves the others', async () => {
  await using sandbox = await start()
  await update(sandbox, 1, { phone: '+1', custom_attributes: { plan: 'paid', seats: 1 }, owner_id: '1001' })
  const { body } = await update(sandbox, 1, { phone: null, owner_id: null, custom_attributes: { plan: null } })
  expect(body).toMatchObject({
    name: 'Person 1',
    phone: null,
    owner_id: null,
    custom_attributes: { plan: null, seats: 1 },
    updated_at: later,
  })
})

test('a lead that becomes a user has signed up; a user does not become a lead', async () => {
  await using sandbox = await start()
  expect((await update(sandbox, 2, { role: 'user' })).body).toMatchObject({ role: 'user', signed_up_at: later })
  expect((await update(sandbox, 2, { role: 'lead' })).status).toBe(400)
})

test.each([
  ['nothing', {}, 'parameter_not_found'],
  ['a user without a name to go by', { role: 'user', name: 'x' }, 'parameter_invalid'],
  ['a role that is none', { role: 'admin', email: 'a@b.example' }, 'parameter_invalid'],
  ['an address that is none', { email: 'nobody' }, 'parameter_invalid'],
  ['an owner who is not there', { email: 'a@b.example', owner_id: 5 }, 'parameter_invalid'],
  ['an attribute that is not there', { email: 'a@b.example', custom_attributes: { colour: 'red' } }, 'parameter_invalid'],
  ['a value that a list does not offer', { email: 'a@b.example', custom_attributes: { plan: 'gold' } }, 'parameter_invalid'],
  ['a number that is a text', { email: 'a@b.example', custom_attributes: { seats: 'many' } }, 'parameter_invalid'],
])('%s is refused, and nobody is made', async (_, body, code) => {
  await using sandbox = await start()
  const answer = await create(sandbox, body)
  expect([answer.status, codeOf(answer)]).toEqual([400, code])
  expect(sandbox.world.contacts.size).toBe(3)
})

test('archived is in no list, and so once more as once; deleted is gone, from the archive too', async () => {
  await using sandbox = await start()
  const at = (what: string) => write(sandbox, 'POST', `/contacts/${hexId(1)}/${what}`)
  const named = { type: 'contact', id: hexId(1), external_id: 'ext-1' }
  for (let time = 0; time < 2; time++) expect((await at('archive')).body).toEqual({ ...named, archived: true })
  expect([(await ask(sandbox, `/contacts/${hexId(1)}`)).status, (await ask(sandbox, '/contacts')).body.total_count]).toEqual([404, 2])
  expect((await write(sandbox, 'DELETE', `/contacts/${hexId(1)}`)).body).toEqual({ ...named, deleted: true })
  expect((await at('unarchive')).status).toBe(404)
})

test('who is blocked is archived, and their conversations are closed', async () => {
  await using sandbox = await start()
  expect((await write(sandbox, 'POST', `/contacts/${hexId(1)}/block`)).body).toMatchObject({ id: hexId(1), blocked: true })
  expect(sandbox.world.contacts.has(hexId(1))).toBe(false)
  expect(sandbox.world.conversations.get('7')?.state).toBe('closed')
})

describe('a merge', () => {
  const merge = (sandbox: Started, from: number, into: number, version?: string, more = {}) =>
    write(sandbox, 'POST', '/contacts/merge', { from: hexId(from), into: hexId(into), ...more }, { version })

  test('gives the user what it has not, and the id of the lead is gone', async () => {
    await using sandbox = await start()
    const { body } = await merge(sandbox, 2, 1)
    expect(body).toMatchObject({ id: hexId(1), name: 'Person 1', phone: '+353871234567', companies: { data: [{ id: hexId(50) }] } })
    expect((await ask(sandbox, `/contacts/${hexId(2)}`)).status).toBe(404)
    const gone = await ask(sandbox, `/contacts/${hexId(2)}`, { version: '2.16' })
    expect([gone.status, gone.headers.get('link')]).toEqual([410, `</contacts/${hexId(1)}>; rel="canonical"`])
    expect((await merge(sandbox, 2, 1)).status).toBe(404)
  })
  test('is of a lead into a user alone', async () => {
    await using sandbox = await start()
    for (const [from, into] of [
      [1, 3],
      [1, 2],
      [2, 2],
    ] as const) {
      const answer = await merge(sandbox, from, into)
      expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_merge'])
    }
  })
  test('is from 2.16 on of those who share an address or a number, unless it is said that they need not', async () => {
    await using sandbox = await start()
    const refused = await merge(sandbox, 2, 1, '2.16')
    expect([refused.status, codeOf(refused)]).toEqual([400, 'invalid_merge'])
    expect((await merge(sandbox, 2, 1, '2.16', { skip_duplicate_validation: true })).status).toBe(200)
  })
})

test('tags, companies, subscriptions and notes are hung on somebody and taken off', async () => {
  await using sandbox = await start()
  const at = (path: string) => `/contacts/${hexId(1)}/${path}`
  const now = async () => (await ask(sandbox, `/contacts/${hexId(1)}`)).body

  expect((await write(sandbox, 'POST', at('tags'), { id: 3001 })).body).toEqual({ type: 'tag', id: '3001', name: 'vip' })
  expect((await write(sandbox, 'POST', at('companies'), { id: hexId(50) })).body).toMatchObject({ type: 'company', user_count: 1 })
  expect((await write(sandbox, 'POST', at('subscriptions'), { id: 10, consent_type: 'opt_in' })).body).toMatchObject({ id: '10' })
  expect((await write(sandbox, 'POST', at('subscriptions'), { id: '11', consent_type: 'opt_out' })).body).toMatchObject({ id: '11' })
  const note = await write(sandbox, 'POST', at('notes'), { body: 'Called', admin_id: 1002 })
  expect(note.body).toMatchObject({
    type: 'note',
    body: '<p>Called</p>',
    author: { id: '1002' },
    contact: { id: hexId(1) },
    created_at: later,
  })
  expect(await now()).toMatchObject({
    ...{ tags: { total_count: 1 }, companies: { total_count: 1 }, notes: { total_count: 1 } },
    ...{ opted_in_subscription_types: { data: [{ id: '10' }] }, opted_out_subscription_types: { data: [{ id: '11' }] } },
  })

  for (const path of ['tags/3001', `companies/${hexId(50)}`, 'subscriptions/10', 'subscriptions/11']) {
    expect((await write(sandbox, 'DELETE', at(path))).status).toBe(200)
    expect((await write(sandbox, 'DELETE', at(path))).status).toBe(404)
  }
  expect(await now()).toMatchObject({ tags: { total_count: 0 }, companies: { total_count: 0 } })
})

test.each([
  ['tags', { id: '9' }, 404, 'not_found'],
  ['companies', { id: hexId(9) }, 404, 'company_not_found'],
  ['companies', {}, 400, 'parameter_not_found'],
  ['subscriptions', { id: '10', consent_type: 'opt_out' }, 400, 'parameter_invalid'],
  ['subscriptions', { id: '9', consent_type: 'opt_in' }, 404, 'not_found'],
  ['notes', { body: 'x', admin_id: 9 }, 404, 'not_found'],
  ['notes', {}, 400, 'parameter_not_found'],
])('%s of %o are refused', async (path, body, status, code) => {
  await using sandbox = await start()
  const answer = await write(sandbox, 'POST', `/contacts/${hexId(1)}/${path}`, body)
  expect([answer.status, codeOf(answer)]).toEqual([status, code])
  expect((await write(sandbox, 'POST', `/contacts/${hexId(9)}/${path}`, body)).status).toBe(404)
})

test('nobody is in more than a thousand companies', async () => {
  await using sandbox = await start()
  sandbox.world.contacts.put(aContact(1, { company_ids: Array.from({ length: 1000 }, (_, at) => hexId(1000 + at)) }))
  const answer = await write(sandbox, 'POST', `/contacts/${hexId(1)}/companies`, { id: hexId(50) })
  expect([answer.status, codeOf(answer)]).toEqual([400, 'contact_company_limit_exceeded'])
})

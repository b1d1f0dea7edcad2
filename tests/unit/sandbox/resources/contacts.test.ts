import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aCompany, aContact, aWorld, hexId, noon } from '../small-world.ts'

const companies = Array.from({ length: 12 }, (_, at) => aCompany(100 + at))
const notes = Array.from({ length: 11 }, (_, at) => ({
  id: String(at + 1),
  contact_id: hexId(1),
  author_id: at === 0 ? null : '1001',
  body: '<p>Note</p>',
  created_at: noon + at,
}))

const world = () =>
  aWorld({
    companies,
    notes,
    segments: [{ id: hexId(90), name: 'Active', person_type: 'user', created_at: noon, updated_at: noon }],
    subscription_types: ['501', '502'].map((id) => ({
      id,
      state: 'live' as const,
      consent_type: 'opt_in' as const,
      content_types: ['email' as const],
      default_translation: { name: 'News', description: 'All the news', locale: 'en' },
      translations: [],
    })),
    contacts: [
      aContact(1, {
        owner_id: '1001',
        company_ids: companies.map(({ id }) => id),
        tag_ids: ['3001'],
        segment_ids: [hexId(90)],
        opted_in_subscription_type_ids: ['501'],
        avatar_url: 'https://example.com/1.png',
        location: { country: 'Ireland', region: null, city: 'Dublin' },
      }),
      aContact(2, { role: 'lead', external_id: 'lead-2', email: null }),
    ],
  })

test('what belongs to a contact is embedded as ids, ten at most, with the count and the way to all', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, `/contacts/${hexId(1)}`)
  expect(body.companies).toMatchObject({
    type: 'list',
    total_count: 12,
    has_more: true,
    url: `/contacts/${hexId(1)}/companies`,
    data: { length: 10 },
  })
  expect(body.companies).toMatchObject({ data: { 0: { type: 'company', id: hexId(100), url: `/companies/${hexId(100)}` } } })
  expect(body.notes).toMatchObject({ total_count: 11, has_more: true, data: { length: 10 } })
  expect(body.tags).toMatchObject({ total_count: 1, has_more: false, data: [{ type: 'tag', id: '3001' }] })
  expect(body.opted_in_subscription_types).toMatchObject({ total_count: 1, data: [{ id: '501' }] })
  expect(body.opted_out_subscription_types).toMatchObject({ total_count: 0, data: [] })
  expect(body).not.toHaveProperty('segments')
  expect(body).toMatchObject({
    avatar: { type: 'avatar', image_url: 'https://example.com/1.png' },
    location: { type: 'location', country: 'Ireland', region: null, city: 'Dublin' },
    email_domain: 'example.com',
    ios_device: null,
  })
})

test('an owner is a number before 2.16 and text from then on', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const owner = async (version: string) => (await ask(sandbox, `/contacts/${hexId(1)}`, { version })).body.owner_id
  expect([await owner('2.14'), await owner('2.15'), await owner('2.16')]).toEqual([1001, 1001, '1001'])
})

test('all the companies, notes, tags, segments and chosen subscriptions have their own lists', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const list = async (name: string) => (await ask(sandbox, `/contacts/${hexId(1)}/${name}`)).body
  expect((await list('companies?per_page=5&page=3')).data.map(({ id }) => id)).toEqual([hexId(110), hexId(111)])
  expect((await list('companies')).data[0]).toMatchObject({ type: 'company', name: 'Company 100', user_count: 1 })

  const noted = await list('notes')
  expect(noted.data.map(({ id }) => id)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1'])
  expect(noted.data[0]).toMatchObject({ author: { type: 'admin', id: '1001' }, contact: { type: 'contact', id: hexId(1) } })
  expect(noted.data.at(-1)).toMatchObject({ author: null })

  expect(await list('tags')).toEqual({ type: 'list', data: [{ type: 'tag', id: '3001', name: 'vip' }] })
  expect(await list('segments')).toMatchObject({ data: [{ type: 'segment', id: hexId(90), name: 'Active' }] })
  expect(await list('subscriptions')).toMatchObject({ data: [{ type: 'subscription', id: '501' }] })
})

test('the lists of a contact that is not there are 404', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (const name of ['', '/companies', '/notes', '/tags', '/segments', '/subscriptions']) {
    const answer = await ask(sandbox, `/contacts/${hexId(9)}${name}`)
    expect([answer.status, codeOf(answer), name]).toEqual([404, 'not_found', name])
  }
})

test('an external id finds a user and no lead', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.world.putContact(aContact(3, { external_id: 'a/b c?' }))
  expect((await ask(sandbox, '/contacts/find_by_external_id/ext-1')).body.id).toBe(hexId(1))
  expect((await ask(sandbox, `/contacts/find_by_external_id/${encodeURIComponent('a/b c?')}`)).body.id).toBe(hexId(3))
  expect((await ask(sandbox, '/contacts/find_by_external_id/lead-2')).status).toBe(404)
})

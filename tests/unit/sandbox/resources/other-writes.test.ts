import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf, write } from '../ask.ts'
import { aCollection, aCompany, aContact, aHelpCenter, anArticle, anAttribute, aWorld, hexId, noon } from '../small-world.ts'

const later = noon + 600
const start = () =>
  startSandbox({
    clock: () => new Date(later * 1000),
    world: aWorld({
      contacts: [aContact(1, { company_ids: [hexId(50)], tag_ids: ['3001'] }), aContact(2, { role: 'lead', external_id: 'lead-2' })],
      companies: [aCompany(50, { tag_ids: ['3001'], plan: { id: '7', name: 'Gold' } })],
      help_centers: [aHelpCenter('1')],
      collections: [aCollection('10'), aCollection('11', { parent_id: '10' })],
      articles: [anArticle('5', { parent_ids: ['11'], tag_ids: ['3001'] })],
      data_attributes: [anAttribute('1', { model: 'company', name: 'seats', data_type: 'integer' })],
    }),
  })
const refusal = (answer: Awaited<ReturnType<typeof write>>) => [answer.status, codeOf(answer)]

test('a company is made, and then changed, under the id of the customer', async () => {
  await using sandbox = await start()
  const made = await write(sandbox, 'POST', '/companies', {
    company_id: 'new',
    name: 'New',
    plan: 'Gold',
    monthly_spend: 9.9,
    custom_attributes: { seats: 3 },
  })
  expect(made.body).toMatchObject({
    ...{ name: 'New', plan: { id: '7', name: 'Gold' }, monthly_spend: 9 },
    custom_attributes: { seats: 3 },
    created_at: later,
  })
  const again = await write(sandbox, 'POST', '/companies', { company_id: 'new', industry: 'Toys' })
  expect(again.body).toMatchObject({ id: made.body.id, name: 'New', industry: 'Toys' })
  const renamed = await write(sandbox, 'PUT', `/companies/${made.body.id}`, { name: 'Other', company_id: 'another', plan: 'Silver' })
  expect(renamed.body).toMatchObject({ name: 'Other', company_id: 'new', plan: { id: '8', name: 'Silver' } })
  expect(refusal(await write(sandbox, 'POST', '/companies', { company_id: 'new', test: 1 }))).toEqual([400, 'bad_request'])
})

test('who was in a company that is deleted, stays', async () => {
  await using sandbox = await start()
  expect((await write(sandbox, 'DELETE', `/companies/${hexId(50)}`)).body).toEqual({ id: hexId(50), object: 'company', deleted: true })
  expect((await ask(sandbox, `/contacts/${hexId(1)}`)).body.companies).toMatchObject({ total_count: 0 })
  expect(refusal(await write(sandbox, 'DELETE', `/companies/${hexId(50)}`))).toEqual([404, 'company_not_found'])
})

test('a company has notes written to it from 2.16 on', async () => {
  await using sandbox = await start()
  const note = (version: string) => write(sandbox, 'POST', `/companies/${hexId(50)}/notes`, { body: 'Hello' }, { version })
  expect((await note('2.15')).status).toBe(404)
  expect((await note('2.16')).body).toMatchObject({ type: 'note', company: { id: hexId(50) }, author: { id: '1001' } })
})

test('a tag is one of its name, can be renamed, and is off everything when deleted', async () => {
  await using sandbox = await start()
  const { body } = await write(sandbox, 'POST', '/tags', { name: 'new' })
  expect((await write(sandbox, 'POST', '/tags', { name: 'new' })).body).toEqual(body)
  expect((await write(sandbox, 'POST', '/tags', { name: 'newer', id: body.id })).body).toEqual({ type: 'tag', id: body.id, name: 'newer' })
  const deleted = await write(sandbox, 'DELETE', '/tags/3001')
  expect([deleted.status, deleted.text]).toEqual([200, ''])
  expect((await ask(sandbox, `/contacts/${hexId(1)}`)).body.tags).toMatchObject({ total_count: 0 })
  expect(sandbox.world.articles.get('5')?.tag_ids).toEqual([])
  expect(refusal(await write(sandbox, 'DELETE', '/tags/3001'))).toEqual([404, 'not_found'])
  expect(refusal(await write(sandbox, 'POST', '/tags', {}))).toEqual([400, 'parameter_invalid'])
})

test('a tag is put on several; one who is not there is a 404 until 2.15, and left out from 2.16 on', async () => {
  await using sandbox = await start()
  const body = { name: 'new', users: [{ id: hexId(1) }, { id: hexId(9) }], companies: [{ company_id: 'company-50' }] }
  expect(refusal(await write(sandbox, 'POST', '/tags', body))).toEqual([404, 'not_found'])
  expect((await write(sandbox, 'POST', '/tags', body, { version: '2.16' })).body).toMatchObject({
    ...{ users: [{ id: hexId(1), tagged: true }], companies: [{ id: hexId(50), tagged: true }] },
  })
  expect(sandbox.world.companies.get(hexId(50))?.tag_ids).toHaveLength(2)
})

test('an article is a draft unless said, is told by its address when published, and keeps what is not said', async () => {
  await using sandbox = await start()
  const fr = { title: 'Bonjour', body: '<p>Oui</p>', state: 'published' }
  const made = await write(sandbox, 'POST', '/articles', {
    ...{ title: 'Hello', author_id: 1002, body: '<p>Yes</p><script>no</script>', parent_id: 10, parent_type: 'collection' },
    translated_content: { fr },
  })
  expect(made.body).toMatchObject({ state: 'draft', url: null, body: '<p>Yes</p>', author_id: 1002, parent_ids: [10] })
  expect(made.body.translated_content).toMatchObject({
    en: { title: 'Hello', state: 'draft' },
    fr: { title: 'Bonjour', state: 'published' },
  })
  const changed = await write(sandbox, 'PUT', `/articles/${made.body.id}`, { state: 'published', parent_id: null })
  expect(changed.body).toMatchObject({
    title: 'Hello',
    state: 'published',
    parent_ids: [],
    url: `https://center-1.example/en/articles/${made.body.id}-hello`,
  })
  expect((await write(sandbox, 'DELETE', `/articles/${made.body.id}`)).body).toEqual({ id: made.body.id, object: 'article', deleted: true })
  expect(refusal(await write(sandbox, 'POST', '/articles', { title: 'x' }))).toEqual([400, 'parameter_not_found'])
  expect(refusal(await write(sandbox, 'POST', '/articles', { title: 'x', author_id: 5 }))).toEqual([400, 'parameter_invalid'])
})

test('a collection is made, moved, and deleted with what is in it but its articles; it never stands in itself', async () => {
  await using sandbox = await start()
  const made = await write(sandbox, 'POST', '/help_center/collections', { name: 'New', parent_id: '10' })
  expect(made.body).toMatchObject({ name: 'New', parent_id: '10', help_center_id: null, default_locale: 'en' })
  const moved = await write(sandbox, 'PUT', `/help_center/collections/${made.body.id}`, { description: 'More', parent_id: null })
  expect(moved.body).toMatchObject({ name: 'New', description: 'More', parent_id: null, help_center_id: 1, updated_at: later })
  expect((await write(sandbox, 'PUT', '/help_center/collections/10', { parent_id: '11' })).status).toBe(400)
  await write(sandbox, 'DELETE', '/help_center/collections/10')
  expect((await ask(sandbox, '/help_center/collections/11')).status).toBe(404)
  expect(sandbox.world.articles.get('5')?.parent_ids).toEqual([])
  expect(refusal(await write(sandbox, 'POST', '/help_center/collections', {}))).toEqual([400, 'parameter_not_found'])
})

test('an attribute is made and archived; what is taken, misnamed or of no type is refused', async () => {
  await using sandbox = await start()
  const make = (body: unknown) => write(sandbox, 'POST', '/data_attributes', body)
  const list = await make({ name: 'Size', model: 'contact', data_type: 'options', options: [{ value: 'S' }, { value: 'L' }] })
  expect(list.body).toMatchObject({ full_name: 'custom_attributes.Size', data_type: 'string', options: ['S', 'L'], archived: false })
  const archived = await write(sandbox, 'PUT', `/data_attributes/${list.body.id}`, { archived: true, description: 'Old' })
  expect(archived.body).toMatchObject({ archived: true, description: 'Old', options: ['S', 'L'] })
  for (const body of [
    { name: 'seats', model: 'contact', data_type: 'string' },
    { name: '!nv@l!d', model: 'contact', data_type: 'string' },
    { name: 'x', model: 'contact', data_type: 'mithril' },
    { name: 'x', model: 'conversation', data_type: 'string' },
    { name: 'x', model: 'contact', data_type: 'options', options: [{ value: 'one' }] },
  ]) {
    expect(refusal(await make(body))).toEqual([400, 'parameter_invalid'])
  }
  expect(refusal(await write(sandbox, 'PUT', '/data_attributes/999', {}))).toEqual([404, 'field_not_found'])
})

test('a teammate goes away, and comes back', async () => {
  await using sandbox = await start()
  const away = (body: unknown, id = '1001') => write(sandbox, 'PUT', `/admins/${id}/away`, body)
  const { body } = await away({ away_mode_enabled: true, away_mode_reassign: true, away_status_reason_id: 5 })
  expect(body).toMatchObject({ type: 'admin', away_mode_enabled: true, away_mode_reassign: true, away_status_reason_id: 5 })
  expect((await away({ away_mode_enabled: false, away_mode_reassign: false })).body).toMatchObject({ away_status_reason_id: null })
  expect(refusal(await away({ away_mode_enabled: true }))).toEqual([400, 'parameter_not_found'])
  expect(refusal(await away({ away_mode_enabled: true, away_mode_reassign: true }, '9'))).toEqual([404, 'admin_not_found'])
})

test('a message is no conversation until it is answered, unless it is asked for', async () => {
  await using sandbox = await start()
  const message = { message_type: 'inapp', body: 'heyy', from: { type: 'admin', id: 1001 }, to: { type: 'user', id: hexId(1) } }
  const send = (body: unknown) => write(sandbox, 'POST', '/messages', body)
  expect((await send(message)).body).toMatchObject({ type: 'admin_message', message_type: 'inapp', body: 'heyy', owner: { id: '1001' } })
  expect([sandbox.world.conversations.size, sandbox.world.contacts.get(hexId(1))?.last_contacted_at]).toEqual([0, later])
  const { body } = await send({ ...message, message_type: 'email', subject: 'Hi', create_conversation_without_contact_reply: true })
  expect((await ask(sandbox, `/conversations/${body.conversation_id}`)).body).toMatchObject({
    ...{
      state: 'closed',
      source: { id: body.id, type: 'email', delivered_as: 'admin_initiated', subject: 'Hi', author: { type: 'admin' } },
    },
  })
  expect(refusal(await send({ ...message, body: null }))).toEqual([400, 'parameter_invalid'])
  expect(refusal(await send({ ...message, message_type: 'email' }))).toEqual([422, 'parameter_not_found'])
  expect(refusal(await send({ ...message, to: { type: 'user', id: hexId(9) } }))).toEqual([404, 'not_found'])
})

test('an event is taken with 202 and nothing more, once, with its first ten facts', async () => {
  await using sandbox = await start()
  const track = (body: object) => write(sandbox, 'POST', '/events', { event_name: 'invited', created_at: later, ...body })
  const metadata = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`key${at}`, at]))
  for (let time = 0; time < 2; time++) {
    const answer = await track({ user_id: 'ext-1', metadata })
    expect([answer.status, answer.text]).toEqual([202, ''])
  }
  expect([...sandbox.world.events.values()]).toMatchObject([{ contact_id: hexId(1), event_name: 'invited', metadata: { key9: 9 } }])
  expect([...sandbox.world.events.values()][0]?.metadata).not.toHaveProperty('key10')
  expect((await track({ id: hexId(2), metadata: { link: { url: 'https://a.example', value: 'A' } } })).status).toBe(202)
  expect(refusal(await track({ user_id: 'lead-2' }))).toEqual([404, 'not_found'])
  expect(refusal(await track({ email: 'person2@example.com' }))).toEqual([404, 'not_found'])
  expect(refusal(await track({}))).toEqual([400, 'parameter_not_found'])
  expect(refusal(await track({ id: hexId(1), metadata: { a: { b: {} } } }))).toEqual([400, 'parameter_invalid'])
  expect(refusal(await track({ id: hexId(1), created_at: later * 1000 }))).toEqual([400, 'parameter_invalid'])
})

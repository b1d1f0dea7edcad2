import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, type Body, codeOf, write } from '../ask.ts'
import { aCompany, aContact, aConversation, anAttribute, aPart, aWorld, hexId, noon } from '../small-world.ts'

const closed = { state: 'closed', open: false, read: true } as const
const secret = aPart(100, { author: { type: 'user', id: hexId(1), name: 'Person 1', email: '' }, body: '<p>My secret</p>' })

const start = (now = noon + 600) =>
  startSandbox({
    clock: () => new Date(now * 1000),
    world: aWorld({
      contacts: [aContact(1), aContact(2, { role: 'lead', external_id: null }), aContact(3)],
      companies: [aCompany(50)],
      conversations: [aConversation(7, { ...closed, parts: [secret] }), aConversation(8, { updated_at: noon + 5 })],
      data_attributes: [anAttribute('1', { model: 'conversation', name: 'Topic', options: ['Billing', 'Bugs'] })],
    }),
  })

type Thread = { conversation_parts: Record<string, unknown>[]; total_count: number }
const partsOf = (body: Body) => (body.conversation_parts as Thread).conversation_parts
const byAda = { type: 'admin', admin_id: 1001 }
const reply = (sandbox: Sandbox, body: Record<string, unknown>, id = '7') => write(sandbox, 'POST', `/conversations/${id}/reply`, body)

test('a reply is answered with the conversation and the new part alone, as HTML that is harmless', async () => {
  await using sandbox = await start()
  const { body } = await reply(sandbox, {
    ...byAda,
    message_type: 'comment',
    body: '<html> <h2>A</h2>  <p onclick="x()">b</p><script>y</script>',
  })
  expect(body).toMatchObject({ type: 'conversation', id: '7', updated_at: noon + 600, conversation_parts: { total_count: 1 } })
  expect(partsOf(body)).toMatchObject([{ part_type: 'comment', body: '<h2>A</h2>\n<p>b</p>', author: { type: 'admin', id: '1001' } }])
  expect(sandbox.world.conversations.get('7')?.parts.map(({ id }) => id)).toEqual(['100', String(partsOf(body)[0]?.id)])
})

test('what a contact writes is text; it opens a closed conversation, and the part says so', async () => {
  await using sandbox = await start()
  const { body } = await reply(sandbox, { type: 'user', message_type: 'comment', intercom_user_id: hexId(1), body: '<b>Hi</b>\nyou' })
  expect(body).toMatchObject({ state: 'open', open: true, waiting_since: noon + 600 })
  expect(partsOf(body)).toMatchObject([{ part_type: 'open', body: '<p>&lt;b&gt;Hi&lt;/b&gt;<br>you</p>', author: { id: hexId(1) } }])
  const again = await reply(sandbox, { type: 'user', message_type: 'comment', user_id: 'ext-1', body: 'More' })
  expect(partsOf(again.body)).toMatchObject([{ part_type: 'comment' }])
})

test('last is the conversation of the contact in which something happened last', async () => {
  await using sandbox = await start()
  const said = { type: 'user', message_type: 'comment', email: 'person1@example.com', body: 'Hi' }
  expect((await reply(sandbox, said, 'last')).body.id).toBe('8')
  expect((await reply(sandbox, { ...said, email: 'person3@example.com' }, 'last')).status).toBe(404)
})

test('files come by address or by content, ten at most of each', async () => {
  await using sandbox = await start()
  const note = { ...byAda, message_type: 'note', body: 'See' }
  const file = { name: 'a.json', content_type: 'application/json', data: 'ewogICJ0ZXN0IjogMQp9' }
  const { body } = await reply(sandbox, { ...note, attachment_urls: ['https://x.example/a%20b.png'], attachment_files: [file] })
  expect(partsOf(body)[0]).toMatchObject({
    part_type: 'note',
    attachments: [
      { name: 'a b.png', content_type: 'image/png' },
      { name: 'a.json', filesize: 15 },
    ],
  })
  for (const wrong of [
    { attachment_urls: Array(11).fill('https://x.example/a.png') },
    { attachment_urls: ['ftp://x'] },
    { attachment_files: [{ ...file, data: '%' }] },
  ]) {
    const answer = await reply(sandbox, { ...note, ...wrong })
    expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
  }
})

test('quick replies are offered in a part, and one of them is chosen in another', async () => {
  await using sandbox = await start()
  const option = { text: 'Yes', uuid: 'a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb' }
  const asked = await reply(sandbox, { ...byAda, message_type: 'quick_reply', reply_options: [option] })
  expect(partsOf(asked.body)).toMatchObject([{ part_type: 'quick_reply', body: null, metadata: { quick_reply_options: [option] } }])
  const chosen = await reply(sandbox, { type: 'user', message_type: 'quick_reply', intercom_user_id: hexId(1), reply_options: [option] })
  expect(partsOf(chosen.body)).toMatchObject([{ body: '<p>Yes</p>', metadata: { quick_reply_uuid: option.uuid } }])
})

test.each([
  ['no words', { ...byAda, message_type: 'comment' }, 400, 'parameter_not_found'],
  ['nothing but a script', { ...byAda, message_type: 'comment', body: '<script>x</script>' }, 400, 'parameter_not_found'],
  ['words that are none', { ...byAda, message_type: 'comment', body: 5 }, 400, 'parameter_invalid'],
  ['a kind that is none', { ...byAda, message_type: 'shout', body: 'x' }, 400, 'parameter_invalid'],
  ['no teammate', { type: 'admin', message_type: 'comment', body: 'x' }, 400, 'parameter_not_found'],
  ['a teammate who is not there', { type: 'admin', admin_id: 5, message_type: 'comment', body: 'x' }, 404, 'admin_not_found'],
  ['a contact who is not there', { type: 'user', intercom_user_id: hexId(9), message_type: 'comment', body: 'x' }, 404, 'not_found'],
  ['a list', [], 400, 'parameter_invalid'],
])('a reply with %s is refused, and nothing is written', async (_, body, status, code) => {
  await using sandbox = await start()
  const answer = await write(sandbox, 'POST', '/conversations/7/reply', body)
  expect([answer.status, codeOf(answer)]).toEqual([status, code])
  expect(sandbox.world.conversations.get('7')?.parts).toHaveLength(1)
})

test('it is assigned, closed, snoozed and opened; to assign a closed one opens it', async () => {
  await using sandbox = await start()
  const manage = (body: Record<string, unknown>) => write(sandbox, 'POST', '/conversations/7/parts', { admin_id: '1001', ...body })
  const toTeam = await manage({ message_type: 'assignment', type: 'team', assignee_id: '2001', body: 'Yours' })
  expect(toTeam.body).toMatchObject({ state: 'open', team_assignee_id: 2001 })
  expect(partsOf(toTeam.body)).toMatchObject([
    { part_type: 'assign_and_reopen', body: '<p>Yours</p>', assigned_to: { type: 'team', id: '2001' } },
  ])
  expect((await manage({ message_type: 'assignment', type: 'team', assignee_id: 0 })).body.team_assignee_id).toBeNull()
  expect((await manage({ message_type: 'snoozed', snoozed_until: noon + 700 })).body).toMatchObject({
    state: 'snoozed',
    snoozed_until: noon + 700,
  })
  expect((await manage({ message_type: 'open' })).body).toMatchObject({ state: 'open' })
  expect((await manage({ message_type: 'close', type: 'admin', body: 'Bye' })).body).toMatchObject({ state: 'closed', open: false })

  const stranger = await manage({ message_type: 'assignment', type: 'admin', assignee_id: '9' })
  expect([stranger.status, codeOf(stranger)]).toEqual([404, 'assignee_not_found'])
  expect((await manage({ message_type: 'snoozed', snoozed_until: noon })).status).toBe(400)
})

test('a contact begins one; the answer is the message', async () => {
  await using sandbox = await start()
  const { body } = await write(sandbox, 'POST', '/conversations', { from: { type: 'user', id: hexId(3) }, body: 'Hello <there>' })
  expect(body).toMatchObject({ type: 'user_message', body: 'Hello <there>', message_type: 'inapp', created_at: noon + 600 })
  expect(sandbox.world.conversations.get(String(body.conversation_id))).toMatchObject({
    source: { id: body.id, body: '<p>Hello &lt;there&gt;</p>' },
    contact_ids: [hexId(3)],
  })
  const nobody = await write(sandbox, 'POST', '/conversations', { from: { type: 'user', id: hexId(9) }, body: 'Hello' })
  expect([nobody.status, codeOf(nobody)]).toEqual([404, 'not_found'])
})

test('what is said about it changes, each attribute by a part of Fin; what is not said stays', async () => {
  await using sandbox = await start()
  const update = (body: unknown) => write(sandbox, 'PUT', '/conversations/7', body, { version: '2.15' })
  const { body } = await update({ title: 'A title', read: false, company_id: hexId(50), custom_attributes: { Topic: 'Billing' } })
  expect(body).toMatchObject({ title: 'A title', read: false, company: { id: hexId(50) }, custom_attributes: { Topic: 'Billing' } })
  expect(partsOf(body).at(-1)).toMatchObject({ part_type: 'conversation_attribute_updated_by_admin', author: { type: 'bot' } })
  expect((await update({ company_id: null })).body).toMatchObject({ company: null, title: 'A title' })
  for (const custom_attributes of [{ Topic: 'Weather' }, { Topic: 5 }, { Colour: 'red' }]) {
    expect(codeOf(await update({ custom_attributes }))).toBe('parameter_invalid')
  }
  expect((await update({ company_id: hexId(51) })).status).toBe(404)
})

test('an attribute that the workspace has twice is refused', async () => {
  await using sandbox = await start()
  sandbox.world.data_attributes.put(anAttribute('2', { model: 'conversation', name: 'Topic' }))
  const answer = await write(sandbox, 'PUT', '/conversations/7', { custom_attributes: { Topic: 'Billing' } })
  expect([answer.status, codeOf(answer)]).toEqual([400, 'INVALID_PARAMETER'])
})

test('a tag is put on and taken off, and answered as it stood there', async () => {
  await using sandbox = await start()
  const applied = { type: 'tag', id: '3001', name: 'vip', applied_at: noon + 600, applied_by: { type: 'admin', id: '1001' } }
  expect((await write(sandbox, 'POST', '/conversations/7/tags', { id: '3001', admin_id: '1001' })).body).toEqual(applied)
  expect((await write(sandbox, 'DELETE', '/conversations/7/tags/3001', { admin_id: '1001' })).body).toEqual(applied)
  expect(sandbox.world.conversations.get('7')?.tags).toEqual([])
  const gone = await write(sandbox, 'DELETE', '/conversations/7/tags/3001', { admin_id: '1001' })
  expect([gone.status, codeOf(gone)]).toEqual([404, 'tag_not_found'])
})

test('somebody more takes part, a lead is made of an address that nobody has, and the last one stays', async () => {
  await using sandbox = await start()
  const attach = (customer: unknown) => write(sandbox, 'POST', '/conversations/7/customers', { admin_id: '1001', customer })
  const detach = (id: string) => write(sandbox, 'DELETE', `/conversations/7/customers/${id}`, { admin_id: '1001' })
  expect((await attach({ user_id: 'ext-3' })).body).toEqual({ customers: [{ type: 'user', id: hexId(3) }] })
  const { body } = await attach({ email: 'new@example.com' })
  const [lead] = body.customers as { id: string }[]
  expect(sandbox.world.conversations.get('7')?.contact_ids).toEqual([hexId(1), hexId(3), lead?.id])
  expect(sandbox.world.contacts.get(lead?.id ?? '')).toMatchObject({ role: 'lead', email: 'new@example.com' })
  expect((await attach({ intercom_user_id: hexId(9) })).status).toBe(404)
  expect((await detach(hexId(3))).status).toBe(200)
  expect((await detach(hexId(3))).status).toBe(404)
  expect((await detach(hexId(1))).status).toBe(200)
  const last = await detach(lead?.id ?? '')
  expect([last.status, codeOf(last)]).toEqual([422, 'parameter_invalid'])
})

test('words are taken out for good: of a part that has some, and of a first message that a contact wrote', async () => {
  await using sandbox = await start()
  const redact = (body: unknown) => write(sandbox, 'POST', '/conversations/redact', body)
  const { body } = await redact({ type: 'conversation_part', conversation_id: 7, conversation_part_id: 100 })
  expect(partsOf(body)).toMatchObject([{ redacted: true, body: '<p><i>This message was deleted</i></p>' }])
  await redact({ type: 'source', conversation_id: '7', source_id: '777' })
  expect(JSON.stringify(sandbox.world.conversations.get('7'))).not.toMatch(/secret|I need support/)
  expect(codeOf(await redact({ type: 'source', conversation_id: '7', source_id: '1' }))).toBe('conversation_part_or_message_not_found')
})

test('it is deleted for good', async () => {
  await using sandbox = await start()
  expect((await write(sandbox, 'DELETE', '/conversations/7')).body).toEqual({ id: '7', object: 'conversation', deleted: true })
  expect((await ask(sandbox, '/conversations/7')).status).toBe(404)
  expect((await write(sandbox, 'DELETE', '/conversations/7')).status).toBe(404)
})

test('an id that fails, fails writes too, and nothing is written', async () => {
  await using sandbox = await start()
  const answer = await reply(sandbox, { ...byAda, message_type: 'comment', body: 'x' }, '503000000000503')
  expect(answer.status).toBe(503)
})

import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { createHandClock } from '../hand-clock.ts'
import { aContact, aConversation, aWorld, hexId, noon } from '../small-world.ts'
import { startReceiver } from './receiver.ts'

const clientSecret = 'a-client-secret'
const world = () => aWorld({ contacts: [aContact(1)], conversations: [aConversation(7)] })
const clock = () => new Date(noon * 1000)

test('what happens in the sandbox arrives at an endpoint: validated by HEAD, signed over its bytes, in order', async () => {
  await using receiver = await startReceiver()
  await using sandbox = await startSandbox({ world: world(), webhooks: { url: receiver.url, clientSecret } })
  sandbox.actions.conversations.contactReplies({ conversation: '7', body: 'Ünïcödé 🙂' })
  sandbox.actions.conversations.adminReplies({ conversation: '7', admin: '1001', body: 'Yes.' })
  await expect.poll(() => sandbox.webhooks.deliveries().map(({ outcome }) => outcome)).toEqual(Array(4).fill('delivered'))

  const [head, ...posts] = receiver.requests
  expect([head?.method, head?.body.length]).toEqual(['HEAD', 0])
  for (const { body, signature } of posts) expect(signature).toBe(`sha1=${createHmac('sha1', clientSecret).update(body).digest('hex')}`)
  expect(receiver.topics().filter((topic) => topic.startsWith('conversation.'))).toEqual([
    'conversation.user.replied',
    'conversation.admin.replied',
  ])
  expect(receiver.received[0]).toMatchObject({ app_id: 'small', delivery_attempts: 1 })
  // search and REST know it as well
  expect((await ask(sandbox, '/conversations/7')).body).toMatchObject({ conversation_parts: { total_count: 2 } })
})

test('a delivery that was refused comes once more, after a minute of the clock that was handed in', async () => {
  await using receiver = await startReceiver(500)
  const hand = createHandClock(noon * 1000)
  await using sandbox = await startSandbox({
    ...{ world: world(), clock: hand.clock, later: hand.later },
    webhooks: { url: receiver.url, clientSecret },
  })
  sandbox.actions.conversations.note({ conversation: '7', admin: '1001', body: 'Asked.' })
  await expect.poll(() => sandbox.webhooks.deliveries()[0]?.attempts.length).toBe(1)
  await hand.pass(59_999)
  expect(receiver.received.length).toBe(1)
  await hand.pass(1)
  await expect.poll(() => sandbox.webhooks.deliveries()[0]?.outcome).toBe('delivered')
  expect(receiver.received.map(({ id, delivery_attempts }) => [id, delivery_attempts])).toEqual([
    [receiver.received[0]?.id, 1],
    [receiver.received[0]?.id, 2],
  ])
})

test('the minute can be made shorter, and what is refused twice does not come again', async () => {
  await using receiver = await startReceiver(500, 503)
  await using sandbox = await startSandbox({ world: world(), webhooks: { url: receiver.url, clientSecret }, webhookRetryMs: 10 })
  sandbox.webhooks.ping()
  await expect.poll(() => sandbox.webhooks.deliveries()[0]?.outcome).toBe('failed')
  expect(receiver.topics()).toEqual(['ping', 'ping'])
})

test('the control endpoint subscribes, acts, breaks and tells what became of it', async () => {
  await using receiver = await startReceiver()
  await using sandbox = await startSandbox({ world: world(), clock })
  const control = (verb: string, body?: unknown) => ask(sandbox, `/__sandbox__/${verb}`, { token: '', body })

  await control('subscribe', { url: receiver.url, clientSecret })
  const { body: told } = await control('contact-replies', { conversation: '7', body: 'Hello' })
  expect(told).toEqual({ done: 'contact-replies', conversation: '7', part: expect.stringMatching(/^\d+$/) })
  await control('ping', {})
  await expect.poll(() => receiver.topics()).toHaveLength(3)

  await control('webhook-faults', { drop: 1 })
  await control('close', { conversation: '7', admin: '1001' })
  await control('webhook-faults', {})
  await control('subscribe', { url: null })
  await control('open', { conversation: '7', admin: '1001' })
  const { body: list } = await control('webhooks')
  expect(list).toMatchObject({
    subscription: null,
    deliveries: [
      {
        subject: 'conversation 7',
        outcome: 'delivered',
        notification: { topic: 'conversation.user.replied' },
        attempts: [{ status: 200 }],
      },
      { notification: { topic: 'contact.user.updated' } },
      { notification: { topic: 'ping', id: null } },
      { notification: { topic: 'conversation.admin.closed' }, outcome: 'dropped', attempts: [] },
    ],
  })
  expect(codeOf(await control('close', { conversation: '8', admin: '1001' }))).toBe('conversation_not_found')
})

test.each([
  ['start-conversation', { contact: hexId(1), body: 'Hi' }, ['conversation.user.created', 'contact.user.updated']],
  ['admin-replies', { conversation: '7', admin: '1001', body: 'Yes' }, ['conversation.admin.replied', 'contact.user.updated']],
  ['note', { conversation: '7', admin: '1001', body: 'Hm' }, ['conversation.admin.noted']],
  ['assign', { conversation: '7', admin: '1001', assignee: '1002' }, ['conversation.admin.assigned', 'conversation.admin.open.assigned']],
  ['snooze', { conversation: '7', admin: '1001', until: noon + 9 }, ['conversation.admin.snoozed']],
  ['unsnooze', { conversation: '7', admin: '1001' }, ['conversation.admin.unsnoozed']],
  ['tag-conversation', { conversation: '7', admin: '1001', tag: '3001' }, ['conversation_part.tag.created']],
  ['prioritise', { conversation: '7', priority: 'high' }, ['conversation.priority.updated']],
  ['read', { conversation: '7' }, ['conversation.read']],
  ['rate', { conversation: '7', contact: hexId(1), rating: 4, remark: 'Quick.' }, ['conversation.rating.added']],
  // who takes part already
  ['attach', { conversation: '7', admin: '1001', contact: hexId(1) }, []],
  ['delete-conversation', { conversation: '7' }, ['conversation.deleted']],
  ['create-contact', { role: 'lead', name: 'Bo', custom_attributes: { vip: true } }, ['contact.lead.created']],
  ['update-contact', { contact: hexId(1), email: null }, ['contact.user.updated', 'contact.email.updated']],
  ['archive-contact', { contact: hexId(1) }, ['contact.archived']],
  ['delete-contact', { contact: hexId(1) }, ['contact.deleted']],
  ['tag-contact', { contact: hexId(1), tag: '3001', off: true }, ['contact.user.tag.deleted']],
])('POST /__sandbox__/%s with %j is told as %j', async (verb, body, topics) => {
  await using sandbox = await startSandbox({ world: world(), clock, webhooks: { url: 'http://127.0.0.1:1/', clientSecret } })
  expect((await ask(sandbox, `/__sandbox__/${verb}`, { token: '', body })).status).toBe(200)
  expect(sandbox.webhooks.deliveries().map(({ notification }) => notification.topic)).toEqual(topics)
})

test.each([
  ['subscribe', { url: 'ftp://x', clientSecret }, 400],
  ['ping', {}, 400],
  ['subscribe', { url: 'http://x' }, 400],
  ['webhook-faults', { drop: 2 }, 400],
  ['contact-replies', { conversation: '7' }, 400],
  ['update-contact', { contact: hexId(1), custom_attributes: { a: [] } }, 400],
  ['create-contact', { role: 'admin' }, 400],
  ['snooze', { conversation: '7', admin: '1001', until: 5 }, 400],
  ['prioritise', { conversation: '7', priority: 'highest' }, 400],
  ['detach', { conversation: '7', admin: '1001', contact: hexId(1) }, 422],
  ['rate', { conversation: '7', contact: hexId(1), rating: 6 }, 400],
  ['delete-contact', { contact: hexId(9) }, 404],
  ['publish-article', { article: '1' }, 404],
])('%s with %j is refused with %i', async (verb, body, status) => {
  await using sandbox = await startSandbox({ world: world(), clock })
  expect(await ask(sandbox, `/__sandbox__/${verb}`, { token: '', body })).toMatchObject({ status, body: { type: 'error.list' } })
})

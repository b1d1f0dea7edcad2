import { expect, test } from 'vitest'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { createWebhookEndpoint } from '../../../src/webhooks/endpoint.ts'
import type { WebhookHouse } from '../../../src/webhooks/handling.ts'
import { signatureOf } from '../../../src/webhooks/signature.ts'
import { ignore, type TopicRules, tableOf } from '../../../src/webhooks/topics.ts'
import { changesConfig, createListener } from '../../support/house.ts'
import { clientSecret, type Envelope, notificationOf, textOf } from '../../support/webhooks.ts'

const things: TopicRules = {
  'thing.changed': ({ id }) =>
    typeof id === 'string'
      ? { about: [{ type: 'thing', id }], forget: [`thing:${id}`, 'scope/things'], names: [`thing:${id}`], facts: { id } }
      : null,
  'thing.deleted': ({ id }) => ({ about: [{ type: 'thing', id: String(id) }], erase: [`thing:${id}`] }),
}
const topics = tableOf([things, ignore('It is noise.', ['thing.seen'])])
const fail = (sentence: string): never => {
  throw new Error(sentence)
}

type Options = { secrets?: string[]; open?: () => Promise<WebhookHouse>; nowMs?: number }

function start({ secrets = [clientSecret], open, nowMs = Date.now() }: Options = {}) {
  const { said, say } = createListener()
  const received: string[] = []
  const changes = createMemoryLog({ ...changesConfig, maxLength: 1_000, now: () => nowMs, say })
  const endpoint = createWebhookEndpoint({
    config: { clientSecrets: secrets, appendTimeoutMs: 50, maxTries: 8, retryAfterMs: 1_000 },
    changes: { dedupeSeconds: 1_000, deadLetterSeconds: 1_000 },
    open: open ?? (async () => ({ workspaceId: 'small', changes, topics })),
    now: () => nowMs,
    say,
    onReceived: ({ topic, outcome }) => void received.push(`${topic} ${outcome}`),
  })
  const send = (what: Envelope | string, secret = clientSecret) => {
    const body = Buffer.from(textOf(what))
    return endpoint.receive(body, signatureOf(body, secret))
  }
  const written = async () => (await changes.read('', 100)).entries.map(({ change }) => change)
  return { endpoint, send, written, changes, received, said, nowMs }
}

test('what is signed is written down once, with what it touches and without what it says, and its payload lies beside it', async () => {
  const { send, written, changes, received } = start()
  const notification = notificationOf('thing.changed', { id: '7', name: 'Ada' }, { id: 'notif_7', created_at: 1_750_000_000_000 / 1_000 })
  const fresh = { ...notification, created_at: Math.floor(Date.now() / 1000) }
  expect(await send(fresh)).toMatchObject({ status: 200, outcome: 'accepted' })
  expect(await send({ ...fresh, delivery_attempts: 2 })).toMatchObject({ status: 200, outcome: 'duplicate' })
  expect(await written()).toEqual([
    {
      topic: 'thing.changed',
      origin: 'WEBHOOK',
      occurredAt: new Date(fresh.created_at * 1000),
      dedupeId: 'notif_7',
      about: [{ type: 'thing', id: '7' }],
      forget: ['thing:7', 'scope/things'],
      erase: [],
      moves: [],
      once: [],
      facts: { id: '7' },
    },
  ])
  expect(await changes.payload('notif_7')).toBe(JSON.stringify(fresh))
  expect(await send(notificationOf('thing.deleted', { id: '7' }))).toMatchObject({ outcome: 'accepted' })
  expect(await changes.payload('notif_7')).toBeUndefined()
  expect(received).toEqual(['thing.changed accepted', 'thing.changed duplicate', 'thing.deleted accepted'])
})

test.each<[outcome: string, counted: string, what: Envelope]>([
  ['ping', 'ping', notificationOf('ping', {}, { id: null })],
  ['ignored', 'thing.seen', notificationOf('thing.seen', { id: '1' })],
  ['unknown', 'unknown', notificationOf('thing.invented', { id: '1' })],
  ['unreadable', 'thing.changed', notificationOf('thing.changed', {})],
  ['foreign', 'thing.changed', notificationOf('thing.changed', { id: '1' }, { app_id: 'another' })],
  ['stale', 'thing.changed', notificationOf('thing.changed', { id: '1' }, { created_at: Math.floor(Date.now() / 1000) - 901 })],
])('what is %s is answered 200, counted, and not written down', async (outcome, counted, what) => {
  const { send, written, received } = start()
  expect(await send(what)).toMatchObject({ status: 200, outcome })
  expect(received).toEqual([`${counted} ${outcome}`])
  expect(await written()).toEqual([])
})

test('what would still be known again is not stale, nor is what a clock ahead of ours has dated', async () => {
  const { send } = start()
  for (const ageSeconds of [890, -3_600])
    expect(
      await send(notificationOf('thing.changed', { id: '1' }, { created_at: Math.floor(Date.now() / 1000) - ageSeconds })),
    ).toMatchObject({
      outcome: 'accepted',
    })
})

test('either of two secrets will do, and no other', async () => {
  const { send } = start({ secrets: ['new', 'old'] })
  const statuses = await Promise.all(['new', 'old', 'older'].map(async (secret) => (await send(notificationOf('ping', {}), secret)).status))
  expect(statuses).toEqual([200, 200, 401])
})

test('what is no notification is refused, also when it is signed', async () => {
  const { send, received } = start()
  expect(await send('{}')).toMatchObject({ status: 400, outcome: 'malformed' })
  expect(received).toEqual(['unknown malformed'])
})

test.each<[why: string, open: () => Promise<WebhookHouse>]>([
  ['nobody has said which workspace this is', () => Promise.reject(new Error('Intercom is away'))],
  ['nobody says so in time', () => new Promise(() => {})],
  [
    'the log cannot be written',
    async () => ({ workspaceId: 'small', topics, changes: { append: () => Promise.reject(new Error('full')) } as never }),
  ],
])('while %s it is sent again', async (_, open) => {
  const { send, said, received } = start({ open })
  expect(await send(notificationOf('thing.changed', { id: '1' }))).toMatchObject({ status: 503, outcome: 'unavailable' })
  expect(received).toEqual(['thing.changed unavailable'])
  expect(said).toEqual(['The notification could not be written down; send it again.'])
})

test('a body is not read for somebody who cannot have signed it', () => {
  const { endpoint } = start()
  const signature = signatureOf(Buffer.from(''), clientSecret)
  expect(endpoint.refuse({ signature, encoding: undefined })).toBeUndefined()
  expect(endpoint.refuse({ signature, encoding: 'identity' })).toBeUndefined()
  expect(endpoint.refuse({ signature, encoding: 'gzip' })).toMatchObject({ status: 415 })
  for (const bad of [
    undefined,
    '',
    'sha1=',
    signature.slice(5),
    signature.slice(0, -1),
    `${signature}0`,
    signature.replace('sha1', 'sha256'),
    `${signature},${signature}`,
  ])
    expect(endpoint.refuse({ signature: bad, encoding: undefined })).toMatchObject({ status: 401, outcome: 'unsigned' })
})

test('without a client secret everything is refused, and it says why', () => {
  const { endpoint } = start({ secrets: [] })
  const refused = endpoint.refuse({ signature: signatureOf(Buffer.from(''), ''), encoding: undefined })
  expect(refused).toMatchObject({ status: 503, message: expect.stringContaining('INTERCOM_CLIENT_SECRET') })
})

test('a notification that could not be handled goes when what is in it is erased, whoever tells of that', async () => {
  const broken = { 'thing.broken': () => fail('cannot be read') }
  const table = tableOf([things, broken])
  const { endpoint: _, changes } = start()
  const house: WebhookHouse = { workspaceId: 'small', changes, topics: table }
  const { send } = start({ open: async () => house })
  expect(await send(notificationOf('thing.broken', { thing: { id: '7' }, name: 'Ada' }, { id: 'notif_7' }))).toMatchObject({
    status: 200,
    outcome: 'held',
  })
  expect(await changes.payload('notif_7')).toContain('Ada')
  const found = table.judge('thing.deleted', { id: '7' })
  if (found.kind !== 'known') throw new Error(`The topic is ${found.kind}.`)
  await changes.append({ topic: 'thing.deleted', origin: 'RECONCILED', occurredAt: new Date(), ...found.effects })
  expect(await changes.payload('notif_7')).toBeUndefined()
})

test('a log line holds ids and no word of what came', async () => {
  const lines: unknown[] = []
  const say = {
    info: (facts: object, sentence: string) => void lines.push(facts, sentence),
    warn: (facts: object, sentence: string) => void lines.push(facts, sentence),
  }
  const { changes } = start()
  const endpoint = createWebhookEndpoint({
    config: { clientSecrets: [clientSecret], appendTimeoutMs: 50, maxTries: 8, retryAfterMs: 1_000 },
    changes: { dedupeSeconds: 1_000, deadLetterSeconds: 1_000 },
    open: async () => ({ workspaceId: 'small', changes, topics }),
    now: Date.now,
    say,
  })
  const body = Buffer.from(textOf(notificationOf('thing.changed', { id: '7', name: 'Ada Lovelace' }, { id: 'notif_7' })))
  await endpoint.receive(body, signatureOf(body, clientSecret))
  expect(lines).toEqual([
    { notificationId: 'notif_7', topic: 'thing.changed', attempts: 1, outcome: 'accepted', about: ['thing:7'], cursor: expect.any(String) },
    'webhook accepted',
  ])
})

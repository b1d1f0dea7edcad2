import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../../src/errors.ts'
import { readNotification } from '../../../src/webhooks/notification.ts'
import { type Envelope, notificationOf, textOf } from '../../support/webhooks.ts'

const read = (what: Envelope | string | Buffer) => readNotification(Buffer.from(textOf(what))).notification
const item = { type: 'conversation', id: '17' }

test('a notification says what happened, where, when, and to what', () => {
  const envelope = notificationOf('conversation.user.replied', item, { id: 'notif_1', created_at: 1_750_000_000, delivery_attempts: 2 })
  expect(read(envelope)).toEqual({
    id: 'notif_1',
    topic: 'conversation.user.replied',
    workspaceId: 'small',
    createdAt: new Date(1_750_000_000_000),
    attempts: 2,
    item,
  })
})

test('what no description promises may be missing', () => {
  const { id, topic, data, created_at } = notificationOf('contact.deleted', item)
  expect(read({ id, topic, data, created_at })).toMatchObject({ id, workspaceId: null, attempts: 1, item })
})

test('a time in words is a time', () => {
  expect(read(notificationOf('contact.deleted', item, { created_at: '2026-01-02T03:04:05.000+00:00' })).createdAt).toEqual(
    new Date('2026-01-02T03:04:05Z'),
  )
})

test('a ping has no id, and need have nothing else', () => {
  expect(read(notificationOf('ping', { type: 'ping', message: 'hello' }, { id: null, delivery_status: null })).id).toBeNull()
  expect(read({ topic: 'ping' })).toMatchObject({ topic: 'ping', id: null, item: {} })
})

test('brackets within texts are not nesting, and ninety levels are taken', () => {
  const deep = JSON.parse(`${'['.repeat(90)}${']'.repeat(90)}`)
  expect(read(notificationOf('contact.deleted', { ...item, name: '[{"\\'.repeat(1_000), deep })).item).toMatchObject({ deep })
})

test('a person may be called __proto__', () => {
  expect(read(notificationOf('contact.user.updated', { ...item, name: '__proto__' })).item).toMatchObject({ name: '__proto__' })
})

describe('what is no notification is refused, with a sentence that repeats nothing of it:', () => {
  const withoutItem = { ...notificationOf('contact.deleted', item), data: {} }
  const cases: [what: string, body: string | Buffer | Envelope][] = [
    ['nothing', ''],
    ['text', 'hello secret'],
    ['an array', '["secret"]'],
    ['null', 'null'],
    ['half of one', textOf(notificationOf('contact.deleted', { name: 'secret' })).slice(0, -5)],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"topic":"secret'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
    ['a hundred thousand arrays', '['.repeat(100_000)],
    ['a hundred thousand objects', `${'{"secret":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    [
      'one that would set a prototype',
      JSON.stringify(notificationOf('contact.deleted', {})).replace('"item":{', '"item":{"__proto__" : {"secret":true}'),
    ],
    ['one without a topic', { ...notificationOf('contact.deleted', item), topic: null }],
    ['one with a topic that is none', notificationOf('secret topic\n', item)],
    ['one without an id', { ...notificationOf('contact.deleted', item), id: null }],
    ['one with an id as long as a letter', notificationOf('contact.deleted', item, { id: 'secret'.repeat(50) })],
    ['one without a time', { ...notificationOf('contact.deleted', item), created_at: 'secret' }],
    ['one about nothing', withoutItem],
    ['one about a list', notificationOf('contact.deleted', ['secret'])],
  ]
  test.each(cases)('%s', (_, body) => {
    expect(() => read(body)).toThrow(InvalidInputError)
    expect(() => read(body)).toThrow(/^(?!.*secret).*expected/)
  })
})

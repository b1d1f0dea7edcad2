import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signatureOf } from '../../src/webhooks/signature.ts'
import { cli, launch } from '../support/child.ts'
import { ada, retitle, startDesk, titlesOf } from '../support/webhook-house.ts'
import { clientSecret, deliver, notificationOf, textOf } from '../support/webhooks.ts'

const env = { INTERCOM_CLIENT_SECRET: clientSecret }

/** A file with this in it. */
function fileOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'webhook-')), 'body.json')
  writeFileSync(path, text)
  return path
}

test('a simulated notification makes a gateway forget what it is about', async () => {
  await using gateway = await startDesk()
  const port = new URL(gateway.url).port
  expect(await titlesOf(gateway)).toEqual(['first', 'first'])
  retitle(gateway, 'second')
  const { code, stdout } = await cli(['webhook', 'simulate', 'conversation.priority.updated', '--id', '1'], { env: { ...env, PORT: port } })
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^200 .*"outcome":"accepted"/) })
  expect(await titlesOf(gateway)).toEqual(['second', 'second'])
})

test('it is sent with an item of your own, or to another endpoint; what is refused is exit 1', async () => {
  await using gateway = await startDesk()
  const to = ['--to', `${gateway.url}/webhooks/intercom`]
  const item = fileOf('{"conversation":{"model":{"id":1}},"contact":{"id":"5f0000000000000000000002"}}')
  const attached = await cli(['webhook', 'simulate', 'conversation.contact.attached', '--item', item, ...to], { env })
  expect(attached).toMatchObject({ code: 0, stdout: expect.stringContaining('accepted') })
  expect(await cli(['webhook', 'simulate', 'ping', ...to], { env })).toMatchObject({ code: 0, stdout: expect.stringContaining('pong') })
  const forged = await cli(['webhook', 'simulate', 'ping', ...to], { env: { INTERCOM_CLIENT_SECRET: 'another' } })
  expect(forged).toMatchObject({ code: 1, stdout: expect.stringMatching(/^401 /) })
})

test('a simulation that says nothing of a record, or cannot be signed or delivered, says what is missing', async () => {
  expect(await cli(['webhook', 'simulate', 'contact.deleted'], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--id or --item'),
  })
  for (const [item, why] of [
    ['no-such-file', 'ENOENT'],
    [fileOf('{'), 'does not hold JSON'],
  ] as const)
    expect(await cli(['webhook', 'simulate', 'contact.deleted', '--item', item], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(why),
    })
  const unsigned = await cli(['webhook', 'simulate', 'ping'])
  expect(unsigned).toMatchObject({ code: 1, stderr: expect.stringContaining('INTERCOM_CLIENT_SECRET is not set') })
  const nowhere = await cli(['webhook', 'simulate', 'ping', '--to', 'http://127.0.0.1:9/webhooks/intercom'], { env })
  expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing answers at http://127.0.0.1:9/') })
})

test('a body that was caught is verified, under whichever secret, and told what it is', async () => {
  const text = textOf(
    notificationOf('contact.deleted', { id: 'x' }, { id: 'notif_1', created_at: 1_750_000_000, delivery_attempts: 2 }),
  ) as string
  const verify = (body: string, signature: string, secrets = clientSecret) =>
    cli(['webhook', 'verify', fileOf(body), '--signature', signature], { env: { INTERCOM_CLIENT_SECRET: secrets } })
  const signature = signatureOf(Buffer.from(text), clientSecret)
  expect(await verify(text, signature)).toMatchObject({
    code: 0,
    stdout:
      'signed under INTERCOM_CLIENT_SECRET\ncontact.deleted, notif_1\nworkspace small, created 2025-06-15T15:06:40.000Z, delivery 2\n',
  })
  expect(await verify(text, signature, `new,${clientSecret}`)).toMatchObject({ code: 0, stdout: expect.stringContaining('secret 2 of 2') })
  expect(await verify(`${text}\n`, signature)).toMatchObject({ code: 1, stdout: expect.stringContaining('not the bytes that came') })
  expect(await verify(text, 'sha256=00')).toMatchObject({ code: 1, stdout: expect.stringContaining('expected "sha1="') })
  const nothing = signatureOf(Buffer.from('{}'), clientSecret)
  expect(await verify('{}', nothing)).toMatchObject({ code: 1, stdout: expect.stringContaining('is no notification') })
})

describe('webhook tail', () => {
  const changed = (id: string, rest = {}) =>
    notificationOf('conversation.priority.updated', { type: 'conversation', id: '1' }, { id, ...rest })

  test('prints what came last, the oldest first, goes on behind what was printed before, and speaks to programs', async () => {
    await using gateway = await startDesk()
    const tail = (...args: string[]) => cli(['webhook', 'tail', '--to', gateway.url, '--no-follow', ...args])
    for (const id of ['n1', 'n2', 'n3']) await deliver(gateway.url, changed(id))
    await deliver(gateway.url, notificationOf('contact.deleted', { type: 'contact', id: ada, deleted: true }, { id: 'n4' }))
    const ids = ({ stdout }: { stdout: string }) => [...stdout.matchAll(/ (n\d)$/gm)].map(([, id]) => id)
    expect(ids(await tail())).toEqual(['n1', 'n2', 'n3', 'n4'])
    expect(ids(await tail('--last', '2'))).toEqual(['n3', 'n4'])
    expect(ids(await tail('--last', '0'))).toEqual([])
    expect(ids(await tail('--after', 'n2'))).toEqual(['n3', 'n4'])
    expect(ids(await tail('--topic', 'contact.deleted', '--status', 'processed'))).toEqual(['n4'])
    const { code, stdout } = await tail('--json', '--last', '1')
    expect({ code, row: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      row: { notificationId: 'n4', topic: 'contact.deleted', status: 'PROCESSED', attempts: 1 },
    })
    expect(await tail('--after', 'n9')).toMatchObject({ code: 1, stderr: expect.stringContaining('n9 is not among the deliveries') })
  })

  test('follows what comes, once each, until it is told to end', async () => {
    await using gateway = await startDesk()
    await deliver(gateway.url, changed('n1'))
    await using followed = launch(['src/cli/main.ts', 'webhook', 'tail', '--to', gateway.url, '--every-ms', '50'])
    const printed = () => followed.written.stdout
    await expect.poll(printed, { timeout: 20_000 }).toContain('n1')
    await Promise.all(['n2', 'n3', 'n4'].map((id) => deliver(gateway.url, changed(id))))
    await expect.poll(() => printed().split('\n').length, { timeout: 20_000 }).toBe(5)
    await deliver(gateway.url, changed('n2', { delivery_attempts: 2 }))
    await expect.poll(printed, { timeout: 20_000 }).toMatch(/DUPLICATE .* try 2 {2}n2:\w+\n$/)
    expect(printed().match(/ n[1-4]$/gm)).toHaveLength(4)
    followed.kill('SIGINT')
    expect(await followed.ended).toMatchObject({ code: 0, stderr: '' })
  })

  test('without a key that may, or a gateway that answers, it says so and ends', async () => {
    const key = 'a-key-for-tests'
    const sha256 = createHash('sha256').update(key).digest('hex')
    await using gateway = await startDesk({ env: { GATEWAY_API_KEYS: `reader:${sha256}:CONTACTS_READ` } })
    const tail = (env: Record<string, string>) => cli(['webhook', 'tail', '--to', `${gateway.url}/graphql`], { env })
    expect(await tail({})).toMatchObject({ code: 1, stderr: expect.stringContaining('GATEWAY_API_KEY is not set') })
    expect(await tail({ GATEWAY_API_KEY: key })).toMatchObject({ code: 1, stderr: expect.stringMatching(/ADMIN/) })
    const nowhere = await cli(['webhook', 'tail', '--to', 'http://127.0.0.1:9'])
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing answers at http://127.0.0.1:9/graphql') })
    expect((await cli(['webhook', 'tail', '--to', 'http://127.0.0.1:9/elsewhere'])).code).toBe(2)
  })
})

describe('webhook replay', () => {
  test('lets a notification happen again, and says what came of it, or why nothing did', async () => {
    await using gateway = await startDesk()
    const replay = (id: string) => cli(['webhook', 'replay', id, '--to', gateway.url])
    await deliver(gateway.url, notificationOf('conversation.priority.updated', { type: 'conversation', id: '1' }, { id: 'n1' }))
    expect(await replay('n1')).toMatchObject({
      code: 0,
      stdout: 'PROCESSED  conversation.priority.updated  try 2  gid://intercom/small/WebhookDelivery/n1\n',
      stderr: '',
    })
    expect(await replay('gid://intercom/small/WebhookDelivery/n1')).toMatchObject({ code: 0, stdout: expect.stringContaining('try 3') })
    expect(await replay('n9')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('no such delivery') })
  })
})

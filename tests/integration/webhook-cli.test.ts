import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signatureOf } from '../../src/webhooks/signature.ts'
import { cli } from '../support/child.ts'
import { retitle, startDesk, titlesOf } from '../support/webhook-house.ts'
import { clientSecret, notificationOf, textOf } from '../support/webhooks.ts'

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

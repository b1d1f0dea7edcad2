import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { signatureOf } from '../../src/webhooks/signature.ts'
import { openConnection, received } from '../support/raw-http.ts'
import { type Desk, startDesk, titlesOf } from '../support/webhook-house.ts'
import { clientSecret, deliver, notificationOf, textOf } from '../support/webhooks.ts'

const notification = notificationOf('conversation.priority.updated', { type: 'conversation', id: '1' })
const body = Buffer.from(textOf(notification))
const signature = signatureOf(body, clientSecret)

/** It is as well as before: it takes a webhook and answers a query. */
async function isWell(gateway: Desk) {
  expect((await deliver(gateway.url, notificationOf('ping', {}, { id: null }))).status).toBe(200)
  expect(await titlesOf(gateway)).toEqual(['first', 'first'])
}

test('a body whose signature is not exactly its own is refused, in every form that a signature can be wrong', async () => {
  await using gateway = await startDesk()
  const hex = signature.slice('sha1='.length)
  const wrong: (string | null)[] = [
    null,
    '',
    'sha1=',
    hex,
    `sha256=${hex}`,
    `SHA1 ${hex}`,
    `sha1=${hex.slice(0, 39)}`,
    `sha1=${hex}0`,
    `sha1=${hex.slice(0, 39)}g`,
    `sha1=${'0'.repeat(40)}`,
    `sha1=${hex} `.padEnd(60, ' x'),
    `${signature}, ${signature}`,
    `sha1=${hex.split('').reverse().join('')}`,
    signatureOf(body, 'another'),
    signatureOf(body, ''),
    signatureOf(Buffer.concat([body, Buffer.from(' ')]), clientSecret),
    `sha1=${'é'.repeat(40)}`,
    `sha1=${'a'.repeat(8_000)}`,
  ]
  for (const header of wrong) {
    const headers = {
      'content-type': 'application/json',
      ...(header !== null && { 'x-hub-signature': Buffer.from(header).toString('latin1') }),
    }
    const { status } = await fetch(`${gateway.url}/webhooks/intercom`, { method: 'POST', body, headers })
    expect({ header, status }).toEqual({ header, status: 401 })
  }
  await isWell(gateway)
})

test('not one byte of a body may be another', async () => {
  await using gateway = await startDesk()
  for (let at = 0; at < body.length; at += 7) {
    const altered = Buffer.from(body)
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
    expect((await deliver(gateway.url, altered, { headers: { 'x-hub-signature': signature } })).status).toBe(401)
  }
  expect(await deliver(gateway.url, body)).toEqual({ status: 200, told: 'accepted' })
})

test('what was caught on its way and is sent again changes nothing, now or when its id may be forgotten', async () => {
  await using gateway = await startDesk()
  expect(await deliver(gateway.url, body)).toEqual({ status: 200, told: 'accepted' })
  for (let again = 0; again < 20; again++) expect(await deliver(gateway.url, body)).toEqual({ status: 200, told: 'duplicate' })
  const old = notificationOf('conversation.priority.updated', { id: '1' }, { created_at: Math.floor(Date.now() / 1000) - 86_400 })
  expect(await deliver(gateway.url, old)).toEqual({ status: 200, told: 'stale' })
})

describe('what is signed and yet no notification is refused:', () => {
  const cases: [what: string, status: number, body: string | Buffer, headers?: Record<string, string>][] = [
    ['a hundred thousand levels', 400, `${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a prototype', 400, JSON.stringify(notification).replace('"item":{', '"item":{"__proto__":{"id":"1"},')],
    [
      'a prototype by the numbers of its letters',
      400,
      JSON.stringify(notification).replace('"item":{', '"item":{"\\u005f_pro\\u0074o__":{"id":"1"},'),
    ],
    ['a prototype of all', 400, JSON.stringify(notification).replace('{', '{"__proto__":{"topic":"x"},')],
    ['a hundred thousand lists', 400, `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['half of one', 400, body.subarray(0, body.length / 2)],
    ['a compressed one', 415, gzipSync(body), { 'content-encoding': 'gzip' }],
    ['a compressed one that does not say so', 400, gzipSync(body)],
    ['nothing', 400, ''],
    ['zeros', 400, Buffer.alloc(1_000)],
    ['ten megabytes', 413, Buffer.alloc(10_000_000, 32)],
  ]
  test.each(cases)('%s: %i', async (_, status, what, headers) => {
    await using gateway = await startDesk()
    expect((await deliver(gateway.url, what, { headers })).status).toBe(status)
    await isWell(gateway)
  })
})

describe('whoever goes on and on is cut off:', () => {
  const head = (rest: string) =>
    `POST /webhooks/intercom HTTP/1.1\r\nHost: gateway\r\nX-Hub-Signature: ${signature}\r\nContent-Type: application/json\r\n${rest}\r\n\r\n`
  const impatient = (config: Config): Config => ({ ...config, webhooks: { ...config.webhooks, bodyTimeoutMs: 200 } })

  test('a body that comes a byte at a time', async () => {
    await using gateway = await startDesk({ configure: impatient })
    const socket = await openConnection(gateway.url)
    socket.write(head('Content-Length: 1000'))
    const drip = setInterval(() => socket.write('{'), 20)
    const answer = await received(socket)
    clearInterval(drip)
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    await isWell(gateway)
  })

  test('a body without an end', async () => {
    await using gateway = await startDesk()
    const socket = await openConnection(gateway.url)
    const megabyte = Buffer.alloc(1_000_000, 'x')
    const chunk = `${megabyte.length.toString(16)}\r\n${megabyte}\r\n`
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk)) {
        // until the other side takes no more for now
      }
    }
    socket.on('drain', pour)
    socket.write(head('Transfer-Encoding: chunked'))
    pour()
    expect(await received(socket)).toMatch(/^HTTP\/1.1 413 /)
    await isWell(gateway)
  })

  test('bodies that come to more than there is room for, together; and the room is there again after them', async () => {
    const cramped = (config: Config): Config => ({
      ...config,
      webhooks: { ...config.webhooks, maxPendingBytes: 1_000, bodyTimeoutMs: 2_000 },
    })
    await using gateway = await startDesk({ configure: cramped })
    const waiting = await openConnection(gateway.url)
    waiting.write(`${head('Content-Length: 2000')}${'x'.repeat(900)}`)
    await expect.poll(async () => (await deliver(gateway.url, body)).status).toBe(503)
    waiting.destroy()
    await expect.poll(async () => (await deliver(gateway.url, body)).status).toBe(200)
    await isWell(gateway)
  })

  test('a sender who leaves in the middle', async () => {
    await using gateway = await startDesk()
    for (let times = 0; times < 50; times++) {
      const socket = await openConnection(gateway.url)
      socket.write(`${head('Content-Length: 1000')}{`)
      socket.destroy()
    }
    await isWell(gateway)
  })
})

test.each([
  ['signed by nobody', 'another', 401, Buffer.alloc(1_000_000, 'x')],
  ['signed, and no notifications', clientSecret, 400, Buffer.from(`{"data":${'[0],'.repeat(250_000)}`)],
])('two hundred bodies of a megabyte, %s, leave nothing behind', async (_, secret, status, forged) => {
  await using gateway = await startDesk()
  await isWell(gateway)
  const before = await heldBytes()
  for (let batch = 0; batch < 20; batch++) {
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await deliver(gateway.url, forged, { secret })).status))
    expect(new Set(statuses)).toEqual(new Set([status]))
  }
  expect((await heldBytes()) - before).toBeLessThan(100_000_000)
  await isWell(gateway)
})

/** What this process, in which the gateway runs, holds inside and outside of V8's heap. */
async function heldBytes() {
  globalThis.gc?.()
  await new Promise((resolve) => setImmediate(resolve))
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSigned, signatureOf } from '../../../src/webhooks/signature.ts'

const sha1 = (...parts: Uint8Array[]) => createHash('sha1').update(Buffer.concat(parts)).digest()

/** HMAC as RFC 2104 defines it, from nothing but the hash. */
function hmacSha1(key: Uint8Array, text: Uint8Array): Buffer {
  const block = Buffer.alloc(64)
  Buffer.from(key.length > 64 ? sha1(key) : key).copy(block)
  const padded = (pad: number) => block.map((byte) => byte ^ pad)
  return sha1(padded(0x5c), sha1(padded(0x36), text))
}

const bytes = (text: string) => Buffer.from(text, 'utf8')

describe('a signature', () => {
  test.each([
    // RFC 2202, test case 2
    ['Jefe', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
    ['a secret', '', hmacSha1(bytes('a secret'), bytes('')).toString('hex')],
    ['a secret', '{"topic":"ping","data":"h\u00e9llo \u{1f44b}"}', undefined],
    ['k'.repeat(64), '{}', undefined],
    ['longer than a block of the hash, which is hashed first: '.repeat(3), '{}', undefined],
  ])('of secret %j and body %j is HMAC-SHA1 in hex, after sha1=', (secret, body, hex) => {
    expect(signatureOf(bytes(body), secret)).toBe(`sha1=${hex ?? hmacSha1(bytes(secret), bytes(body)).toString('hex')}`)
  })

  test('is over the bytes as they came, whether they are text or not', () => {
    const body = randomBytes(5000)
    expect(signatureOf(body, 'secret')).toBe(`sha1=${hmacSha1(bytes('secret'), body).toString('hex')}`)
  })
})

describe('a notification is signed', () => {
  const body = bytes('{"type":"notification_event","topic":"ping"}')
  const header = signatureOf(body, 'new')

  test('when the header is that of any of the secrets, in either case of its hex', () => {
    expect(isSigned(body, header, ['new'])).toBe(true)
    expect(isSigned(body, header, ['new', 'old'])).toBe(true)
    expect(isSigned(body, signatureOf(body, 'old'), ['new', 'old'])).toBe(true)
    expect(isSigned(body, `sha1=${header.slice(5).toUpperCase()}`, ['new'])).toBe(true)
  })

  test('not by another secret, nor for another body, nor where there is no secret', () => {
    expect(isSigned(body, header, ['another'])).toBe(false)
    expect(isSigned(body, header, [])).toBe(false)
    for (let at = 0; at < body.length; at++) {
      const changed = Buffer.from(body)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(isSigned(changed, header, ['new'])).toBe(false)
    }
  })

  test.each([
    undefined,
    '',
    'sha1=',
    header.slice(5),
    header.slice(0, -1),
    `${header}0`,
    header.replace('sha1', 'sha256'),
    ` ${header}`,
    `${header}\n`,
    `sha1=${'g'.repeat(40)}`,
    `${header}, ${header}`,
  ])('not by the header %j', (malformed) => {
    expect(isSigned(body, malformed, ['new'])).toBe(false)
  })
})

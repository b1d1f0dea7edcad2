import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign as signWith } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTokens } from '../../../../src/api/callers/tokens.ts'
import { scopes } from '../../../../src/config/environment.ts'
import { startIssuer } from '../../../support/issuer.ts'

type OneIssuer = Awaited<ReturnType<typeof startIssuer>>

let issuer: OneIssuer
beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.dispose())

const silent = { warn: () => {} }
const read = (token: string, trust: Partial<OneIssuer['trust']> = {}) =>
  createTokens({ issuers: [{ ...issuer.trust, ...trust }], say: silent })(token)
/** Why it is refused, without the beginning that all refusals have. */
const refusal = async (token: string, trust?: Partial<OneIssuer['trust']>) => {
  const error = await read(token, trust).then(
    (viewer) => viewer,
    (error: unknown) => error,
  )
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false })
  return (error as Error).message.replace(/^The token is not accepted: /, '')
}
const now = () => Math.floor(Date.now() / 1000)
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a good token says', () => {
  test('which program it is, what it may do, in whose name, and until when', async () => {
    const exp = now() + 100
    const viewer = await read(
      await issuer.sign({ sub: 'nightly', scope: 'openid CONTACTS_READ NOTES_READ contacts_read', intercom_admin_id: 1001, exp }),
    )
    expect(viewer).toEqual({
      id: 'jwt:nightly',
      kind: 'SERVICE',
      scopes: new Set(['CONTACTS_READ', 'NOTES_READ']),
      actingAdminId: '1001',
      contactId: null,
      expiresAt: new Date(exp * 1000),
    })
    expect(await read(await issuer.sign({ intercom_contact_id: 'a'.repeat(24) }))).toMatchObject({ actingAdminId: null, contactId: null })
  })

  test('which teammate it is', async () => {
    const viewer = await read(await issuer.sign({ kind: 'ADMIN', scope: ['ADMIN', 7], intercom_admin_id: '1002' }))
    expect(viewer).toMatchObject({ kind: 'ADMIN', scopes: new Set(['ADMIN']), actingAdminId: '1002', contactId: null })
  })

  test('which end customer it is, who acts in no teammate’s name', async () => {
    const claims = { kind: 'CONTACT', intercom_contact_id: 'ABCDEF'.repeat(4), intercom_admin_id: '1002' }
    expect(await read(await issuer.sign(claims))).toMatchObject({ kind: 'CONTACT', contactId: 'abcdef'.repeat(4), actingAdminId: null })
  })

  test('all of it under names of the issuer’s own', async () => {
    const claims = { scopes: 'https://example.com/may', kind: 'https://example.com/kind', contact: 'c', admin: 'a' }
    const token = await issuer.sign({ kind: 'CONTACT', [claims.kind]: 'ADMIN', [claims.scopes]: scopes.join(' '), a: '7' })
    expect(await read(token, { claims })).toMatchObject({ kind: 'ADMIN', scopes: new Set(scopes), actingAdminId: '7' })
  })

  test.each([undefined, null, 42, {}, 'admin contacts_read', [['ADMIN']]])('nothing that it may do with the scopes %j', async (scope) => {
    expect((await read(await issuer.sign({ scope }))).scopes).toEqual(new Set())
  })
})

describe('whom it speaks for', () => {
  test('needs no word where its issuer speaks for one kind only', async () => {
    expect((await read(await issuer.sign({ kind: undefined }), { kinds: ['SERVICE'] })).kind).toBe('SERVICE')
    expect(await refusal(await issuer.sign({ kind: undefined }))).toBe('its claim "kind" is none of SERVICE, ADMIN, CONTACT.')
  })

  test.each(['ADMIN', 'admin', '', null, 1, ['CONTACT']])('is not %j where its issuer speaks for others', async (kind) => {
    const token = await issuer.sign({ kind, intercom_admin_id: '1', intercom_contact_id: 'a'.repeat(24) })
    expect(await refusal(token, { kinds: ['CONTACT'] })).toBe('its claim "kind" is none of CONTACT.')
  })

  test.each<[JWTPayload, string]>([
    [{ kind: 'ADMIN' }, 'its claim "intercom_admin_id" is missing.'],
    [{ kind: 'CONTACT' }, 'its claim "intercom_contact_id" is missing.'],
    [{ kind: 'CONTACT', intercom_contact_id: 'my-own-id' }, 'its claim "intercom_contact_id" is not the id of a contact in Intercom.'],
    [{ kind: 'CONTACT', intercom_contact_id: '../admins' }, 'its claim "intercom_contact_id" is not the id of a contact in Intercom.'],
    [
      { kind: 'ADMIN', intercom_admin_id: ['1'] as unknown as string },
      'its claim "intercom_admin_id" is not the id of a teammate in Intercom.',
    ],
    [{ intercom_admin_id: 'me' }, 'its claim "intercom_admin_id" is not the id of a teammate in Intercom.'],
    [{ sub: undefined }, 'its claim "sub" is missing.'],
    [{ sub: '' }, 'its claim "sub" names nobody.'],
    [{ sub: 7 as unknown as string }, 'its claim "sub" names nobody.'],
    [{ sub: 'x'.repeat(256) }, 'its claim "sub" names nobody.'],
  ])('has to be said well: %j', async (claims, why) => {
    expect(await refusal(await issuer.sign(claims))).toBe(why)
  })
})

describe('when', () => {
  test.each<[string, () => JWTPayload]>([
    ['it is over', () => ({ iat: now() - 100, exp: now() - 6 })],
    ['it was over long ago', () => ({ iat: 1, exp: 2 })],
  ])('%s, it has expired', async (_, claims) => {
    expect(await refusal(await issuer.sign(claims()))).toBe('The token has expired.')
  })

  test.each<[string, () => JWTPayload, string]>([
    ['it never ends', () => ({ exp: undefined }), 'its claim "exp" is missing.'],
    ['its end is no number', () => ({ exp: 'tomorrow' as unknown as number }), 'its claim "exp" is of another type than it must be.'],
    ['it is not to be used yet', () => ({ nbf: now() + 60 }), 'its claim "nbf" is not as it must be.'],
    ['it was issued in the future', () => ({ iat: now() + 60 }), 'it was issued in the future.'],
    ['its beginning is no number', () => ({ iat: 'now' as unknown as number }), 'its claim "iat" is of another type than it must be.'],
    ['it lives too long', () => ({ iat: now() - 10, exp: now() + 3_591 }), 'it lives longer than 3600 seconds.'],
    [
      'it says nothing of its beginning, and has too long to live',
      () => ({ iat: undefined, exp: now() + 3_700 }),
      'it lives longer than 3600 seconds.',
    ],
    ['it began before the clocks did', () => ({ iat: -1e300 }), 'it lives longer than 3600 seconds.'],
  ])('%s, it is refused', async (_, claims, why) => {
    expect(await refusal(await issuer.sign(claims()))).toBe(why)
  })

  test.each<[string, () => JWTPayload]>([
    ['a clock that is a little behind', () => ({ exp: now() - 3 })],
    ['a clock that is a little ahead', () => ({ iat: now() + 3, nbf: now() + 3 })],
    ['the longest life', () => ({ iat: now() - 10, exp: now() + 3_590 })],
    ['a token that says nothing of its beginning', () => ({ iat: undefined })],
  ])('%s is taken', async (_, claims) => {
    expect((await read(await issuer.sign(claims()))).id).toBe('jwt:somebody')
  })
})

describe('of another', () => {
  test('issuer or for another service it is refused', async () => {
    for (const iss of ['https://id.example.com', 'https://ID.example.com/', undefined])
      expect(await refusal(await issuer.sign({ iss }))).toBe('its issuer is not trusted here.')
    for (const aud of ['another', ['another'], '', 'the-gateway '])
      expect(await refusal(await issuer.sign({ aud }))).toBe('its claim "aud" is not as it must be.')
    expect(await refusal(await issuer.sign({ aud: undefined }))).toBe('its claim "aud" is missing.')
    expect((await read(await issuer.sign({ aud: ['another', 'the-gateway'] }))).id).toBe('jwt:somebody')
  })

  test('key it is refused, be it called as one of the issuer’s', async () => {
    await using stranger = await startIssuer()
    await stranger.addKey('second')
    expect(await refusal(await stranger.sign())).toBe('it is not signed by its issuer.')
    expect(await refusal(await stranger.sign({}, { kid: 'second' }))).toBe('it is not signed by its issuer.')
  })

  test('issuer that is trusted too, its keys are not taken for the other’s', async () => {
    await using other = await startIssuer({ issuer: 'https://other.example.com/', kinds: ['CONTACT'] })
    const readBoth = createTokens({ issuers: [issuer.trust, other.trust], say: silent })
    const customer = { kind: 'CONTACT', intercom_contact_id: 'a'.repeat(24) }
    expect((await readBoth(await other.sign(customer))).kind).toBe('CONTACT')
    // nor its people for the other's
    expect((await readBoth(await other.sign(customer))).id).toBe('jwt:https://other.example.com/ somebody')
    expect((await readBoth(await issuer.sign())).id).toBe('jwt:https://id.example.com/ somebody')
    await expect(readBoth(await other.sign({ kind: 'SERVICE' }))).rejects.toThrow('its claim "kind" is none of CONTACT')
    await expect(readBoth(await other.sign({ iss: issuer.trust.issuer }))).rejects.toThrow('it is not signed by its issuer')
  })
})

describe('a forged token is refused', () => {
  const claims = async () => JSON.parse(Buffer.from((await issuer.sign({ scope: 'ADMIN' })).split('.')[1]!, 'base64url').toString())

  test('without a signature', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', ''])
      expect(await refusal(`${base64({ alg })}.${base64(await claims())}.`)).toMatch(
        /its issuer does not sign so|it is not signed by its issuer/,
      )
  })

  test('with the public key for a secret', async () => {
    const { keys } = (await (await fetch(issuer.trust.jwksUrl)).json()) as { keys: JsonWebKey[] }
    const pem = createPublicKey({ key: keys[0]!, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS512', 'sha512'],
    ] as const) {
      const signed = `${base64({ alg, kid: 'first' })}.${base64(await claims())}`
      const signature = createHmac(hash, pem).update(signed).digest('base64url')
      expect(await refusal(`${signed}.${signature}`)).toBe('its issuer does not sign so.')
    }
  })

  test('with a key that it brings along', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = publicKey.export({ format: 'jwk' })
    for (const header of [
      { jwk },
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example/keys' },
      { jwk, kid: 'first' },
      { kid: '../../dev/null' },
      { kid: 'first', crit: ['b64'], b64: false },
      { kid: 'first', crit: ['exp'] },
    ]) {
      const signed = `${base64({ alg: 'ES256', ...header })}.${base64(await claims())}`
      const signature = signWith('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
      expect(await refusal(`${signed}.${signature}`)).toBe('it is not signed by its issuer.')
    }
  })

  test('with an algorithm that its issuer has a key for, and may not use', async () => {
    await using both = await startIssuer()
    await both.addKey('rsa', 'RS256')
    const token = await both.sign({}, { kid: 'rsa' })
    await expect(createTokens({ issuers: [both.trust], say: silent })(token)).rejects.toThrow('its issuer does not sign so')
    const allowing = { ...both.trust, algorithms: ['RS256' as const] }
    expect((await createTokens({ issuers: [allowing], say: silent })(token)).id).toBe('jwt:somebody')
  })

  test('when anything of it is changed', async () => {
    const token = await issuer.sign({ scope: 'CONTACTS_READ' })
    const [header = '', payload = '', signature = ''] = token.split('.')
    const other = base64({ ...(await claims()), sub: 'another' })
    const flipped = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`
    for (const forged of [
      `${header}.${other}.${signature}`,
      `${header}.${payload}.${flipped}`,
      `${header}.${payload}.${signature.slice(4)}`,
      `${header}.${payload}.`,
    ])
      expect(await refusal(forged)).toBe('it is not signed by its issuer.')
  })

  test.each([
    'a.b.c',
    '..',
    'e30.e30.e30',
    `${base64({ alg: 'ES256' })}.bm8.c2ln`,
    `${'A'.repeat(9_000)}.${'B'.repeat(9_000)}.C`,
    'W10.W10.W10',
  ])('when it is no token at all: %.30s', async (junk) => {
    expect(await refusal(junk)).toMatch(/it is no JWT|its issuer is not trusted here/)
  })
})

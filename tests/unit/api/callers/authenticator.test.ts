import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuthenticator } from '../../../../src/api/callers/authenticator.ts'
import { type Scope, scopes } from '../../../../src/config/environment.ts'
import type { Issuer } from '../../../../src/config/sections.ts'
import { UnauthenticatedError } from '../../../../src/errors.ts'
import { startIssuer } from '../../../support/issuer.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const key = (name: string, secret: string, ...granted: Scope[]) => ({ name, sha256: sha256(secret), scopes: granted })
const keys = [key('desk', 'first', 'CONTACTS_READ'), key('desk', 'second', 'CONTACTS_READ', 'NOTES_READ'), key('crm', 'third')]

type Known = { keys?: typeof keys; jwt?: Issuer[]; callers?: Record<string, { actingAdmin: string }> }
const authenticator = ({ keys = [], jwt = [], callers = {} }: Known) => createAuthenticator({ keys, jwt, callers, say: { warn: () => {} } })

const refused = (authenticate: ReturnType<typeof authenticator>, authorization: string | null | undefined, message: string) =>
  expect(authenticate(authorization)).rejects.toThrow(new UnauthenticatedError(message))

const noCredentials = [
  null,
  undefined,
  '',
  'first',
  'Bearer',
  'Bearer ',
  'Basic first',
  'Bearer first second',
  'Bearer  first',
  ' Bearer first',
]
const illWritten = [...noCredentials, 'Bearer: first', 'Bearer\tfirst']

describe('with keys', () => {
  const authenticate = authenticator({ keys })

  test.each([
    ['Bearer first', 'desk', ['CONTACTS_READ']],
    ['Bearer second', 'desk', ['CONTACTS_READ', 'NOTES_READ']],
    ['bearer third', 'crm', []],
    ['BEARER third', 'crm', []],
  ])('%s is %s', async (header, id, granted) => {
    const { scopes, ...viewer } = await authenticate(header)
    expect([viewer, [...scopes]]).toEqual([{ id, kind: 'SERVICE', actingAdminId: null, contactId: null, expiresAt: null }, granted])
  })

  test.each(illWritten)('the header %j asks for a key', async (header) => {
    await refused(authenticate, header, 'This gateway needs an API key: send the header "Authorization: Bearer <key>".')
  })

  test.each(['firs', 'firstt', 'FIRST', 'fourth', sha256('first'), 'é', 'x'.repeat(10_000), 'a.b.c'])(
    'the key %.20s is unknown, and not repeated',
    async (given) => {
      await refused(authenticate, `Bearer ${given}`, 'The key in the header "Authorization" is not known here.')
    },
  )
})

describe('with issuers of tokens', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>
  beforeAll(async () => {
    issuer = await startIssuer()
  })
  afterAll(() => issuer.dispose())

  test('a token is taken, in whatever letters its header is', async () => {
    const authenticate = authenticator({ jwt: [issuer.trust] })
    const token = await issuer.sign({ sub: 'nightly', scope: 'ADMIN' })
    for (const word of ['Bearer', 'bearer', 'BEARER'])
      expect(await authenticate(`${word} ${token}`)).toMatchObject({ id: 'jwt:nightly', scopes: new Set(['ADMIN']) })
  })

  test('without keys, nobody is let in without a token', async () => {
    const authenticate = authenticator({ jwt: [issuer.trust] })
    for (const header of illWritten)
      await refused(authenticate, header, 'This gateway needs a token: send the header "Authorization: Bearer <token>".')
    await refused(authenticate, 'Bearer first', 'The token in the header "Authorization" is not known here.')
  })

  test('keys go on beside them, one that is written like a token too', async () => {
    const authenticate = authenticator({ keys: [...keys, key('odd', 'a.b.c', 'ADMIN')], jwt: [issuer.trust] })
    expect((await authenticate('Bearer first')).id).toBe('desk')
    expect((await authenticate('Bearer a.b.c')).id).toBe('odd')
    expect((await authenticate(`Bearer ${await issuer.sign()}`)).id).toBe('jwt:somebody')
    await refused(authenticate, '', 'This gateway needs an API key or a token: send the header "Authorization: Bearer <key or token>".')
    await refused(authenticate, 'Bearer fourth', 'The key or token in the header "Authorization" is not known here.')
  })

  test('nobody can take the place of a key by being called as it is', async () => {
    const authenticate = authenticator({ keys, jwt: [issuer.trust], callers: { desk: { actingAdmin: '1001' } } })
    const viewer = await authenticate(`Bearer ${await issuer.sign({ sub: 'desk' })}`)
    expect([viewer.id, viewer.actingAdminId]).toEqual(['jwt:desk', null])
  })

  test('in whose name a caller acts is what its token says, else what the operator says, and nobody for an end customer', async () => {
    const callers = { desk: { actingAdmin: '1001' }, 'jwt:somebody': { actingAdmin: '1002' } }
    const authenticate = authenticator({ keys, jwt: [issuer.trust], callers })
    const actingAs = async (credentials: string) => (await authenticate(`Bearer ${credentials}`)).actingAdminId
    expect(await actingAs('first')).toBe('1001')
    expect(await actingAs('second')).toBe('1001')
    expect(await actingAs('third')).toBeNull()
    expect(await actingAs(await issuer.sign())).toBe('1002')
    expect(await actingAs(await issuer.sign({ sub: 'constructor' }))).toBeNull()
    expect(await actingAs(await issuer.sign({ intercom_admin_id: '1003' }))).toBe('1003')
    expect(await actingAs(await issuer.sign({ kind: 'ADMIN', intercom_admin_id: '1003' }))).toBe('1003')
    expect(await actingAs(await issuer.sign({ kind: 'CONTACT', intercom_contact_id: 'a'.repeat(24) }))).toBeNull()
  })
})

test('with neither everyone may do everything', async () => {
  const authenticate = authenticator({})
  for (const authorization of [undefined, 'Bearer anything', 'Bearer a.b.c']) {
    const viewer = await authenticate(authorization)
    expect([viewer.id, viewer.kind, [...viewer.scopes]]).toEqual(['anonymous', 'SERVICE', [...scopes]])
  }
})

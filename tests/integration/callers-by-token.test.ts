import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Issuer } from '../../src/config/sections.ts'
import { askHttp, codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startIssuer } from '../support/issuer.ts'
import { aCompany, aContact, anAdmin, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const keys = `desk:${createHash('sha256').update('a-key').digest('hex')}:CONTACTS_READ`

const startTrusting = (issuer: { trust: Issuer }, callers: Record<string, { actingAdmin: string }> = {}) =>
  startTestGateway({
    world: aWorld({
      admins: ['1001', '1002', '1003'].map((id) => anAdmin(id)),
      contacts: [aContact(1, { company_ids: [hexId(500)] }), aContact(2)],
      companies: [aCompany(500)],
    }),
    env: { GATEWAY_API_KEYS: keys },
    configure: (config) => ({ ...config, api: { ...config.api, jwt: [issuer.trust], callers } }),
  })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const whoAmI = '{ viewer { id kind scopes admin { name } } }'

describe('a token', () => {
  test('lets in whom it speaks for, beside those with keys, and says what they may do', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const asked = async (token: string) => (await gateway.query<{ viewer: unknown }>(whoAmI, undefined, bearer(token))).data?.viewer
    expect(await asked('a-key')).toMatchObject({ id: 'desk', kind: 'SERVICE', scopes: ['CONTACTS_READ'] })
    expect(await asked(await issuer.sign({ sub: 'nightly', scope: 'TICKETS_READ CONTENT_READ' }))).toMatchObject({
      ...{ id: 'jwt:nightly', kind: 'SERVICE', scopes: ['CONTENT_READ', 'TICKETS_READ'] },
    })
    const teammate = await issuer.sign({ sub: 'ada', kind: 'ADMIN', scope: ['ADMIN'], intercom_admin_id: '1002' })
    expect(await asked(teammate)).toEqual({ id: 'jwt:ada', kind: 'ADMIN', scopes: ['ADMIN'], admin: { name: 'Admin 1002' } })
  })

  test('is held to its scopes as a key is', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const query = '{ contacts { totalCount } conversations { totalCount } }'
    const { data, errors } = await gateway.query(query, undefined, bearer(await issuer.sign({ scope: 'CONTACTS_READ' })))
    expect(data).toEqual({ contacts: { totalCount: 2 }, conversations: null })
    expect(errors).toMatchObject([
      { message: 'Query.conversations needs the scope CONVERSATIONS_READ, which this caller lacks.', extensions: { code: 'FORBIDDEN' } },
    ])
    expect(gateway.calls).toEqual(['GET /contacts'])
  })

  test('is asked for over HTTP in any form, and for a stream of events, before anything is read', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const good = await issuer.sign({ sub: 'nightly' })
    const now = Math.floor(Date.now() / 1000)
    const expired = await issuer.sign({ iat: now - 100, exp: now - 60 })
    const graph = `${gateway.url}/graphql`
    const ways = (token: string) => ({
      post: askHttp(graph, { json: { query: whoAmI }, headers: bearer(token) }),
      get: askHttp(`${graph}?${new URLSearchParams({ query: whoAmI })}`, { headers: bearer(token) }),
      events: askHttp(graph, { json: { query: whoAmI }, headers: { ...bearer(token), accept: 'text/event-stream' } }),
    })
    for (const answer of Object.values(ways(good))) {
      const { status, text } = await answer
      expect([status, text]).toEqual([200, expect.stringContaining('"id":"jwt:nightly"')])
    }
    for (const [token, message] of [
      [expired, 'The token has expired.'],
      [`${good}x`, 'The token is not accepted: it is not signed by its issuer.'],
      ['another-key', 'The key or token in the header "Authorization" is not known here.'],
    ] as const) {
      for (const [way, answer] of Object.entries(ways(token))) {
        const { text, status } = await answer
        expect([way, status, text]).toEqual([
          way,
          way === 'events' ? expect.any(Number) : 401,
          expect.stringContaining(JSON.stringify(message)),
        ])
        expect(text).not.toMatch(/"data":\{|nightly|somebody/)
      }
    }
  })

  test('of an issuer that does not tell its keys is refused as what may pass', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const token = await issuer.sign()
    issuer.answers(503)
    const answer = await askHttp(`${gateway.url}/graphql`, { json: { query: whoAmI }, headers: bearer(token) })
    expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']])
    const [{ extensions }] = JSON.parse(answer.text).errors
    expect(extensions).toMatchObject({ retryable: true, retryAt: expect.any(String) })
    // those with a key need no issuer
    expect((await gateway.query(whoAmI, undefined, bearer('a-key'))).errors).toBeUndefined()
  })
})

test('in whose name a caller acts is what its token says, else what the operator chose, else the owner of the access token', async () => {
  await using issuer = await startIssuer()
  await using gateway = await startTrusting(issuer, { desk: { actingAdmin: '1002' }, 'jwt:nightly': { actingAdmin: '1003' } })
  const actsAs = async (token: string) =>
    (await gateway.query<{ viewer: { admin: { name: string } | null } }>(whoAmI, undefined, bearer(token))).data?.viewer.admin?.name
  expect(await actsAs('a-key')).toBe('Admin 1002')
  expect(await actsAs(await issuer.sign({ sub: 'nightly' }))).toBe('Admin 1003')
  expect(await actsAs(await issuer.sign({ sub: 'nightly', intercom_admin_id: '1002' }))).toBe('Admin 1002')
  expect(await actsAs(await issuer.sign({ sub: 'another' }))).toBe('Admin 1001')
})

describe('an end customer', () => {
  const asCustomer = {
    kind: 'CONTACT',
    sub: 'customer-7',
    intercom_contact_id: hexId(1),
    scope: 'CONTACTS_READ CONVERSATIONS_READ NOTES_READ ADMIN',
  }

  test('may read who they are, and a little of what is known of them', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const query = `{ viewer { id kind scopes admin { id } contact { ...Me ... on Node { id } __typename } } }
      fragment Me on Contact { who: name email externalId role createdAt }`
    const { data, errors, extensions } = await gateway.query(query, undefined, bearer(await issuer.sign(asCustomer)))
    // nor what the gateway spends and has left
    expect(extensions).toEqual({})
    expect([data, errors]).toMatchObject([
      {
        viewer: {
          ...{ id: 'jwt:customer-7', kind: 'CONTACT', admin: null, scopes: expect.arrayContaining(['CONTACTS_READ']) },
          contact: { who: 'Person 1', email: 'person1@example.com', externalId: 'ext-1', id: `gid://intercom/small/Contact/${hexId(1)}` },
        },
      },
      undefined,
    ])
    expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
  })

  test('needs the scope for that as everybody does, and is told of nobody when they are no contact any more', async () => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const query = '{ viewer { contact { name } } }'
    const unread = await gateway.query(query, undefined, bearer(await issuer.sign({ ...asCustomer, scope: '' })))
    expect([unread.data, unread.errors?.[0]?.extensions.code]).toEqual([{ viewer: { contact: null } }, 'FORBIDDEN'])
    const gone = await gateway.query(query, undefined, bearer(await issuer.sign({ ...asCustomer, intercom_contact_id: hexId(404) })))
    expect([gone.data, gone.errors]).toEqual([{ viewer: { contact: null } }, undefined])
    const others = await gateway.query(query, undefined, bearer('a-key'))
    expect([others.data, others.errors]).toEqual([{ viewer: { contact: null } }, undefined])
  })

  test.each([
    'tags { id }',
    'companies { nodes { contacts { nodes { email } } } }',
    'notes { totalCount }',
    'owner { email }',
    'customAttributes',
    'workspace { admins { email } }',
    '... on Contact { name ... on IntercomObject { workspace { id } } }',
    'name ...Deep } } } fragment Deep on Contact { segments { name',
    'name @include(if: true) conversations @skip(if: false) { totalCount }',
  ])('is shown nothing that leads on from themselves: %s', async (selection) => {
    await using issuer = await startIssuer()
    await using gateway = await startTrusting(issuer)
    const closed = selection.includes('fragment') ? `{ viewer { contact { ${selection} } }` : `{ viewer { contact { ${selection} } } }`
    const { data, errors } = await gateway.query(closed, undefined, bearer(await issuer.sign(asCustomer)))
    expect(data).toEqual({ viewer: { contact: null } })
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect(gateway.calls).toEqual([])
  })
})

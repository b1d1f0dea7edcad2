import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOwnHosts } from '../../src/api/http/http-errors.ts'
import { codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'
import { sendRaw } from '../support/raw-http.ts'

const app = 'https://app.example.com'
const elsewhere = 'https://elsewhere.example'

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({
    contacts: 1,
    conversations: 1,
    configure: (config) => ({ ...config, api: { ...config.api, corsOrigins: [app] } }),
  })
})
afterAll(() => gateway.dispose())

/** As a browser sends it, which no client here can: these headers are the browser's own. */
async function browserSends(method: string, headers: Record<string, string>, { path = '/graphql', body = '' } = {}) {
  const lines = Object.entries({ host: new URL(gateway.url).host, connection: 'close', 'content-length': String(body.length), ...headers })
  return sendRaw(gateway.url, `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
}
const query = `/graphql?query=${encodeURIComponent('{ viewer { id } }')}`
const corsOf = ({ headers }: { headers: Headers }) => Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control')))

describe('a page of another site', () => {
  const json = { accept: 'application/json' }
  test.each([
    ['an image or a script', { ...json, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a link', { accept: '*/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a stream of events', { accept: 'text/event-stream', 'sec-fetch-site': 'cross-site', origin: elsewhere }],
    ['a sibling under the same domain', { ...json, 'sec-fetch-site': 'same-site' }],
    ['an older browser, which says only whence', { ...json, origin: elsewhere }],
    ['a page without an origin', { ...json, origin: 'null' }],
    ['one whose origin begins like a listed one', { ...json, 'sec-fetch-site': 'cross-site', origin: `${app}.elsewhere.example` }],
  ])('runs nothing by GET: %s', async (_, headers) => {
    const answer = await browserSends('GET', headers, { path: query })
    expect([answer.status, codesOf({ text: answer.body })]).toEqual([403, ['INVALID']])
    expect(corsOf(answer)).toEqual({})
  })

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'query=%7Bviewer%7Bid%7D%7D'],
    [
      'a form with files',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n{viewer{id}}\r\n--x--',
    ],
    ['plain text', 'text/plain', '{"query":"{viewer{id}}"}'],
  ])('runs nothing by POST of what browsers send unasked: %s', async (_, type, body) => {
    const answer = await browserSends('POST', { 'content-type': type, origin: elsewhere, 'sec-fetch-site': 'cross-site' }, { body })
    expect([answer.status, codesOf({ text: answer.body })]).toEqual([415, ['INVALID']])
  })

  test('is not told that it may send JSON, nor let read, with or without cookies', async () => {
    const preflight = { origin: elsewhere, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
    const answer = await browserSends('OPTIONS', { ...preflight, cookie: 'a=b' })
    expect([answer.status, corsOf(answer)]).toEqual([405, {}])
  })
})

describe('a listed page', () => {
  test('is told what it may send, and may read the answer, refusals too, without cookies', async () => {
    const preflight = {
      origin: app,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    }
    const told = await browserSends('OPTIONS', preflight)
    expect(told.status).toBe(204)
    expect(corsOf(told)).toMatchObject({ 'access-control-allow-origin': app, 'access-control-allow-methods': 'GET, POST' })
    expect(told.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type/)

    const headers = { origin: app, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json', accept: 'application/json' }
    for (const [body, status] of [
      ['{"query":"{viewer{id}}"}', 200],
      ['{"query":', 400],
    ] as const) {
      const answer = await browserSends('POST', headers, { body })
      expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('vary')]).toEqual([
        status,
        app,
        'Origin',
      ])
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
    }
    expect((await browserSends('GET', { origin: app, 'sec-fetch-site': 'cross-site' }, { path: query })).status).toBe(200)
  })

  test('is shown neither health nor metrics', async () => {
    for (const path of ['/health/ready', '/metrics']) expect(corsOf(await browserSends('GET', { origin: app }, { path }))).toEqual({})
  })
})

describe('what comes from nobody else', () => {
  test.each([
    ['a program', {}],
    ['the address line', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['a page of our own', { 'sec-fetch-site': 'same-origin' }],
  ])('runs by GET: %s', async (_, headers) => {
    const answer = await browserSends('GET', { ...headers, accept: 'application/json' }, { path: query })
    expect([answer.status, JSON.parse(answer.body).data]).toEqual([200, { viewer: { id: 'anonymous' } }])
  })

  test('a page of our own may say whence, too', async () => {
    expect((await browserSends('GET', { origin: gateway.url, accept: 'application/json' }, { path: query })).status).toBe(200)
  })
})

test('a link to GraphiQL may stand anywhere: it opens, and runs nothing', async () => {
  const headers = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  const path = `/graphql?query=${encodeURIComponent('{ contacts(first: 1) { totalCount } }')}`
  const answer = await browserSends('GET', headers, { path })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
  expect(gateway.calls).toEqual([])
})

test('every answer says that no other page may hold it', async () => {
  const { headers } = await browserSends('GET', {}, { path: '/health/live' })
  expect(Object.fromEntries(headers)).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
})

describe('a page whose own name leads to this machine', () => {
  /** For the browser it is no other site: it asks where it came from. */
  const asks = (url: string, host: string, path = '/graphql') => {
    const body = '{"query":"{ workspace { name } }"}'
    const says = `Host: ${host}\r\nOrigin: http://${host}\r\nSec-Fetch-Site: same-origin\r\nConnection: close`
    return sendRaw(
      url,
      `POST ${path} HTTP/1.1\r\n${says}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
  }
  const others = ['evil.example', 'evil.example:4000', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.7:4000']

  test.each(others)('reads nothing where nobody is asked who they are: %s', async (host) => {
    const answer = await asks(gateway.url, host)
    expect([answer.status, JSON.parse(answer.body).errors[0].message]).toEqual([403, expect.stringContaining(JSON.stringify(host))])
    for (const path of ['/metrics', '/health/ready'])
      expect((await sendRaw(gateway.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status).toBe(403)
  })

  test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.8.8.8:80', '[::1]:4000'])(
    'the names of the machine are served: %s',
    async (host) => {
      expect((await asks(gateway.url, host)).body).toContain('"name":')
    },
  )

  test('is nothing to fear where callers show a key, nor where webhooks are signed', async () => {
    const env = { GATEWAY_API_KEYS: `desk:${'ab'.repeat(32)}:CONTACTS_READ` }
    await using guarded = await startTestGateway({ contacts: 1, conversations: 1, env })
    for (const host of ['api.example.com', 'my_host-2:80']) expect((await asks(guarded.url, host)).body).toContain('UNAUTHENTICATED')
    expect((await asks(gateway.url, 'tunnel.example', '/webhooks/intercom')).status).not.toBe(403)
  })
})

test('the configured host is a name of its own, and where every address is listened on, each is', () => {
  const served = (listensOn: string) =>
    ['gateway.internal:4000', '192.168.0.7', '[2001:db8::1]', 'evil.example', 'localhost'].filter(createOwnHosts(listensOn))
  expect(served('127.0.0.1')).toEqual(['localhost'])
  expect(served('gateway.internal')).toEqual(['gateway.internal:4000', 'localhost'])
  expect(served('192.168.0.7')).toEqual(['192.168.0.7', 'localhost'])
  for (const every of ['0.0.0.0', '::']) expect(served(every)).toEqual(['192.168.0.7', '[2001:db8::1]', 'localhost'])
})

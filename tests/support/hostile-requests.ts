import { hostileDocuments } from './hostile-documents.ts'
import { hostileIds } from './hostile-ids.ts'
import type { IdSlot } from './id-slots.ts'

/** One request that means no good. */
export type HostileRequest = {
  name: string
  /** What it may be answered with: never a 5xx, nor a connection that is cut. */
  statuses: readonly number[]
  /** Takes long to send, so that it is sent less often where there are many. */
  isLarge?: boolean
} & (
  | { method: string; path: string; headers: Record<string, string>; body?: string | Uint8Array }
  /** The bytes on the wire, for what no client would send. The last request on its connection. */
  | { raw: string }
)

const asJson = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
const viewer = '{ viewer { id } }'

const post = (
  name: string,
  body: string | Uint8Array,
  statuses: readonly number[],
  headers: Record<string, string> = {},
): HostileRequest => {
  return { name, statuses, method: 'POST', path: '/graphql', headers: { ...asJson, ...headers }, body }
}
const ask = (name: string, json: object, statuses: readonly number[], headers?: Record<string, string>) =>
  post(name, JSON.stringify(json), statuses, headers)
const raw = (name: string, head: string, statuses: readonly number[], rest = ''): HostileRequest => {
  return { name, statuses, raw: `${head}\r\nConnection: close\r\n\r\n${rest}` }
}
const get = (name: string, path: string, statuses: readonly number[], headers: Record<string, string> = {}): HostileRequest => {
  return { name, statuses, method: 'GET', path, headers: { accept: asJson.accept, ...headers } }
}

const large = (request: HostileRequest): HostileRequest => ({ ...request, isLarge: true })

const documents = hostileDocuments.flatMap(({ name, document }) => {
  const size = document.length > 300_000 ? large : (request: HostileRequest) => request
  return [
    size(ask(name, { query: document }, [400])),
    size(ask(`${name}, as a stream of events`, { query: document }, [200, 400], { accept: 'text/event-stream' })),
  ]
})

const contacts = 'query($filter: ContactFilter, $first: Int) { contacts(filter: $filter, first: $first) { totalCount } }'
const withVariables = (name: string, variables: string, statuses: readonly number[]) =>
  post(name, `{"query": ${JSON.stringify(contacts)}, "variables": ${variables}}`, statuses)

const variables = [
  large(withVariables('ten megabytes of variables', `{"filter": {"name": {"eq": "${'x'.repeat(10_000_000)}"}}}`, [413])),
  withVariables('variables 100,000 deep', `{"filter": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, [400]),
  withVariables('100,000 variables', `{${Array.from({ length: 50_000 }, (_, index) => `"v${index}": 1`)}}`, [400]),
  withVariables('the variable __proto__', '{"__proto__": {"first": 1, "polluted": true}}', [200]),
  withVariables('__proto__ in a filter', '{"filter": {"__proto__": {"name": {"eq": "x"}}}}', [400]),
  withVariables('constructor.prototype', '{"filter": {"constructor": {"prototype": {"polluted": true}}}}', [400]),
  withVariables('a number no Int can be', '{"first": 1e308}', [400]),
  withVariables('a text of half a megabyte', `{"first": "${'9'.repeat(500_000)}"}`, [400]),
  withVariables('half a surrogate', '{"filter": {"name": {"eq": "\\ud800"}}}', [200, 400]),
]

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)))

const bodies = [
  post('invalid UTF-8 in a comment', bytes(`{"query": "${viewer} #`, [0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80], '"}'), [200]),
  post('invalid UTF-8 in a name', bytes('{"query": "{ view', [0xff], 'er { id } }"}'), [400]),
  post(
    'nothing but invalid UTF-8',
    Uint8Array.from({ length: 10_000 }, () => 0xff),
    [400],
  ),
  post(
    'JSON in UTF-16',
    bytes(
      [0xff, 0xfe],
      [...`{"query":"${viewer}"}`].flatMap((letter) => [letter.charCodeAt(0), 0]),
    ),
    [400],
  ),
  post('a NUL in the document', JSON.stringify({ query: '{ viewer\0 { id } }' }), [400]),
  post('half of a JSON', '{"query": "{ viewer', [400]),
  post('a list 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, [400]),
  ask(
    'a batch of a thousand',
    Array.from({ length: 1_000 }, () => ({ query: viewer })),
    [400],
  ),
  post('the key __proto__', `{"query": "${viewer}", "__proto__": {"query": 1}}`, [400]),
  ask('an operation named __proto__', { query: viewer, operationName: '__proto__' }, [400]),
  ask(
    'extensions of a kind',
    { query: viewer, extensions: { persistedQuery: { version: 1, sha256Hash: '../../etc/passwd' } } },
    [200, 400],
  ),
]

const types = [
  'text/plain',
  'application/graphql',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json, text/plain',
  'application/json/json',
  ';',
  'x'.repeat(4_000),
].map((type) => ask(`the Content-Type ${type.slice(0, 40)}`, { query: viewer }, [415], { 'content-type': type }))

const hosts = ['a b', '', 'a/b', '[::::]', 'a:99999', '1.2.3.999', '<script>', 'a\tb', 'é', 'x'.repeat(4_000)].map((host) =>
  raw(`the Host ${host.slice(0, 40)}`, `GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}`, host.length > 300 ? [400, 403] : [400]),
)

const otherNames = ['a', 'evil.example:4000', 'localhost.evil.example', '127.0.0.1.evil.example', '[2001:db8::1]', '10.0.0.1'].map((host) =>
  raw(`the name ${host}`, `GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}`, [403]),
)

const lines = [
  raw('no Host', 'GET /graphql?query={__typename} HTTP/1.1', [400]),
  raw('two lengths', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked', [400], '0\r\n\r\n'),
  raw(
    'a chunk of no size',
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked',
    [400],
    'zz\r\n',
  ),
  raw('the address of another', 'GET http://elsewhere.example/graphql?query={__typename} HTTP/1.1\r\nHost: localhost', [404]),
  raw('no HTTP', 'HELO there', [400]),
  raw('a broken escape', 'GET /graphql?query=%&variables=%E0%A4%A HTTP/1.1\r\nHost: localhost', [400]),
  raw('an escape that is no UTF-8', 'GET /graphql?query=%ff%fe%c0%af HTTP/1.1\r\nHost: localhost', [200, 400]),
  get('a document of 20,000 letters in the address', `/graphql?query={${'a'.repeat(20_000)}}`, [431]),
  get('variables in the address that are no JSON', '/graphql?query={__typename}&variables={', [400]),
  get('a key of a megabyte', '/graphql?query={__typename}', [431], { authorization: `Bearer ${'x'.repeat(20_000)}` }),
  get('a type that nobody makes', '/graphql?query={__typename}', [406], { accept: 'image/png' }),
  get('another site', '/graphql?query={__typename}', [403], { 'sec-fetch-site': 'cross-site' }),
  get('a path of dots', '/graphql/../../etc/passwd', [404]),
  get('a path of percents', '/%2e%2e/%00/graphql', [404]),
  { name: 'another method', statuses: [405], method: 'DELETE', path: '/graphql', headers: {} },
]

/** Every kind but ids, each once. */
export const hostileRequests: readonly HostileRequest[] = [
  ...documents,
  ...variables,
  ...bodies,
  ...types,
  ...hosts,
  ...otherNames,
  ...lines,
]

/** Every id that is none, in every place of the schema where one is taken. */
export const withHostileIds = (slots: readonly IdSlot[]): HostileRequest[] =>
  slots.flatMap(({ name, document, inputWith }) =>
    hostileIds.map((id) => ask(`${name}: ${id.slice(0, 40)}`, { query: document, variables: { input: inputWith(id) } }, [200, 400])),
  )

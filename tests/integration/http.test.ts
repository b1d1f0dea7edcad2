import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { askHttp, codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'
import { sendRaw } from '../support/raw-http.ts'

// nothing here changes anything, so that one gateway serves all of it
let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 3, conversations: 1 })
})
afterAll(() => gateway.dispose())

const graph = () => `${gateway.url}/graphql`
const query = '{ viewer { id } }'
const anonymous = { viewer: { id: 'anonymous' } }
const getUrl = (parameters: Record<string, string>) => `${graph()}?${new URLSearchParams(parameters)}`

describe('a query', () => {
  test('is asked by POST with JSON or by GET with parameters', async () => {
    const document = 'query Of($id: ID!) { contact(by: { id: $id }) { id } }'
    const variables = { id: '000000000000000000000000' }
    const posted = await askHttp(graph(), { json: { query: document, variables, operationName: 'Of' } })
    const got = await askHttp(getUrl({ query: document, variables: JSON.stringify(variables), operationName: 'Of' }))
    for (const answer of [posted, got]) {
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.text).data).toEqual({ contact: null })
    }
  })

  test.each(['application/json', 'application/graphql-response+json'])('is answered as %s where that is accepted', async (accept) => {
    const answer = await askHttp(graph(), { json: { query }, headers: { accept } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${accept}; charset=utf-8`])
    expect(JSON.parse(answer.text).data).toEqual(anonymous)
  })

  test('is answered as application/json to callers that accept anything, and not at all to those that accept neither', async () => {
    const anything = await askHttp(graph(), { json: { query }, headers: { accept: '*/*' } })
    expect(anything.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect((await askHttp(graph(), { json: { query }, headers: { accept: 'image/png' } })).status).toBe(406)
  })

  test.each(['Application/JSON', 'application/json ; charset=UTF-8', 'application/json;charset="utf-8"'])(
    'comes as %s too',
    async (contentType) => {
      const answer = await askHttp(graph(), { json: { query }, headers: { 'content-type': contentType } })
      expect(JSON.parse(answer.text).data).toEqual(anonymous)
    },
  )

  test('of a megabyte, and one in many pieces, is read', async () => {
    const text = JSON.stringify({ query, variables: { unused: 'é'.repeat(500_000) } })
    const headers = { 'content-type': 'application/json' }
    expect(JSON.parse((await askHttp(graph(), { method: 'POST', body: text, headers })).text).data).toEqual(anonymous)
    const bytes = new TextEncoder().encode(text)
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7_777) controller.enqueue(bytes.slice(at, at + 7_777))
        controller.close()
      },
    })
    const chunked = await fetch(graph(), { method: 'POST', headers, body: pieces, duplex: 'half' } as RequestInit)
    expect(await chunked.json()).toMatchObject({ data: anonymous })
  })
})

describe('a document that cannot be run', () => {
  const documents = {
    'does not parse': { query: '{ viewer { ' },
    'does not fit the schema': { query: '{ nothingOfThisName }' },
    'gets variables of another type': {
      query: 'query($first: Int!) { contacts(first: $first) { totalCount } }',
      variables: { first: 'ten' },
    },
    'names an operation that is not in it': { query: 'query A { viewer { id } }', operationName: 'B' },
    'is nested without end': { query: '{ viewer '.repeat(30_000) },
  }

  test.each(Object.entries(documents))(
    'one that %s is INVALID: 200 in application/json, 400 where statuses mean something',
    async (_, json) => {
      const inJson = await askHttp(graph(), { json, headers: { accept: 'application/json' } })
      const inResponseJson = await askHttp(graph(), { json, headers: { accept: 'application/graphql-response+json' } })
      expect([inJson.status, inResponseJson.status]).toEqual([200, 400])
      for (const answer of [inJson, inResponseJson]) {
        expect([...new Set(codesOf(answer))]).toEqual(['INVALID'])
        expect(JSON.parse(answer.text)).not.toHaveProperty('data')
      }
    },
  )

  test('a failure of one field is answered 200 with the data beside it, whatever is accepted', async () => {
    const json = { query: '{ viewer { id } contact(by: { id: "../me" }) { id } }' }
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await askHttp(graph(), { json, headers: { accept } })
      expect([answer.status, codesOf(answer)]).toEqual([200, ['INVALID']])
      expect(JSON.parse(answer.text).data).toEqual({ ...anonymous, contact: null })
    }
  })
})

describe('a request that is not GraphQL over HTTP', () => {
  const bodies = {
    'malformed JSON': '{"query": ',
    'no JSON': '',
    'JSON that is no object': '"{ viewer { id } }"',
    null: 'null',
    'a list of operations': '[{"query": "{ viewer { id } }"}]',
    'no query': '{"variables": {}}',
    'a query that is no text': '{"query": 7}',
    'variables that are no object': '{"query": "{ viewer { id } }", "variables": [1]}',
    'an operation name that is no text': '{"query": "{ viewer { id } }", "operationName": 7}',
    'parameters of no meaning': '{"query": "{ viewer { id } }", "debug": true}',
    'a prototype': '{"query": "{ viewer { id } }", "__proto__": {"variables": 1}}',
  }
  test.each(Object.entries(bodies))('%s: 400 INVALID', async (_, body) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await askHttp(graph(), { method: 'POST', body, headers: { 'content-type': 'application/json', accept } })
      expect([answer.status, codesOf(answer)]).toEqual([400, ['INVALID']])
    }
  })

  test.each([{}, { query, variables: '{' }, { query, variables: '3' }, { query, extensions: '[]' }] as Record<string, string>[])(
    'GET with %j: 400 INVALID',
    async (parameters) => {
      const answer = await askHttp(getUrl(parameters))
      expect([answer.status, codesOf(answer)]).toEqual([400, ['INVALID']])
    },
  )

  const form = new FormData()
  form.set('operations', JSON.stringify({ query }))
  const types: [string, BodyInit, Record<string, string>][] = [
    ['a form', new URLSearchParams({ query }), {}],
    ['a multipart form', form, {}],
    ['plain text', JSON.stringify({ query }), { 'content-type': 'text/plain' }],
    ['a bare document', query, { 'content-type': 'application/graphql' }],
    ['JSON in UTF-16', JSON.stringify({ query }), { 'content-type': 'application/json; charset=utf-16' }],
    ['JSON, compressed', JSON.stringify({ query }), { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    ['bytes of no type', new TextEncoder().encode(JSON.stringify({ query })), {}],
  ]
  test.each(types)('%s: 415, and nothing runs', async (_, body, headers) => {
    const answer = await askHttp(graph(), { method: 'POST', body, headers })
    expect([answer.status, codesOf(answer)]).toEqual([415, ['INVALID']])
    expect(answer.text).not.toContain('anonymous')
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('%s: 405 with what is allowed', async (method) => {
    const answer = await askHttp(graph(), { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST'])
  })

  test('other paths are 404, other methods on the known ones 405', async () => {
    for (const path of ['/nope', '/graphql/', '/__proto__', '/graphql/../metrics/x', '/%2fgraphql']) {
      const answer = await askHttp(gateway.url + path)
      expect([path, answer.status, codesOf(answer)]).toEqual([path, 404, ['INVALID']])
    }
    for (const path of ['/', '/health/live', '/health/ready', '/metrics']) {
      const answer = await askHttp(gateway.url + path, { method: 'POST', json: {} })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD'])
    }
  })

  test.each(['a b', '', 'a/b', 'a@b', 'a%41', '1.2.3.999', '999999999999', 'a:99999', '[::::]', 'a\tb', '[', '<script>'])(
    'the Host %j: 400, never a stack',
    async (host) => {
      const answer = await sendRaw(gateway.url, `GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      expect(answer.status).toBe(400)
      expect(answer.body).not.toMatch(/node_modules|\.js|\.ts/)
    },
  )

  test.each(['127.0.0.1:4000', 'localhost', '[::1]:4000'])('the Host %j is fine', async (host) => {
    const answer = await sendRaw(gateway.url, `GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(answer.status).toBe(200)
  })
})

test('no other site reads an answer or frames a page, nobody keeps or reinterprets one', async () => {
  const foreign = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }
  for (const answer of [
    await askHttp(graph(), { json: { query }, headers: foreign }),
    await askHttp(graph(), { method: 'OPTIONS', headers: foreign }),
    await askHttp(graph(), { headers: { ...foreign, accept: 'text/html' } }),
    await askHttp(`${gateway.url}/nope`, { headers: foreign }),
    await askHttp(`${gateway.url}/health/live`, { headers: foreign }),
  ]) {
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
})

test('whoever accepts none of the forms that answers have is told which there are', async () => {
  const configure = (config: Config) => ({ ...config, api: { ...config.api, graphiql: false } })
  await using pageless = await startTestGateway({ contacts: 1, conversations: 1, configure })
  for (const [url, accept] of [
    [`${pageless.url}/graphql`, 'text/html'],
    [`${pageless.url}/graphql?query={__typename}`, 'text/html'],
    [getUrl({ query }), 'image/png'],
  ] as const) {
    const answer = await askHttp(url, { headers: { accept } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([406, 'application/json; charset=utf-8'])
    expect(JSON.parse(answer.text).errors).toMatchObject([
      { message: expect.stringContaining('"api.graphiql"'), extensions: { code: 'INVALID', retryable: false } },
    ])
  }
})

test('the address itself leads to the graph', async () => {
  const answer = await askHttp(gateway.url)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/graphql'])
})

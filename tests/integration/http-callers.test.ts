import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askHttp, codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const keys = `desk:${sha256('a-right-key')}:CONTACTS_READ+CONVERSATIONS_READ,crm:${sha256('another-key')}:CONTACTS_READ`
const production = { NODE_ENV: 'production', INTERCOM_CLIENT_SECRET: 'a-secret', GATEWAY_API_KEYS: keys }
const viewer = { query: '{ viewer { id kind scopes } }' }
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

describe('with API keys', () => {
  test('each caller is known by its own', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: { GATEWAY_API_KEYS: keys } })
    const asked = async (key: string) =>
      JSON.parse((await askHttp(`${gateway.url}/graphql`, { json: viewer, headers: bearer(key) })).text).data.viewer
    expect(await asked('a-right-key')).toEqual({ id: 'desk', kind: 'SERVICE', scopes: ['CONTACTS_READ', 'CONVERSATIONS_READ'] })
    expect(await asked('another-key')).toEqual({ id: 'crm', kind: 'SERVICE', scopes: ['CONTACTS_READ'] })
  })

  test('a stranger gets 401 and nothing else, whatever is asked: not even whether it could be answered', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: production })
    const graph = `${gateway.url}/graphql`
    const requests = [
      viewer,
      { query: '{ nothingOfThisName }' },
      { query: '{ viewer { i' },
      { query: '{ __schema { types { name } } }' },
      { query: '{ contacts(first: 0) { totalCount } }' },
      {},
    ]
    for (const headers of [
      {},
      bearer('a-wrong-key'),
      bearer('desk'),
      bearer(sha256('a-right-key')),
      { authorization: 'Basic YTpi' },
      bearer(''),
    ]) {
      const answers = await Promise.all(requests.map((json) => askHttp(graph, { json, headers })))
      answers.push(await askHttp(`${graph}?query={viewer{id}}`, { headers }))
      answers.push(await askHttp(graph, { method: 'POST', body: '{"query', headers: { ...headers, 'content-type': 'application/json' } }))
      for (const answer of answers) {
        expect([answer.status, codesOf(answer), answer.headers.get('www-authenticate')]).toEqual([401, ['UNAUTHENTICATED'], 'Bearer'])
        expect(Object.keys(JSON.parse(answer.text))).toEqual(['errors'])
      }
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    }
    expect(gateway.calls).toEqual([])
  })

  test('what a caller may not see is an error beside the data, 200 whatever it accepts, also where it is all that was asked', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: { GATEWAY_API_KEYS: keys } })
    for (const accept of ['application/json', 'application/graphql-response+json'])
      for (const query of ['{ conversations(first: 1) { totalCount } }', '{ viewer { id } articles(first: 1) { totalCount } }']) {
        const answer = await askHttp(`${gateway.url}/graphql`, { json: { query }, headers: { ...bearer('another-key'), accept } })
        expect([answer.status, codesOf(answer), 'data' in JSON.parse(answer.text)]).toEqual([200, ['FORBIDDEN'], true])
      }
  })

  test('the page and the probes need none', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: { GATEWAY_API_KEYS: keys } })
    expect((await askHttp(`${gateway.url}/health/live`)).status).toBe(200)
    expect((await askHttp(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } })).headers.get('content-type')).toContain(
      'text/html',
    )
  })
})

describe('in production', () => {
  test('there is no GraphiQL, no introspection, no guess at names, and no list of calls', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 1, env: production })
    const headers = bearer('a-right-key')
    const asked = (query: string) => askHttp(`${gateway.url}/graphql`, { json: { query }, headers })

    const page = await askHttp(`${gateway.url}/graphql`, { headers: { ...headers, accept: 'text/html,*/*;q=0.8' } })
    expect([page.status, page.headers.get('content-type')]).not.toEqual([200, expect.stringContaining('html')])
    expect(page.text).not.toContain('<html')

    for (const query of ['{ __schema { queryType { name } } }', '{ __type(name: "Contact") { name } }']) {
      const answer = await asked(query)
      expect(new Set(codesOf(answer))).toEqual(new Set(['INVALID']))
      expect(JSON.parse(answer.text)).not.toHaveProperty('data')
    }
    const misspelt = await asked('{ contact(by: { emial: "a@b.example" }) { id nmae } viewr { id } }')
    expect(codesOf(misspelt).length).toBeGreaterThan(1)
    expect(misspelt.text).not.toMatch(/did you mean|email|viewer/i)

    const { extensions } = JSON.parse((await asked('{ contacts(first: 1) { nodes { id } } }')).text)
    expect(extensions.intercom).toMatchObject({
      actualCalls: 1,
      cacheHits: 0,
      coalesced: 0,
      cost: { fields: 3, limit: 250_000, calls: 1, callLimit: 500 },
    })
    expect(extensions.intercom).not.toHaveProperty('calls')
  })

  test('in development there is all of it', async () => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 1 })
    const asked = (query: string) => askHttp(`${gateway.url}/graphql`, { json: { query } })
    expect(JSON.parse((await asked('{ __schema { queryType { name } } }')).text).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    })
    expect((await asked('{ viewr { id } }')).text).toContain('Did you mean')
    expect(JSON.parse((await asked('{ contacts(first: 1) { nodes { id } } }')).text).extensions.intercom.calls).toMatchObject([
      { route: 'GET /contacts', status: 200 },
    ])
  })
})

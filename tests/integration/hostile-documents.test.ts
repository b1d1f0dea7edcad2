import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askHttp, codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'
import { hostileDocuments } from '../support/hostile-documents.ts'

// none of this runs, so that one gateway serves all of it
let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 1, conversations: 1 })
})
afterAll(() => gateway.dispose())

const refusedFor = async (limit: string) => {
  const { text } = await askHttp(`${gateway.url}/metrics`)
  return Number(new RegExp(`gateway_requests_over_limit_total\\{limit="${limit}"\\} (\\d+)`).exec(text)?.[1] ?? 0)
}

test.each(hostileDocuments)('$name: 400, a sentence of its own, and no call to Intercom', async ({ document, limit }) => {
  const before = limit && (await refusedFor(limit))
  for (const accept of ['application/graphql-response+json', 'text/event-stream']) {
    const answer = await askHttp(`${gateway.url}/graphql`, { json: { query: document }, headers: { accept } })
    const json = accept === 'text/event-stream' ? (/^data: (\{.*)$/m.exec(answer.text)?.[1] ?? '') : answer.text
    if (accept !== 'text/event-stream') expect(answer.status).toBe(400)
    expect(new Set(codesOf({ text: json }))).toEqual(new Set(['INVALID']))
    expect(JSON.parse(json)).not.toHaveProperty('data')
    expect(json.length).toBeLessThan(3_000)
  }
  if (limit) expect(await refusedFor(limit)).toBe(Number(before) + 2)
  expect(gateway.calls).toEqual([])
})

test.each([
  ['deep in each other', { filter: JSON.parse(`${'{"not":'.repeat(1_000)}{}${'}'.repeat(1_000)}`) }, 'maxVariableDepth'],
  ['too many', { filter: { or: Array.from({ length: 6_000 }, () => ({})) } }, 'maxVariableValues'],
])('variables %s: 400, and nothing runs', async (_, variables, limit) => {
  const before = await refusedFor(limit)
  const json = { query: 'query($filter: ContactFilter) { contacts(filter: $filter) { totalCount } }', variables }
  const answer = await askHttp(`${gateway.url}/graphql`, { json, headers: { accept: 'application/graphql-response+json' } })
  expect([answer.status, codesOf(answer)]).toEqual([400, ['INVALID']])
  expect(await refusedFor(limit)).toBe(before + 1)
  expect(gateway.calls).toEqual([])
})

test('variables under the name of a prototype change nothing, or are refused where no such name is known', async () => {
  const asked = async (variables: string) => {
    const body = `{"query": "query($filter: ContactFilter) { viewer { id } contacts(filter: $filter) { totalCount } }", "variables": ${variables}}`
    return JSON.parse(
      (await askHttp(`${gateway.url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).text,
    )
  }
  expect(await asked('{"__proto__": {"filter": {"name": {"eq": "x"}}, "polluted": 1}}')).toMatchObject({
    data: { contacts: { totalCount: 1 } },
  })
  expect((await asked('{"filter": {"__proto__": {"name": {"eq": "x"}}}}')).errors[0].extensions.code).toBe('INVALID')
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  gateway.forgetRequests()
})

test('the queries of GraphiQL, with which it learns the schema, are within the limits', async () => {
  const query = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  })
  const answer = await askHttp(`${gateway.url}/graphql`, { json: { query } })
  expect(JSON.parse(answer.text).data.__schema.queryType).toMatchObject({ name: 'Query' })
})

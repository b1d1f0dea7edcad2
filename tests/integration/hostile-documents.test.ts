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

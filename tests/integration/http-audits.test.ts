import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

// the audits only ask, so that one gateway serves all of them; it is in development, as some of them need introspection
let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 1, conversations: 1 })
})
afterAll(() => gateway.dispose())

const audits = serverAudits({ url: () => `${gateway.url}/graphql` })

test('the audits of "GraphQL over HTTP" are sixty-one', () => {
  expect(audits).toHaveLength(61)
})

// https://graphql.github.io/graphql-over-http/draft/, as the reference implementation audits it: what it only recommends counts as well
test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ id, name, fn }) => {
  const result = await fn()
  expect(result.status === 'ok' ? result : { ...result, response: await result.response.text() }).toEqual({ id, name, status: 'ok' })
})

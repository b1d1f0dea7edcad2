import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { askHttp } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'

const key = 'a-very-secret-key'
const token = 'a-very-secret-token'
const person = 'ana.silva@customer.example'
const secrets = [key, token, person, 'private words of a customer', '/srv/intercom', 'node_modules', 'at Object.<anonymous>', '"stack"']

/** A proxy before Intercom that answers everything with more than anybody should see. */
async function startIndiscreet(status: number, contentType: string) {
  const body = JSON.stringify({
    type: 'error.list',
    request_id: 'req-42',
    errors: [
      {
        code: 'parameter_invalid',
        message: `${person} wrote: private words of a customer; token ${token} at /srv/intercom/app.rb:7`,
        field: 'email',
      },
    ],
    stack: 'at Object.<anonymous>',
  })
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': contentType, 'x-secret': token, 'set-cookie': `session=${token}` })
    response.end(contentType.includes('json') ? body : `<html><pre>${body}</pre></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const questions: { query: string; variables?: Record<string, unknown> }[] = [
  { query: '{ contacts { nodes { email } } }' },
  { query: 'query($email: EmailAddress) { contact(by: { email: $email }) { email } }', variables: { email: person } },
  {
    query: 'query($filter: ContactFilter) { contacts(filter: $filter) { nodes { name } } }',
    variables: { filter: { email: { eq: person } } },
  },
  { query: '{ contact(by: { id: "000000000000000000000001" }) { email } }' },
  { query: '{ conversation(id: 1) { title parts { nodes { id } } } conversations { nodes { id } } }' },
  { query: '{ companies { nodes { id } } collections { nodes { id } } articles { nodes { id } } workspace { name admins { id } } }' },
  { query: `{ contact(by: { externalId: "${person}" }) { id } nothing }` },
  { query: `{ contact(by: { id: "${person}" }) { id } }` },
  { query: `query($email: EmailAddress!) { contact(by: { email: $email }) { id } }`, variables: { email: `${person} and more` } },
]

const answers = [
  [400, 'application/json'],
  [401, 'application/json'],
  [403, 'application/json'],
  [404, 'application/json'],
  [409, 'application/json'],
  [418, 'application/json'],
  [422, 'application/json'],
  [500, 'application/json'],
  [503, 'text/html'],
  [200, 'text/html'],
  [200, 'application/json'],
] as const

test.each(answers)(
  'whatever Intercom says with %i %s, no words of it, no token and no address is in an answer or in the log',
  async (status, contentType) => {
    await using indiscreet = await startIndiscreet(status, contentType)
    const logLines: string[] = []
    await using gateway = await startTestGateway({
      contacts: 1,
      conversations: 1,
      logLines,
      env: { INTERCOM_BASE_URL: indiscreet.url, INTERCOM_ACCESS_TOKEN: token, INTERCOM_WORKSPACE_ID: 'w' },
      configure: (config) => ({ ...config, intercom: { ...config.intercom, maxRetries: 0 } }),
    })
    const texts: string[] = []
    for (const json of questions) {
      const answer = await askHttp(`${gateway.url}/graphql`, { json, headers: { authorization: `Bearer ${key}` } })
      // what the caller sent may come back to it; what came from elsewhere may not
      const mine = JSON.stringify(json)
      texts.push(
        secrets
          .filter((secret) => !mine.includes(secret))
          .reduce((text, secret) => text.replaceAll(secret, `LEAKED ${secret}`), answer.text),
      )
      texts.push(JSON.stringify([...answer.headers]))
    }
    texts.push((await askHttp(`${gateway.url}/health/ready`)).text, (await askHttp(`${gateway.url}/metrics`)).text)
    const told = texts.join('\n')
    expect(told).not.toContain('LEAKED')
    for (const secret of [key, token, 'private words', '/srv/intercom', 'node_modules']) expect(told).not.toContain(secret)
    for (const line of logLines)
      for (const secret of [key, token, person, 'private words', '/srv/intercom']) expect(line).not.toContain(secret)
  },
)

test('an Intercom whose records are not what they should be is one masked sentence, or null', async () => {
  const odd = { type: 'contact', id: { odd: person }, email: [person], custom_attributes: person, companies: 7, created_at: person }
  const server = createServer((request, response) => {
    request.resume()
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ type: 'list', data: [odd], pages: person, total_count: person }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const logLines: string[] = []
  {
    await using gateway = await startTestGateway({
      contacts: 1,
      conversations: 1,
      logLines,
      env: { INTERCOM_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, INTERCOM_WORKSPACE_ID: 'w' },
    })
    const { errors } = await gateway.query('{ contacts { totalCount nodes { id createdAt customAttributes companies { totalCount } } } }')
    for (const { message, extensions } of errors ?? []) {
      expect(extensions.code).toBeOneOf(['INTERNAL', 'UPSTREAM_ERROR'])
      expect(message).not.toContain(person)
    }
    expect(errors).toBeDefined()
  }
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  for (const line of logLines) expect(line).not.toContain(person)
})

test('the lines of a busy day hold ids and routes, and nothing that anybody wrote', async () => {
  const logLines: string[] = []
  await using gateway = await startTestGateway({ contacts: 30, conversations: 10, logLines })
  const { data } = await gateway.query<{ contacts: { nodes: { email: string | null; name: string | null }[] } }>(
    '{ contacts(first: 30) { nodes { email name phone } } }',
  )
  const people = data!.contacts.nodes
  for (const { email } of people.slice(0, 10)) {
    if (email) await gateway.query('query($email: EmailAddress) { contact(by: { email: $email }) { id } }', { email })
  }
  await gateway.query('{ conversations(first: 10) { nodes { title source { body } parts { nodes { ... on CommentPart { body } } } } } }')
  await gateway.query('{ contact(by: { id: "000000000000000000000500" }) { id } }')
  const all = logLines.join('')
  expect(logLines.length).toBeGreaterThan(10)
  for (const { email, name } of people) {
    if (email) expect(all).not.toContain(email)
    if (name) expect(all).not.toContain(name)
  }
  expect(all).not.toMatch(/@[\w-]+\.[a-z]/)
  expect(all).not.toContain('sandbox-token')
})

import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { openConnection, received, sendRaw } from '../../../support/raw-http.ts'
import { startSmallServer } from './small-server.ts'

const schema = buildSchema('type Query { answer: String }')
const post = (body: string, length = body.length) =>
  `POST /sync/crm HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${length}\r\n\r\n${body}`

test('records that stop coming are given up and told, however many came before', async () => {
  const told: unknown[] = []
  await using server = await startSmallServer({
    schema,
    requestTimeoutMs: 300,
    async take({ items }) {
      try {
        for await (const item of items) told.push(item)
      } catch (error) {
        told.push((error as Error).name)
        throw error
      }
      throw new Error('They never end.')
    },
  })
  const connection = await openConnection(server.url)
  connection.write(post('{"id":1}\n{"id":2}\n', 1_000))
  const answer = await received(connection)
  expect(answer).toMatch(/^HTTP\/1.1 408 /)
  expect(answer).toContain('Nothing came for 0.3 s')
  expect(told).toEqual([expect.anything(), expect.anything(), 'BodyTooSlowError'])
})

test('a fault behind a body that was read to its end is answered, and logged', async () => {
  await using server = await startSmallServer({
    schema,
    async take({ items }) {
      for await (const _ of items);
      throw new Error('Nobody foresaw this.')
    },
  })
  const { status, body } = await sendRaw(server.url, post('{"id":1}\n').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
  expect([status, JSON.parse(body)]).toMatchObject([500, { errors: [{ extensions: { code: 'INTERNAL' } }] }])
  expect(server.lines.map(({ msg, route }) => route ?? msg)).toEqual(['a request failed outside GraphQL', '/sync/{name}'])
})

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createAskIntercom, isAnswer, isGood } from '../../../../src/cli/doctor/ask-intercom.ts'
import { freePort } from '../../../support/redis.ts'

type Serve = (request: IncomingMessage, response: ServerResponse) => void

/** A server that answers so, and who asks it. */
async function asking(serve: Serve, { path = '', timeoutMs = 2_000 } = {}) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    serve(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const intercom = createAskIntercom({ baseUrl: `http://user:pass@${place}${path}`, token: 'the-token', version: '2.14', timeoutMs })
  return {
    ...intercom,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const json =
  (status: number, body: unknown, headers = {}): Serve =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

test('a question goes out with the token and the version, below the path of the base URL and without its password', async () => {
  await using intercom = await asking(json(200, { id: '1' }), { path: '/intercom/' })
  const outcome = await intercom.ask({ method: 'GET', path: '/me' })
  await intercom.ask({ method: 'POST', path: '/contacts/search?a=b', body: {}, version: '2.16' })
  await intercom.ask({ method: 'GET', path: '/me', version: null })
  expect(isGood(outcome) && outcome.body).toEqual({ id: '1' })
  expect(intercom.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /intercom/me',
    'POST /intercom/contacts/search?a=b',
    'GET /intercom/me',
  ])
  expect(intercom.seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer the-token'))
  expect(intercom.seen.map(({ headers }) => headers['intercom-version'])).toEqual(['2.14', '2.16', undefined])
  expect(intercom.calls()).toBe(3)
})

test('an error is an answer too, with its code, and nothing else of its words', async () => {
  const errors = [{ code: 'forbidden', message: 'not for the-token' }]
  await using refusing = await asking(json(403, { type: 'error.list', errors }))
  expect(await refusing.ask({ method: 'GET', path: '/tags' })).toMatchObject({ status: 403, code: 'forbidden' })
  for (const body of [
    { errors: [{ code: 'a code with spaces' }] },
    { errors: [] },
    { errors: [null] },
    null,
    'text',
    { errors: [{ code: 7 }] },
  ]) {
    await using odd = await asking(json(400, body))
    expect(await odd.ask({ method: 'GET', path: '/tags' })).toMatchObject({ status: 400, code: undefined })
  }
})

test('the last answer tells the rate limit', async () => {
  let remaining = 9
  await using intercom = await asking((request, response) =>
    json(
      200,
      {},
      { 'x-ratelimit-limit': 167, 'x-ratelimit-remaining': remaining--, 'x-ratelimit-reset': 1_750_000_000 },
    )(request, response),
  )
  expect(intercom.rateLimit()).toBeNull()
  await intercom.ask({ method: 'GET', path: '/me' })
  await intercom.ask({ method: 'GET', path: '/me' })
  expect(intercom.rateLimit()).toMatchObject({ limit: 167, remaining: 8 })
})

test('a redirect is told, and not followed with the token', async () => {
  await using intercom = await asking((_, response) => void response.writeHead(302, { location: '/elsewhere' }).end())
  expect(await intercom.ask({ method: 'GET', path: '/me' })).toMatchObject({ status: 302 })
  expect(intercom.seen).toHaveLength(1)
})

test('a page of HTML is an answer without a body', async () => {
  await using intercom = await asking((_, response) => void response.end('<html>'))
  const outcome = await intercom.ask({ method: 'GET', path: '/me' })
  expect([isAnswer(outcome), isGood(outcome)]).toEqual([true, false])
})

test.each<[string, Serve]>([
  ['no headers', () => {}],
  ['half a body', (_, response) => void response.writeHead(200, { 'content-length': 100 }).write('{')],
])('%s in time are no answer', async (_, serve) => {
  await using intercom = await asking(serve, { timeoutMs: 150 })
  expect(await intercom.ask({ method: 'GET', path: '/me' })).toEqual({ why: 'no answer within 150 ms' })
})

test('a connection that is refused, or breaks, is told by its code', async () => {
  const port = await freePort()
  const nobody = createAskIntercom({ baseUrl: `http://127.0.0.1:${port}`, token: 't', version: '2.14', timeoutMs: 2_000 })
  expect(await nobody.ask({ method: 'GET', path: '/me' })).toEqual({ why: 'ECONNREFUSED' })
  await using breaking = await asking((request) => void request.socket.destroy())
  expect(await breaking.ask({ method: 'GET', path: '/me' })).toEqual({ why: 'UND_ERR_SOCKET' })
})

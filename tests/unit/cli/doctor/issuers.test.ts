import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { judgeIssuer, lookAtIssuer } from '../../../../src/cli/doctor/issuers.ts'
import { freePort } from '../../../support/redis.ts'

const issuer = { issuer: 'https://id.example.com/', jwksUrl: 'https://id.example.com/jwks.json' }

test('an issuer that publishes keys is fine', () => {
  expect(judgeIssuer(issuer, { keys: 2 })).toEqual({
    check: 'keys of https://id.example.com/',
    status: 'ok',
    found: '2 keys at https://id.example.com/jwks.json',
  })
})

test.each([
  [{ keys: 0 }, 'https://id.example.com/jwks.json has no key'],
  [{ why: 'ENOTFOUND' }, 'https://id.example.com/jwks.json does not answer with keys: ENOTFOUND'],
])('one that answers %j is a failure', (keys, found) => {
  expect(judgeIssuer(issuer, keys)).toMatchObject({ status: 'failure', found, fix: expect.stringContaining('jwks_uri') })
})

describe('a look', () => {
  async function lookAt(status: number, body: string | undefined) {
    const server = createServer((_, response) => {
      if (body !== undefined) response.writeHead(status, { location: '/elsewhere' }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      return await lookAtIssuer({ jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks` }, 300)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  test.each([
    [200, '{"keys":[{"kty":"EC"}]}', { keys: 1 }],
    [200, '{"keys":[]}', { keys: 0 }],
    [200, '{}', { why: 'it is no set of keys' }],
    [200, 'null', { why: 'it is no set of keys' }],
    [200, '<html>', { why: 'it is not JSON' }],
    [404, '{"keys":[]}', { why: '404' }],
    [302, '', { why: '302' }],
    [200, undefined, { why: 'no answer within 300 ms' }],
  ])('at %i %j finds %j', async (status, body, found) => {
    expect(await lookAt(status, body)).toEqual(found)
  })

  test('at nobody tells the code', async () => {
    expect(await lookAtIssuer({ jwksUrl: `http://127.0.0.1:${await freePort()}/` }, 2_000)).toEqual({ why: 'ECONNREFUSED' })
  })
})

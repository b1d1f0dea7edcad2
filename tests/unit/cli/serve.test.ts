import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { launch } from '../../support/child.ts'

const gateway = (env: Record<string, string> = {}, ...args: string[]) => launch(['src/main.ts', ...args], { env: { PORT: '0', ...env } })
const ready = /the graph (?:is|are) at (http:\S+)\/graphql/

const ask = async (url: string, query: string) => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  return { status: answer.status, body: await answer.json() }
}

describe('a start', () => {
  test('with nothing configured says first that it is the sandbox, in memory, and where GraphiQL is; SIGTERM ends it, exit 0', async () => {
    await using child = gateway()
    const [, url] = await child.says(ready)
    const [first] = child.written.stdout.split('\n')
    expect(first).toContain('starting against the embedded sandbox Intercom, in memory')
    expect(first).toContain('what webhooks tell, until this process ends (REDIS_URL is not set)')
    expect(child.written.stdout).toContain('its desk is open')
    expect(child.written.stdout).toContain(`ready: GraphiQL and the graph are at ${url}/graphql`)
    expect(await ask(url!, '{ workspace { name } }')).toMatchObject({
      status: 200,
      body: { data: { workspace: { name: expect.any(String) } } },
    })
    child.kill('SIGTERM')
    expect(await child.ended).toMatchObject({ code: 0, stderr: '' })
  })

  test('says nothing of a desk where it is to stay closed', async () => {
    await using child = gateway({}, '--no-desk')
    await child.says(ready)
    expect(child.written.stdout).not.toContain('desk')
  })

  test('in production says where it reads from, in JSON, and neither GraphiQL nor a secret', async () => {
    await using sandbox = await startSandbox({ contacts: 1, conversations: 0, token: 'hunter2' })
    await using child = gateway({
      NODE_ENV: 'production',
      INTERCOM_BASE_URL: sandbox.url,
      INTERCOM_ACCESS_TOKEN: 'hunter2',
      INTERCOM_CLIENT_SECRET: 'hunter3',
      GATEWAY_API_KEYS: `web:${'ab'.repeat(32)}:CONTACTS_READ`,
    })
    await child.says(ready)
    const lines = child.written.stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      expect.stringContaining('starting against the Intercom that INTERCOM_BASE_URL names, API version 2.14'),
      expect.stringMatching(/^idempotency keys and jobs are kept in memory: none survives a restart/),
      expect.stringMatching(/^ready: the graph is at /),
    ])
    expect(child.written.stdout).not.toMatch(/hunter|abab/)
  })

  test('against a real workspace without API keys warns that everybody may read', async () => {
    await using sandbox = await startSandbox({ contacts: 1, conversations: 0 })
    await using child = gateway({ INTERCOM_BASE_URL: sandbox.url, INTERCOM_ACCESS_TOKEN: 'sandbox-token' })
    await child.says(/warn {2}GATEWAY_API_KEYS is not set: whoever reaches this address reads the whole workspace/)
  })

  test('with a configuration that cannot be used tells every problem, without a stack, exit 1', async () => {
    const { code, stdout, stderr } = await gateway({ NODE_ENV: 'production', PORT: 'x' }).ended
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      'config: PORT is "x"; expected a port, 0 to 65535 (0 takes any free one)\n' +
        'config: NODE_ENV is "production", which needs INTERCOM_ACCESS_TOKEN, INTERCOM_CLIENT_SECRET and GATEWAY_API_KEYS to be set; in place of GATEWAY_API_KEYS, an issuer of tokens in api.jwt will do\n',
    )
  })

  test('on a taken port says so, exit 1; --port wins over PORT', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    const { port } = await new Promise<AddressInfo>((resolve) => other.once('listening', () => resolve(other.address() as AddressInfo)))
    try {
      const { code, stdout } = await gateway({}, '--port', String(port)).ended
      expect(code).toBe(1)
      expect(stdout).toContain(`fatal port ${port} of 127.0.0.1 is taken by another process; choose one with PORT, 0 takes any free one`)
    } finally {
      other.close()
    }
  })
})

import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { askHttp } from '../support/ask-http.ts'
import { launch } from '../support/child.ts'
import { startTestGateway } from '../support/gateway.ts'
import { openConnection } from '../support/raw-http.ts'
import { startRedis } from '../support/redis.ts'

const json = { query: '{ contacts(first: 2) { nodes { id tags { name } } } }' }

test('what runs is finished with everything it needs, nothing new is taken, and the stop is over as soon as that is', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  const gateway = await startTestGateway({ sandbox, env: { REDIS_URL: redis.url } })
  const idle = await openConnection(gateway.url)
  sandbox.control.pause('*')
  const running = Array.from({ length: 5 }, () => askHttp(`${gateway.url}/graphql`, { json }))
  await vi.waitFor(() => expect(gateway.calls).not.toEqual([]))

  const stopped = gateway.dispose()
  await once(idle, 'close')
  await expect(askHttp(`${gateway.url}/health/live`)).rejects.toThrow('fetch failed')
  sandbox.control.resume('*')
  for (const answer of await Promise.all(running)) {
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
    expect(JSON.parse(answer.text).errors).toBeUndefined()
  }
  const startedAtMs = performance.now()
  await stopped
  expect(performance.now() - startedAtMs).toBeLessThan(1_000)
})

test('what does not end is cut off in time, with everything else closed', async () => {
  await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  const gateway = await startTestGateway({
    sandbox,
    configure: (config) => ({ ...config, api: { ...config.api, shutdownTimeoutMs: 300 } }),
  })
  sandbox.control.pause('*')
  const running = askHttp(`${gateway.url}/graphql`, { json }).catch((error: Error) => error.message)
  await vi.waitFor(() => expect(gateway.calls).not.toEqual([]))
  const startedAtMs = performance.now()
  await gateway.dispose()
  expect(performance.now() - startedAtMs).toBeLessThan(2_000)
  expect(await running).toBe('fetch failed')
  sandbox.control.resume('*')
})

test('a refresh behind an answer that Intercom does not give holds up no stop', async () => {
  await using sandbox = await startSandbox({ contacts: 1, conversations: 0 })
  const gateway = await startTestGateway({
    sandbox,
    configure: (config) => ({
      ...config,
      intercom: { ...config.intercom, timeoutMs: 600_000 },
      cache: { ...config.cache, kinds: { ...config.cache.kinds, admin: { ttlSeconds: 1, staleWhileRevalidateSeconds: 600 } } },
    }),
  })
  const names = () => gateway.query('{ workspace { admins { name } } }')
  const known = await names()
  gateway.forgetRequests()
  sandbox.control.pause('GET /admins')
  await vi.waitFor(
    async () => {
      expect((await names()).data).toEqual(known.data)
      expect(gateway.calls).toContain('GET /admins')
    },
    { timeout: 10_000, interval: 100 },
  )
  await gateway.dispose()
  sandbox.control.resume('GET /admins')
})

test.each(['SIGTERM', 'SIGINT'] as const)('the program, told %s while it serves, answers first and exits 0', async (signal) => {
  await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  await using program = launch(['src/main.ts'], {
    env: { PORT: '0', INTERCOM_BASE_URL: sandbox.url, INTERCOM_ACCESS_TOKEN: 'sandbox-token', HOME: process.env.HOME ?? '' },
  })
  const [url] = await program.says(/http:\/\/127\.0\.0\.1:\d+/)
  sandbox.control.pause('GET /contacts')
  const running = askHttp(`${url}/graphql`, { json })
  await vi.waitFor(() => expect(sandbox.requests).toContain('GET /contacts'))
  program.kill(signal)
  await vi.waitFor(() => expect(askHttp(`${url}/health/live`)).rejects.toThrow('fetch failed'))
  sandbox.control.resume('GET /contacts')
  expect(JSON.parse((await running).text).data.contacts.nodes).toHaveLength(2)
  expect(await program.ended).toMatchObject({ code: 0, stderr: '' })
})

test('npm start, told SIGTERM, leaves nothing running', async () => {
  await using npm = launch([process.env.npm_execpath ?? '', 'start'], { env: { PORT: '0', HOME: process.env.HOME ?? '' } })
  const [url] = await npm.says(/http:\/\/127\.0\.0\.1:\d+/)
  expect((await askHttp(`${url}/health/ready`)).status).toBe(200)
  npm.kill('SIGTERM')
  // its output closes when the last process that writes to it has ended
  const { code, signal, stdout } = await npm.ended
  // npm ends as the shell did that it started us through: with us, or of the signal
  expect(code ?? signal).toBeOneOf([0, 'SIGTERM'])
  expect(stdout).not.toMatch(/error|fatal/)
  await expect(askHttp(`${url}/health/live`)).rejects.toThrow('fetch failed')
})

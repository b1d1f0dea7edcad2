import { once } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { askHttp } from '../support/ask-http.ts'
import { launch } from '../support/child.ts'
import { startTestGateway } from '../support/gateway.ts'
import { openConnection, received } from '../support/raw-http.ts'
import { startRedis } from '../support/redis.ts'

/** A stop that waits for requests so long, and an Intercom that is waited for longer. */
const waitingFor = (shutdownTimeoutMs: number) => (config: Config) => ({
  ...config,
  api: { ...config.api, shutdownTimeoutMs },
  intercom: { ...config.intercom, timeoutMs: 600_000 },
})

const json = { query: '{ contacts(first: 2) { nodes { id tags { name } } } }' }

test('what runs is finished with everything it needs, nothing new is taken, and the stop is over as soon as that is', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  const gateway = await startTestGateway({ sandbox, env: { REDIS_URL: redis.url }, configure: waitingFor(600_000) })
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
  await stopped
})

test('a stop of a gateway whose Redis and Intercom are well is no reason for a warning', async () => {
  await using redis = await startRedis()
  await using values = await startRedis()
  const logLines: string[] = []
  const env = { REDIS_URL: redis.url, REDIS_CACHE_URL: values.url }
  // a busy machine makes Redis late, which is a reason
  const configure = (config: Config) => ({ ...config, cache: { ...config.cache, redisTimeoutMs: 10_000 } })
  const gateway = await startTestGateway({ contacts: 5, conversations: 1, env, logLines, configure })
  expect((await askHttp(`${gateway.url}/graphql`, { json })).status).toBe(200)
  await gateway.dispose()
  expect(logLines.filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([])
})

/** What a caller is told whose request a stop could not wait for. */
const givenUp = [
  { message: 'GET /contacts was given up: the gateway is stopping.', extensions: { code: 'UPSTREAM_UNREACHABLE', retryable: true } },
]

test('what does not end is answered in time with an error that says why, and the log has where the stop began and ended', async () => {
  await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
  const logLines: string[] = []
  const gateway = await startTestGateway({ sandbox, configure: waitingFor(300), logLines })
  sandbox.control.pause('*')
  const running = askHttp(`${gateway.url}/graphql`, { json })
  await vi.waitFor(() => expect(gateway.calls).not.toEqual([]))
  await gateway.dispose()
  expect(JSON.parse((await running).text).errors).toMatchObject(givenUp)
  sandbox.control.resume('*')
  const told = logLines.map((line) => JSON.parse(line).msg)
  const ofTheStop = /^(stopping: .*|requests still run; .*|request served|stopped: .*)$/
  expect(
    told.slice(told.findIndex((sentence) => sentence.startsWith('stopping: '))).filter((sentence) => ofTheStop.test(sentence)),
  ).toEqual([
    'stopping: what runs is finished, nothing new is taken',
    'requests still run; what they wait for is given up',
    'request served',
    'stopped: every connection is closed',
  ])
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

/** What a stop may take in all, whatever happens. */
const stopWithinMs = 10_000

/** Told SIGTERM, and once more as some who stop processes do: how it ended. */
async function endOf(program: ReturnType<typeof launch>) {
  const startedAtMs = performance.now()
  program.kill('SIGTERM')
  setTimeout(() => program.kill('SIGTERM'), 200)
  const { code, stderr } = await program.ended
  return { code, stderr, isInTime: performance.now() - startedAtMs < stopWithinMs }
}
const ended = { code: 0, stderr: '', isInTime: true }

const env = (sandbox: { url: string }, more: Record<string, string> = {}) => ({
  PORT: '0',
  INTERCOM_BASE_URL: sandbox.url,
  INTERCOM_ACCESS_TOKEN: 'sandbox-token',
  ...more,
})

const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href)

/** The program, whose teammates are old after a second, shown for ten minutes more, and waited for as long. */
const quicklyOld = `
  import { keepRunning } from ${source('cli/running.ts')}
  import { loadConfig } from ${source('config.ts')}
  import { startGateway } from ${source('gateway.ts')}
  import { createLogger } from ${source('monitoring/logger.ts')}
  const { cache, intercom, ...rest } = loadConfig({ env: process.env })
  const admin = { ttlSeconds: 1, staleWhileRevalidateSeconds: 600 }
  const config = { ...rest, intercom: { ...intercom, timeoutMs: 600_000 }, cache: { ...cache, kinds: { ...cache.kinds, admin } } }
  const start = async (stopping) => {
    const gateway = await startGateway({ config, log: createLogger(config.monitoring), stopping })
    console.log(gateway.url)
    return gateway
  }
  keepRunning(start, (error, sentence) => console.error(sentence, error))`

describe('the program ends in time, exit 0, told SIGTERM', () => {
  test('while it starts before an Intercom that takes calls and answers none', async () => {
    await using sandbox = await startSandbox({ contacts: 1, conversations: 0 })
    sandbox.control.pause('*')
    await using program = launch(['src/main.ts'], { env: env(sandbox) })
    await vi.waitFor(() => expect(sandbox.requests).toEqual(['GET /me']), 30_000)
    expect(await endOf(program)).toEqual(ended)
    expect(program.written.stdout).not.toMatch(/ready|error|fatal/)
  })

  test('while the Redis it uses hangs, and a caller waits for what Intercom does not answer', async () => {
    await using redis = await startRedis()
    await using values = await startRedis()
    await using sandbox = await startSandbox({ contacts: 5, conversations: 1 })
    await using program = launch(['src/main.ts'], { env: env(sandbox, { REDIS_URL: redis.url, REDIS_CACHE_URL: values.url }) })
    const [url] = await program.says(/http:\/\/127\.0\.0\.1:\d+/)
    sandbox.control.pause('GET /contacts')
    const running = askHttp(`${url}/graphql`, { json })
    await vi.waitFor(() => expect(sandbox.requests).toContain('GET /contacts'))
    redis.pause()
    values.pause()
    expect(await endOf(program)).toEqual(ended)
    expect(JSON.parse((await running).text).errors).toMatchObject(givenUp)
  })

  test('while a refresh behind an answer waits for what Intercom does not answer', async () => {
    await using sandbox = await startSandbox({ contacts: 1, conversations: 0 })
    await using program = launch(['--input-type=module', '--eval', quicklyOld], { env: env(sandbox) })
    const [url] = await program.says(/http:\/\/127\.0\.0\.1:\d+/)
    const names = () => askHttp(`${url}/graphql`, { json: { query: '{ workspace { admins { name } } }' } })
    expect((await names()).status).toBe(200)
    sandbox.forgetRequests()
    sandbox.control.pause('GET /admins')
    await vi.waitFor(
      async () => {
        expect((await names()).status).toBe(200)
        expect(sandbox.requests).toContain('GET /admins')
      },
      { timeout: 20_000, interval: 100 },
    )
    expect(await endOf(program)).toEqual(ended)
  })

  test('while clients hold connections: one used, one silent, one in the middle of its headers, one in the middle of its body', async () => {
    await using sandbox = await startSandbox({ contacts: 1, conversations: 0 })
    await using program = launch(['src/main.ts'], { env: env(sandbox) })
    const [url] = await program.says(/http:\/\/127\.0\.0\.1:\d+/)
    const starts = [
      'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n',
      '',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"query": ',
    ]
    const connections = await Promise.all(
      starts.map(async (start) => {
        const connection = await openConnection(url)
        connection.write(start)
        return connection
      }),
    )
    await once(connections[0]!, 'data')
    const closed = connections.map(received)
    expect(await endOf(program)).toEqual(ended)
    await Promise.all(closed)
  })
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

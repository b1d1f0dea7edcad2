import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { cli, launch } from '../../support/child.ts'
import { startReceiver } from '../sandbox/webhooks/receiver.ts'

const start = (...args: string[]) => launch(['src/cli/main.ts', 'sandbox', '--port', '0', ...args])

test('it prints where it is and its token, serves, and stops on a signal', async () => {
  await using sandbox = start('--contacts', '7', '--conversations', '3', '--log-requests')
  const [, url, token] = await sandbox.says(/sandbox Intercom at (http:\/\/127\.0\.0\.1:\d+), token (\S+);/)
  const answer = await fetch(`${url}/contacts`, { headers: { authorization: `Bearer ${token}` } })
  expect(await answer.json()).toMatchObject({ total_count: 7 })
  await sandbox.says(/GET \/contacts 200/)
  sandbox.kill('SIGTERM')
  expect(await sandbox.ended).toMatchObject({ code: 0, stderr: '' })
})

test('it takes the token, the latency and the rate limit it is told', async () => {
  await using sandbox = start('--contacts', '1', '--conversations', '0', '--token', 'mine', '--latency-ms', '150', '--rate-limit', '1')
  const [, url] = await sandbox.says(/at (\S+), token mine;/)
  const ask = async (token: string) => (await fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await ask('sandbox-token')).toBe(401)
  const startedMs = performance.now()
  const statuses = await Promise.all([ask('mine'), ask('mine'), ask('mine')])
  // three in the same instant, two when the ten seconds of a window end between them
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1)
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(149)
})

test('it tells an endpoint what happens, signed with the secret it is told', async () => {
  await using receiver = await startReceiver()
  await using sandbox = start('--contacts', '5', '--conversations', '1', '--webhook-url', receiver.url, '--client-secret', 'hush')
  const [, url] = await sandbox.says(/at (\S+), token/)
  await fetch(`${url}/__sandbox__/ping`, { method: 'POST' })
  await expect.poll(() => receiver.topics()).toEqual(['ping'])
  const { body, signature } = receiver.requests.at(-1)!
  expect(signature).toBe(`sha1=${createHmac('sha1', 'hush').update(body).digest('hex')}`)
})

test('its desk is open when it is asked for', async () => {
  await using receiver = await startReceiver()
  await using sandbox = start('--contacts', '5', '--conversations', '3', '--webhook-url', receiver.url, '--desk', '--desk-every-ms', '20')
  await sandbox.says(/at (\S+), token/)
  await expect.poll(() => receiver.topics().filter((topic) => topic.startsWith('conversation.')).length).toBeGreaterThan(2)
})

test('a taken port is told in words, exit 1', async () => {
  await using first = start('--contacts', '1', '--conversations', '0')
  const [, port] = await first.says(/127\.0\.0\.1:(\d+)/)
  const second = await cli(['sandbox', '--port', port ?? ''])
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toBe(`the start failed: port ${port} of 127.0.0.1 is taken; choose one with --port, 0 takes any free one\n`)
})

import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask } from '../ask.ts'
import { aWorld } from '../small-world.ts'

test('the requests above the limit of a window answer 429 until the reset that the headers announce', async () => {
  let nowMs = Date.UTC(2025, 5, 15, 12, 0, 3)
  await using sandbox = await startSandbox({ world: aWorld(), clock: () => new Date(nowMs), rateLimit: { perWindow: 3 } })
  const rate = async () => {
    const { status, headers } = await ask(sandbox, '/me')
    return [status, ...['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)))]
  }
  const reset = Date.UTC(2025, 5, 15, 12, 0, 10) / 1000
  expect(await rate()).toEqual([200, 3, 2, reset])
  expect(await rate()).toEqual([200, 3, 1, reset])
  expect(await rate()).toEqual([200, 3, 0, reset])
  expect(await rate()).toEqual([429, 3, 0, reset])
  nowMs = reset * 1000 - 1
  expect(await rate()).toEqual([429, 3, 0, reset])
  nowMs = reset * 1000
  expect(await rate()).toEqual([200, 3, 2, reset + 10])
})

test('a refusal is an error list that names the limit and the window', async () => {
  await using sandbox = await startSandbox({ world: aWorld(), clock: () => new Date(0), rateLimit: { perWindow: 0 } })
  expect(await ask(sandbox, '/tags')).toMatchObject({
    status: 429,
    body: { type: 'error.list', errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 0 in 10_seconds' }] },
  })
})

test('requests without a valid token do not count', async () => {
  await using sandbox = await startSandbox({ world: aWorld(), clock: () => new Date(0), rateLimit: { perWindow: 1 } })
  for (let at = 0; at < 5; at++) await ask(sandbox, '/me', { token: 'wrong' })
  expect((await ask(sandbox, '/me')).status).toBe(200)
  expect((await ask(sandbox, '/me')).status).toBe(429)
})

test('without a limit nothing is refused and the headers are generous; errors carry them too', async () => {
  await using sandbox = await startSandbox({ world: aWorld() })
  const { status, headers } = await ask(sandbox, '/contacts/none')
  expect(status).toBe(404)
  expect(Number(headers.get('x-ratelimit-remaining'))).toBeGreaterThan(100_000)
})

import { expect, test } from 'vitest'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { ask } from './ask.ts'
import { aWorld } from './small-world.ts'

test.each([401, 403, 429, 500, 503])('the ids made of %i answer with that status and an error list', async (status) => {
  await using sandbox = await startSandbox({ world: aWorld() })
  const hex = String(status).padStart(24, '0')
  for (const path of [
    `/contacts/${hex}`,
    `/contacts/${hex}/notes`,
    `/companies/${hex}`,
    `/segments/${hex}`,
    `/conversations/${status}000000000${status}`,
    `/articles/${status}000000000${status}`,
  ]) {
    expect(await ask(sandbox, path), path).toMatchObject({ status, body: { type: 'error.list' } })
  }
})

test('the ids made of 200 answer with a page of HTML', async () => {
  await using sandbox = await startSandbox({ world: aWorld() })
  for (const path of ['/contacts/000000000000000000000200', '/conversations/200000000000200']) {
    const { status, headers, text } = await ask(sandbox, path)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(() => JSON.parse(text)).toThrow()
  }
})

test('the ids made of 408 are not answered before the client gives up', async () => {
  await using sandbox = await startSandbox({ world: aWorld() })
  for (const path of ['/contacts/000000000000000000000408', '/conversations/408000000000408']) {
    await expect(ask(sandbox, path, { signal: AbortSignal.timeout(80) })).rejects.toThrow('timeout')
  }
  await expect
    .poll(() => sandbox.log.map(({ status, endedAtMs }) => [status, endedAtMs !== null]))
    .toEqual([
      [null, true],
      [null, true],
    ])
})

test('a sentinel acts only for who is let in', async () => {
  await using sandbox = await startSandbox({ world: aWorld() })
  expect((await ask(sandbox, '/contacts/000000000000000000000500', { token: 'wrong' })).status).toBe(401)
})

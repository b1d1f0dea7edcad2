import { test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startRedis } from '../support/redis.ts'
import { correctedForMs, indexLagMs, seeCorrectionsEnd, startBehind } from '../support/written-lists.ts'
import { aContact, aWorld } from '../unit/sandbox/small-world.ts'

test('three minutes after a write, and the time of a page, no list is corrected by it any more, on both of two processes', {
  timeout: 600_000,
}, async () => {
  await using parts = new AsyncDisposableStack()
  const { url } = parts.use(await startRedis())
  const world = aWorld({ contacts: [aContact(1, { email: 'one@acme.io', external_id: 'u1' })] })
  const sandbox = parts.use(await startSandbox({ world, indexLagMs }))
  const start = async () => parts.use(await startBehind(sandbox, { REDIS_URL: url }))
  await seeCorrectionsEnd(sandbox, [await start(), await start()], () => new Promise((resolve) => setTimeout(resolve, correctedForMs)))
})

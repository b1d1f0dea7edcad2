import { afterEach, expect, test, vi } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startRedis } from '../support/redis.ts'
import { correctedForMs, indexLagMs, listsOf, seeCorrectionsEnd, startBehind, write } from '../support/written-lists.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const world = () => aWorld({ contacts: [aContact(1, { email: 'one@acme.io', external_id: 'u1' })] })

afterEach(() => void vi.useRealTimers())

test('while the index is three minutes behind, every list shows what was written at once, on another process too', {
  timeout: 120_000,
}, async () => {
  await using parts = new AsyncDisposableStack()
  const { url } = parts.use(await startRedis())
  const sandbox = parts.use(await startSandbox({ world: world(), indexLagMs }))
  const [writer, other] = [
    parts.use(await startBehind(sandbox, { REDIS_URL: url })),
    parts.use(await startBehind(sandbox, { REDIS_URL: url })),
  ]
  const both = async (everybody: (string | undefined)[], acme: (string | undefined)[]) => {
    for (const gateway of [other, writer])
      expect(await listsOf(gateway)).toEqual({ everybody: everybody.toSorted(), acme: acme.toSorted() })
  }
  await both([hexId(1)], [hexId(1)])
  const made = await write(writer, 'contactCreate(input: { email: "two@acme.io" })')
  await both([hexId(1), made], [hexId(1), made])
  await write(writer, `contactUpdate(id: "${made}", input: { email: "two@other.io" })`)
  await both([hexId(1), made], [hexId(1)])
  await write(writer, `contactArchive(id: "${hexId(1)}")`)
  await both([made], [])
  await write(writer, `contactUnarchive(id: "${hexId(1)}")`)
  await both([hexId(1), made], [hexId(1)])
  await write(writer, `contactDelete(id: "${made}")`)
  await both([hexId(1)], [hexId(1)])
})

// on two processes, and by the clock on the wall: tests/soak/index-lag.test.ts
test('when the three minutes are over, and the time of a page, nothing is corrected any more: the index is believed', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.use(await startSandbox({ world: world(), indexLagMs }))
  const gateway = parts.use(await startBehind(sandbox))
  await seeCorrectionsEnd(sandbox, [gateway], () => vi.setSystemTime(Date.now() + correctedForMs + 1_000))
})

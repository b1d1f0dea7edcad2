import { setTimeout as delay } from 'node:timers/promises'
import { usageOf } from '../../tests/support/processes.ts'
import { createAnnouncer } from './announcer.ts'
import { type House, startHouse } from './measure.ts'
import { openSubscribers } from './subscribers.ts'

export type Stalled = { sockets: number; bytesEach: number; cutAfterMs: number }

const sockets = 50
const perSocket = 10
const eventsBefore = 15
const events = 50
const giveUpAfterMs = 90_000
const lookEveryMs = 200

/** Names of so many letters make messages large, so that what the system buffers for a socket is full after few events. */
const query = `subscription { told: conversationEvents { __typename ... on ConversationPartAdded { partId ${'x'.repeat(8_000)}: conversationId } } }`

/**
 * What it costs a gateway, configured as it is delivered, that its clients stop reading: they are told the same before, reading it, so what
 * memory comes on top is theirs. Resolves with what is measured until all are cut; what waits for that costs nothing meanwhile.
 */
export async function measureStalled(house: House): Promise<{ untilCut: Promise<Stalled> } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const gateway = stack.use(await startHouse(house))
  const all = stack.use(await openSubscribers({ url: gateway.url, sockets, perSocket, askedOf: () => ({ query }) }))
  const announcer = createAnnouncer({ ...house, url: gateway.url, atOnce: 4 })
  const conversations = house.conversations.slice(0, events)
  await announcer.announceAll(conversations.slice(0, eventsBefore))
  await all.all(sockets * perSocket * eventsBefore)
  const { residentBytes: before } = await usageOf(gateway)

  all.stopReading()
  const stoppedAtMs = performance.now()
  let most = before
  const look = async () => {
    most = Math.max(most, (await usageOf(gateway)).residentBytes)
  }
  for (const conversation of conversations) {
    await announcer.announceAll([conversation])
    await look()
  }
  async function untilAllAreCut(): Promise<Stalled> {
    while ((await cutsOf(gateway.url)) < sockets) {
      if (performance.now() - stoppedAtMs > giveUpAfterMs)
        throw new Error(`Of ${sockets} who did not read ${await cutsOf(gateway.url)} were cut.`)
      await look()
      await delay(lookEveryMs)
    }
    return { sockets, bytesEach: (most - before) / sockets, cutAfterMs: performance.now() - stoppedAtMs }
  }
  const untilCut = untilAllAreCut()
  // it is waited for later, and may have failed by then
  untilCut.catch(() => {})
  const opened = stack.move()
  return { untilCut, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

async function cutsOf(url: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text()
  return [...page.matchAll(/^gateway_stream_cuts_total\{transport="websocket",.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
}

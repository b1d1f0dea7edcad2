import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'

export type Asked = { query: string; variables?: Record<string, unknown> }

type SubscribersOptions = {
  url: string
  sockets: number
  /** What each subscription of each socket asks for: the n-th of all is on socket n / perSocket. */
  perSocket: number
  askedOf(subscriber: number): Asked
}

const subscribeWithinMs = 60_000
const silentForMs = 20_000
const lookEveryMs = 20

/**
 * Many subscriptions over few sockets, in the protocol of graphql-ws, spoken here without its client so that the machine's time goes to whoever tells:
 * of a message nothing is read but whose it is and which part it is about. What nobody expects is an error: a part that a subscriber is told
 * twice, a gap, an operation that ends. Resolves when all have been told that they are caught up.
 */
export async function openSubscribers({ url, sockets: count, perSocket, askedOf }: SubscribersOptions) {
  const told = Array.from({ length: count * perSocket }, () => new Set<number>())
  let caughtUp = 0
  let deliveries = 0
  let lastAtMs = 0
  let failure: Error | undefined
  let isClosing = false
  const fail = (why: string) => {
    if (!isClosing) failure ??= new Error(why)
  }

  function take(text: string) {
    const id = /^\{"id":"(\d+)","type":"next"/.exec(text)?.[1]
    const part = /"partId":"[^"]*:(\d+)"/.exec(text)?.[1]
    if (id === undefined) return fail(`instead of an event came ${text.slice(0, 300)}`)
    if (part === undefined) {
      if (!text.includes('"StreamCaughtUp"')) return fail(`instead of an event came ${text.slice(0, 300)}`)
      caughtUp += 1
      return
    }
    const parts = told[Number(id)]
    if (!parts || parts.has(Number(part))) return fail(`subscriber ${id} was told of part ${part} twice, or is none`)
    parts.add(Number(part))
    deliveries += 1
    lastAtMs = performance.now()
  }

  async function openSocket(at: number) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false })
    await once(socket, 'open')
    socket.send('{"type":"connection_init"}')
    await once(socket, 'message')
    socket.on('message', (data) => void take(String(data)))
    socket.on('close', (code, reason) => void fail(`socket ${at} was closed: ${code} ${reason}`))
    for (let id = at * perSocket; id < (at + 1) * perSocket; id++) {
      socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: askedOf(id) }))
    }
    return socket
  }

  async function until(isSo: () => boolean, withinMs: () => number) {
    while (!isSo()) {
      if (failure) throw failure
      if (withinMs() < 0)
        throw new Error(`${caughtUp} of ${told.length} were caught up, ${deliveries} events told, and nothing came any more.`)
      await delay(lookEveryMs)
    }
    if (failure) throw failure
  }

  const sockets: WebSocket[] = []
  for (let at = 0; at < count; at++) sockets.push(await openSocket(at))
  const endsAtMs = performance.now() + subscribeWithinMs
  await until(
    () => caughtUp === told.length,
    () => endsAtMs - performance.now(),
  )

  return {
    count: told.length,
    /** What each has been told, by the numbers of the parts. */
    told: told as readonly ReadonlySet<number>[],
    /** When the last of so many came, as `performance.now()` says it. */
    async all(deliveriesOfAll: number): Promise<number> {
      lastAtMs = performance.now()
      await until(
        () => deliveries >= deliveriesOfAll,
        () => lastAtMs + silentForMs - performance.now(),
      )
      return lastAtMs
    },
    /** Nobody reads any more, from now on. */
    stopReading() {
      isClosing = true
      for (const socket of sockets) socket.pause()
    },
    [Symbol.dispose]() {
      isClosing = true
      for (const socket of sockets) socket.terminate()
    },
  }
}

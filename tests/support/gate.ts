import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * A TCP connection in a test's hands: it passes everything on to the server at this URL, as late as `state.delayMs` says (each piece of an
 * answer, in order), not at all while paused, and breaks when killed. Each connection breaks by itself after so many bytes of answers as
 * `state.bytesUntilCut` says when it is opened; `state.cuts` counts these.
 */
export async function startGate(targetUrl: string) {
  const target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  const state = { delayMs: 0, bytesUntilCut: () => Number.POSITIVE_INFINITY, cuts: 0 }
  let opened = Promise.resolve()
  let open = () => {}
  let port = 0

  function pass(from: Socket, to: Socket, delayOf: () => number, bytesUntilCut = Number.POSITIVE_INFINITY) {
    let passed = Promise.resolve()
    let left = bytesUntilCut
    from.on('data', (piece) => {
      const dueAtMs = performance.now() + delayOf()
      passed = passed
        .then(() => opened)
        .then(async () => {
          if (dueAtMs > performance.now()) await delay(dueAtMs - performance.now())
          if (left <= 0) return
          to.write(left < piece.length ? piece.subarray(0, left) : piece)
          left -= piece.length
          if (left > 0) return
          state.cuts += 1
          to.destroySoon()
        })
    })
  }

  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 6379), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    pass(client, upstream, () => 0)
    pass(upstream, client, () => state.delayMs, state.bytesUntilCut())
  })

  async function start() {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : port
  }

  async function kill() {
    open()
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }

  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    state,
    /** Ends of connections that are open: two each. */
    sockets: () => sockets.size,
    start,
    kill,
    pause() {
      opened = new Promise((resolve) => {
        open = resolve
      })
    },
    resume: () => open(),
    [Symbol.asyncDispose]: kill,
  }
}

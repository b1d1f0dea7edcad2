import { connect, createServer, type Socket } from 'node:net'

/** A TCP connection that is as slow as the test says: each piece of an answer comes `delayMs` late, in order. */
export async function startSlowProxy(targetUrl: string) {
  const target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  const state = { delayMs: 0 }

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    let dueMs = 0
    upstream.on('data', (chunk) => {
      dueMs = Math.max(dueMs, performance.now() + state.delayMs)
      setTimeout(() => client.write(chunk), Math.max(0, dueMs - performance.now()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `redis://127.0.0.1:${port}`,
    state,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

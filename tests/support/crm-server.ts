import { createServer, type IncomingHttpHeaders } from 'node:http'

export type CrmRequest = { method: string; url: URL; headers: IncomingHttpHeaders; body: string }
export type CrmAnswer = {
  /** @default 200 */
  status?: number
  headers?: Record<string, string>
  /** What is no text is sent as JSON. */
  body?: unknown
}
/** How a request ends: with an answer, with a socket that breaks, or not. */
export type CrmReaction = CrmAnswer | 'BREAK' | 'HANG'

/** A CRM's API over HTTP on a free port of the loopback address, which does what the test says. */
export async function startCrmServer(react: (request: CrmRequest, count: number) => CrmReaction | Promise<CrmReaction>) {
  const requests: CrmRequest[] = []
  let sockets = 0
  const server = createServer(async (message, response) => {
    let body = ''
    for await (const chunk of message.setEncoding('utf8')) body += chunk
    const request = { method: message.method ?? '', url: new URL(message.url ?? '', url), headers: message.headers, body }
    requests.push(request)
    const reaction = await react(request, requests.length)
    if (reaction === 'HANG') return
    if (reaction === 'BREAK') return void message.socket.destroy()
    const { status = 200, headers = {}, body: answer = '' } = reaction
    response.writeHead(status, headers).end(typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : JSON.stringify(answer))
  })
  server.on('connection', (socket) => {
    sockets += 1
    socket
      .on('error', () => {})
      .on('close', () => {
        sockets -= 1
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  const close = async () => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return { url, requests, sockets: () => sockets, close, [Symbol.asyncDispose]: close }
}

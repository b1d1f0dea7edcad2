import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What may happen to one call on its way. */
export type Fault =
  /** It arrives and is done; its answer never comes back, and the connection ends. */
  | 'answer lost'
  /** It never arrives, and the connection ends. */
  | 'lost on the way'
  /** It arrives and is done; what comes back is a proxy's 502. */
  | '502 after it'
  /** It arrives and is done; its answer begins, and goes no further. */
  | 'answer stalls'
  /** The connection is reset while it is being sent, and it does not arrive. */
  | 'reset on the way'
  /** It arrives and is done; what comes back is a page, and 200. */
  | 'page for an answer'

export const faults: readonly Fault[] = [
  'answer lost',
  'lost on the way',
  '502 after it',
  'answer stalls',
  'reset on the way',
  'page for an answer',
]

/** Whether what meets this fault is done all the same. */
export const isDone = (fault: Fault) => fault !== 'lost on the way' && fault !== 'reset on the way'

/** A call to Intercom, as far as a fault is to tell it from others. */
export type Passing = { method: string; path: string; body: string }

export type FaultProxy = AsyncDisposable & {
  url: string
  /** The next call like this meets the fault; those after it do not, and are counted with it until this is disposed. */
  meet(fault: Fault, isMeant: (call: Passing) => boolean): Meeting
}

export type Meeting = Disposable & {
  /** How many such calls there have been. */
  calls(): number
}

/** Stands between a gateway and a sandbox, passes everything on, and lets single calls meet with what happens on networks. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const meetings = new Set<{ fault: Fault; isMeant: (call: Passing) => boolean; calls: number }>()
  const sockets = new Set<Socket>()

  async function bodyOf(message: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  }

  async function passOn({ method, url, headers }: IncomingMessage, body: Buffer) {
    const { hostname, port } = new URL(target)
    const passed = request({ hostname, port, method, path: url, headers: { ...headers, host: `${hostname}:${port}` } })
    passed.end(body)
    const [answer] = (await once(passed, 'response')) as [IncomingMessage]
    return { status: answer.statusCode ?? 500, headers: answer.headers, body: await bodyOf(answer) }
  }

  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    serve(incoming, response).catch(() => response.destroy())
  })

  async function serve(incoming: IncomingMessage, response: ServerResponse) {
    const body = await bodyOf(incoming)
    const call = { method: incoming.method ?? '', path: incoming.url ?? '', body: body.toString('utf8') }
    const meeting = [...meetings].find(({ isMeant }) => isMeant(call))
    if (meeting) meeting.calls += 1
    const fault = meeting?.calls === 1 ? meeting.fault : undefined
    if (fault === 'reset on the way') return void incoming.socket.resetAndDestroy()
    if (fault === 'lost on the way') return void incoming.socket.destroy()
    const answer = await passOn(incoming, body)
    if (fault === 'answer lost') return void incoming.socket.destroy()
    if (fault === '502 after it') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
    if (fault === 'page for an answer') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Back soon</h1>')
    response.writeHead(answer.status, answer.headers)
    if (fault === 'answer stalls') return void response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)))
    response.end(answer.body)
  }

  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    meet(fault, isMeant) {
      const meeting = { fault, isMeant, calls: 0 }
      meetings.add(meeting)
      return { calls: () => meeting.calls, [Symbol.dispose]: () => void meetings.delete(meeting) }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

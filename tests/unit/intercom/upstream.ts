import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createIntercom, type IntercomOptions } from '../../../src/intercom/client.ts'
import type { EndedCall } from '../../../src/monitoring/request-scope.ts'

type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** Answers one request; `nth` counts the requests before it. */
type AnswerWith = (response: ServerResponse, request: Seen, nth: number) => void

/** A real HTTP server on a free port that answers as it is told and remembers what it was asked. */
export async function startUpstream(answerWith: AnswerWith) {
  const requests: Seen[] = []
  const open = new Set<Socket>()
  let socketsSeen = 0
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (chunk) => {
      body += chunk
    })
    incoming.on('end', () => {
      const seen = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body }
      requests.push(seen)
      answerWith(response, seen, requests.length - 1)
    })
  })
  server.on('connection', (socket) => {
    socketsSeen++
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    openSockets: () => open.size,
    socketsSeen: () => socketsSeen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

/** An Intercom over `url` that never jitters, and what it told its hook. */
export function connect(url: string, options: Partial<IntercomOptions> = {}) {
  const calls: EndedCall[] = []
  const intercom = createIntercom({
    token: 'a-token',
    baseUrl: url,
    version: '2.14',
    random: () => 0,
    onCall: (call) => void calls.push(call),
    ...options,
  })
  return { ...intercom, calls, [Symbol.asyncDispose]: intercom.dispose }
}

/** What a promise rejects with; fails when it does not. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => Promise.reject(new Error(`expected a failure, got ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  )

/** Milliseconds that `work` takes. */
export async function took(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work
  return performance.now() - startedAt
}

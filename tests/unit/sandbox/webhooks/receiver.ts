import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  topic: string
  id: string | null
  app_id: string
  data: { item: Record<string, unknown> }
  delivery_attempts: number
}

/** An endpoint for webhooks on a port of its own. It answers what `answers` says, one after the other, and 200 once that is used up. */
export async function startReceiver(...answers: number[]) {
  const received: Received[] = []
  const requests: { method: string; signature: string | undefined; body: Buffer }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { method = '' } = request
    requests.push({ method, signature: request.headers['x-hub-signature']?.toString(), body })
    if (method === 'POST') received.push(JSON.parse(body.toString()))
    response.writeHead(method === 'POST' ? (answers.shift() ?? 200) : 200).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    requests,
    topics: () => received.map(({ topic }) => topic),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

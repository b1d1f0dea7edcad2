import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebhooksConfig } from '../../config.ts'
import type { WebhookAnswer, WebhookEndpoint } from '../../webhooks/endpoint.ts'
import { BodyTooLargeError, BodyTooSlowError, NoRoomError, type Room, readBody } from './body.ts'
import { drain, sendError, sendJson } from './http-errors.ts'

export type WebhooksDeps = {
  endpoint: WebhookEndpoint
  config: Pick<WebhooksConfig, 'maxBodyBytes' | 'maxPendingBytes' | 'bodyTimeoutMs'>
}

/** Where Intercom delivers its notifications: HEAD, by which it checks the address, and POST. */
export function serveWebhooks({ endpoint, config }: WebhooksDeps) {
  const { maxBodyBytes: maxBytes, bodyTimeoutMs: timeoutMs } = config
  const room: Room = { pending: 0, most: config.maxPendingBytes }

  async function bodyOf(request: IncomingMessage): Promise<Buffer | WebhookAnswer> {
    try {
      return await readBody(request, { maxBytes, timeoutMs, room })
    } catch (error) {
      if (error instanceof BodyTooLargeError) return endpoint.giveUp('too_large')
      if (error instanceof BodyTooSlowError) return endpoint.giveUp('too_slow')
      if (error instanceof NoRoomError) return endpoint.giveUp('busy')
      throw error
    }
  }

  return async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'HEAD') return response.writeHead(200).end()
    const signature = oneOf(request.headers['x-hub-signature'])
    const refused = endpoint.refuse({ signature, encoding: request.headers['content-encoding'] })
    const body = refused ?? (await bodyOf(request))
    if (Buffer.isBuffer(body)) return send(response, await endpoint.receive(body, signature))
    // what still comes of it is not kept, and the connection is not used again
    drain(request)
    response.setHeader('connection', 'close')
    return send(response, body)
  }
}

const oneOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header.join() : header)

function send(response: ServerResponse, { status, outcome, message }: WebhookAnswer) {
  if (status === 200) return sendJson(response, 200, { outcome, message })
  return sendError(response, status, message, { code: status === 503 ? 'INTERNAL' : 'INVALID' })
}

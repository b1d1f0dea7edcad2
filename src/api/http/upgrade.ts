import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApiConfig } from '../../config.ts'
import type { Sockets } from '../streams/sockets.ts'
import { createCrossSite } from './cross-site.ts'
import { createOwnHosts, isHost } from './http-errors.ts'

/** Whether a request asks for a WebSocket; other protocols are not spoken, and such requests are served as if they did not ask. */
export const asksForSocket = ({ headers }: Pick<IncomingMessage, 'headers'>) => headers.upgrade?.toLowerCase() === 'websocket'

/** Lets those requests through to the sockets that would be let through to the graph over HTTP. */
export function createUpgrade({ config, sockets }: { config: ApiConfig; sockets: Pick<Sockets, 'accept'> }) {
  const crossSite = createCrossSite({ origins: config.corsOrigins })
  const isOwn = createOwnHosts(config.host)
  const asksNobody = config.keys.length === 0 && config.jwt.length === 0

  function refusalOf(request: IncomingMessage): [status: string, message: string] | undefined {
    const { host } = request.headers
    if (!isHost(host)) return ['400 Bad Request', 'Header "Host" is not a host name.']
    if (request.url?.split('?', 1)[0] !== '/graphql') return ['404 Not Found', 'A WebSocket is served at "/graphql" only.']
    if (asksNobody && host !== undefined && !isOwn(host))
      return ['403 Forbidden', 'This gateway is served under names of its own machine only.']
    if (crossSite.isForeign(request)) return ['403 Forbidden', 'This page may not ask here; "api.corsOrigins" lists those that may.']
    return undefined
  }

  return (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {})
    const refusal = refusalOf(request)
    if (!refusal && sockets.accept(request, socket, head)) return
    const [status, message] = refusal ?? ['503 Service Unavailable', 'There are as many sockets as this process has; connect again later.']
    const body = JSON.stringify({ errors: [{ message, extensions: { code: 'INVALID', retryable: refusal === undefined } }] })
    const headers = [
      `HTTP/1.1 ${status}`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
    ]
    socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`)
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import type { ErrorCode, GatewayError } from '../../errors.ts'
import { factsOf, statuses } from '../errors.ts'

export const sendJson = (response: ServerResponse, status: number, body: unknown) => {
  if (response.headersSent) return response.destroy()
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
  return response.end(text)
}

/** A refusal before GraphQL, in the form GraphQL's own have, so that a client has one way to read them. */
export const sendError = (response: ServerResponse, status: number, message: string, facts: Facts = {}) =>
  sendJson(response, status, { errors: [{ message, extensions: { code: 'INVALID', retryable: false, ...facts } }] })
type Facts = { code?: ErrorCode; retryable?: boolean; retryAt?: string }

/** An error of the gateway's own vocabulary outside GraphQL, with its status. */
export function sendGatewayError(response: ServerResponse, error: GatewayError) {
  if (error.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer')
  if (error.retryAfterMs !== undefined) response.setHeader('retry-after', String(Math.ceil(error.retryAfterMs / 1000)))
  return sendError(response, error.code === 'FORBIDDEN' ? 403 : statuses[error.code], error.message, factsOf(error))
}

// a name, an IPv4 or bracketed IPv6 address, and a port: what else URL parsing takes is not what a Host header may hold
const hostShape = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** Whether a Host header can stand in a URL. Further in, one that cannot would fail in ways that tell more than they should. */
export const isHost = (host: string | undefined) => host === undefined || (hostShape.test(host) && URL.canParse(`http://${host}/`))

const wildcards = ['0.0.0.0', '::']

/**
 * Under which names a gateway is served that asks nobody who they are. A name that a page's owner has, and lets lead here, would make that page
 * one of our own for the browser (DNS rebinding). An address cannot be had so.
 *
 * @param listensOn the configured `HOST`; where it means every address of the machine, each is taken
 */
export function createOwnHosts(listensOn: string) {
  return (host: string): boolean => {
    const name = URL.parse(`http://${host}/`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
    if (name === 'localhost' || name === '::1' || name === listensOn.toLowerCase()) return true
    return wildcards.includes(listensOn) ? isIP(name) !== 0 : isIP(name) === 4 && name.startsWith('127.')
  }
}

/** How long a client may go on sending what has been refused already. An answer to one that is cut off at once may never be read. */
const drainMs = 2_000

/** Throws away what still comes of a request, for a moment. */
export function drain(request: IncomingMessage) {
  request.resume()
  const cut = setTimeout(() => request.destroy(), drainMs)
  request.once('close', () => clearTimeout(cut))
}

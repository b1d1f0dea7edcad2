import { type BaseClientOptions, IntercomClient } from 'intercom-client'
import { GatewayError } from '../errors.ts'
import { routeOf } from './routes.ts'
import { acceptHeaders, type Received, type Transport } from './transport.ts'
import { queryString } from './urls.ts'

type Fetcher = NonNullable<BaseClientOptions['fetcher']>
type FetcherRequest = Parameters<Fetcher>[0]

/**
 * The SDK over our transport. Its `fetcher` seam takes the place of its whole request function: of the fetch that it wraps in two
 * AbortControllers, a timer and a Headers object per call, of its retries that repeat writes, and of its errors: what the transport throws
 * arrives at the caller as it is, cause and all.
 *
 * What that spares beside the global fetch, and costs beside a bare call, stands in `bench/results.md`.
 */
export function createSdk({ transport, baseUrl, token, version }: { transport: Transport; baseUrl: URL; token: string; version: string }) {
  const base = baseUrl.origin + baseUrl.pathname
  const prefixLength = base.replace(/\/$/, '').length

  async function send(request: FetcherRequest) {
    const { method, abortSignal, responseType = 'json' } = request
    if (responseType !== 'json')
      throw new GatewayError('INTERNAL', `The gateway reads JSON from Intercom; this endpoint answers with ${responseType}.`)
    const hasBody = request.body !== undefined
    return transport.send({
      method,
      route: routeOf(method, request.url.slice(prefixLength)),
      path: request.url.slice(baseUrl.origin.length) + queryString(request.queryParameters),
      headers: await writtenHeaders(request, hasBody),
      body: hasBody ? JSON.stringify(request.body) : undefined,
      ...(abortSignal && { signal: abortSignal }),
    })
  }

  const fetcher: Fetcher = async <R>(request: FetcherRequest) => {
    const received = await send(request)
    // the one place where the wire's word is taken for the SDK's type, as the SDK itself does
    return { ok: true as const, body: received.data as R, rawResponse: rawResponse(received, request.url) }
  }
  return new IntercomClient({ token, baseUrl: base, headers: { 'Intercom-Version': version }, maxRetries: 0, fetcher })
}

async function writtenHeaders({ headers = {}, contentType }: FetcherRequest, hasBody: boolean) {
  const written: Record<string, string> = { ...acceptHeaders }
  for (const [name, given] of Object.entries(headers)) {
    const value = typeof given === 'function' ? await given({ endpointMetadata: {} }) : await given
    if (value !== undefined && value !== null) written[name] = value
  }
  if (hasBody) written['content-type'] = contentType ?? 'application/json'
  return written
}

/** What `withRawResponse()` and a page's `rawResponse` show. Few look, so its Headers are made when somebody does. */
const rawResponse = ({ status, headers }: Received, url: string) => ({
  status,
  statusText: '',
  type: 'default' as const,
  url,
  redirected: false,
  get headers() {
    return new Headers(Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])))
  },
})

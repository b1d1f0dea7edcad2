import type { IncomingMessage } from 'node:http'

type Request = Pick<IncomingMessage, 'method' | 'headers'>

/** How long a browser may remember what a page was allowed, so that not each of its requests is two. */
const allowedForSeconds = '600'

/**
 * What pages of other sites may do, by their origin. Those listed may ask and read; nobody may send cookies, as callers are known by what they
 * show in `Authorization`. A browser keeps all others from sending JSON and from reading; what it does let them send is refused here.
 *
 * @param origins such as `https://app.example.com`
 */
export function createCrossSite({ origins }: { origins: readonly string[] }) {
  const isListed = ({ headers: { origin } }: Request) => origin !== undefined && origins.includes(origin)

  return {
    /** For every answer to such a page, refusals too: the page is to read them. */
    headersFor: (request: Request): Record<string, string> => ({
      ...(origins.length > 0 && { vary: 'Origin' }),
      ...(isListed(request) && {
        'access-control-allow-origin': request.headers.origin!,
        'access-control-expose-headers': 'x-request-id, retry-after',
      }),
    }),
    /** What a browser asks before it lets a listed page ask: answered 204 with these headers. Null for everything else. */
    preflightHeaders: (request: Request): Record<string, string> | null =>
      request.method === 'OPTIONS' && isListed(request) && request.headers['access-control-request-method'] !== undefined
        ? {
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': 'accept, authorization, content-type, last-event-id, x-request-id',
            'access-control-max-age': allowedForSeconds,
          }
        : null,
    /**
     * Whether a page of another site made a browser send this, by what browsers say of it (Fetch Metadata, `Origin`). Programs say neither, and
     * may ask.
     */
    isForeign(request: Request): boolean {
      if (isListed(request)) return false
      const { origin, host, 'sec-fetch-site': site } = request.headers
      if (site !== undefined) return site === 'cross-site' || site === 'same-site'
      return origin !== undefined && URL.parse(origin)?.host !== host
    },
  }
}

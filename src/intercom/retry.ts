/** Further attempts wait between half and all of this, doubled each time. */
const firstBackoffMs = 250
const longestBackoffMs = 4_000
/** Callers that were told the same instant come back spread over this long after it. */
const spreadMs = 400

/** A request that changes nothing upstream: reads, searches, and the one list that Intercom wants by POST. */
export const isRead = (route: string) => /^GET |^POST \S*\/search$|^POST \/companies\/list$/.test(route)

/** Each of its answers is the next page, so that a repeated request leaves one out (OpenAPI 2.14, GET /companies/scroll). */
const isStep = (route: string) => route === 'GET /companies/scroll'

/**
 * Whether another attempt is allowed. A 429 was not executed, so any request may follow it. What was lost or broke upstream may have
 * happened, so only reads are repeated; a write that is sent twice is two replies to a customer.
 *
 * @param status 0 when no whole answer came
 */
export const mayRepeat = (route: string, status: number) =>
  status === 429 || ((status === 0 || status === 408 || status >= 500) && isRead(route) && !isStep(route))

/**
 * Milliseconds to wait before the next attempt: exponential with jitter, and never less than what Intercom asked for.
 *
 * @param attempt how many attempts were made, from 1
 * @param askedMs what `Retry-After` or `X-RateLimit-Reset` say; null when they are silent
 */
export function backoffMs({ attempt, askedMs, random }: { attempt: number; askedMs: number | null; random: () => number }): number {
  if (askedMs !== null) return askedMs + random() * spreadMs
  return Math.min(firstBackoffMs * 2 ** (attempt - 1), longestBackoffMs) * (0.5 + random() / 2)
}

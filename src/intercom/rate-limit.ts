import type { AnswerHeaders } from './exchange.ts'

/** What Intercom last said about its rate limit: calls in the present window of ten seconds. */
export type RateLimit = { limit: number; remaining: number; resetAt: Date }

/** The `X-RateLimit-*` facts of one answer; null when they are missing, as on answers without valid credentials. */
export function readRateLimit(headers: AnswerHeaders): RateLimit | null {
  const limit = wholeNumber(headers['x-ratelimit-limit'])
  const remaining = wholeNumber(headers['x-ratelimit-remaining'])
  const resetSeconds = wholeNumber(headers['x-ratelimit-reset'])
  return limit === null || remaining === null || resetSeconds === null ? null : { limit, remaining, resetAt: new Date(resetSeconds * 1000) }
}

/**
 * How long Intercom asked us to stay away, in milliseconds; null when it did not say. `Retry-After` (seconds or a date) wins; a 429 without
 * it means until its window resets (`X-RateLimit-Reset`, unix seconds; "Rate limiting" on developers.intercom.com), unless calls are left in
 * that (`X-RateLimit-Remaining`): then it is about something else, of which it does not say how long it takes.
 *
 * @param nowMs Intercom's time
 */
export function readRetryAfterMs(status: number, headers: AnswerHeaders, nowMs: number): number | null {
  const retryAfter = headers['retry-after']
  const seconds = wholeNumber(retryAfter)
  if (seconds !== null) return seconds * 1000
  const dateMs = typeof retryAfter === 'string' ? Date.parse(retryAfter) : Number.NaN
  if (!Number.isNaN(dateMs)) return Math.max(0, dateMs - nowMs)
  const isUsedUp = status === 429 && (wholeNumber(headers['x-ratelimit-remaining']) ?? 0) === 0
  const resetSeconds = isUsedUp ? wholeNumber(headers['x-ratelimit-reset']) : null
  return resetSeconds === null ? null : Math.max(0, resetSeconds * 1000 - nowMs)
}

const wholeNumber = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^\d{1,12}$/.test(header) ? Number(header) : null

/**
 * Why a stream that is followed has come to an end:
 *
 * - `LOST`: the connection broke, was silent for too long, or the gateway cannot serve it for the moment. To be opened again.
 * - `UNAUTHENTICATED`: the key or token is missing, unknown or expired. To be opened again with another.
 * - `REFUSED`: the gateway will not serve it, however often it is asked: the message says why.
 */
export type EndReason = 'LOST' | 'UNAUTHENTICATED' | 'REFUSED'

/** An error of GraphQL's as the gateway sends it; its codes are those of docs/errors.md. */
export type GraphError = { message: string; extensions?: Record<string, unknown> }

/** What a transport throws when its stream has ended. */
export class StreamEnd extends Error {
  override name = 'StreamEnd'
  readonly reason: EndReason
  /** How long the gateway asks to wait before the next try, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** What the gateway said, where it said something. */
  readonly errors: readonly GraphError[]
  constructor(
    reason: EndReason,
    message: string,
    { retryAfterMs, errors = [] }: { retryAfterMs?: number | undefined; errors?: readonly GraphError[] } = {},
  ) {
    super(message)
    this.reason = reason
    this.retryAfterMs = retryAfterMs
    this.errors = errors
  }
}

/** The end of a stream that ended with these errors. */
export function endBy(errors: readonly GraphError[]): StreamEnd {
  const { code, retryable, retryAt } = (errors[0]?.extensions ?? {}) as Record<string, unknown>
  const message = errors.map((error) => error.message).join(' ') || 'The stream has failed, and nobody said why.'
  const reason = retryable === true ? 'LOST' : code === 'UNAUTHENTICATED' ? 'UNAUTHENTICATED' : 'REFUSED'
  const retryAfterMs = typeof retryAt === 'string' ? Math.max(0, Date.parse(retryAt) - Date.now()) : undefined
  return new StreamEnd(reason, message, { retryAfterMs, errors })
}

/**
 * What a caller may branch on. Queries carry it in `errors[].extensions.code`, mutations in `MutationError.code`.
 *
 * - `INVALID` the input cannot be served as it stands; the message says what came and what was expected
 * - `NOT_FOUND` nothing (any more) under that id; queries turn it into null
 * - `UNAUTHENTICATED` / `FORBIDDEN` the caller is unknown / may not do this
 * - `CAPABILITY_UNAVAILABLE` needs a newer Intercom API version than the gateway speaks
 * - `RATE_LIMITED` Intercom's rate limit: waiting for a free call would take longer than the request may; or the caller has asked the gateway too often
 * - `UPSTREAM_TIMEOUT` / `UPSTREAM_UNREACHABLE` / `UPSTREAM_ERROR` Intercom was late / not there / answered with an error
 * - `CONFLICT` Intercom refused because another record is in the way
 * - `INTERNAL` a fault of the gateway; the log holds it whole
 */
export const errorCodes = [
  'INVALID',
  'NOT_FOUND',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'CAPABILITY_UNAVAILABLE',
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNREACHABLE',
  'UPSTREAM_ERROR',
  'CONFLICT',
  'INTERNAL',
] as const

/** One of the words of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number]

type Facts = ErrorOptions & {
  /** The same call may succeed later without a change of input. */
  retryable?: boolean
  /** How long to wait before that, in milliseconds. */
  retryAfterMs?: number
  /** Intercom's `request_id`, for its support. */
  intercomRequestId?: string
}

/** Everything the gateway refuses or fails with on purpose. Its message is safe to show to any caller. */
export class GatewayError extends Error {
  override name = 'GatewayError'
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined
  readonly intercomRequestId: string | undefined
  constructor(code: ErrorCode, message: string, facts: Facts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = code
    this.retryable = facts.retryable ?? false
    this.retryAfterMs = facts.retryAfterMs
    this.intercomRequestId = facts.intercomRequestId
  }
}

/** The input cannot be served as it stands. The message names the argument, what came and what was expected. */
export class InvalidInputError extends GatewayError {
  override name = 'InvalidInputError'
  constructor(message: string, facts?: Facts) {
    super('INVALID', message, facts)
  }
}

/** Nothing (any more) under this id: Intercom answered 404 or 410. */
export class NotFoundError extends GatewayError {
  override name = 'NotFoundError'
  /** Where the record went, when Intercom says so (410 `contact_merged` with a `Link`, from version 2.16). */
  readonly movedTo: string | undefined
  constructor(message: string, facts: Facts & { movedTo?: string } = {}) {
    super('NOT_FOUND', message, facts)
    this.movedTo = facts.movedTo
  }
}

/** The caller did not say who it is, or not convincingly. */
export class UnauthenticatedError extends GatewayError {
  override name = 'UnauthenticatedError'
  constructor(message: string, facts?: Facts) {
    super('UNAUTHENTICATED', message, facts)
  }
}

/** The caller is known, and may not do this. */
export class ForbiddenError extends GatewayError {
  override name = 'ForbiddenError'
  constructor(message: string) {
    super('FORBIDDEN', message)
  }
}

/** Needs at least this version of the Intercom API. */
export class CapabilityUnavailableError extends GatewayError {
  override name = 'CapabilityUnavailableError'
  constructor(what: string, needs: { since: string; version: string }) {
    super(
      'CAPABILITY_UNAVAILABLE',
      `${what} needs version ${needs.since} of the Intercom API; this gateway speaks ${needs.version}. Set INTERCOM_VERSION to raise it.`,
    )
  }
}

/** No call is left before the caller's deadline, or Intercom refused one with 429. */
export class RateLimitedError extends GatewayError {
  override name = 'RateLimitedError'
  /** Intercom's HTTP status, 429; undefined when the budget refused the call before it was sent. */
  readonly status: number | undefined
  constructor(retryAfterMs: number, facts: Facts & { status?: number } = {}) {
    super('RATE_LIMITED', `Intercom's rate limit is reached; it resets in ${Math.ceil(retryAfterMs / 1000)} s.`, {
      ...facts,
      retryable: true,
      retryAfterMs,
    })
    this.status = facts.status
  }
}

/** A caller has asked the gateway more often than it may. */
export class TooManyRequestsError extends GatewayError {
  override name = 'TooManyRequestsError'
  constructor(perMinute: number, retryAfterMs: number) {
    const again = `it may again in ${Math.ceil(retryAfterMs / 1000)} s`
    super(
      'RATE_LIMITED',
      `This caller has sent more than the ${perMinute} requests that it may in a minute; ${again}. Ask for more in one request.`,
      {
        retryable: true,
        retryAfterMs,
      },
    )
  }
}

/** Intercom was late, not there, or answered with an error that is not about the caller's input. */
export class UpstreamError extends GatewayError {
  override name = 'UpstreamError'
  /** Intercom's HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  constructor(
    code: 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNREACHABLE' | 'UPSTREAM_ERROR' | 'CONFLICT',
    message: string,
    facts: Facts & { status?: number } = {},
  ) {
    super(code, message, facts)
    this.status = facts.status
  }
}

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
 * - `AMBIGUOUS_MATCH` several records fit where the write needs one
 * - `MERGE_NOT_ALLOWED` these two cannot become one, for the reasons given
 * - `ALREADY_DONE` what is asked for is so already, and cannot be done twice
 * - `BUDGET_EXCEEDED` the gateway did not send a write, as no call was left for it in time
 * - `OUTCOME_UNKNOWN` a write was sent, and whether it was done cannot be told
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
  'AMBIGUOUS_MATCH',
  'MERGE_NOT_ALLOWED',
  'ALREADY_DONE',
  'BUDGET_EXCEEDED',
  'OUTCOME_UNKNOWN',
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
  /** Where in the caller's own input the cause is: `['input', 'email']`. */
  path?: readonly string[]
  /** The field that Intercom complains of, by its own name: `custom_attributes.plan`; or what it says is not there: `user`. */
  upstreamField?: string
  /** The rule that was broken, in a word: `maxLength`, or Intercom's own code. */
  constraint?: string
}

/** Everything the gateway refuses or fails with on purpose. Its message is safe to show to any caller. */
export class GatewayError extends Error {
  override name = 'GatewayError'
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined
  readonly intercomRequestId: string | undefined
  readonly upstreamField: string | undefined
  readonly constraint: string | undefined
  /** Whoever knows more of the input than whoever threw may say it later. */
  path: readonly string[] | undefined
  /**
   * Of a call to Intercom: it has changed nothing there, provably. It never left, or was refused by an answer that says so. Said by whoever sent it.
   *
   * @default false // it may have changed something
   */
  didNothing = false
  constructor(code: ErrorCode, message: string, facts: Facts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = code
    this.retryable = facts.retryable ?? false
    this.retryAfterMs = facts.retryAfterMs
    this.intercomRequestId = facts.intercomRequestId
    this.upstreamField = facts.upstreamField
    this.constraint = facts.constraint
    this.path = facts.path
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
  /** The id that there is nothing under, as the caller gave it, where that is known. */
  readonly id: string | undefined
  constructor(message: string, facts: Facts & { movedTo?: string; id?: string } = {}) {
    super('NOT_FOUND', message, facts)
    this.movedTo = facts.movedTo
    this.id = facts.id
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

/** A process tells as many subscriptions what happens as it may. */
export class TooManySubscriptionsError extends GatewayError {
  override name = 'TooManySubscriptionsError'
  constructor(most: number) {
    super(
      'RATE_LIMITED',
      `This process has ${most} subscriptions, which is all that it may have ("api.streams.maxSubscriptions"); try again later.`,
      {
        retryable: true,
        retryAfterMs: 5_000,
      },
    )
  }
}

/** Intercom was late, not there, or answered with an error that is not about the caller's input. */
export class UpstreamError extends GatewayError {
  override name = 'UpstreamError'
  /** Intercom's HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  /** The id of the record that is in the way, where Intercom names it. */
  readonly conflictsWith: string | undefined
  constructor(
    code: 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNREACHABLE' | 'UPSTREAM_ERROR' | 'CONFLICT',
    message: string,
    facts: Facts & { status?: number; conflictsWith?: string } = {},
  ) {
    super(code, message, facts)
    this.status = facts.status
    this.conflictsWith = facts.conflictsWith
  }
}

/** A record as an error names it. */
type Named = { type: string; id: string }

/** Something else is in the way: another record, or another request that is not done yet. */
export class ConflictError extends GatewayError {
  override name = 'ConflictError'
  /** The record that is in the way, by its type in the graph, where it is known. */
  readonly existing: Named | undefined
  constructor(message: string, facts: Facts & { existing?: Named } = {}) {
    super('CONFLICT', message, facts)
    this.existing = facts.existing
  }
}

/** Several contacts fit where a write needs the one that is meant. */
export class AmbiguousMatchError extends GatewayError {
  override name = 'AmbiguousMatchError'
  /** The ids of those that fit. */
  readonly candidates: readonly string[]
  constructor(message: string, facts: Facts & { candidates: readonly string[] }) {
    super('AMBIGUOUS_MATCH', message, facts)
    this.candidates = facts.candidates
  }
}

/** Why two contacts cannot become one: a word for programs, and a sentence. */
export type MergeReason = { code: string; message: string }

/** These two contacts cannot become one. Nothing was sent, or Intercom refused. */
export class MergeNotAllowedError extends GatewayError {
  override name = 'MergeNotAllowedError'
  readonly reasons: readonly MergeReason[]
  constructor(message: string, facts: Facts & { reasons: readonly MergeReason[] }) {
    super('MERGE_NOT_ALLOWED', message, facts)
    this.reasons = facts.reasons
  }
}

/** A write was sent, its answer was lost, and the gateway looked for what it did and cannot tell. Sending it again may do it twice. */
export class OutcomeUnknownError extends GatewayError {
  override name = 'OutcomeUnknownError'
  /** What a person can look at to find out, as a sentence. */
  readonly checkWith: string
  constructor(message: string, facts: Facts & { checkWith: string }) {
    super('OUTCOME_UNKNOWN', message, facts)
    this.checkWith = facts.checkWith
  }
}

/** One thing that went wrong, as a record can hold it: facts of an error, and the place in the caller's input where its cause is. */
export type KeptError = {
  code: string
  message: string
  retryable: boolean
  path: readonly string[] | null
  constraint?: string
  id?: string
  candidates?: readonly string[]
  checkWith?: string
  retryAfterMs?: number
  status?: number
  intercomRequestId?: string
}

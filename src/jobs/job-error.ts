import {
  AmbiguousMatchError,
  ConflictError,
  type ErrorCode,
  GatewayError,
  InvalidInputError,
  type KeptError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
  UpstreamError,
} from '../errors.ts'

/** Names of contacts that are no ids say who somebody is, and a record is kept for a day. */
const isId = (path: readonly string[] | undefined) => /^(id|intercomId)$/.test(path?.at(-1) ?? '')

/** An error as a record holds it. Of one that nobody foresaw it says no more than that; the log has it whole. */
export function jobErrorOf(error: unknown): KeptError {
  if (!(error instanceof GatewayError) || error.code === 'INTERNAL')
    return {
      code: 'OUTCOME_UNKNOWN',
      message: 'The gateway failed in the middle of it. What was done until then is counted in its progress.',
      retryable: false,
      path: null,
      checkWith: 'The log of the gateway has what went wrong, under the id of the job.',
    }
  const { code, message, retryable, path = null, constraint, retryAfterMs, intercomRequestId } = error
  return {
    ...{ code, message, retryable, path },
    ...(constraint !== undefined && { constraint }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(intercomRequestId !== undefined && { intercomRequestId }),
    ...(error instanceof NotFoundError && error.id !== undefined && isId(error.path) && { id: error.id }),
    ...(error instanceof AmbiguousMatchError && { candidates: error.candidates }),
    ...(error instanceof OutcomeUnknownError && { checkWith: error.checkWith }),
    ...(error instanceof UpstreamError && error.status !== undefined && { status: error.status }),
  }
}

/** The error that a record holds, for whoever tells errors. */
export function errorOf({ code, message, path, id, candidates = [], checkWith = '', retryAfterMs = 0, ...rest }: KeptError): GatewayError {
  const facts = { ...rest, ...(path && { path }), ...(id !== undefined && { id }) }
  switch (code as ErrorCode) {
    case 'INVALID':
      return new InvalidInputError(message, facts)
    case 'NOT_FOUND':
      return new NotFoundError(message, facts)
    case 'CONFLICT':
      return new ConflictError(message, facts)
    case 'AMBIGUOUS_MATCH':
      return new AmbiguousMatchError(message, { ...facts, candidates })
    case 'OUTCOME_UNKNOWN':
      return new OutcomeUnknownError(message, { ...facts, checkWith })
    case 'RATE_LIMITED':
      return new RateLimitedError(retryAfterMs, facts)
    case 'UPSTREAM_TIMEOUT':
    case 'UPSTREAM_UNREACHABLE':
    case 'UPSTREAM_ERROR':
      return new UpstreamError(code as 'UPSTREAM_ERROR', message, facts)
    default:
      return new GatewayError(code as ErrorCode, message, facts)
  }
}

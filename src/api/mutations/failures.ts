import {
  type AmbiguousMatchError,
  type ConflictError,
  type ErrorCode,
  GatewayError,
  type MergeNotAllowedError,
  NotFoundError,
  type OutcomeUnknownError,
  RateLimitedError,
  type UpstreamError,
} from '../../errors.ts'
import { pathOf } from './paths.ts'

/** The errors that a payload can hold, by their types in the graph. Whatever else goes wrong is the gateway's own fault, and no part of an answer. */
const typenames = {
  INVALID: 'ValidationError',
  FORBIDDEN: 'ValidationError',
  CAPABILITY_UNAVAILABLE: 'ValidationError',
  NOT_FOUND: 'NotFoundError',
  CONFLICT: 'ConflictError',
  ALREADY_DONE: 'ConflictError',
  AMBIGUOUS_MATCH: 'AmbiguousMatchError',
  MERGE_NOT_ALLOWED: 'MergeNotAllowedError',
  RATE_LIMITED: 'RateLimitedError',
  BUDGET_EXCEEDED: 'RateLimitedError',
  OUTCOME_UNKNOWN: 'OutcomeUnknownError',
  UPSTREAM_TIMEOUT: 'UpstreamError',
  UPSTREAM_UNREACHABLE: 'UpstreamError',
  UPSTREAM_ERROR: 'UpstreamError',
} as const satisfies Partial<Record<ErrorCode, string>>

/** The codes that stand in payloads. */
export const payloadCodes = Object.keys(typenames) as PayloadCode[]
export type PayloadCode = keyof typeof typenames

/** An error of a payload. It is no Error itself: the executor would take one for a field that failed. */
export type Failure = {
  readonly __typename: (typeof typenames)[PayloadCode]
  readonly code: PayloadCode
  readonly message: string
  readonly retryable: boolean
  readonly path: readonly string[] | null
  readonly intercomRequestId: string | null
  /** Something of the mutation is done. */
  readonly isPartial?: boolean
  /** Facts of the single types. */
  readonly constraint?: string | null
  readonly id?: string | null
  readonly existing?: { type: string; id: string } | null
  readonly candidates?: readonly string[]
  readonly reasons?: readonly { code: string; message: string }[]
  readonly retryAt?: Date
  readonly checkWith?: string
  readonly status?: number | null
}

const isForPayloads = (code: ErrorCode): code is PayloadCode => Object.hasOwn(typenames, code)

/**
 * What is said of an error in a payload; undefined for one that nobody foresaw, or that is a fault of the gateway.
 *
 * @param args the arguments of the mutation, into which its path leads
 */
export function failureOf(error: unknown, args: Readonly<Record<string, unknown>>, nowMs: number): Failure | undefined {
  if (!(error instanceof GatewayError)) return undefined
  // nothing was sent to Intercom, which a caller may want to know of a write
  const code = error instanceof RateLimitedError && error.status === undefined ? 'BUDGET_EXCEEDED' : error.code
  if (!isForPayloads(code)) return undefined
  return {
    __typename: typenames[code],
    code,
    message: error.message,
    retryable: error.retryable,
    path: pathOf(error, args),
    intercomRequestId: error.intercomRequestId ?? null,
    ...factsOf(code, error, args, nowMs),
  }
}

function factsOf(code: PayloadCode, error: GatewayError, args: Readonly<Record<string, unknown>>, nowMs: number): Partial<Failure> {
  switch (typenames[code]) {
    case 'ValidationError':
      return { constraint: error.constraint ?? null }
    case 'NotFoundError':
      return { id: (error instanceof NotFoundError ? error.id : undefined) ?? idIn(args, pathOf(error, args)) }
    case 'ConflictError':
      return { existing: (error as ConflictError).existing ?? null }
    case 'AmbiguousMatchError':
      return { candidates: (error as AmbiguousMatchError).candidates }
    case 'MergeNotAllowedError':
      return { reasons: (error as MergeNotAllowedError).reasons }
    case 'RateLimitedError':
      return { retryAt: new Date(nowMs + (error.retryAfterMs ?? 0)) }
    case 'OutcomeUnknownError':
      return { checkWith: (error as OutcomeUnknownError).checkWith }
    case 'UpstreamError':
      return { status: (error as UpstreamError).status ?? null }
  }
}

/** The id that the caller gave where a path leads. */
function idIn(args: Readonly<Record<string, unknown>>, path: readonly string[] | null): string | null {
  const found = path?.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], args)
  // one of several ways to say it, as in `ContactBy`
  const [only, ...others] = typeof found === 'object' && found !== null ? Object.values(found).filter((one) => one !== undefined) : [found]
  return typeof only === 'string' && others.length === 0 ? only : null
}

import { GraphQLError } from 'graphql'
import { type ErrorCode, GatewayError, TooManyRequestsError } from '../errors.ts'
import type { Logger } from '../monitoring/logger.ts'
import { currentScope } from '../monitoring/request-scope.ts'

/**
 * HTTP status of a response that holds no data but this error, to callers that accept `application/graphql-response+json`. FORBIDDEN is never alone:
 * it is told of a field, when all that came before it is there.
 */
export const statuses: Readonly<Record<ErrorCode, number>> = {
  INVALID: 400,
  NOT_FOUND: 404,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 200,
  CAPABILITY_UNAVAILABLE: 400,
  RATE_LIMITED: 429,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_UNREACHABLE: 502,
  UPSTREAM_ERROR: 502,
  CONFLICT: 409,
  AMBIGUOUS_MATCH: 409,
  MERGE_NOT_ALLOWED: 409,
  ALREADY_DONE: 409,
  BUDGET_EXCEEDED: 429,
  OUTCOME_UNKNOWN: 502,
  INTERNAL: 500,
}
const isOurs = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(statuses, code)

/** What the handler takes for a response's status. `spec`: only where the caller accepts the type that has statuses; to others it is 200. */
type Http = { status?: number; headers?: Record<string, string>; spec?: boolean }

/**
 * The last door an error passes. Our own vocabulary goes out with its facts; GraphQL's own complaints about a request keep their words; anything
 * unforeseen is told as one sentence with the request id, and logged with its stack. What went through once goes through again unchanged.
 *
 * @param deps.hidesSchema takes the names that GraphQL proposes for misspelt ones out of its complaints
 */
export function createErrorMask({ log, hidesSchema = false }: { log: Pick<Logger, 'error'>; hidesSchema?: boolean }) {
  return (error: unknown): GraphQLError => {
    const origin = originOf(error)
    const place =
      error instanceof GraphQLError ? { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path } : {}
    if (error instanceof GraphQLError && isOurs(error.extensions.code)) return error
    if (origin instanceof GatewayError) {
      if (origin.code === 'INTERNAL') log.error({ err: origin }, 'a request failed by a fault of the gateway')
      return new GraphQLError(origin.message, { ...place, extensions: { ...factsOf(origin), ...waitOf(origin) } })
    }
    if (origin instanceof GraphQLError) {
      const message = hidesSchema ? origin.message.replace(/ Did you mean [^?]*\?/g, '') : origin.message
      return new GraphQLError(shortened(message), { ...place, extensions: { code: 'INVALID', retryable: false, ...httpOf(origin) } })
    }
    // parsing, checking and executing follow a document as deep as it goes
    if (origin instanceof RangeError && /call stack/i.test(origin.message)) {
      return new GraphQLError('The document is nested deeper than this gateway reads.', {
        extensions: { code: 'INVALID', retryable: false },
      })
    }
    const requestId = currentScope()?.requestId
    if (isMisfit(origin)) log.error({ field: place.path?.join('.') }, 'a field holds what its type cannot be')
    else log.error({ err: origin }, 'a request failed in a way nobody foresaw')
    const where = requestId === undefined ? 'its log has the details' : `its log has the details under request id ${requestId}`
    return new GraphQLError(`The gateway failed unexpectedly; ${where}.`, { ...place, extensions: { code: 'INTERNAL', retryable: false } })
  }
}

/** GraphQL repeats what it complains about, which may be a megabyte. */
const shortened = (message: string) => (message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message)
const longestMessage = 1_000

const originOf = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error)

/** What a caller is told of it beside its message. */
export function factsOf({ code, retryable, retryAfterMs, intercomRequestId }: GatewayError): Record<string, unknown> {
  return {
    code,
    retryable,
    ...(retryAfterMs === undefined ? {} : { retryAt: new Date(Date.now() + retryAfterMs).toISOString() }),
    ...(intercomRequestId === undefined ? {} : { intercomRequestId }),
  }
}

/** A caller that has to wait is told so by the status too, whatever it accepts: proxies and clients know what 429 and its header mean. */
function waitOf(error: GatewayError): { http?: Http } {
  if (!(error instanceof TooManyRequestsError)) return {}
  return { http: { status: 429, headers: { 'retry-after': String(Math.ceil((error.retryAfterMs ?? 0) / 1000)) } } }
}

/**
 * Whether a field resolved to what its type cannot be. The executor turns the type's complaint into a plain Error, whose message holds the
 * value: that is a customer's, and not for the log. (A bundle may number functions of the same name.)
 */
const isMisfit = (origin: unknown) => origin instanceof Error && /\bat completeLeafValue(\$\d+)? \(/.test(origin.stack ?? '')

/** A request that is not even GraphQL gets its status whatever the caller accepts; one that cannot be run only where statuses are understood. */
function httpOf({ extensions: { code, http } }: GraphQLError): { http?: Http } {
  if (http === undefined) return {}
  const { spec, ...rest } = http as Http
  return { http: code === 'BAD_REQUEST' ? rest : { ...rest, spec: spec ?? true } }
}

/** The error with what the handler needs to answer by it: a status when it stands alone, none when there is data beside it. */
export function withStatus(error: GraphQLError, { hasData }: { hasData: boolean }): GraphQLError {
  const { http, ...facts } = error.extensions
  const code = isOurs(facts.code) ? facts.code : 'INTERNAL'
  const isRefusal = code === 'UNAUTHENTICATED'
  const alone: Http = { status: statuses[code], spec: !isRefusal, ...(isRefusal && { headers: { 'www-authenticate': 'Bearer' } }) }
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: hasData ? facts : { ...facts, http: http ?? alone },
  })
}

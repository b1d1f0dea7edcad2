import { GraphQLError } from 'graphql'
import { GatewayError } from '../errors.ts'
import type { Logger } from '../monitoring/logger.ts'
import { currentScope } from '../monitoring/request-scope.ts'

/** HTTP status of a response that holds nothing but this error. */
const httpStatus: Partial<Record<GatewayError['code'], number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403 }

function present(error: GatewayError): { message: string; extensions: Record<string, unknown> } {
  const { code, retryable, retryAfterMs, intercomRequestId } = error
  const status = httpStatus[code]
  return {
    message: error.message,
    extensions: {
      code,
      retryable,
      ...(retryAfterMs === undefined ? {} : { retryAt: new Date(Date.now() + retryAfterMs).toISOString() }),
      ...(intercomRequestId === undefined ? {} : { intercomRequestId }),
      ...(status === undefined ? {} : { http: { status } }),
    },
  }
}

const originOf = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error)

/**
 * The last door an error passes. Our own vocabulary goes out with its facts; GraphQL's own complaints about a document keep their words; anything
 * unforeseen becomes one sentence with the request id, and reaches the log whole.
 */
export function createErrorMask({ log }: { log: Pick<Logger, 'error'> }) {
  return (error: unknown): GraphQLError => {
    const origin = originOf(error)
    const place =
      error instanceof GraphQLError ? { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path } : {}
    if (origin instanceof GatewayError) {
      const { message, extensions } = present(origin)
      return new GraphQLError(message, { ...place, extensions })
    }
    if (origin instanceof GraphQLError) {
      return origin.extensions.code === undefined
        ? new GraphQLError(origin.message, { ...place, extensions: { ...origin.extensions, code: 'INVALID', retryable: false } })
        : origin
    }
    const requestId = currentScope()?.requestId
    log.error({ err: origin }, 'a request failed in a way nobody foresaw')
    const where = requestId === undefined ? 'its log has the details' : `its log has the details under request id ${requestId}`
    return new GraphQLError(`The gateway failed unexpectedly; ${where}.`, { ...place, extensions: { code: 'INTERNAL', retryable: false } })
  }
}

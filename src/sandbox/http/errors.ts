import type { Refusal } from '../control/faults.ts'

/** An answer other than 200, thrown by whoever finds out; the server turns it into Intercom's error list. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** Nothing under that id. Most resources answer with these words; `message` is for those with their own. */
export const notFound = (code = 'not_found', message = 'Resource Not Found') => new ApiError(404, code, message)

/** What the token's app, or the workspace's plan, may not read. */
export function refused(as: Refusal): ApiError {
  if (as === 'token_unauthorized') return new ApiError(401, as, 'Not authorized to access resource')
  return as === 'forbidden' ? new ApiError(403, as, 'You do not have the required scope to access this resource') : errorOfStatus(403)
}

/** A parameter that cannot be served. Intercom uses the code with 400 and with 422; reads and searches answer 400. */
export const parameterInvalid = (message: string) => new ApiError(400, 'parameter_invalid', message)

/** The body of every error: OpenAPI 2.14, schema `error`. */
export const errorList = (code: string, message: string, requestId: string | null) => ({
  type: 'error.list',
  request_id: requestId,
  errors: [{ code, message }],
})

const codes: Record<number, [code: string, message: string]> = {
  400: ['bad_request', 'Bad Request'],
  401: ['unauthorized', 'Access Token Invalid'],
  403: ['api_plan_restricted', 'Active subscription needed.'],
  404: ['not_found', 'Resource Not Found'],
  408: ['request_timeout', 'Request Timeout'],
  409: ['conflict', 'Conflict'],
  422: ['unprocessable_entity', 'Unprocessable Entity'],
  429: ['rate_limit_exceeded', 'Exceeded rate limit'],
  503: ['service_unavailable', 'Service Unavailable'],
}

/** The error that a status stands for when somebody asks for the status alone (a sentinel id, a fault). */
export function errorOfStatus(status: number, headers: Record<string, string> = {}): ApiError {
  const [code, message] = codes[status] ?? ['server_error', 'Internal Server Error']
  return new ApiError(status, code, message, headers)
}

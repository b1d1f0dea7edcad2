import { GatewayError, InvalidInputError, NotFoundError, RateLimitedError, UpstreamError } from '../errors.ts'
import { fieldNamed, subjectNamed } from './complaint.ts'
import type { Answer, AnswerHeaders } from './exchange.ts'
import { readRetryAfterMs } from './rate-limit.ts'
import { isRead } from './retry.ts'
import { isAboutRecord } from './routes.ts'

/** A 429 that names no time: its windows are ten seconds long ("Rate limiting" on developers.intercom.com). */
const rateWindowMs = 10_000

/** Connection failures that happen before a byte of the request is written. */
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/**
 * The error for an answer that is not a 2xx. Decided by HTTP status; Intercom's own code only names it (the same code comes with several
 * statuses). The body stays here: a message holds our words, Intercom's code and the name of the field, each checked for shape, or known to have been sent.
 */
export function errorFromAnswer(request: Asked, answer: Answer, nowMs: number): GatewayError {
  const error = told(request, answer, nowMs)
  error.didNothing = isRefusal(answer.status)
  return error
}

type Asked = { route: string; path: string; body?: string | undefined }

/** Intercom did not do what it was asked for. A 408 came in the middle of it, and a 5xx may have come after it. */
const isRefusal = (status: number) => status >= 400 && status < 500 && status !== 408

function told({ route, path, body: sent }: Asked, answer: Answer, nowMs: number): GatewayError {
  const { status, headers } = answer
  const body = readErrorBody(answer)
  const subject = subjectNamed(body.message)
  const named = body.code === undefined ? `${status}` : `${status} ${body.code}`
  const askedMs = readRetryAfterMs(status, headers, nowMs)
  const facts = { status, ...(body.requestId && { intercomRequestId: body.requestId }) }
  const later = { ...facts, retryable: isRead(route), ...(askedMs !== null && { retryAfterMs: askedMs }) }

  // a write may name its record in its body
  const isOfRecord = isAboutRecord(route, path) || (!isRead(route) && body.code !== undefined)
  if ((status === 404 || status === 410) && !isOfRecord)
    return new UpstreamError(
      'UPSTREAM_ERROR',
      `There is no ${route} where the gateway calls Intercom (${named}). Check INTERCOM_BASE_URL, and that INTERCOM_VERSION has it.`,
      facts,
    )
  if (status === 404 || status === 410) {
    const movedTo = status === 410 ? readCanonical(headers) : undefined
    return new NotFoundError(`Intercom has nothing (any more) at ${route} for this id (${named}).`, {
      ...facts,
      ...(body.code !== undefined && { constraint: body.code }),
      ...(subject !== undefined && { upstreamField: subject }),
      ...(movedTo && { movedTo }),
    })
  }
  if (status === 429) return new RateLimitedError(askedMs ?? rateWindowMs, facts)
  if (status === 401)
    return new UpstreamError(
      'UPSTREAM_ERROR',
      `Intercom refused the gateway's access token for ${route} (${named}). Check INTERCOM_ACCESS_TOKEN, and that the region or base URL is that of its workspace.`,
      facts,
    )
  if (status === 403)
    return new UpstreamError(
      'UPSTREAM_ERROR',
      `Intercom does not permit the gateway ${route} (${named}). Check the permissions of its app in Intercom's Developer Hub, and the workspace's plan.`,
      facts,
    )
  if (body.code === 'intercom_version_invalid')
    return new UpstreamError(
      'UPSTREAM_ERROR',
      `Intercom does not know the API version of ${route} (${named}). Check INTERCOM_VERSION.`,
      facts,
    )
  if (status === 400 || status === 422) {
    const field = body.field ?? fieldNamed(body.message, sent)
    const about = field ?? subject
    // names that callers make up are for the path alone
    const where = field !== undefined && fieldShape.test(field) ? `, field "${field}"` : ''
    return new InvalidInputError(`Intercom does not accept the input of ${route} (${named}${where}).`, {
      ...facts,
      ...(about !== undefined && { upstreamField: about }),
      ...(body.code !== undefined && { constraint: body.code }),
    })
  }
  if (status === 409) {
    const conflict = { ...facts, ...(body.conflictsWith && { conflictsWith: body.conflictsWith }) }
    return new UpstreamError('CONFLICT', `Another record in Intercom is in the way of ${route} (${named}).`, conflict)
  }
  if (status === 408) return new UpstreamError('UPSTREAM_TIMEOUT', `Intercom gave up on ${route} before it was done (${named}).`, later)
  if (status >= 500) return new UpstreamError('UPSTREAM_ERROR', `Intercom failed at ${route} (${named}).`, later)
  return new UpstreamError('UPSTREAM_ERROR', `Intercom answered ${route} with ${named}, which this gateway does not understand.`, facts)
}

/** A 2xx that is not JSON: a proxy's page, a maintenance notice. The SDK would hand it on as if it were data. */
export const nonJsonAnswer = (route: string, { status, headers }: Answer) =>
  new UpstreamError('UPSTREAM_ERROR', `Intercom answered ${route} with ${status} and a body that is not JSON. Is something in between?`, {
    status,
    retryable: isRead(route),
    ...requestIdFact(headers),
  })

/** Nothing that this gateway asks for is so large: asked for again it would be as large. */
export const answerTooLarge = (route: string, { status, headers }: Answer, maxBytes: number) =>
  new UpstreamError('UPSTREAM_ERROR', `Intercom's answer to ${route} is larger than ${maxBytes} bytes; it was given up.`, {
    status,
    ...requestIdFact(headers),
  })

/** No whole answer came: refused, reset, unresolvable. The network's own words stay in `cause`. */
export const unreachable = (route: string, cause: unknown) =>
  new UpstreamError('UPSTREAM_UNREACHABLE', `Intercom could not be reached for ${route}, or broke off its answer.`, {
    cause,
    // a write that was sent may have happened; only one that never left may be repeated without looking
    retryable: isRead(route) || unsentCodes.has(networkCode(cause)),
  })

/** The gateway itself gives up: it closes. */
export const stopping = (route: string) =>
  new UpstreamError('UPSTREAM_UNREACHABLE', `${route} was given up: the gateway is stopping.`, { retryable: isRead(route) })

/** Runs `work`; what it throws that is not ours already is a fault of the gateway, or of the SDK. */
export async function asGatewayErrors<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof GatewayError ? error : new GatewayError('INTERNAL', 'A call to Intercom could not be made.', { cause: error })
  }
}

const networkCode = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Its message is for `complaint.ts` alone. */
type ErrorBody = { code?: string; field?: string; message?: unknown; requestId?: string; conflictsWith?: string }

/**
 * Intercom's error list (`{type: 'error.list', request_id, errors: [{code, field}]}`), or its odd sister (`{type: 'error', code | error_key}`),
 * or nothing at all from a proxy's page.
 */
function readErrorBody({ text, headers }: Answer): ErrorBody {
  const body = asRecord(tryJson(text))
  const first = asRecord(Array.isArray(body.errors) ? body.errors[0] : undefined)
  const code = shaped(first.code ?? body.code ?? body.error_key, /^[a-z][\w.-]{0,63}$/i)
  const field = shaped(first.field, fieldShape)
  const requestId = shaped(body.request_id, requestIdShape) ?? requestIdFact(headers).intercomRequestId
  // "A contact matching those details already exists with id=6762f0dd1bb69f9f2193bb83": the id and nothing else of it
  const conflictsWith = typeof first.message === 'string' ? /\bid=([0-9a-z]{1,32})\b/i.exec(first.message)?.[1] : undefined
  const { message } = first
  return {
    message,
    ...(code && { code }),
    ...(field && { field }),
    ...(requestId && { requestId }),
    ...(conflictsWith && { conflictsWith }),
  }
}

const fieldShape = /^[a-z][\w.[\]-]{0,63}$/i

/** Not always a UUID: recorded ones look like `0003pno49p6cud9jh7fg`. */
const requestIdShape = /^[\w.:-]{1,128}$/

const requestIdFact = (headers: AnswerHeaders): { intercomRequestId?: string } => {
  const requestId = shaped(headers['x-request-id'], requestIdShape)
  return requestId ? { intercomRequestId: requestId } : {}
}

/** The survivor of a merged contact, from `Link: </contacts/{id}>; rel="canonical"` (OpenAPI 2.16, GET /contacts/{contact_id}, 410). */
function readCanonical(headers: AnswerHeaders): string | undefined {
  const links = [headers.link ?? []].flat().join(', ')
  const target = links.match(/<([^<>]*)>\s*;[^,<>]*\brel="?canonical"?/i)?.[1]
  return shaped(target?.split('/').at(-1), /^[\w-]{1,64}$/)
}

const shaped = (value: unknown, shape: RegExp) => (typeof value === 'string' && shape.test(value) ? value : undefined)

const asRecord = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

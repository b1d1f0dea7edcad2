import { GraphQLError, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { createErrorMask, withStatus } from '../../../src/api/errors.ts'
import { CapabilityUnavailableError, GatewayError, InvalidInputError, RateLimitedError, UnauthenticatedError } from '../../../src/errors.ts'
import { createLogger } from '../../../src/monitoring/logger.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'

function createMask(options: { hidesSchema?: boolean } = {}) {
  const lines: string[] = []
  const log = createLogger({ logLevel: 'trace', logFormat: 'json' }, { write: (line) => void lines.push(line) })
  return { mask: createErrorMask({ log, ...options }), lines }
}
const node = parse('{ contact }').definitions[0]!
/** As it comes from a resolver: where it happened, around what was thrown. */
const thrown = (originalError: Error) => new GraphQLError(originalError.message, { nodes: node, path: ['contact', 'name'], originalError })

test("a complaint of GraphQL's that repeats a megabyte is cut", () => {
  const { mask } = createMask()
  const { message } = mask(new GraphQLError(`Int cannot represent non-integer value: "${'x'.repeat(1_000_000)}"`))
  expect(message).toMatch(/^Int cannot represent non-integer value: "x{900,}…$/)
  expect(message.length).toBeLessThan(1_100)
})

describe('an error of our own vocabulary', () => {
  test('goes out with its facts and where it happened, and leaves no line', () => {
    const { mask, lines } = createMask()
    expect(mask(thrown(new InvalidInputError('Argument "id" is odd.'))).toJSON()).toEqual({
      message: 'Argument "id" is odd.',
      locations: [{ line: 1, column: 1 }],
      path: ['contact', 'name'],
      extensions: { code: 'INVALID', retryable: false },
    })
    const upstream = mask(
      new GatewayError('UPSTREAM_ERROR', 'Intercom failed.', { retryable: true, intercomRequestId: 'r-1', cause: new Error('secret') }),
    )
    expect(upstream.toJSON()).toEqual({
      message: 'Intercom failed.',
      extensions: { code: 'UPSTREAM_ERROR', retryable: true, intercomRequestId: 'r-1' },
    })
    expect(upstream.originalError).toBeUndefined()
    expect(lines).toEqual([])
  })

  test('reaches the log whole where it is a fault of the gateway, and once', () => {
    const { mask, lines } = createMask()
    const fault = new GatewayError('INTERNAL', 'A call to Intercom could not be made.', { cause: new TypeError('x is not a function') })
    const masked = runInScope(createRequestScope('req-7'), () => mask(mask(thrown(fault))))
    expect(masked.message).toBe('A call to Intercom could not be made.')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      requestId: 'req-7',
      err: { code: 'INTERNAL', stack: expect.stringContaining('x is not a') },
    })
  })

  test('says when to come again', () => {
    const { mask } = createMask()
    const before = Date.now()
    const { extensions } = mask(new RateLimitedError(7_000))
    expect(extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true })
    expect(Date.parse(String(extensions.retryAt))).toBeGreaterThanOrEqual(before + 7_000)
    expect(Date.parse(String(extensions.retryAt))).toBeLessThan(before + 9_000)
  })

  test('goes through the door twice unchanged', () => {
    const { mask } = createMask()
    const once = mask(thrown(new InvalidInputError('Odd.')))
    expect(mask(once)).toBe(once)
  })
})

describe("GraphQL's complaint about a request", () => {
  test('keeps its words, its place and its status, under our code', () => {
    const { mask, lines } = createMask()
    const complaint = new GraphQLError('Cannot query field "x".', {
      nodes: node,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400, spec: true } },
    })
    expect(mask(complaint).toJSON()).toMatchObject({
      message: 'Cannot query field "x".',
      locations: [{ line: 1, column: 1 }],
      extensions: { code: 'INVALID', retryable: false, http: { status: 400, spec: true } },
    })
    expect(lines).toEqual([])
  })

  test('about an argument of a field is one too', () => {
    const { mask } = createMask()
    expect(mask(thrown(new GraphQLError('Argument "first" is null.', { nodes: node }))).extensions.code).toBe('INVALID')
  })

  test('names no names of the schema where that is hidden', () => {
    const complaint = () =>
      new GraphQLError('Cannot query field "nmae" on type "Contact". Did you mean "name" or "names"?', { nodes: node })
    expect(createMask().mask(complaint()).message).toContain('Did you mean "name"')
    expect(createMask({ hidesSchema: true }).mask(complaint()).message).toBe('Cannot query field "nmae" on type "Contact".')
  })

  test('a document nested without end is one, whoever runs out of stack over it', () => {
    const { mask, lines } = createMask()
    const dig = (): number => dig() + 1
    try {
      dig()
    } catch (error) {
      expect(mask(error)).toMatchObject({
        message: 'The document is nested deeper than this gateway reads.',
        extensions: { code: 'INVALID' },
      })
    }
    expect(lines).toEqual([])
  })
})

describe('anything unforeseen', () => {
  const secrets = 'ana@example.com sk_live_123 /srv/app/secret.ts'
  const unforeseen: [string, unknown][] = [
    ['an error', new TypeError(secrets)],
    [
      'an error with a code and a status',
      Object.assign(new Error(secrets), { code: 'INVALID', status: 400, body: secrets, extensions: { code: 'INVALID' } }),
    ],
    ['an error from a resolver', thrown(new Error(secrets))],
    ['an error that has one of ours as its cause', new Error(secrets, { cause: new InvalidInputError('Odd.') })],
    ['another RangeError', new RangeError(secrets)],
    ['several at once', new AggregateError([new Error(secrets)], secrets)],
    ['a text', secrets],
    ['an object', { message: secrets }],
    ['nothing', undefined],
  ]
  test.each(unforeseen)('%s: one sentence with the request id to the caller, the whole to the log', (_, error) => {
    const { mask, lines } = createMask()
    const masked = runInScope(createRequestScope('req-7'), () => mask(error))
    expect(masked.toJSON()).toMatchObject({
      message: 'The gateway failed unexpectedly; its log has the details under request id req-7.',
      extensions: { code: 'INTERNAL', retryable: false },
    })
    expect(JSON.stringify(masked)).not.toMatch(/ana|sk_live|srv|stack/)
    expect(masked.originalError).toBeUndefined()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('"requestId":"req-7"')
    expect(lines[0]).not.toContain('ana@example.com')
  })

  test('keeps the place it came from', () => {
    expect(
      createMask()
        .mask(thrown(new Error('x')))
        .toJSON(),
    ).toMatchObject({ path: ['contact', 'name'], locations: [{ line: 1, column: 1 }] })
  })
})

describe('the status of an answer', () => {
  const mask = createMask().mask
  const httpOf = (error: unknown, hasData = false) => withStatus(mask(error), { hasData }).extensions.http

  test.each([
    [new InvalidInputError('x'), 400],
    [new CapabilityUnavailableError('x', { since: '2.16', version: '2.14' }), 400],
    [new RateLimitedError(1), 429],
    [new GatewayError('UPSTREAM_TIMEOUT', 'x'), 504],
    [new GatewayError('UPSTREAM_UNREACHABLE', 'x'), 502],
    [new GatewayError('CONFLICT', 'x'), 409],
    [new Error('x'), 500],
  ])('without data it goes by %s: %i, to callers that read statuses', (error, status) => {
    expect(httpOf(error)).toEqual({ status, spec: true })
  })

  test('refusals are refusals to everybody', () => {
    expect(httpOf(new UnauthenticatedError('x'))).toEqual({ status: 401, spec: false, headers: { 'www-authenticate': 'Bearer' } })
  })

  test('a request that is no GraphQL is one to everybody too', () => {
    const error = new GraphQLError('No query.', { extensions: { code: 'BAD_REQUEST', http: { status: 400, spec: true } } })
    expect(httpOf(error)).toEqual({ status: 400 })
  })

  test('with data beside it there is none, and the rest of the error stays', () => {
    expect(httpOf(new UnauthenticatedError('x'), true)).toBeUndefined()
    const error = withStatus(mask(thrown(new InvalidInputError('Odd.'))), { hasData: true })
    expect(error.toJSON()).toMatchObject({
      message: 'Odd.',
      path: ['contact', 'name'],
      locations: [{ line: 1, column: 1 }],
      extensions: { code: 'INVALID' },
    })
  })
})

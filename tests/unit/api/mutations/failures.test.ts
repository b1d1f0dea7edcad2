import { describe, expect, test } from 'vitest'
import { failureOf } from '../../../../src/api/mutations/failures.ts'
import { at, sentAs } from '../../../../src/api/mutations/paths.ts'
import {
  AmbiguousMatchError,
  CapabilityUnavailableError,
  ConflictError,
  ForbiddenError,
  GatewayError,
  InvalidInputError,
  MergeNotAllowedError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
  UnauthenticatedError,
  UpstreamError,
} from '../../../../src/errors.ts'

const nowMs = Date.parse('2026-11-29T12:00:00Z')
const args = { id: '42', input: { email: 'a@example.com', customAttributes: { plan: 'x' }, owner: null }, as: '7' }
const failure = (error: unknown) => failureOf(error, args, nowMs)

describe('what stands in a payload', () => {
  test.each<[GatewayError, object]>([
    [
      new InvalidInputError('No.', { constraint: 'maxLength' }),
      { __typename: 'ValidationError', code: 'INVALID', constraint: 'maxLength', retryable: false },
    ],
    [new ForbiddenError('No.'), { __typename: 'ValidationError', code: 'FORBIDDEN', constraint: null }],
    [new CapabilityUnavailableError('It', { since: '2.16', version: '2.14' }), { code: 'CAPABILITY_UNAVAILABLE' }],
    [new NotFoundError('No.'), { __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'], id: '42' }],
    [new NotFoundError('No.', { path: ['as'] }), { path: ['as'], id: '7' }],
    [
      new ConflictError('No.', { existing: { type: 'Contact', id: '1' } }),
      { __typename: 'ConflictError', code: 'CONFLICT', existing: { type: 'Contact', id: '1' } },
    ],
    [new UpstreamError('CONFLICT', 'No.', { status: 409 }), { __typename: 'ConflictError', code: 'CONFLICT', existing: null }],
    [new GatewayError('ALREADY_DONE', 'No.'), { __typename: 'ConflictError', code: 'ALREADY_DONE', existing: null }],
    [
      new AmbiguousMatchError('No.', { candidates: ['1', '2'] }),
      { __typename: 'AmbiguousMatchError', code: 'AMBIGUOUS_MATCH', candidates: ['1', '2'] },
    ],
    [
      new MergeNotAllowedError('No.', { reasons: [{ code: 'SAME', message: 'They are one.' }] }),
      { __typename: 'MergeNotAllowedError', code: 'MERGE_NOT_ALLOWED', reasons: [{ code: 'SAME', message: 'They are one.' }] },
    ],
    [
      new RateLimitedError(4_000, { status: 429 }),
      { __typename: 'RateLimitedError', code: 'RATE_LIMITED', retryable: true, retryAt: new Date(nowMs + 4_000) },
    ],
    // refused by the budget: it never left
    [new RateLimitedError(4_000), { __typename: 'RateLimitedError', code: 'BUDGET_EXCEEDED', retryAt: new Date(nowMs + 4_000) }],
    [
      new OutcomeUnknownError('Who knows.', { checkWith: 'Look.' }),
      { __typename: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN', checkWith: 'Look.', retryable: false },
    ],
    [
      new UpstreamError('UPSTREAM_ERROR', 'No.', { status: 403, intercomRequestId: 'r1' }),
      { __typename: 'UpstreamError', code: 'UPSTREAM_ERROR', status: 403, intercomRequestId: 'r1', path: null },
    ],
    [
      new UpstreamError('UPSTREAM_UNREACHABLE', 'No.', { retryable: true }),
      { code: 'UPSTREAM_UNREACHABLE', status: null, retryable: true },
    ],
  ])('is of a type of its own: $code', (error, expected) => {
    expect(failure(error)).toMatchObject({ message: error.message, ...expected })
  })

  test.each([
    ['a fault of the gateway', new GatewayError('INTERNAL', 'Oh.')],
    ['a caller who is nobody', new UnauthenticatedError('Who?')],
    ['what nobody foresaw', new TypeError('x is not a function')],
  ])('is not %s', (_, error) => {
    expect(failure(error)).toBeUndefined()
  })
})

describe('its path', () => {
  const refused = (upstreamField: string) => failure(new InvalidInputError('No.', { upstreamField }))?.path

  test("leads from Intercom's name of a field to the caller's own input", () => {
    expect(refused('email')).toEqual(['input', 'email'])
    expect(refused('custom_attributes')).toEqual(['input', 'customAttributes'])
    expect(refused('custom_attributes.the_plan')).toEqual(['input', 'customAttributes', 'the_plan'])
    expect(refused('as')).toEqual(['as'])
  })

  test('is null where the input has no such field, and never leads where nothing was given', () => {
    expect([refused('admin_id'), refused('phone'), refused('__proto__'), refused('constructor')]).toEqual([null, null, null, null])
  })

  test('is what the row says where its name is another', async () => {
    const error = new InvalidInputError('No.', { upstreamField: 'owner_id' })
    const sent = sentAs({ owner_id: ['input', 'owner'] }, () => Promise.reject(error))
    await expect(sent).rejects.toBe(error)
    expect(failure(error)?.path).toEqual(['input', 'owner'])
  })

  test('is that of whoever threw, before that of whoever called', () => {
    const thrower = () => at(['input', 'email'], () => at(['input'], () => at(['deep'], () => raise())))
    const raise = () => {
      throw new InvalidInputError('No.')
    }
    expect(thrower).toThrow(expect.objectContaining({ path: ['deep'] }))
    expect(at(['input'], () => 5)).toBe(5)
  })
})

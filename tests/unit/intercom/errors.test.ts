import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GatewayError } from '../../../src/errors.ts'
import { errorFromAnswer } from '../../../src/intercom/errors.ts'
import type { AnswerHeaders } from '../../../src/intercom/exchange.ts'

const nowMs = 1_734_537_560_000
const read = 'GET /contacts/{contact_id}'

const errorList = (code: string, field?: string) =>
  JSON.stringify({ type: 'error.list', request_id: 'req-1', errors: [{ code, message: 'secret@example.com', field }] })

const from = (status: number, text = '', headers: AnswerHeaders = {}, route = read, path = '/contacts/1') =>
  errorFromAnswer({ route, path }, { status, headers, text }, nowMs)

describe('one vocabulary, by status first', () => {
  test.each([
    { status: 301, code: 'UPSTREAM_ERROR', retryable: false },
    { status: 400, code: 'INVALID', retryable: false },
    { status: 401, code: 'UPSTREAM_ERROR', retryable: false },
    { status: 403, code: 'UPSTREAM_ERROR', retryable: false },
    { status: 404, code: 'NOT_FOUND', retryable: false },
    { status: 405, code: 'UPSTREAM_ERROR', retryable: false },
    { status: 408, code: 'UPSTREAM_TIMEOUT', retryable: true },
    { status: 409, code: 'CONFLICT', retryable: false },
    { status: 410, code: 'NOT_FOUND', retryable: false },
    { status: 422, code: 'INVALID', retryable: false },
    { status: 429, code: 'RATE_LIMITED', retryable: true },
    { status: 500, code: 'UPSTREAM_ERROR', retryable: true },
    { status: 503, code: 'UPSTREAM_ERROR', retryable: true },
  ])('$status is $code, retryable: $retryable', ({ status, code, retryable }) => {
    const error = from(status, errorList('parameter_invalid'))
    expect(error).toMatchObject({ code, retryable, intercomRequestId: 'req-1' })
    expect(error.message).toMatch(/^[A-Z].*\.$/)
  })
})

test('a 429 says that it was one: what the budget refuses has no status', () => {
  expect(from(429, '')).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
})

test('what a write met is not said to be repeatable, a 429 apart', () => {
  const write = 'POST /contacts'
  expect([408, 500, 503].map((status) => from(status, '', {}, write).retryable)).toEqual([false, false, false])
  expect(from(429, '', {}, write).retryable).toBe(true)
})

test.each([
  ['GET /me', '/me'],
  ['GET /companies', '/companies?page=1&per_page=50'],
  ['POST /contacts/search', '/contacts/search'],
])('a 404 of %s is about no record: the calls go to a wrong place, which it says', (route, path) => {
  expect(from(404, errorList('not_found'), {}, route, path)).toMatchObject({
    code: 'UPSTREAM_ERROR',
    status: 404,
    retryable: false,
    message: `There is no ${route} where the gateway calls Intercom (404 not_found). Check INTERCOM_BASE_URL, and that INTERCOM_VERSION has it.`,
  })
})

test.each(['company_id=ae', 'name=Looms', 'page=1&tag_id=7', 'segment_id=a1'])('a 404 of GET /companies?%s is about a record', (query) => {
  expect(from(404, errorList('company_not_found'), {}, 'GET /companies', `/companies?${query}`).code).toBe('NOT_FOUND')
})

test('a merged contact names its survivor', () => {
  const survivor = '6762f0d51bb69f9f2193bb80'
  const link = (value: string | string[]) => from(410, errorList('contact_merged'), { link: value })

  expect(link(`</contacts/${survivor}>; rel="canonical"`)).toMatchObject({ code: 'NOT_FOUND', movedTo: survivor })
  expect(link([`</help>; rel="help"`, `<https://api.intercom.io/contacts/${survivor}>;rel=canonical`])).toMatchObject({ movedTo: survivor })
  for (const odd of [
    `</contacts/${survivor}>; rel="next"`,
    '</contacts/../admins/..>; rel="canonical"',
    '</contacts/a b>; rel="canonical"',
    '',
  ])
    expect(link(odd)).toMatchObject({ code: 'NOT_FOUND', movedTo: undefined })
})

test('a refused token says what to check, a bad version too', () => {
  expect(from(401, errorList('unauthorized')).message).toContain('INTERCOM_ACCESS_TOKEN')
  expect(from(403, errorList('api_plan_restricted')).message).toMatch(/403 api_plan_restricted.*permissions/)
  expect(from(400, errorList('intercom_version_invalid'))).toMatchObject({
    code: 'UPSTREAM_ERROR',
    message: expect.stringContaining('INTERCOM_VERSION'),
  })
})

test("a refused input names Intercom's code and field", () => {
  expect(from(422, errorList('parameter_not_found', 'custom_attributes.plan'), {}, 'POST /contacts/search')).toMatchObject({
    name: 'InvalidInputError',
    message: 'Intercom does not accept the input of POST /contacts/search (422 parameter_not_found, field "custom_attributes.plan").',
  })
})

test('how long to stay away: Retry-After in seconds or as a date, else the window, else ten seconds', () => {
  const wait = (headers: AnswerHeaders, status = 429) => from(status, '', headers).retryAfterMs
  expect(wait({ 'retry-after': '7' })).toBe(7_000)
  expect(wait({ 'retry-after': 'Wed, 18 Dec 2024 15:59:25 GMT' })).toBe(5_000)
  expect(wait({ 'retry-after': '1', 'x-ratelimit-reset': '1734537569' })).toBe(1_000)
  expect(wait({ 'x-ratelimit-reset': '1734537569' })).toBe(9_000)
  expect(wait({ 'x-ratelimit-reset': '1734537000' })).toBe(0)
  expect(wait({ 'x-ratelimit-reset': 'soon' })).toBe(10_000)
  expect(wait({ 'retry-after': '2' }, 503)).toBe(2_000)
  // every answer carries the window; only a 429 is about it
  expect(wait({ 'x-ratelimit-reset': '1734537569' }, 503)).toBeUndefined()
})

describe('bodies of every shape', () => {
  test.each([
    ['the odd sister of the error list', '{"type":"error","request_id":"r","message":"m","code":"bad_request"}', '400 bad_request'],
    ['an error_key', '{"error_key":"parameter_invalid"}', '400 parameter_invalid'],
    ['an empty list', '{"type":"error.list","errors":[]}', '(400)'],
    ['nothing', '', '(400)'],
    ['a page', '<html>Bad Gateway</html>', '(400)'],
    ['JSON that is cut off', '{"type":"error.l', '(400)'],
    ['null', 'null', '(400)'],
    ['a code that is a sentence', '{"errors":[{"code":"Joe Bloggs <joe@example.com>"}]}', '(400)'],
    ['errors that are no objects', '{"errors":[null,"x",3]}', '(400)'],
  ])('%s', (_name, text, named) => {
    const error = from(400, text)
    expect(error.code).toBe('INVALID')
    expect(error.message).toContain(named)
  })

  test('the request id may come by header', () => {
    expect(from(502, '<html>', { 'x-request-id': '0003pno49p6cud9jh7fg' }).intercomRequestId).toBe('0003pno49p6cud9jh7fg')
    expect(from(502, '', { 'x-request-id': 'a b\n' }).intercomRequestId).toBeUndefined()
  })
})

test('no answer makes it fail, or puts its own words into a message', () => {
  const secret = 'joe@example.com says: hello'
  const text = fc.oneof(
    fc.constant(secret),
    fc.json(),
    fc.record({ type: fc.anything(), request_id: fc.constant(secret), errors: fc.anything() }).map((body) => JSON.stringify(body) ?? ''),
    fc.constant(JSON.stringify({ errors: [{ code: secret, field: secret, message: secret }], message: secret, request_id: secret })),
  )
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), text, fc.string(), (status, body, header) => {
      const error = from(status, body, { link: header, 'retry-after': header, 'x-request-id': header })
      expect(error).toBeInstanceOf(GatewayError)
      expect(JSON.stringify([error.message, error.intercomRequestId, error.cause])).not.toContain(secret)
    }),
  )
})

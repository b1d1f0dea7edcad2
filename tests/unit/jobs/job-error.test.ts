import { expect, test } from 'vitest'
import { failureOf } from '../../../src/api/mutations/failures.ts'
import * as errors from '../../../src/errors.ts'
import { errorOf, jobErrorOf } from '../../../src/jobs/job-error.ts'

const facts = { path: ['input', '3', 'contact', 'id'], intercomRequestId: 'r1', constraint: 'why' }

test.each([
  new errors.InvalidInputError('invalid', facts),
  new errors.NotFoundError('gone', { ...facts, id: '5' }),
  new errors.ConflictError('in the way', { ...facts, retryable: true }),
  new errors.AmbiguousMatchError('several', { ...facts, candidates: ['1', '2'] }),
  new errors.OutcomeUnknownError('unknown', { ...facts, checkWith: 'Look.' }),
  new errors.RateLimitedError(3_000, facts),
  new errors.UpstreamError('UPSTREAM_ERROR', 'failed', { ...facts, status: 503, retryable: true }),
  new errors.GatewayError('FORBIDDEN', 'not yours', facts),
])('$name comes out of a record as it went in', (error) => {
  const told = failureOf(error, {}, 0)
  expect(told).toBeDefined()
  expect(failureOf(errorOf(JSON.parse(JSON.stringify(jobErrorOf(error)))), {}, 0)).toEqual(told)
})

test('who somebody is, and what nobody foresaw, stay out of the record', () => {
  const path = ['input', '3', 'contact', 'email']
  expect(JSON.stringify(jobErrorOf(new errors.NotFoundError('gone', { path, id: 'a@example.com' })))).not.toContain('@')
  expect(jobErrorOf(new Error('a secret'))).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false, path: null })
})

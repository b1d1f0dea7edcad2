import { expect, test } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createAudit } from '../../../src/writes/audit.ts'
import { unknown } from '../../../src/writes/outcome.ts'

test('a write that may be done is told with why that is not known, and without what somebody wrote', () => {
  const lines: object[] = []
  const audit = createAudit({ info: () => {}, warn: (facts, sentence) => void lines.push({ ...facts, sentence }) })
  const cause = new UpstreamError('UPSTREAM_TIMEOUT', 'Intercom did not answer POST /articles within 20 s.', { intercomRequestId: 'r-1' })
  const error = unknown(cause, { step: 'create', checkWith: 'Look for an article "What we do not tell".', looked: true })
  audit({
    ...{ mutation: 'articleCreate', caller: 'app', isKeyed: false, step: 'create', about: { type: 'article', id: 'new' } },
    ...{ outcome: 'UNKNOWN', error, durationMs: 12.4 },
  })
  expect(lines).toEqual([
    {
      ...{
        audit: true,
        mutation: 'articleCreate',
        caller: 'app',
        isKeyed: false,
        step: 'create',
        about: 'article new',
        outcome: 'UNKNOWN',
      },
      ...{ code: 'OUTCOME_UNKNOWN', reason: cause.message, intercomRequestId: 'r-1', durationMs: 12 },
      sentence: 'a write to Intercom may be done: its answer was lost, and what it did was not found',
    },
  ])
})

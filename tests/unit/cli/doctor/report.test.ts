import { describe, expect, test } from 'vitest'
import { type Finding, failure, ok, skipped, warning } from '../../../../src/cli/doctor/finding.ts'
import { asJson, asText, exitCodeOf } from '../../../../src/cli/doctor/report.ts'

const good = ok('token', 'is taken')
const doubtful = warning('redis persistence', { found: 'none', why: 'a restart loses it', fix: 'CONFIG SET appendonly yes' })
const bad = failure('permission', { found: 'refused', why: 'fields fail', fix: 'allow it', fields: ['Query.contacts'] })
const unseen = skipped('intercom', 'not asked')
const report = (...findings: Finding[]) => ({ about: 'checking this', intercomCalls: 1, findings })

describe('the exit code', () => {
  test.each([
    [[good, unseen], 0, 0],
    [[good, doubtful], 0, 1],
    [[good, doubtful, bad], 1, 1],
    [[], 0, 0],
  ])('of %j is %i, and with --strict %i', (findings, plain, strict) => {
    expect(exitCodeOf(report(...findings), { strict: false })).toBe(plain)
    expect(exitCodeOf(report(...findings), { strict: true })).toBe(strict)
  })
})

test('as text, a finding is a line, and one that is not right says below why it matters and what to do', () => {
  expect(asText(report(good, doubtful, bad, unseen))).toBe(`ok       token: is taken
warning  redis persistence: none
           why: a restart loses it
           fix: CONFIG SET appendonly yes
failure  permission: refused
           why: fields fail
           fix: allow it
skipped  intercom: not asked

1 ok, 1 warning, 1 failure, 1 not looked at; 1 call to Intercom`)
  expect(asText({ ...report(good), intercomCalls: 17 })).toMatch(/\n1 ok, 0 warnings, 0 failures; 17 calls to Intercom$/)
})

test('as JSON, it is all there, the fields too', () => {
  expect(JSON.parse(asJson(report(good, bad), 1))).toEqual({ about: 'checking this', exitCode: 1, intercomCalls: 1, checks: [good, bad] })
})

import { describe, expect, test } from 'vitest'
import { judgePermission, type Probed } from '../../../../src/cli/doctor/permission-findings.ts'
import type { Probe } from '../../../../src/cli/doctor/permissions.ts'
import { anAnswer, aRefusal } from '../../../support/doctor-answers.ts'

const admins: Probe = { method: 'GET', path: '/admins', reads: 'teammates', types: ['Admin'], isDocumented: true }
const teams: Probe = { method: 'GET', path: '/teams?a=b', reads: 'teams', types: ['Team'], isDocumented: false }
const fieldsOf = (types: readonly string[]) => types.flatMap((type) => [1, 2, 3].map((at) => `Query.${type.toLowerCase()}${at}`))

const judge = (...outcomes: Probed['outcome'][]) =>
  judgePermission(
    { name: 'Read admins', probes: [admins, teams] },
    outcomes.map((outcome, at) => ({ probe: [admins, teams][at]!, outcome })),
    fieldsOf,
  )

test('what can be read is named', () => {
  expect(judge(anAnswer(), anAnswer())).toEqual({
    check: 'permission "Read admins"',
    status: 'ok',
    found: 'can be read: teammates, teams',
  })
})

describe('what is refused', () => {
  test('is told with what Intercom said, the fields that need it, and the checkbox', () => {
    expect(judge(aRefusal(403, 'forbidden'), anAnswer())).toEqual({
      check: 'permission "Read admins"',
      status: 'failure',
      found: 'Intercom refuses teammates (GET /admins: 403 forbidden)',
      why: 'these fields of the graph fail, unless what they answer came along with another record: Query.admin1, Query.admin2, Query.admin3',
      fix: 'Intercom\'s Developer Hub > your app > Configure > Authentication: allow "Read admins"',
      fields: ['Query.admin1', 'Query.admin2', 'Query.admin3'],
    })
  })

  test('may be so by a 401, when the token is good elsewhere', () => {
    expect(judge(aRefusal(401, 'token_unauthorized'), anAnswer()).status).toBe('failure')
  })

  test('says where the permission is our guess', () => {
    const found = judge(anAnswer(), aRefusal(403, 'forbidden'))
    expect(found).toMatchObject({ found: 'Intercom refuses teams (GET /teams: 403 forbidden)', fields: fieldsOf(['Team']) })
    expect('fix' in found && found.fix).toContain('does not document which permission covers teams; this is the likeliest, unverified')
  })

  test('names a few fields and counts the rest, but for the one that would be "1 more"', () => {
    const why = (...types: string[]) => {
      const probe = { ...admins, types }
      const found = judgePermission({ name: 'x', probes: [probe] }, [{ probe, outcome: aRefusal(403) }], fieldsOf)
      return 'why' in found ? found.why : undefined
    }
    expect(why('A', 'B')).toMatch(/: Query\.a1, Query\.a2, Query\.a3, Query\.b1 and 2 more$/)
    const five = judgePermission({ name: 'x', probes: [admins] }, [{ probe: admins, outcome: aRefusal(403) }], () => [
      'a',
      'b',
      'c',
      'd',
      'e',
    ])
    expect(five.why).toMatch(/: a, b, c, d, e$/)
  })

  test('by the plan needs another plan, not a checkbox', () => {
    const found = judge(aRefusal(403, 'api_plan_restricted'), anAnswer())
    expect('fix' in found && found.fix).toContain('plan of the workspace')
    expect('fix' in found && found.fix).not.toContain('Developer Hub')
  })
})

test.each([
  [aRefusal(429, 'rate_limit_exceeded'), '429 rate_limit_exceeded'],
  [aRefusal(500), '500'],
  [aRefusal(404, 'not_found'), '404 not_found'],
  [anAnswer({ body: undefined }), '200'],
  [{ why: 'no answer within 5000 ms' }, 'no answer within 5000 ms'],
])('an answer that says neither yes nor no is a warning: %j', (outcome, told) => {
  expect(judge(anAnswer(), outcome)).toMatchObject({ status: 'warning', found: `cannot be told: GET /teams: ${told}` })
})

test('what could not be asked is said, and alone makes the permission one that was not looked at', () => {
  const untried = { untried: 'there is no contact to ask about' }
  expect(judge(anAnswer(), untried)).toMatchObject({ status: 'ok', found: 'can be read: teammates; there is no contact to ask about' })
  expect(judge(untried, untried)).toMatchObject({ status: 'skipped', found: 'there is no contact to ask about' })
})

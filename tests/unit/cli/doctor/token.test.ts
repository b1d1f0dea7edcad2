import { describe, expect, test } from 'vitest'
import { judgeToken } from '../../../../src/cli/doctor/token.ts'
import { anAnswer, aRefusal } from '../../../support/doctor-answers.ts'

const target = 'https://api.eu.intercom.io'
const me = { id: '1', email: 'ada@larkspur.example', app: { id_code: 'ab12', name: 'Larkspur', region: 'EU' } }

test('a token that Intercom says the workspace of is fine; whose it is, is not told', () => {
  const found = judgeToken(anAnswer({ body: me }), target)
  expect(found).toEqual({ check: 'token', status: 'ok', found: 'https://api.eu.intercom.io takes it' })
})

describe('what fails is told with what Intercom said and what to do', () => {
  test.each([
    [aRefusal(401, 'unauthorized'), '401 unauthorized: the access token is not taken', 'INTERCOM_ACCESS_TOKEN='],
    [aRefusal(401, 'token_revoked'), '401 token_revoked', 'INTERCOM_REGION=us, eu or au'],
    [aRefusal(403, 'api_plan_restricted'), '403 api_plan_restricted', 'Developer Hub'],
    [aRefusal(429, 'rate_limit_exceeded'), '429 rate_limit_exceeded: the rate limit is used up', 'in 10 s'],
    [aRefusal(503), '503: Intercom itself fails', 'www.intercomstatus.com'],
    [aRefusal(404), 'GET /me with 404', 'INTERCOM_BASE_URL='],
    [aRefusal(302), 'GET /me with 302', 'INTERCOM_BASE_URL='],
    [anAnswer({ body: undefined }), 'not who the token belongs to', 'INTERCOM_BASE_URL='],
    [anAnswer({ body: { app: {} } }), 'not who the token belongs to', 'INTERCOM_BASE_URL='],
    [anAnswer({ body: null }), 'not who the token belongs to', 'INTERCOM_BASE_URL='],
    [{ why: 'ENOTFOUND' }, 'https://api.eu.intercom.io does not answer: ENOTFOUND', 'curl'],
    [{ why: 'no answer within 5000 ms' }, 'does not answer: no answer within 5000 ms', 'https://api.eu.intercom.io/me'],
  ])('%j', (outcome, found, fix) => {
    expect(judgeToken(outcome, target)).toMatchObject({
      status: 'failure',
      found: expect.stringContaining(found),
      why: expect.any(String),
      fix: expect.stringContaining(fix),
    })
  })
})

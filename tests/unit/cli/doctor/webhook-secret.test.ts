import { expect, test } from 'vitest'
import { judgeWebhookSecret } from '../../../../src/cli/doctor/webhook-secret.ts'
import { loadConfig } from '../../../../src/config.ts'

const judge = (env: Record<string, string>) => judgeWebhookSecret(loadConfig({ env }))
const live = { INTERCOM_ACCESS_TOKEN: 'the-token' }

test.each([
  ['one-secret', '1 secret; a sample signed with it is taken, with one byte changed refused'],
  ['new-secret,old-secret', '2 secrets; a sample signed with each is taken, with one byte changed refused'],
])('%s verifies what it signs', (secret, found) => {
  expect(judge({ ...live, INTERCOM_CLIENT_SECRET: secret })).toMatchObject({ status: 'ok', found })
})

test('none is a warning, but for the sandbox', () => {
  expect(judge(live)).toMatchObject({ status: 'warning', fix: expect.stringContaining('Developer Hub') })
  expect(judge({}).status).toBe('ok')
})

test('the access token in its place is found out', () => {
  for (const secret of ['the-token', 'another,the-token']) {
    expect(judge({ ...live, INTERCOM_CLIENT_SECRET: secret })).toMatchObject({
      status: 'failure',
      found: 'INTERCOM_CLIENT_SECRET is the access token',
    })
  }
})

test('the same secret twice is no rotation', () => {
  expect(judge({ ...live, INTERCOM_CLIENT_SECRET: 'same,same' })).toMatchObject({
    status: 'warning',
    fix: 'INTERCOM_CLIENT_SECRET=<new>,<old>',
  })
})

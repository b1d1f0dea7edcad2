import { expect, test } from 'vitest'
import { judgeApiVersion } from '../../../../src/cli/doctor/api-version.ts'
import { anAnswer, aRefusal } from '../../../support/doctor-answers.ts'

const inVersion = (version: string) => anAnswer({ headers: { 'intercom-version': version } })
const missing = [
  { what: 'Company.notes', since: '2.15' },
  { what: 'Contact.mergeHistory', since: '2.16' },
]
const judge = (fields: Partial<Parameters<typeof judgeApiVersion>[0]>) =>
  judgeApiVersion({ configured: '2.14', outcome: inVersion('2.14'), inOwn: inVersion('2.14'), missing: [], ...fields })

test('the version that is asked in is answered in', () => {
  expect(judge({})).toEqual({ check: 'api version', status: 'ok', found: '2.14' })
  expect(judge({ outcome: anAnswer(), inOwn: anAnswer() }).found).toBe('2.14')
})

test('what the graph lacks in it is named, and the version of the app where it is another', () => {
  expect(judge({ missing, inOwn: inVersion('2.16') })).toMatchObject({
    status: 'ok',
    found:
      "2.14; needs a newer one: Company.notes (2.15), Contact.mergeHistory (2.16); the app's own in the Developer Hub, which webhooks follow, is 2.16",
  })
})

test('a version that Intercom does not know is a failure', () => {
  expect(judge({ configured: '2.16', outcome: aRefusal(400, 'intercom_version_invalid'), inOwn: inVersion('2.14') })).toMatchObject({
    status: 'failure',
    found: "Intercom refuses 2.16 (400 intercom_version_invalid); the app's own is 2.14",
    fix: expect.stringContaining('INTERCOM_VERSION=2.14'),
  })
})

test('an answer in another version is a warning', () => {
  expect(judge({ configured: '2.16', outcome: inVersion('2.11') })).toMatchObject({
    status: 'warning',
    found: 'asked in 2.16, Intercom answers in 2.11',
  })
})

test('nothing else than a version is repeated from the header', () => {
  expect(judge({ outcome: inVersion('2.14, or what somebody else wrote there') }).found).toBe('2.14')
})

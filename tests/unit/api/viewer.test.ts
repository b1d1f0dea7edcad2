import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAuthenticator } from '../../../src/api/viewer.ts'
import { scopes } from '../../../src/config/environment.ts'
import { UnauthenticatedError } from '../../../src/errors.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const key = (name: string, secret: string, ...granted: (typeof scopes)[number][]) => ({ name, sha256: sha256(secret), scopes: granted })

describe('with keys', () => {
  const authenticate = createAuthenticator([
    key('desk', 'first', 'CONTACTS_READ'),
    key('desk', 'second', 'CONTACTS_READ', 'NOTES_READ'),
    key('crm', 'third'),
  ])

  test.each([
    ['Bearer first', 'desk', ['CONTACTS_READ']],
    ['Bearer second', 'desk', ['CONTACTS_READ', 'NOTES_READ']],
    ['bearer third', 'crm', []],
    ['BEARER third', 'crm', []],
  ])('%s is %s', (header, id, granted) => {
    const viewer = authenticate(header)
    expect([viewer.id, viewer.kind, [...viewer.scopes]]).toEqual([id, 'SERVICE', granted])
  })

  test.each([
    null,
    undefined,
    '',
    'first',
    'Bearer',
    'Bearer ',
    'Basic first',
    'Bearer first second',
    'Bearer  first',
    ' Bearer first',
    'Bearer: first',
    'Bearer\tfirst',
  ])('the header %j asks for a key', (header) => {
    expect(() => authenticate(header)).toThrow(
      new UnauthenticatedError('This gateway needs an API key: send the header "Authorization: Bearer <key>".'),
    )
  })

  test.each(['firs', 'firstt', 'FIRST', 'fourth', sha256('first'), 'é', 'x'.repeat(10_000)])(
    'the key %s is unknown, and not repeated',
    (given) => {
      expect(() => authenticate(`Bearer ${given}`)).toThrow(
        new UnauthenticatedError('The API key in the header "Authorization" is not known here.'),
      )
    },
  )

  test('how long an answer takes does not tell a nearly right key from a wrong one', () => {
    const many = createAuthenticator(Array.from({ length: 200 }, (_, index) => key(`caller-${index}`, `secret-${index}`)))
    const took = (header: string) => {
      const times = Array.from({ length: 400 }, () => {
        const startedAt = process.hrtime.bigint()
        try {
          many(header)
        } catch {}
        return Number(process.hrtime.bigint() - startedAt)
      })
      return times.sort((a, b) => a - b)[200]!
    }
    took('Bearer warm-up')
    const [first, last] = [took('Bearer secret-0'), took('Bearer secret-199')]
    // the first of two hundred is not found two hundred times sooner than the last
    expect(Math.max(first, last) / Math.min(first, last)).toBeLessThan(3)
  })
})

test('without keys everyone may do everything', () => {
  const viewer = createAuthenticator([])(undefined)
  expect([viewer.id, [...viewer.scopes]]).toEqual(['anonymous', [...scopes]])
  expect(createAuthenticator([])('Bearer anything').id).toBe('anonymous')
})

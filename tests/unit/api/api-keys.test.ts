import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeyRing } from '../../../src/api/api-keys.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')

test('how long an answer takes does not tell a nearly right key from a wrong one', () => {
  const keys = Array.from({ length: 200 }, (_, index) => ({ name: `caller-${index}`, sha256: sha256(`secret-${index}`), scopes: [] }))
  const ring = createKeyRing(keys, ({ name }) => name)
  const took = (shown: string) => {
    const times = Array.from({ length: 400 }, () => {
      const startedAt = process.hrtime.bigint()
      ring(shown)
      return Number(process.hrtime.bigint() - startedAt)
    })
    return times.sort((a, b) => a - b)[200]!
  }
  took('warm-up')
  const [first, last] = [took('secret-0'), took('secret-199')]
  expect([ring('secret-0'), ring('secret-199'), ring('secret-200')]).toEqual(['caller-0', 'caller-199', undefined])
  // the first of two hundred is not found two hundred times sooner than the last
  expect(Math.max(first, last) / Math.min(first, last)).toBeLessThan(3)
})

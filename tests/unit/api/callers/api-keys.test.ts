import { createHash, timingSafeEqual } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { createKeyRing } from '../../../../src/api/callers/api-keys.ts'

vi.mock(import('node:crypto'), async (original) => {
  const crypto = await original()
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) }
})

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')

test('a key is compared with all there are, so how long an answer takes does not tell a nearly right one from a wrong one', () => {
  const keys = Array.from({ length: 200 }, (_, index) => ({ name: `caller-${index}`, sha256: sha256(`secret-${index}`), scopes: [] }))
  const ring = createKeyRing(keys, ({ name }) => name)
  for (const [shown, owner] of [
    ['secret-0', 'caller-0'],
    ['secret-199', 'caller-199'],
    ['secret-200', undefined],
  ] as const) {
    vi.mocked(timingSafeEqual).mockClear()
    expect(ring(shown)).toBe(owner)
    expect(timingSafeEqual).toHaveBeenCalledTimes(200)
  }
})

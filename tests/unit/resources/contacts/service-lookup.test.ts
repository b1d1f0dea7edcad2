import { expect, test } from 'vitest'
import { contactFromIntercom } from '../../../../src/resources/contacts/model.ts'
import { onlyOneWith } from '../../../../src/resources/contacts/service-lookup.ts'

const contact = (id: string, rest: { email?: string; phone?: string }) => contactFromIntercom({ id, ...rest })

test.each([
  ['email', 'Ada@Example.com', 'ada@example.com', true],
  ['email', 'ada@example.com', ' ada@example.com', true],
  ['email', 'ada@example.com', 'ada@example.org', false],
  ['phone', '+49 (30) 901820', '+4930901820', true],
  ['phone', '030 901820', '+4930901820', true],
  ['phone', '+4930901820', '+4930901821', false],
] as const)('the %s %j looked for as %j is it: %s', (field, has, wanted, isIt) => {
  expect(onlyOneWith([contact('1', { [field]: has })], field, wanted)?.id ?? null).toBe(isIt ? '1' : null)
  expect(onlyOneWith([contact('2', {})], field, wanted)).toBeNull()
})

test('one contact that is found twice, as two that were merged are, is one; two are a conflict', () => {
  const [one, other] = [contact('1', { email: 'a@b.c' }), contact('2', { email: 'a@b.c' })]
  expect(onlyOneWith([one, { ...one }], 'email', 'a@b.c')?.id).toBe('1')
  expect(() => onlyOneWith([one, other], 'email', 'a@b.c')).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
})

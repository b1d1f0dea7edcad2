import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CompaniesWanted, fewestCalls } from '../../../../src/resources/contacts/service-fewest-calls.ts'

const of = (contactId: string, ...ids: string[]): CompaniesWanted => ({ contactId, ids })
const nothing = new Set<string>()

test('companies at hand need no call', () => {
  expect(fewestCalls([of('ann', 'a', 'b')], new Set(['a', 'b']))).toEqual({ contactIds: [], companyIds: [] })
})

test('one company is read by its id, several of one contact by that contact', () => {
  expect(fewestCalls([of('ann', 'a')], nothing)).toEqual({ contactIds: [], companyIds: ['a'] })
  expect(fewestCalls([of('ann', 'a', 'b', 'c')], nothing)).toEqual({ contactIds: ['ann'], companyIds: [] })
  expect(fewestCalls([of('ann', 'a', 'b', 'c')], new Set(['a', 'c']))).toEqual({ contactIds: [], companyIds: ['b'] })
})

test('a company that many belong to is read once', () => {
  expect(fewestCalls([of('ann', 'a'), of('bob', 'a'), of('eve', 'a')], nothing)).toEqual({ contactIds: [], companyIds: ['a'] })
})

test('what a contact brings is not read again for another', () => {
  const plan = fewestCalls([of('ann', 'a', 'b'), of('bob', 'b', 'c', 'd'), of('eve', 'd'), of('bob', 'e')], nothing)
  expect(plan).toEqual({ contactIds: ['bob'], companyIds: ['a'] })
})

test('everything wanted is brought, at no more calls than there are companies missing, or contacts that miss one', () => {
  const id = fc.integer({ min: 0, max: 12 }).map(String)
  const wants = fc.array(fc.record({ contactId: id, ids: fc.uniqueArray(id, { maxLength: 10 }) }), { maxLength: 20 })
  fc.assert(
    fc.property(wants, fc.array(id), (wanted, known) => {
      const atHand = new Set(known)
      const { contactIds, companyIds } = fewestCalls(wanted, atHand)
      const brought = new Set([...companyIds, ...wanted.flatMap((each) => (contactIds.includes(each.contactId) ? each.ids : []))])
      const missing = new Set(wanted.flatMap((each) => each.ids.filter((one) => !atHand.has(one))))
      const short = new Set(wanted.flatMap((each) => (each.ids.some((one) => missing.has(one)) ? each.contactId : [])))
      expect(missing.difference(brought)).toEqual(new Set())
      expect(contactIds.length + companyIds.length).toBeLessThanOrEqual(Math.min(missing.size, short.size))
    }),
  )
})
